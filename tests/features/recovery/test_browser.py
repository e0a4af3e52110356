"""The recovery phrase on the page: made in the settings, used on a browser that knows nobody."""

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Sit
from tests.browser.person import Person
from tests.browser.test_accessibility import PHONE, faults, reach

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def phrase(who: Person) -> str:
    await who.page.get_by_test_id("open-settings").click()
    await who.page.get_by_test_id("open-recovery").click()
    await who.page.get_by_test_id("make-phrase").click()
    words = who.page.get_by_test_id("phrase").locator("li")
    await expect(words).to_have_count(12)
    return " ".join(await words.all_inner_texts())


@pytest.mark.parametrize("window", [{}, {"locale": "ar", "viewport": PHONE}], ids=["desk", "phone-arabic"])
async def test_who_lost_the_last_device_comes_back_with_the_phrase(sit: Sit, window: dict[str, object]) -> None:
    ada = await sit(**window)
    await ada.come_in("Ada", "en")
    words = await phrase(ada)
    assert await faults(ada.page) == []
    assert await ada.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    await ada.page.keyboard.press("Escape")
    await ada.page.get_by_test_id("open-settings").click()
    await ada.page.get_by_test_id("leave").click()
    await expect(ada.page.get_by_test_id("leave-sure")).to_be_visible()
    await expect(ada.page.get_by_test_id("lost")).to_have_count(0)
    await ada.page.context.clear_cookies()  # the device is lost

    fresh = await sit(**window)
    await fresh.page.goto(fresh.url)
    await expect(fresh.page.get_by_test_id("recovery-phrase")).to_be_visible()
    await fresh.page.get_by_test_id("recovery-phrase").fill("not these words")
    await fresh.page.get_by_test_id("recover").click()
    await expect(fresh.page.get_by_role("alert")).to_be_visible()
    assert await faults(fresh.page) == []
    assert await fresh.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    await reach(fresh.page, "recovery-phrase", backwards=True)
    await fresh.page.keyboard.press("Control+A")
    await fresh.page.keyboard.type(words)
    await reach(fresh.page, "recover")
    await fresh.page.keyboard.press("Enter")
    await expect(fresh.page.get_by_test_id("composer")).to_be_visible()
    await expect(fresh.page.get_by_test_id("open-invites")).to_be_visible()
    await fresh.page.get_by_test_id("open-settings").click()
    await expect(fresh.page.get_by_test_id("settings-panel")).to_contain_text("Ada")


async def test_who_comes_back_at_the_door_of_an_invite_goes_on_into_its_room(sit: Sit) -> None:
    ada, fresh = await sit(), await sit()
    await ada.come_in("Ada", "en")
    words = await phrase(ada)
    await fresh.page.goto(f"{fresh.url}/join#{fresh.invite}")
    await fresh.page.get_by_test_id("known").click()
    await fresh.page.get_by_test_id("recovery-phrase").fill(words)
    await fresh.page.get_by_test_id("recover").click()
    await expect(fresh.page.get_by_test_id("door")).to_contain_text("Ada")
    await fresh.page.get_by_test_id("enter").click()
    await expect(fresh.page.get_by_test_id("composer")).to_be_visible()
