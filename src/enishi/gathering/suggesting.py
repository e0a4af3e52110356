"""Better translations that somebody suggests, kept until a memory reads them."""

from functools import partial

from enishi import clock
from enishi.model import Suggestion
from enishi.store import suggestions
from enishi.store.database import Store


class Suggesting:
    """Keeps what is suggested; nothing reads it yet."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def suggest(self, text: str, source: str, better: str, target: str) -> None:
        """`text` in `source` is better said as `better` in `target`; returns when it is on disk."""
        suggestion = Suggestion(clock.new_id(), text, source, better, target, clock.now())
        await self._store.write(partial(suggestions.add, suggestion=suggestion))
