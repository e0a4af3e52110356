"""Random things that people do with messages of a room, and the facts that come of them."""

from hypothesis import strategies as st

from enishi.features.questions.wire import asked
from enishi.gathering.messages.source import posted
from enishi.gathering.messages.table import Changed
from enishi.gathering.messages.wire import newest
from enishi.gathering.translations.wire import translated
from enishi.model import Message
from enishi.protocol import Fact
from tests.support.rooms import Place

KINDS = ("post", "edit", "relabel", "remove", "pt", "fr", "correct", "ask", "react", "take back")

deeds = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 9)), max_size=25)


class Room:
    """What was said in a room, in its present form; `facts` are all that a bus would have carried."""

    def __init__(self, here: Place) -> None:
        self._here = here
        self._said: list[Message] = []
        self.facts: list[Fact] = []

    async def act(self, deeds: list[tuple[str, int]]) -> None:
        """Do these, as far as each can be done."""
        for deed, which in deeds:
            if deed == "post" or not self._said:
                await self._post(which)
            elif not self._said[which % len(self._said)].removed_at:
                await self._do(deed, which, which % len(self._said))

    async def _post(self, which: int) -> None:
        here = self._here
        self._said.append(await here.post((here.ada, here.rui)[which % 2], f"text {which}"))
        self.facts.append(posted(self._said[-1]))

    async def _do(self, deed: str, which: int, at: int) -> None:
        here, message = self._here, self._said[at]
        who = (here.ada, here.rui)[which % 2]
        match deed:
            case "edit":
                self._changed(at, await here.edit(message, f"other {which}"))
            case "relabel":
                self._changed(at, await here.relabel(message, ("en", "pt", "es")[which % 3]))
            case "remove":
                self._changed(at, await here.remove(message))
            case "correct":
                made = await here.correct(message, here.rui, f"better {which}")
                self.facts.append(translated(message, made))
            case "ask":
                question = await here.ask(message, who, (None, f"phrase {which}")[which % 2])
                self.facts.append(asked(message.author, question))
            case "react" | "take back":
                reacted = await here.react(message, who, "👍😀🎉"[which % 3], given=deed == "react")
                self.facts += [reacted] if reacted else []
            case _:
                kept = await here.translate(message, deed)
                self.facts += [translated(message, kept)] if kept else []

    def _changed(self, at: int, change: Changed) -> None:
        if change.after != change.before:
            self._said[at] = change.after
            self.facts.append(newest(change.after))
