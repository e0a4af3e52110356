"""Before sending, the writer sees how the message arrives, and what of it comes back."""

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Sit
from tests.browser.test_accessibility import PHONE, faults, reach

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_the_mirror_shows_there_and_back_and_follows_a_changed_word(sit: Sit) -> None:
    ada = await sit(viewport=PHONE, reduced_motion="reduce")
    page = ada.page
    await ada.come_in("Ada", "en")
    await page.get_by_test_id("composer").focus()
    await reach(page, "composer-tools")
    await page.keyboard.press("Enter")
    await reach(page, "mirror-button")
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("mirror-button")).to_have_attribute("aria-expanded", "true")
    await page.get_by_test_id("composer").fill("The bakery opens at seven.")
    arrives = page.get_by_test_id("mirror").locator("[data-language=pt]")
    await expect(arrives).to_contain_text("padaria")
    await expect(arrives.get_by_test_id("back")).to_contain_text("bakery")
    await page.get_by_test_id("composer").fill("The library opens at seven.")
    await expect(arrives).to_contain_text("biblioteca")
    await page.get_by_test_id("composer").fill("Grandma kicked the bucket.")
    await expect(page.get_by_test_id("mirror")).to_have_attribute("data-fresh", "true")
    assert await faults(page) == []
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    await ada.tool("mirror-button")
    await expect(page.get_by_test_id("mirror")).to_have_count(0)


async def test_a_message_that_was_sent_is_read_back(sit: Sit) -> None:
    ada = await sit(viewport=PHONE, reduced_motion="reduce")
    await ada.come_in("Ada", "en")
    await ada.say("The bakery opens at seven.")
    line = await ada.details("bakery")
    await line.get_by_test_id("read-back").click()
    await expect(line.get_by_test_id("back")).to_contain_text("bakery")
    assert await faults(ada.page) == []
