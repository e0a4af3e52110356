"""What was ordered to be fetched, in both stores."""

from functools import partial

import pytest

from enishi import clock
from enishi.features.languages import table
from enishi.store.store import Store

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_what_was_ordered_together_comes_in_the_order_given(store: Store) -> None:
    for languages in (["fr", "de"], ["uk", "de", "ca"]):
        await store.write(partial(table.order, languages=languages, at=clock.now()), room=None)
    assert await store.read(table.ordered) == ("fr", "de", "uk", "ca")
    await store.write(partial(table.done, language="de"), room=None)
    assert await store.read(table.ordered) == ("fr", "uk", "ca")
