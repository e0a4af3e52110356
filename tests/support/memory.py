"""What a page remembers of one room: the protocol's rules for merging facts, and nothing else."""

from collections.abc import Iterable
from typing import Any

Event = dict[str, Any]
Place = tuple[str, ...]
"""The id of a message first."""


class Memory:
    """`seen` is what `resume` starts from; what comes before `caught_up` counts only once that has come."""

    def __init__(self) -> None:
        self.messages: dict[str, Event] = {}
        self.translations: dict[Place, Event] = {}
        self.questions: dict[Place, Event] = {}
        self.reactions: dict[Place, Event] = {}
        self.seen: int | None = None
        self._ahead = 0
        self._live = False

    def interrupt(self) -> None:
        """The connection is gone."""
        self._ahead, self._live = 0, False

    def apply(self, event: Event) -> None:
        """Take in one event of the room."""
        if event["type"] == "caught_up":
            self._catch_up(event)
        elif self._keep(event):
            self._count(event["seq"])

    @property
    def state(self) -> tuple[list[Event], ...]:
        """The messages, the translations of their newest forms, the questions about these, and the reactions."""
        return (
            sorted(self.messages.values(), key=_seq),
            sorted(self._of_newest_forms(self.translations), key=_seq),
            sorted(self._of_newest_forms(self.questions), key=_seq),
            sorted((one for one in self.reactions.values() if one["given"] and self._is_there(one)), key=_seq),
        )

    def _of_newest_forms(self, kept: dict[Place, Event]) -> Iterable[Event]:
        return (one for one in kept.values() if one["of"] == self.messages.get(one["message"], {}).get("changed"))

    def _is_there(self, reaction: Event) -> bool:
        message = self.messages.get(reaction["message"])
        return message is not None and message["removed_at"] is None

    def _catch_up(self, event: Event) -> None:
        if event["fresh"]:
            self.messages = {id: one for id, one in self.messages.items() if one["changed"] > event["seq"]}
            for kept in (self.translations, self.questions, self.reactions):
                for place in [place for place, one in kept.items() if one["seq"] <= event["seq"]]:
                    del kept[place]
            self.seen = 0
        for fact in event["facts"]:
            self._keep(fact)
        self.seen = max(event["seq"], self._ahead, self.seen or 0)
        self._ahead, self._live = 0, True

    def _keep(self, fact: Event) -> bool:
        """Take in one fact; False when it is none."""
        match fact["type"]:
            case "posted" | "edited" | "removed":
                message = fact["message"]
                known = self.messages.get(message["id"])
                if known is None or known["changed"] < message["changed"]:
                    self.messages[message["id"]] = message
            case "translated":
                made = fact["translation"]
                _newest(self.translations, (made["message"], made["language"]), made)
            case "asked":
                question = fact["question"]
                _newest(self.questions, (question["message"], question["member"]), question)
            case "reacted":
                _newest(self.reactions, (fact["message"], fact["member"], fact["sign"]), fact)
            case _:
                return False
        return True

    def _count(self, seq: int) -> None:
        if self._live:
            self.seen = max(self.seen or 0, seq)
        else:
            self._ahead = max(self._ahead, seq)


def _newest(kept: dict[Place, Event], place: Place, one: Event) -> None:
    known = kept.get(place)
    if known is None or known["seq"] < one["seq"]:
        kept[place] = one


def _seq(fact: Event) -> int:
    number: int = fact["seq"]
    return number
