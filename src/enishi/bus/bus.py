"""The seam that every bus fits: what happened is told to the parts of this process, and to the other processes."""

from collections.abc import Callable
from types import TracebackType
from typing import Protocol, Self

from enishi.protocol import AnyNews

Handler = Callable[[AnyNews], None]


class Bus(Protocol):
    """Open while its context is. Handlers are quick and do not raise: long work belongs into a task of theirs."""

    def subscribe(self, handler: Handler, *, own: bool = True, others: bool = True) -> None:
        """Hear from now on what this process tells (`own`), what other ones send (`others`), or both."""
        ...

    def tell(self, event: AnyNews) -> None:
        """Tell this process, at once."""
        ...

    def send(self, event: AnyNews) -> None:
        """Tell the other processes, soon, in the order of sending.

        What cannot reach them is lost to them; facts are noticed by their numbers, and are in the store.
        """
        ...

    def publish(self, event: AnyNews) -> None:
        """Tell everybody; what is published on hearing it goes to the others after it, too."""
        self.send(event)
        self.tell(event)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None
