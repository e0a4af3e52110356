"""Better translations that clients of the translation API suggest, and that come back for the same words."""

from functools import partial

from enishi import clock
from enishi.gathering.translations import suggestions_table as suggestions
from enishi.gathering.translations.suggestions_table import Suggestion
from enishi.store.store import Store


class Suggestions:
    """The newest suggestion counts: for the API, and in every room that remembers nothing else of these words."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def suggest(self, text: str, source: str, better: str, target: str) -> None:
        """`text` in `source` is better said as `better` in `target`; returns when it is on disk."""
        suggestion = Suggestion(text, source, better, target, clock.now())
        await self._store.write(partial(suggestions.keep, suggestion=suggestion), room=None)

    async def recall(self, text: str, source: str, target: str) -> str | None:
        """What was suggested for these words."""
        return await self._store.read(partial(suggestions.look_up, source=source, target=target, text=text))
