"""What a page of history, a `caught_up` or a fact by itself tells: by kind, in the order of the facts."""

from tests.support.guest import Event


def messages(page: Event) -> list[Event]:
    """The messages, in the form in which they are told."""
    return [fact["message"] for fact in facts(page, "posted", "edited", "removed")]


def translations(page: Event) -> list[Event]:
    """The translations."""
    return [fact["translation"] for fact in facts(page, "translated")]


def facts(page: Event, *types: str) -> list[Event]:
    """The facts of these types."""
    return [fact for fact in page.get("facts", [page]) if fact["type"] in types]
