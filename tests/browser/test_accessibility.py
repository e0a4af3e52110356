"""Nobody is kept out: axe-core finds nothing, and the keyboard does everything."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import Sit

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1440, "height": 900}


STILL = """async () => {
    const ends = document.getAnimations().filter((each) => each.effect.getComputedTiming().endTime < Infinity);
    await Promise.allSettled(ends.map(({finished}) => finished));
}"""


async def faults(page: Page) -> list[str]:
    """What axe-core finds on the page, once nothing fades any more: pale words would be a fault."""
    await page.evaluate(STILL)
    await page.evaluate(AXE.read_text())
    found: dict[str, Any] = await page.evaluate(
        "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']})", RULES
    )
    return [
        f"{fault['id']}: {node['html'][:120]} {node['failureSummary']}"
        for fault in found["violations"]
        for node in fault["nodes"]
    ]


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_axe_finds_nothing(sit: Sit, scheme: str, viewport: dict[str, int]) -> None:
    ada = await sit(color_scheme=scheme, viewport=viewport, reduced_motion="reduce")
    page = ada.page
    await page.goto(ada.url)
    await expect(page.get_by_role("heading").first).to_be_visible()
    assert await faults(page) == [], "without an invite"
    await page.goto(f"{ada.url}/join#{ada.invite}")
    await expect(page.get_by_test_id("name")).to_be_visible()
    assert await faults(page) == [], "the door"

    await ada.come_in("Ada", "en")
    await ada.say("The bakery opens at seven.")
    own = await ada.details("bakery")
    await expect(own.get_by_test_id("arrivals")).to_be_visible()
    await ada.details("Tap a message")
    assert await faults(page) == [], "the room"
    for panel in ("people", "settings", "invites"):
        button = page.get_by_test_id(f"open-{panel}")
        if await button.is_visible():
            await button.click()
            await expect(page.get_by_test_id(f"{panel}-panel")).to_be_visible()
            assert await faults(page) == [], panel
            await page.keyboard.press("Escape")
            await expect(page.get_by_test_id(f"{panel}-panel")).not_to_be_visible()
    await page.get_by_test_id("open-settings").click()
    await page.get_by_test_id("open-glossary").click()
    await page.get_by_test_id("add-term").click()
    assert await faults(page) == [], "the glossary"


async def test_the_keyboard_does_everything(sit: Sit) -> None:
    ada = await sit()
    page = ada.page
    await page.goto(f"{ada.url}/join#{ada.invite}")
    await expect(page.get_by_test_id("name")).to_be_focused()
    await page.keyboard.type("Ada")
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("composer")).to_be_visible()

    await reach(page, "composer")
    await page.keyboard.type("The bakery opens at seven.")
    await page.keyboard.press("Enter")
    own = await ada.sees("The bakery opens at seven.")
    await expect(own).to_have_attribute("data-state", "original")

    await reach(page, "details-button", backwards=True)
    await page.keyboard.press("Enter")
    await reach(page, "edit")
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("composer")).to_be_focused()
    await page.keyboard.press("Control+A")
    await page.keyboard.type("The bakery opens at eight.")
    await page.keyboard.press("Enter")
    line = await ada.sees("at eight.")
    await expect(line).to_have_attribute("data-state", "original")

    await reach(page, "details-button", backwards=True)
    await page.keyboard.press("Enter")
    await reach(page, "remove")
    await page.keyboard.press("Enter")
    await reach(page, "remove-sure")
    await page.keyboard.press("Enter")
    await expect(line).to_have_count(0)

    await reach(page, "open-settings", backwards=True)
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("settings-panel")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.get_by_test_id("open-settings")).to_be_focused()


async def reach(page: Page, place: str, *, backwards: bool = False) -> None:
    """Press Tab until that place has the focus."""
    target = page.get_by_test_id(place)
    for _ in range(60):
        if await target.evaluate_all("all => all.includes(document.activeElement)"):
            return
        await page.keyboard.press("Shift+Tab" if backwards else "Tab")
    raise AssertionError(f"{place} cannot be reached with the Tab key")


async def test_what_arrives_is_read_aloud_once_in_the_readers_language(sit: Sit) -> None:
    ada, rui = await sit(), await sit(locale="pt-BR")
    await ada.come_in("Ada", "en")
    await rui.come_in("Rui", "pt")
    await ada.say("The bakery opens at seven.")
    await expect(rui.page.get_by_test_id("aloud")).to_contain_text("padaria")
    await expect(rui.page.get_by_test_id("aloud")).to_have_attribute("aria-live", "polite")


async def test_a_doubtful_translation_says_so_to_everybody(sit: Sit) -> None:
    ada, rui = await sit(), await sit(locale="pt-BR", reduced_motion="reduce")
    await ada.come_in("Ada", "en")
    await rui.come_in("Rui", "pt")
    await ada.say("wie geht es dir heute mein freund")
    line = await rui.sees("geht es dir")
    mark = line.get_by_role("img", name="Esta tradução pode estar errada: uma parte continua na língua original.")
    await expect(mark).to_be_visible()
    details = await rui.details("geht es dir")
    await expect(details.get_by_test_id("doubt-reason")).to_contain_text("uma parte continua")
    assert await faults(rui.page) == []


async def test_arabic_runs_from_right_to_left(sit: Sit) -> None:
    zain = await sit(locale="ar", viewport=PHONE, reduced_motion="reduce")
    await zain.come_in("زين", "en")
    page = zain.page
    await expect(page.locator("html")).to_have_attribute("dir", "rtl")
    await expect(page.locator("html")).to_have_attribute("lang", "ar")
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    send = await page.get_by_test_id("send").bounding_box()
    field = await page.get_by_test_id("composer").bounding_box()
    assert send is not None
    assert field is not None
    assert send["x"] < field["x"]
    words = page.get_by_test_id("words").first
    await expect(words).to_have_attribute("dir", re.compile("auto|ltr"))
    await expect(words).to_have_css("direction", "ltr")
    assert await faults(page) == []


@pytest.mark.parametrize("width", [320, 360, 768, 1600])
async def test_nothing_runs_over_the_edge(sit: Sit, width: int) -> None:
    ada = await sit(viewport={"width": width, "height": 700})
    await ada.come_in("Ada", "en")
    await ada.say("Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen" * 3)
    await ada.sees("Donaudampf")
    assert await ada.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
