"""The bus of a single process."""

from bisect import insort

from typing_extensions import override

from enishi.bus.bus import Bus, Subscription
from enishi.protocol import Event


class LocalBus(Bus):
    """There are no other processes."""

    def __init__(self) -> None:
        self._own: list[Subscription] = []
        self._others: list[Subscription] = []

    @override
    def subscribe(self, *subscriptions: Subscription) -> None:
        for each in subscriptions:
            for wanted, handlers in ((each.own, self._own), (each.others, self._others)):
                if wanted:
                    insort(handlers, each, key=lambda one: one.stage)

    @override
    def publish_local(self, event: Event) -> None:
        for each in self._own:
            each.handler(event)

    @override
    def publish_remote(self, event: Event) -> None:
        pass
