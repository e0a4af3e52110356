"""Calm or quick: one tap, remembered; a guess that fades in and moves nothing; and what a screen reader hears of it."""

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Locator, Page, expect

from enishi.settings import Settings
from tests.browser.conftest import Sit
from tests.browser.person import Person
from tests.browser.test_accessibility import PHONE, faults, reach

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

BEGUN = "The bakery opens at seven. The bread is warm and we "
"""A finished sentence and an open one, of which no word is sure yet to a calm reader."""

REST = "bread is warm and we wait for you at the old door of the house in our street"

REMEMBER = """() => {
    window.first = undefined;
    new MutationObserver(() => {
        const settled = document.querySelector("[data-testid=forming][lang=pt] [data-testid=settled]");
        if (settled) window.first ??= [settled.textContent, settled.closest("[lang]").textContent];
    }).observe(document, {subtree: true, childList: true, characterData: true, attributes: true});
}"""
"""Remembers the translation that came first: when the writer pauses, a calm reader sees the guess as well."""

RECORD = """forming => {
    window.guesses = [];
    let before;
    new MutationObserver(() => {
        const settled = forming.querySelector("[data-testid=settled]").textContent;
        const all = forming.textContent;
        if (all !== before) window.guesses.push({at: performance.now(), settled, all});
        before = all;
    }).observe(forming, {subtree: true, childList: true, characterData: true});
}"""

PLACE = """forming => {
    const row = forming.closest("article").getBoundingClientRect();
    const [words] = forming.querySelector("[data-testid=settled]").getClientRects();
    return {settled: [words.x - row.x, words.y - row.y], height: row.height};
}"""

HEARD = """aloud => {
    window.heard = [];
    new MutationObserver(records => {
        for (const {addedNodes} of records) for (const {textContent} of addedNodes)
            if (textContent) window.heard.push(textContent.trim());
    }).observe(aloud, {childList: true});
}"""

ANIMATIONS = (
    "forming => forming.parentElement.getAnimations({subtree: true}).filter(a => a.playState === 'running').length"
)


@pytest.fixture
def page_settings(tmp_path: Path) -> Settings:
    """A draft that an engine did not do in time is given up: a busy machine gets longer."""
    return Settings(data=tmp_path, beat_seconds=1, deadline=60)


async def meet(sit: Sit, **window: Any) -> tuple[Person, Person]:
    """Ada writes English, Rui reads Portuguese."""
    ada, rui = await sit(), await sit(locale="pt-BR", **window)
    await ada.come_in("Ada", "en")
    await rui.come_in("Rui", "pt")
    return ada, rui


async def write(ada: Person, text: str, delay: int = 20) -> None:
    """With so many milliseconds between two letters."""
    await ada.page.get_by_test_id("composer").press_sequentially(text, delay=delay)


def forming(page: Page) -> Locator:
    return page.get_by_test_id("forming")


async def shown(page: Page) -> tuple[str, str]:
    """The settled words, and the pale ones."""
    settled = await forming(page).get_by_test_id("settled").text_content() or ""
    whole = await forming(page).text_content() or ""
    return settled, whole.strip().removeprefix(settled.strip())


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_one_tap_shows_the_guess_and_the_next_visit_remembers_it(sit: Sit, scheme: str) -> None:
    ada, rui = await meet(sit, viewport=PHONE, color_scheme=scheme, reduced_motion="reduce")
    await expect(rui.page.get_by_test_id("pace")).to_have_count(0)  # nobody writes: there is nothing to choose
    await rui.page.evaluate(REMEMBER)
    # At once, and not letter by letter: one draft is translated once, so that no word settles later.
    await ada.page.get_by_test_id("composer").fill(BEGUN)
    await expect(forming(rui.page)).to_have_attribute("lang", "pt")
    await expect(forming(rui.page)).to_contain_text("padaria")
    settled, words = await rui.page.evaluate("window.first")
    assert await faults(rui.page) == []

    await rui.tool("pace")
    await expect(forming(rui.page)).to_contain_text("quente")
    quick = await shown(rui.page)
    assert settled == quick[0] != ""
    assert len(quick[1]) > len(words) - len(settled)
    assert await faults(rui.page) == []
    assert await rui.page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    await rui.page.reload()
    await expect(forming(rui.page)).to_contain_text("quente")
    await rui.page.get_by_test_id("open-settings").click()
    setting = rui.page.get_by_test_id("pace-setting")
    await expect(setting).to_have_value("quick")
    await setting.select_option("calm")
    await rui.page.keyboard.press("Escape")
    await expect(rui.page.get_by_test_id("pace")).to_have_attribute("data-pace", "calm")


async def test_the_keyboard_reaches_the_choice(sit: Sit) -> None:
    ada, rui = await meet(sit)
    await write(ada, "The bread ")
    await expect(rui.page.get_by_test_id("pace")).to_have_count(1)
    await reach(rui.page, "composer-tools")
    await rui.page.keyboard.press("Enter")
    await reach(rui.page, "pace")
    await rui.page.keyboard.press("Enter")
    await expect(rui.page.get_by_test_id("pace")).to_have_attribute("data-pace", "quick")
    await expect(rui.page.get_by_test_id("pace")).to_be_focused()


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
async def test_a_guess_is_renewed_at_most_once_a_second_and_moves_nothing(sit: Sit, motion: str) -> None:
    ada, rui = await meet(sit, reduced_motion=motion)
    await write(ada, "The bakery opens at seven. The ")
    await rui.tool("pace")
    await expect(forming(rui.page)).to_contain_text("padaria")
    places = [await forming(rui.page).evaluate(PLACE)]
    await forming(rui.page).evaluate(RECORD)
    moving = 0
    for word in REST.split():
        await write(ada, f"{word} ", delay=60)  # for several seconds
        moving += await forming(rui.page).evaluate(ANIMATIONS)
        places.append(await forming(rui.page).evaluate(PLACE))
    assert len({tuple(place["settled"]) for place in places}) == 1
    assert all(later["height"] >= sooner["height"] for sooner, later in pairwise(places))
    guesses = await rui.page.evaluate("window.guesses")
    renewed = [after["at"] for before, after in pairwise(guesses) if after["all"] != before["all"]]
    assert len(renewed) > 2
    assert all(later - sooner > 900 for sooner, later in pairwise(renewed))
    assert bool(moving) == (motion == "no-preference")


@pytest.mark.parametrize("pace", ["calm", "quick"])
async def test_a_screen_reader_hears_each_sentence_once_when_it_is_settled(sit: Sit, pace: str) -> None:
    ada, rui = await meet(sit)
    aloud = rui.page.get_by_test_id("aloud")
    await expect(aloud).to_have_attribute("aria-live", "polite")
    await aloud.evaluate(HEARD)
    await write(ada, "The bakery ")
    if pace == "quick":
        await rui.tool("pace")
    await write(ada, "opens at seven. The bread is warm. Come ")
    await expect(aloud).to_contain_text("quente")
    await write(ada, "early")
    await ada.page.keyboard.press("Enter")
    message = await rui.sees("padaria")
    await expect(message).to_have_attribute("data-state", "translated")
    words = await message.get_by_test_id("words").text_content() or ""
    await expect(aloud.locator("p")).to_have_count(3)
    heard = [re.sub(r"\s+", " ", each) for each in await rui.page.evaluate("window.heard")]
    assert all(each.startswith("Ada: ") for each in heard)
    assert " ".join(each.removeprefix("Ada: ") for each in heard) == words.strip()
    assert await forming(rui.page).count() == 0
    assert await faults(rui.page) == []
