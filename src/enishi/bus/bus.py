"""The seam that every bus fits: what happened is told to the parts of this process, and to the other processes."""

from collections.abc import Callable
from types import TracebackType
from typing import Protocol, Self

from enishi.protocol import AnyEvent

Handler = Callable[[AnyEvent], None]


class Bus(Protocol):
    """Open while its context is. Handlers are quick and do not raise: long work belongs into a task of theirs."""

    def subscribe(self, handler: Handler, *, own: bool = True, others: bool = True) -> None:
        """Hear from now on what this process publishes (`own`), what other ones do (`others`), or both."""
        ...

    def publish(self, event: AnyEvent) -> None:
        """Tell everybody: who is in this process at once, in the order of publishing; the other processes soon.

        What cannot reach them is lost to them; facts are noticed by their numbers, and are in the store.
        """
        ...

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None
