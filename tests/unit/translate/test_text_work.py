"""Work on long texts leaves the event loop, for a limited time; rooms take turns; short texts wait for nobody."""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Hashable, Iterable, Sequence
from threading import get_ident
from time import process_time, thread_time

import pytest

from enishi.errors import TextTooCostly
from enishi.model import Step
from enishi.settings import Settings
from enishi.translate import text_work
from enishi.translate.engine import Direction
from enishi.translate.incremental import IncrementalTranslation
from enishi.translate.pool.jobs import Priority
from enishi.translate.renderings import Request
from enishi.translate.text.markup.html import translate_markup
from enishi.translate.text.terms import TermEntry, Terms
from enishi.translate.text_work import SHORT, TextWork
from enishi.translate.translator import Translator

LENGTH = 4000
TERMS = Terms([TermEntry(" ".join(["a"] * number), f"b{number}") for number in range(1, 50)], ["Ada Lovelace"], "en")
SENTENCES = "We meet in the town hall on Friday at 18:30, and 3 of you bring *chairs*. See https://enishi.example! "
TEXTS = [(unit * LENGTH)[:LENGTH] for unit in ("a\na\n", "!é", "\t²a", "a, b ", "ab ", SENTENCES)]


class _Engine:
    def __init__(self, settings: Settings) -> None: ...

    def directions(self) -> Sequence[Direction]:
        return [Direction("upper", "en", "pt")]

    def open(self, source: str, target: str) -> None: ...


class _Workers:
    """They work in no time, so that what is measured is what the server does around them."""

    async def run(
        self, step: Step, sentences: Sequence[str], *, priority: Priority = Priority.LIVE, flow: Hashable = None
    ) -> list[str]:
        await asyncio.sleep(0)
        return [sentence.upper() for sentence in sentences]

    def waiting(self, priority: Priority) -> int:
        return 0

    async def warm(self, steps: Iterable[Step]) -> None: ...

    def set_local_directions(self, directions: Iterable[Direction]) -> None: ...

    def reload(self, steps: Iterable[Step]) -> None: ...


@pytest.fixture
def translator(settings: Settings) -> Translator:
    return Translator({"upper": _Engine(settings)}, _Workers(), 100)  # type: ignore[dict-item]


async def share_of_the_loop(work: Callable[[], Awaitable[object]]) -> float:
    """The part of all processor time that the loop's own thread took."""
    own, all_threads = thread_time(), process_time()
    await work()
    return (thread_time() - own) / (process_time() - all_threads)


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
async def test_a_long_text_leaves_the_loop_to_others(translator: Translator, text: str) -> None:
    await translator.translate("Hello there, Ada!", "en", "pt", terms=TERMS)  # what is loaded once
    share = await share_of_the_loop(lambda: translator.translate(text, "en", "pt", terms=TERMS))
    assert share < 0.5, f"{share:.0%}"


@pytest.mark.parametrize("text", ["a\na\n" * 1000, SENTENCES * 40], ids=["lines", "sentences"])
async def test_a_long_draft_leaves_the_loop_to_others(translator: Translator, text: str) -> None:
    draft = IncrementalTranslation(lambda words: translator.translate(words, "en", "pt"))
    await draft.update(text[:LENGTH])
    share = await share_of_the_loop(lambda: draft.update(f"{text[:LENGTH]} And", 2.0))
    assert share < 0.5, f"{share:.0%}"


async def test_a_long_page_leaves_the_loop_to_others(translator: Translator) -> None:
    async def translate(words: str) -> str:
        return (await translator.translate(words, "en", "pt")).text

    page = "<p>" + "<b>a</b> <i>b</i> c. " * 400 + "</p>"
    assert (share := await share_of_the_loop(lambda: translate_markup(page, translate))) < 0.5, f"{share:.0%}"


async def test_only_long_texts_use_the_thread() -> None:
    assert await TextWork(SHORT).run(get_ident) == get_ident()
    first, second = [await TextWork(SHORT + 1).run(get_ident) for _ in range(2)]
    assert first == second != get_ident()


async def test_the_thread_lets_the_loop_in_soon() -> None:
    await TextWork(SHORT + 1).run(get_ident)
    assert sys.getswitchinterval() == pytest.approx(text_work.SWITCH)


async def test_what_fails_on_the_thread_fails_for_the_caller() -> None:
    with pytest.raises(ZeroDivisionError):
        await TextWork(SHORT + 1).run(lambda: 1 / 0)


async def test_rooms_take_turns() -> None:
    done: list[str] = []
    many, one = [TextWork(LENGTH, "busy") for _ in range(5)], TextWork(LENGTH, "quiet")
    await asyncio.gather(*(work.run(done.append, "busy") for work in many), one.run(done.append, "quiet"))
    assert done.index("quiet") == 1


async def test_a_text_that_takes_too_long_is_refused_by_name(
    translator: Translator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text_work, "BUDGET", 0.0)  # spent with the first piece of work
    with pytest.raises(TextTooCostly) as refused:
        await translator.translate(TEXTS[-1], "en", "pt")
    assert refused.value.code == "text_too_costly"
    assert refused.value.sentence.endswith("Send it in parts.")
    assert (await translator.translate("Hello", "en", "pt")).text == "HELLO"


async def test_a_text_that_is_forgotten_while_its_terms_are_looked_for_is_not_cached(translator: Translator) -> None:
    text = TEXTS[-1]
    running = asyncio.create_task(translator.translate(text, "en", "pt"))
    await asyncio.sleep(0)
    translator.forget(None, text)
    await running
    assert translator._cache.get(Request(None, text, "en", "pt")) is None
    assert not translator._sentences._cache
