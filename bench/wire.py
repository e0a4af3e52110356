"""Reads pages of history in both forms: lists of messages and translations, and one list of facts."""

from typing import Any

Fields = dict[str, Any]


def contents(told: Fields) -> tuple[list[Fields], list[Fields]]:
    """Messages and translations of a `caught_up`, or of a page that REST answered."""
    page = told.get("page", told)
    if "facts" not in page:
        return page["messages"], page["translations"]
    messages = [fact["message"] for fact in page["facts"] if fact["type"] in ("posted", "edited", "removed")]
    return messages, [fact["translation"] for fact in page["facts"] if fact["type"] == "translated"]
