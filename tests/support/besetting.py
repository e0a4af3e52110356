"""People who post without end while the server's disk fails again and again."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, AsyncExitStack
from dataclasses import dataclass, field
from random import Random
from time import perf_counter

import httpx

from tests.support.guest import Event, Guest, guest
from tests.support.pages import messages

Trouble = Callable[[], AbstractContextManager[None]]
"""Makes the disk fail while the context is open."""


class Poster:
    """Posts without end; repeats with the same nonce what was refused, and remembers what was acknowledged."""

    def __init__(self, who: Guest) -> None:
        self.who = who
        self.kept: dict[str, str] = {}
        self.refusals: Counter[str] = Counter()
        self._enough = False

    async def go_on(self) -> None:
        """Until it is enough."""
        while not self._enough:
            text = f"{self.who.me['name']}: {len(self.kept)}"
            answer = await self.who.post(text, nonce=text)
            if answer["type"] == "done":
                self.kept[answer["message"]] = text
            else:
                self.refusals[answer["code"]] += 1

    def stop(self) -> None:
        """It is enough, once what is under way is kept."""
        self._enough = True


@dataclass
class Seen:
    """What came of it."""

    faults: int = 0
    refusals: Counter[str] = field(default_factory=Counter)
    pages: Counter[int] = field(default_factory=Counter)
    """How pages of history were answered while the disk failed, by HTTP status."""
    healed: list[float] = field(default_factory=list)
    """Seconds until something was acknowledged again."""
    acknowledged: int = 0
    lost: int = 0
    twice: int = 0
    gaps: int = 0
    disagreeing: int = 0
    """Readers who were told of the messages in another order than history has them."""


async def beset(url: str, invite: str, troubles: Iterable[Trouble], chance: Random) -> Seen:
    """Let one trouble come after the other, each for a moment, and count."""
    seen = Seen()
    async with AsyncExitStack() as stack:
        people = [await stack.enter_async_context(guest(url, invite, name, "en")) for name in "abcd"]
        posters = [Poster(await person.connect()) for person in people]
        working = [asyncio.create_task(poster.go_on()) for poster in posters]
        for trouble in troubles:
            await _until(posters, kept=chance.randint(1, 10))
            with trouble():
                seen.faults += 1
                await _until(posters, answers=chance.randint(10, 30))
                seen.pages[(await _page(people[0])).status_code] += 1
            begun = perf_counter()
            await _until(posters, kept=1)
            seen.healed.append(perf_counter() - begun)
        for poster in posters:
            poster.stop()
        await asyncio.gather(*working)
        await _count(seen, posters)
    return seen


async def _until(posters: Sequence[Poster], *, kept: int = 0, answers: int = 0) -> None:
    """Wait until so many more messages are kept, and so many more posts answered."""

    def count() -> tuple[int, int]:
        done = sum(len(poster.kept) for poster in posters)
        return done, done + sum(poster.refusals.total() for poster in posters)

    done, answered = count()
    while count()[0] < done + kept or count()[1] < answered + answers:
        await posters[0].who.news()


async def _page(who: Guest, before: int | None = None) -> httpx.Response:
    return await who.http.get(f"/api/rooms/{who.room}/messages", params={} if before is None else {"before": before})


async def history(who: Guest) -> list[Event]:
    """Every message of the room, the oldest first."""
    page = (await _page(who)).json()
    found = messages(page)
    while page["earlier"]:
        page = (await _page(who, found[0]["seq"])).json()
        found = messages(page) + found
    return found


async def _count(seen: Seen, posters: Sequence[Poster]) -> None:
    found = await history(posters[0].who)
    times = Counter(message["text"] for message in found)
    kept = {message["id"]: message["text"] for message in found}
    for poster in posters:
        seen.refusals += poster.refusals
        seen.acknowledged += len(poster.kept)
        seen.lost += sum(kept.get(message) != text for message, text in poster.kept.items())
        seen.twice += sum(times[text] > 1 for text in poster.kept.values())
        await poster.who.told(lambda event: event["type"] == "posted" and event["seq"] == found[-1]["seq"])
        heard = [event["message"]["id"] for event in poster.who.of_type("posted")]
        seen.disagreeing += heard != list(kept)[-len(heard) :]
    seen.gaps = found[-1]["seq"] - found[0]["seq"] + 1 - len(found)
