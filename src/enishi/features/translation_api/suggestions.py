"""Better translations that clients of the translation API suggest: their own, until an owner confirms them."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from sqlalchemy import Connection

from enishi import clock
from enishi.errors import Missing
from enishi.gathering.translations import suggestions_table as suggestions
from enishi.gathering.translations.suggestions_table import Suggestion
from enishi.store.store import Store

AT_ONCE = 200
"""So many are listed at once."""


class Suggestions:
    """The client's own counts first; what is confirmed counts for all clients, and in rooms that know nothing else."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def suggest(self, client: bytes, text: str, source: str, better: str, target: str) -> None:
        """`text` in `source` is better said as `better` in `target`; returns when it is on disk."""
        suggestion = Suggestion(clock.new_id(), client, text, source, better, target, clock.now())
        await self._store.write(partial(suggestions.keep, suggestion=suggestion), room=None)

    async def recall(self, client: bytes | None, text: str, source: str, target: str) -> str | None:
        """What this client suggested for these words, or was confirmed for everybody."""
        look = partial(suggestions.look_up, source=source, target=target, text=text, client=client)
        found = await self._store.read(look)
        return None if found is None else found.better

    async def listed(self, before: UUID | None) -> Sequence[Suggestion]:
        """The newest of all clients; `before` is the oldest one that is known already."""
        return await self._store.read(partial(suggestions.listed, before=before, limit=AT_ONCE))

    async def confirm(self, suggestion: UUID, by: UUID) -> None:
        """Use it for everybody; raises Missing."""
        await self._store.write(partial(_confirm, suggestion=suggestion, by=by), room=None)

    async def withdraw(self, suggestion: UUID) -> None:
        """Use it for nobody any more; raises Missing."""
        if not await self._store.write(partial(suggestions.remove, suggestion=suggestion), room=None):
            raise _missing()


def _confirm(connection: Connection, suggestion: UUID, by: UUID) -> None:
    found = suggestions.get(connection, suggestion)
    if found is None:
        raise _missing()
    suggestions.confirm(connection, found, by)


def _missing() -> Missing:
    return Missing("This suggestion is not there any more.", code="no_suggestion")
