"""Whatever people do in whatever order, reactions too: each page knows what a newcomer is told."""

import pytest
from hypothesis import settings as examples
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule, run_state_machine_as_test

from tests.journeys.test_any_order import WHICH, Gathering, World, settings, world  # noqa: F401  (fixtures)

pytestmark = pytest.mark.several

SIGNS = st.sampled_from(("👍", "👍🏽", "🎉"))


class Reacting(Gathering):
    """They put signs to messages and take them away, among all that they do."""

    @rule(which=WHICH, who=WHICH, sign=SIGNS, given=st.booleans())
    @precondition(lambda self: self.pages)
    def react(self, which: int, who: int, sign: str, given: bool) -> None:
        page = self.pages[who % len(self.pages)]
        page.remember()
        if said := page.memory.state[0]:
            message = said[which % len(said)]["id"]
            reader = page.reader
            self.world.do(reader.ask("react", room=reader.room, message=message, sign=sign, given=given))


def test_every_page_knows_what_a_newcomer_is_told(world: World, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    monkeypatch.setattr(Reacting, "world", world, raising=False)
    run_state_machine_as_test(Reacting, settings=examples(max_examples=8, stateful_step_count=25, deadline=None))
