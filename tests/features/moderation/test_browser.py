"""A host mutes a member, who sees until when; takes down what they said; reads what was done."""

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Sit
from tests.browser.person import Person
from tests.browser.test_accessibility import PHONE, faults

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


@pytest.mark.parametrize("window", [{}, {"locale": "ar", "viewport": PHONE}], ids=["desk", "phone-arabic"])
async def test_a_member_is_muted_and_may_write_again(sit: Sit, window: dict[str, object]) -> None:
    ada, rui = await sit(**window), await sit(**window)
    await ada.come_in("Ada", "en")
    await Person(rui.page, rui.url, await ada.invites()).come_in("Rui", "pt")
    await expect(rui.page.get_by_test_id("composer")).to_be_visible()
    await ada.page.get_by_test_id("open-people").click()
    await expect(ada.page.get_by_test_id("mute")).to_have_count(1)
    await ada.page.get_by_test_id("mute").click()
    await ada.page.get_by_test_id("mute-60").click()
    await expect(ada.page.get_by_test_id("unmute")).to_be_visible()
    assert await faults(ada.page) == []
    await expect(rui.page.get_by_test_id("muted")).to_be_visible()
    await expect(rui.page.get_by_test_id("composer")).to_have_count(0)
    assert await faults(rui.page) == []
    await ada.page.get_by_test_id("unmute").click()
    await expect(rui.page.get_by_test_id("composer")).to_be_visible()
    await expect(rui.page.get_by_test_id("muted")).to_have_count(0)

    await ada.page.keyboard.press("Escape")
    await rui.say("Palavras.")
    if window:  # the sample conversation fills the phone
        await ada.to_newest()
    line = ada.page.locator("[data-message]").filter(has_text="Rui").last
    await line.get_by_test_id("details-button").click()
    await line.get_by_test_id("take-down").click()
    await line.get_by_test_id("take-down-sure").click()
    for page in (ada.page, rui.page):
        await expect(page.locator('[data-state="removed"]')).to_have_count(1)
    await ada.page.get_by_test_id("open-settings").click()
    await ada.page.get_by_test_id("open-audit").click()
    await expect(ada.page.get_by_test_id("audit").get_by_role("listitem")).to_have_count(3)
    await expect(ada.page.get_by_test_id("audit")).to_contain_text("Rui")
    assert await faults(ada.page) == []
    assert await ada.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
