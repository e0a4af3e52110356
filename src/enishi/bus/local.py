"""The bus of a single process."""

from enishi.bus.bus import Bus, Handler
from enishi.protocol import AnyNews


class LocalBus(Bus):
    """There are no others."""

    def __init__(self) -> None:
        self._own: list[Handler] = []
        self._others: list[Handler] = []

    def subscribe(self, handler: Handler, *, own: bool = True, others: bool = True) -> None:
        """As the seam says."""
        if own:
            self._own.append(handler)
        if others:
            self._others.append(handler)

    def tell(self, event: AnyNews) -> None:
        """As the seam says."""
        for handler in self._own:
            handler(event)

    def send(self, event: AnyNews) -> None:
        """As the seam says."""
