"""What a page remembers of one room: the protocol's rules for merging pages and events, and nothing else."""

from typing import Any

Event = dict[str, Any]


class Memory:
    """`seen` is what `resume` starts from; what comes before `caught_up` counts only once that has come."""

    def __init__(self) -> None:
        self.messages: dict[str, Event] = {}
        self.translations: dict[tuple[str, str], Event] = {}
        self.seen: int | None = None
        self._ahead = 0
        self._live = False

    def interrupt(self) -> None:
        """The connection is gone."""
        self._ahead, self._live = 0, False

    def apply(self, event: Event) -> None:
        """Take in one event of the room."""
        match event["type"]:
            case "caught_up":
                self._catch_up(event)
            case "posted" | "edited" | "removed":
                self._keep(event["message"])
                self._hear(event["seq"])
            case "translated":
                self._translate(event["translation"])
                self._hear(event["seq"])

    @property
    def state(self) -> tuple[list[Event], list[Event]]:
        """The messages, and the translations of their newest forms, in the order of their numbers."""
        current = [
            made
            for made in self.translations.values()
            if made["of"] == self.messages.get(made["message"], {}).get("changed")
        ]
        return sorted(self.messages.values(), key=_seq), sorted(current, key=_seq)

    def _catch_up(self, event: Event) -> None:
        if event["fresh"]:
            self.messages = {id: one for id, one in self.messages.items() if one["changed"] > event["seq"]}
            self.translations = {at: one for at, one in self.translations.items() if one["seq"] > event["seq"]}
            self.seen = 0
        for message in event["page"]["messages"]:
            self._keep(message)
        for translation in event["page"]["translations"]:
            self._translate(translation)
        self.seen = max(event["seq"], self._ahead, self.seen or 0)
        self._ahead, self._live = 0, True

    def _keep(self, message: Event) -> None:
        known = self.messages.get(message["id"])
        if known is None or known["changed"] < message["changed"]:
            self.messages[message["id"]] = message

    def _translate(self, made: Event) -> None:
        place = made["message"], made["language"]
        known = self.translations.get(place)
        if known is None or known["seq"] < made["seq"]:
            self.translations[place] = made

    def _hear(self, seq: int) -> None:
        if self._live:
            self.seen = max(self.seen or 0, seq)
        else:
            self._ahead = max(self._ahead, seq)


def _seq(fact: Event) -> int:
    number: int = fact["seq"]
    return number
