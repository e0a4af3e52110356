"""What a page of history, a `caught_up` or a fact by itself tells: by kind, in the order of the facts."""

from collections.abc import Iterator

from tests.support.guest import Event


def messages(page: Event) -> list[Event]:
    """The messages, in the form in which they are told."""
    return [fact["message"] for fact in _facts(page, "posted", "edited", "removed")]


def translations(page: Event) -> list[Event]:
    """The translations."""
    return [fact["translation"] for fact in _facts(page, "translated")]


def questions(page: Event) -> list[Event]:
    """The questions of readers."""
    return [fact["question"] for fact in _facts(page, "asked")]


def reactions(page: Event) -> list[Event]:
    """The reactions, given or taken away."""
    return list(_facts(page, "reacted"))


def _facts(page: Event, *types: str) -> Iterator[Event]:
    return (fact for fact in page.get("facts", [page]) if fact["type"] in types)
