"""The bus of a single process: whoever subscribed hears each event at once, in the order of publishing."""

from collections.abc import Callable

from enishi.protocol import AnyEvent

Handler = Callable[[AnyEvent], None]


class LocalBus:
    """Handlers are quick and do not raise: long work belongs into a task of theirs."""

    def __init__(self) -> None:
        self._handlers: list[Handler] = []

    def subscribe(self, handler: Handler) -> None:
        """Hear every event from now on."""
        self._handlers.append(handler)

    def publish(self, event: AnyEvent) -> None:
        """Tell everybody."""
        for handler in self._handlers:
            handler(event)
