"""Routes, sentences and workers together: each text once, whoever asks for it, and forgotten when it must be."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from enishi.errors import EngineDied, EngineFailed, Invalid, NoRoute
from enishi.model import Step
from enishi.settings import Settings
from enishi.translate.pool.fair_queue import Flow
from enishi.translate.pool.jobs import Priority
from enishi.translate.pool.pool import Pool
from enishi.translate.pool.slot import process_slots
from enishi.translate.registry import load_engines
from enishi.translate.renderings import Rendering
from enishi.translate.translator import MAX_ROUTES, Translator
from tests.engines import FaultyEngines
from tests.engines.faulty_engine import FaultyEngine
from tests.unit.translate.test_pool import until


@pytest.fixture
async def translator(settings: Settings) -> AsyncIterator[Translator]:
    async with Pool(process_slots(settings)) as pool:
        yield Translator(load_engines(settings), pool, settings.cache)


async def test_every_gap_is_kept(translator: Translator) -> None:
    rendering = await translator.translate(" One two. Three!\n\n- four 😀\r\n\t7\n", "en", "qaa")
    assert rendering.text == " One two.>qaa Three!>qaa\n\n- four>qaa 😀\r\n\t7\n"
    assert rendering.route == (Step("faulty", "en", "qaa"),)


async def test_nothing_to_translate_is_not_sent(translator: Translator, faulty: FaultyEngines) -> None:
    assert await translator.translate("😀 12:30", "en", "qaa") == Rendering("😀 12:30")
    assert await translator.translate("😀", "en", "xx") == Rendering("😀")
    assert await translator.translate("Hello", "en", "en-GB") == Rendering("Hello")
    assert faulty.events == []


async def test_a_long_text_is_shared_among_workers(translator: Translator, faulty: FaultyEngines) -> None:
    text = " ".join(f"Sentence {i}." for i in range(100))
    rendering = await translator.translate(text, "en", "qaa")
    assert rendering.text == " ".join(f"Sentence {i}.>qaa" for i in range(100))
    assert len(set(faulty.processes("translate"))) == 2


class Lettered(FaultyEngine):
    """Its vocabulary is a file that holds its characters."""

    def __init__(self, settings: Settings) -> None:
        self.letters = settings.data / "letters"
        self.reads = 0

    def characters(self, source: str, target: str) -> frozenset[str]:
        self.reads += 1
        return frozenset(self.letters.read_text())


async def test_a_vocabulary_is_read_once_and_again_when_its_model_was_replaced(
    settings: Settings, faulty: FaultyEngines
) -> None:
    engine = Lettered(settings)
    engine.letters.parent.mkdir(parents=True, exist_ok=True)
    engine.letters.write_text("Helo wrd")
    async with Pool(process_slots(settings)) as pool:
        translator = Translator({"faulty": engine}, pool, settings.cache)
        await translator.translate("Hello ж world", "en", "qaa")
        await translator.translate("Hello жж world", "en", "qaa")
        assert (engine.reads, "ж" in "".join(faulty.subjects("translate"))) == (1, False)
        engine.letters.write_text("Helo wrdж")
        translator.reload([Step("faulty", "en", "qaa")])
        await translator.translate("Hello ж world", "en", "qaa")
        assert (engine.reads, faulty.subjects("translate")[-1]) == (2, "Hello ж world")


async def test_the_same_request_is_worked_on_once(translator: Translator, faulty: FaultyEngines) -> None:
    renderings = await asyncio.gather(*(translator.translate("Hello", "en", "qaa") for _ in range(50)))
    assert set(renderings) == {await translator.translate("Hello", "en", "qaa")}
    assert faulty.subjects("translate") == ["Hello"]


async def test_one_who_stops_waiting_leaves_it_to_the_others(translator: Translator, faulty: FaultyEngines) -> None:
    gate = faulty.gate("slow")
    first, second = (asyncio.create_task(translator.translate(gate, "en", "qaa")) for _ in range(2))
    await until(lambda: faulty.subjects("translate"))
    first.cancel()
    faulty.open("slow")
    assert (await second).text.startswith("through")
    assert first.cancelled()
    assert faulty.subjects("translate") == [gate]


async def test_what_nobody_waits_for_is_not_begun(translator: Translator, faulty: FaultyEngines) -> None:
    gates = [asyncio.create_task(translator.translate(faulty.gate(name), "en", "qaa")) for name in ("a", "b")]
    await until(lambda: len(faulty.subjects("translate")) == 2)
    unwanted = asyncio.create_task(translator.translate("unwanted", "en", "qaa"))
    await asyncio.sleep(0)
    unwanted.cancel()
    await asyncio.wait([unwanted])
    faulty.open("a")
    faulty.open("b")
    await asyncio.gather(*gates)
    await translator.translate("wanted", "en", "qaa")
    assert "unwanted" not in faulty.subjects("translate")


async def test_asked_again_as_soon_as_nobody_waited_any_more(translator: Translator) -> None:
    given_up = asyncio.create_task(translator.translate("Hello", "en", "qaa"))
    await asyncio.sleep(0)
    given_up.cancel()
    await asyncio.wait([given_up])
    assert (await translator.translate("Hello", "en", "qaa")).text == "Hello>qaa"


async def test_live_does_not_wait_for_the_same_text_as_history(settings: Settings, faulty: FaultyEngines) -> None:
    async with Pool(process_slots(settings.model_copy(update={"workers": 1}))) as pool:
        translator = Translator(load_engines(settings), pool, settings.cache)
        first = asyncio.create_task(translator.translate(faulty.gate("first"), "en", "qaa"))
        await until(lambda: faulty.subjects("translate"))
        history = [
            asyncio.create_task(translator.translate(text, "en", "qaa", priority=Priority.HISTORY))
            for text in ("old", "same")
        ]
        await asyncio.sleep(0)
        live = asyncio.create_task(translator.translate("same", "en", "qaa"))
        await asyncio.sleep(0)
        faulty.open("first")
        await asyncio.gather(first, live, *history)
        assert faulty.subjects("translate")[1:3] == ["same", "old"]


async def test_an_edited_text_is_forgotten(translator: Translator, faulty: FaultyEngines) -> None:
    await asyncio.gather(*(translator.translate("Hello", "en", target) for target in ("qaa", "qab")))
    translator.forget(None, "Hello")
    await translator.translate("Hello", "en", "qaa")
    assert faulty.subjects("translate") == ["Hello"] * 3


async def test_forgotten_while_under_way_it_is_delivered_and_not_remembered(
    translator: Translator, faulty: FaultyEngines
) -> None:
    gate = faulty.gate("slow")
    under_way = asyncio.create_task(translator.translate(gate, "en", "qaa"))
    await until(lambda: faulty.subjects("translate"))
    translator.forget(None, gate)
    faulty.open("slow")
    assert (await under_way).text.startswith("through")
    await translator.translate(gate, "en", "qaa")
    assert faulty.subjects("translate") == [gate] * 2


@pytest.mark.parametrize(("size", "tried"), [(0, "abca"), (0.002, "abca"), (0.004, "abc")])
async def test_memory_has_an_end(settings: Settings, faulty: FaultyEngines, size: float, tried: str) -> None:
    async with Pool(process_slots(settings)) as pool:
        translator = Translator(load_engines(settings), pool, cache=size)
        for text in "abca":
            await translator.translate(text, "en", "qaa")
    assert faulty.subjects("translate") == list(tried)


async def test_what_was_said_in_one_room_answers_no_other(translator: Translator, faulty: FaultyEngines) -> None:
    """The time of an answer, 1 ms or 20, would tell a member of one room what was said in another."""
    said = "We meet at noon. Bring bread."
    for room in ("kitchen", "kitchen", "garden", None, "garden"):
        await translator.translate(said, "en", "qaa", flow=Flow(room))
    assert faulty.subjects("translate") == ["We meet at noon.", "Bring bread."] * 3
    await translator.translate("Bring bread.", "en", "qaa", flow=Flow("cellar"))
    await translator.translate("Bring bread. Now.", "en", "qaa", flow=Flow("kitchen"))
    assert faulty.subjects("translate")[6:] == ["Bring bread.", "Now."]


async def test_other_routes_are_found_by_who_asked_before(translator: Translator, faulty: FaultyEngines) -> None:
    asked = []
    for client in ("one", "one", "two"):
        before = len(faulty.subjects("translate"))
        await translator.alternatives("Hello", "en", "qaa", priority=Priority.HISTORY, flow=Flow(client))
        asked.append(len(faulty.subjects("translate")) - before)
    assert asked == [asked[0], 0, asked[0]] != [0, 0, 0]


async def test_rooms_that_ask_at_once_share_no_work(translator: Translator, faulty: FaultyEngines) -> None:
    await asyncio.gather(*(translator.translate("Hello", "en", "qaa", flow=Flow(room)) for room in (1, 2, 1)))
    assert faulty.subjects("translate") == ["Hello"] * 2


async def test_what_one_room_took_back_another_still_has(translator: Translator, faulty: FaultyEngines) -> None:
    for room in ("kitchen", "garden"):
        await translator.translate("Hello", "en", "qaa", flow=Flow(room))
    translator.forget("garden", "Hello")
    await translator.translate("Hello", "en", "qaa", flow=Flow("kitchen"))
    assert faulty.subjects("translate") == ["Hello"] * 2


async def test_a_fault_in_one_language_leaves_the_others_alone(translator: Translator) -> None:
    outcomes = await asyncio.gather(
        translator.translate("Hello", "en", "qad"),
        translator.translate("Hello", "en", "qaa"),
        translator.translate("crash now", "en", "qab"),
        translator.translate("Hello", "en", "qae"),
        return_exceptions=True,
    )
    assert [type(outcome) for outcome in outcomes] == [EngineFailed, Rendering, EngineDied, NoRoute]


async def test_a_failure_is_not_remembered(translator: Translator, faulty: FaultyEngines) -> None:
    for _ in range(2):
        with pytest.raises(EngineFailed):
            await translator.translate("fall down", "en", "qaa")
    assert faulty.subjects("translate") == ["fall down"] * 2 * MAX_ROUTES


async def test_where_an_engine_fails_the_next_best_route_is_taken(translator: Translator) -> None:
    rendering = await translator.translate("detour now", "en", "qaa")
    assert rendering.route[0] != Step("faulty", "en", "qaa")
    assert rendering.route[-1].target == "qaa"
    assert len(rendering.route) == 2


async def test_what_an_engine_has_no_words_for_is_tried_elsewhere_and_then_stays(
    translator: Translator, faulty: FaultyEngines
) -> None:
    rendering = await translator.translate("vanish now", "en", "qaa")
    assert (rendering.text, rendering.doubts) == ("vanish now", ("copied",))
    assert len(rendering.route) == 1
    routes = {subject for what, subject, _ in faulty.events if what == "open"}
    assert len(routes) == 3, "the direct route, and one of two steps"
    beside = await translator.translate("One is here. Vanish now. Three are here!", "en", "qaa")
    assert beside.text == "One is here.>qaa Vanish now. Three are here!>qaa"
    assert beside.doubts == ("copied",)


async def test_where_a_second_engine_has_words_they_are_taken(translator: Translator) -> None:
    rendering = await translator.translate("fade now", "en", "qaa")
    assert rendering.text != "fade now"
    assert (len(rendering.route), rendering.doubts) == (2, ())


async def test_a_text_that_kills_is_tried_on_no_other_route(translator: Translator, faulty: FaultyEngines) -> None:
    with pytest.raises(EngineDied):
        await translator.translate("crash now", "en", "qaa")
    assert faulty.subjects("translate") == ["crash now"] * 2


async def test_lone_surrogates_are_refused(translator: Translator) -> None:
    with pytest.raises(Invalid):
        await translator.translate("a\ud800b", "en", "qaa")


async def test_it_knows_its_languages(translator: Translator) -> None:
    assert translator.languages == {"en", "qaa", "qab", "qac", "qad"}


async def test_the_sentences_of_a_draft_are_known_when_it_is_sent_until_they_are_forgotten(
    translator: Translator, faulty: FaultyEngines
) -> None:
    for sentence in ("One is here.", "Two are here."):
        await translator.translate(sentence, "en", "qaa", priority=Priority.DRAFT)
    sent = await translator.translate("One is here. Two are here. Three are here.", "en", "qaa")
    assert sent.text == "One is here.>qaa Two are here.>qaa Three are here.>qaa"
    assert faulty.subjects("translate") == ["One is here.", "Two are here.", "Three are here."]
    translator.forget(None, "Three are here.")
    await translator.translate("One is here.", "en", "qaa")
    assert faulty.subjects("translate")[3:] == ["One is here."]
