"""The seam that every bus fits: what happened is passed to the parts of this process, and to the other processes."""

from collections.abc import Callable
from enum import IntEnum
from types import TracebackType
from typing import NamedTuple, Protocol, Self

from pydantic import TypeAdapter

from enishi.protocol import Event

Handler = Callable[[Event], None]


class Stage(IntEnum):
    """When a handler is called with an event, whatever the order of subscription."""

    STATE = 0
    """Keeps something in memory up to date."""
    DELIVERY = 1
    """Sends it to readers."""
    REACTION = 2
    """Does something because of it: the original is sent before its translations are begun."""


class Subscription(NamedTuple):
    """A handler, with what it is called with: events of this process (`own`), of the other ones (`others`)."""

    handler: Handler
    stage: Stage = Stage.REACTION
    own: bool = True
    others: bool = True


class Bus(Protocol):
    """Open while its context is. Handlers are quick and do not raise: long work belongs into a task of theirs."""

    def subscribe(self, *subscriptions: Subscription) -> None:
        """Call these handlers from now on."""
        ...

    def publish_local(self, event: Event) -> None:
        """Call the handlers of this process, at once."""
        ...

    def publish_remote(self, event: Event) -> None:
        """Send to the other processes, soon, in the order of sending.

        What cannot reach them is lost to them; facts are noticed by their numbers, and are in the store.
        """
        ...

    def decode_with(self, vocabulary: TypeAdapter[Event]) -> None:
        """Decode with these events what other processes send; before that it is skipped."""
        return

    def publish(self, event: Event) -> None:
        """Pass it to everybody; what handlers publish because of it reaches the other processes after it."""
        self.publish_remote(event)
        self.publish_local(event)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None
