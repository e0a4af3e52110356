"""Reactions on the page: two people see each other's, the keyboard and a screen reader reach everything."""

import re
from typing import Any

import pytest
from playwright.async_api import Locator, expect

from tests.browser.conftest import Sit
from tests.browser.person import Person
from tests.browser.test_accessibility import DESK, PHONE, faults, reach

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

SAID = "The bakery opens at seven."


async def two(sit: Sit, **window: Any) -> tuple[Person, Person]:
    """Ada, who said something in English, and Rui, who reads Portuguese."""
    ada, rui = await sit(), await sit(**{"locale": "pt-BR", "reduced_motion": "reduce"} | window)
    await ada.come_in("Ada", "en")
    await rui.come_in("Rui", "pt")
    await ada.say(SAID)
    await expect(ada.line(SAID)).to_have_attribute("data-state", "original")
    return ada, rui


def mark(line: Locator, sign: str) -> Locator:
    """An emoji under a message."""
    return line.locator(f"[data-testid=reaction][data-sign='{sign}']")


async def quick(person: Person, text: str, sign: str) -> Locator:
    """Open a message and put one of the quick emoji to it."""
    line = await person.details(text)
    await line.get_by_test_id("react").click()
    await line.get_by_test_id("quick").get_by_role("button", name=sign).click()
    return line


async def test_two_people_see_each_others_reactions_and_take_them_away(sit: Sit) -> None:
    ada, rui = await two(sit)
    hers = await quick(ada, SAID, "👍")
    his = await rui.sees("padaria")
    name = re.compile(r"^👍 polegar para cima, 1: \u2068Ada\u2069\. Adicionar o seu\.$")
    await expect(his.get_by_role("button", name=name)).to_have_attribute("aria-pressed", "false")
    await mark(his, "👍").click()
    await expect(mark(hers, "👍")).to_have_text(re.compile(r"👍\s*2"))
    name = re.compile(r"^👍 thumbs up, 2: \u2068Ada\u2069 and \u2068Rui\u2069\. Remove yours\.$")
    await expect(hers.get_by_role("button", name=name)).to_have_attribute("aria-pressed", "true")
    await expect(mark(hers, "👍")).to_have_attribute("title", name)

    await quick(rui, "padaria", "🙏")
    await expect(mark(hers, "🙏")).to_be_visible()
    await mark(hers, "👍").click()
    await expect(mark(his, "👍")).to_have_text(re.compile(r"👍\s*1"))
    await ada.page.mouse.move(0, 0)  # under the pointer, a sign stays
    await mark(his, "🙏").click()
    await expect(mark(hers, "🙏")).to_have_count(0)

    await ada.page.reload()
    await expect(mark(ada.line(SAID), "👍")).to_have_attribute("aria-label", re.compile("thumbs up, 1: \u2068Rui"))
    await expect(mark(ada.line(SAID), "👍")).to_have_attribute("aria-pressed", "false")


async def test_what_was_missed_comes_and_what_is_removed_goes(sit: Sit) -> None:
    ada, rui = await two(sit)
    his = await rui.sees("padaria")
    await rui.page.context.set_offline(True)
    hers = await quick(ada, SAID, "❤️")
    await rui.page.context.set_offline(False)
    await rui.page.reload()
    await expect(mark(his, "❤️")).to_be_visible()
    await hers.get_by_test_id("details-button").click()
    await hers.get_by_test_id("edit").click()
    await ada.say("The bakery opens at eight.")
    await rui.sees("oito")
    await expect(mark(his.page.locator("article"), "❤️")).to_be_visible()
    line = await ada.details("at eight.")
    await line.get_by_test_id("remove").click()
    await line.get_by_test_id("remove-sure").click()
    await expect(rui.page.get_by_test_id("reaction")).to_have_count(0)


async def test_a_sign_keeps_its_place_under_the_pointer(sit: Sit) -> None:
    ada, rui = await two(sit)
    await rui.sees("padaria")  # a translation that comes later moves the line away from under the pointer
    line = await quick(ada, SAID, "👍")
    await expect(mark(line, "👍")).to_be_visible()
    await line.get_by_test_id("add-reaction").click()
    await line.get_by_test_id("quick").get_by_role("button", name="😂").click()
    await expect(mark(line, "😂")).to_be_visible()
    await expect(line.get_by_test_id("add-reaction")).to_be_focused()
    first = mark(line, "👍")
    before = await mark(line, "😂").bounding_box()
    await first.click()
    await expect(first).to_have_attribute("aria-pressed", "false")
    assert await mark(line, "😂").bounding_box() == before
    await first.click()
    await expect(first).to_have_attribute("aria-pressed", "true")
    await first.click()
    await ada.page.mouse.move(0, 0)
    await expect(first).to_have_count(0)


async def test_the_keyboard_reacts_searches_and_returns(sit: Sit) -> None:
    ada, rui = await two(sit)
    page = rui.page
    his = await rui.sees("padaria")
    await his.get_by_test_id("details-button").press("Enter")
    await reach(page, "react")
    await page.keyboard.press("Enter")
    await expect(his.get_by_test_id("quick").get_by_role("button").first).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(his.get_by_test_id("react")).to_be_focused()
    await expect(his.get_by_test_id("quick")).to_have_count(0)

    await page.keyboard.press("Enter")
    await reach(page, "more-emoji")
    await page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Escolher um emoji")
    await expect(dialog.get_by_role("searchbox", name="Procurar um emoji")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(dialog).to_have_count(0)
    await expect(his.get_by_test_id("more-emoji")).to_be_focused()

    await page.keyboard.press("Enter")
    cells = dialog.get_by_role("gridcell")
    await page.keyboard.type("CORACAO verm")
    await expect(cells).to_have_count(2)
    await expect(cells.first).to_have_accessible_name("❤️ coração vermelho")
    await page.keyboard.press("Control+A")
    await page.keyboard.type("coração")
    await expect(dialog.get_by_role("gridcell", name="❤️ coração vermelho")).to_be_visible()
    await page.keyboard.press("ArrowDown")
    await expect(cells.first).to_be_focused()
    await page.keyboard.press("ArrowRight")
    await expect(cells.nth(1)).to_be_focused()
    await page.keyboard.press("ArrowDown")
    await expect(cells.nth(9)).to_be_focused()
    chosen = await cells.nth(9).inner_text()
    await page.keyboard.press("Enter")
    await expect(dialog).to_have_count(0)
    await expect(mark(his, chosen)).to_be_visible()
    await expect(his).to_be_focused()
    await expect(mark(await ada.sees(SAID), chosen)).to_be_visible()

    await reach(page, "add-reaction")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Enter")
    await expect(mark(his, "👍")).to_have_attribute("aria-pressed", "true")
    await expect(his.get_by_test_id("add-reaction")).to_be_focused()


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("locale", ["pt-BR", "ar"])
async def test_axe_finds_nothing(sit: Sit, locale: str, scheme: str, viewport: dict[str, int]) -> None:
    ada = await sit(locale=locale, color_scheme=scheme, viewport=viewport, reduced_motion="reduce")
    await ada.come_in("Ada", "en")
    await ada.say(SAID)
    page = ada.page
    line = await quick(ada, SAID, "❤️")
    await expect(mark(line, "❤️")).to_have_attribute("aria-label", re.compile("❤️ .+ .+"))
    await line.get_by_test_id("add-reaction").click()
    await expect(line.get_by_test_id("quick")).to_be_visible()
    assert await faults(page) == [], "the quick ones"
    await line.get_by_test_id("more-emoji").click()
    await expect(page.get_by_role("gridcell").first).to_be_visible()
    assert await faults(page) == [], "the picker"
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    sheet = await page.get_by_test_id("emoji-picker").bounding_box()
    cell = await page.get_by_role("gridcell").first.bounding_box()
    assert sheet is not None
    assert cell is not None
    assert cell["width"] >= 24
    assert cell["height"] >= 24
    if viewport == PHONE:
        assert (sheet["x"], sheet["width"]) == (0, PHONE["width"])
        assert sheet["y"] + sheet["height"] == PHONE["height"]
    if locale == "ar":
        second = await page.get_by_role("gridcell").nth(1).bounding_box()
        assert second is not None
        assert second["x"] < cell["x"]


async def test_names_are_loaded_when_they_are_needed(sit: Sit) -> None:
    ada = await sit()
    loaded: list[str] = []
    ada.page.on("request", lambda request: loaded.append(request.url))
    await ada.come_in("Ada", "en")
    await ada.say(SAID)
    line = await ada.details(SAID)
    assert not [url for url in loaded if "annotations" in url]
    await line.get_by_test_id("react").click()
    await expect(line.get_by_role("button", name="👍 thumbs up")).to_be_visible()
    assert [url for url in loaded if "annotations" in url]
