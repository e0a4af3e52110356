"""A reader knows better: everybody who reads that language sees it, now and the next time it is said."""

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Sit
from tests.browser.test_accessibility import PHONE, faults

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

SAID = "The bank of the river is steep."
BETTER = "A margem do rio é íngreme e alta."


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_a_correction_reaches_a_second_reader_and_returns_for_the_same_sentence(sit: Sit, scheme: str) -> None:
    ada, rui, eva = await sit(), await sit(color_scheme=scheme, reduced_motion="reduce"), await sit()
    await ada.come_in("Ada", "en")
    await rui.come_in("Rui", "pt")
    await eva.come_in("Eva", "pt")
    await ada.say(SAID)

    line = await rui.details("rio")
    await line.get_by_test_id("correct").click()
    field = line.get_by_test_id("better")
    await expect(field).to_be_focused()
    await expect(field).to_have_value(await line.get_by_test_id("words").inner_text())
    assert await faults(rui.page) == [], "the editor"
    await field.fill(BETTER)
    await line.get_by_test_id("save-correction").click()
    await rui.sees(BETTER)
    await expect(line.get_by_test_id("correct")).to_be_focused()
    await expect(line.get_by_test_id("route")).to_contain_text("Rui")
    assert await faults(rui.page) == [], "corrected"

    second = await eva.details(BETTER)
    await expect(second.get_by_test_id("route")).to_have_text("Corrected by \u2068Rui\u2069")
    await ada.say(SAID)
    await expect(eva.line(BETTER)).to_have_count(2)
    again = eva.line(BETTER).last
    await again.get_by_test_id("details-button").click()
    await expect(again.get_by_test_id("route")).to_have_text("Corrected by \u2068Rui\u2069 when it was said before")

    await line.get_by_test_id("uncorrect").click()
    await expect(line.get_by_test_id("uncorrect")).to_have_count(0)
    for reader in (rui, eva):
        await expect(reader.line(BETTER)).to_have_count(1)


async def test_a_second_reader_says_that_a_correction_is_right(sit: Sit) -> None:
    ada, rui, eva = await sit(), await sit(), await sit(viewport=PHONE, locale="ar", reduced_motion="reduce")
    await ada.come_in("Ada", "en")
    rui.invite = await ada.invites()
    await rui.come_in("Rui", "pt")
    await eva.come_in("Eva", "pt")
    await ada.say(SAID)
    line = await rui.details("rio")
    await line.get_by_test_id("correct").click()
    await line.get_by_test_id("better").fill(BETTER)
    await line.get_by_test_id("save-correction").click()
    await rui.sees(BETTER)
    await expect(line.get_by_test_id("corrected")).to_contain_text("Corrected by \u2068Rui\u2069: Today")
    await expect(line.get_by_test_id("confirm")).to_have_count(0)

    await eva.to_newest()
    second = await eva.sees(BETTER)
    await expect(second.get_by_test_id("corrected")).to_contain_text("Rui")
    assert await faults(eva.page) == [], "to be confirmed"
    assert await eva.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    await second.get_by_test_id("confirm").press("Enter")
    await expect(second.get_by_test_id("confirm")).to_have_count(0)
    await expect(second.get_by_test_id("corrected")).to_be_focused()
    await ada.say(SAID)
    await expect(rui.line(BETTER)).to_have_count(2)
    await expect(rui.line(BETTER).last.get_by_test_id("corrected")).to_have_text("As \u2068Rui\u2069 corrected: Today")


async def test_the_keyboard_corrects_and_what_is_refused_says_why(sit: Sit) -> None:
    ada, rui = await sit(), await sit()
    await ada.come_in("Ada", "en")
    await rui.come_in("Rui", "pt")
    await ada.say(SAID)
    line = await rui.details("rio")
    await line.get_by_test_id("correct").press("Enter")
    await rui.page.keyboard.press("Control+A")
    await rui.page.keyboard.insert_text("x" * 4001)
    await rui.page.keyboard.press("Tab")
    await rui.page.keyboard.press("Enter")
    await expect(line.get_by_role("alert")).to_contain_text("too long")
    await expect(line.get_by_test_id("better")).to_have_value("x" * 4001)
