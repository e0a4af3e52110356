"""An owner bans a member, who is told so at once, and lets them back in; on a phone, in Arabic."""

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Sit
from tests.browser.person import Person
from tests.browser.test_accessibility import PHONE, faults

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_member_is_banned_and_let_back_in(sit: Sit) -> None:
    ada, rui = await sit(locale="ar", viewport=PHONE), await sit(locale="ar", viewport=PHONE)
    await ada.come_in("Ada", "en")
    await Person(rui.page, rui.url, await ada.invites()).come_in("Rui", "pt")
    await ada.page.get_by_test_id("open-people").click()
    await expect(ada.page.get_by_test_id("ban")).to_have_count(1)
    await ada.page.get_by_test_id("ban").click()
    await expect(ada.page.get_by_test_id("ban-sure")).to_be_visible()
    assert await faults(ada.page) == []
    await ada.page.get_by_test_id("ban-sure").click()
    await expect(rui.page.get_by_test_id("closed")).to_be_visible()
    assert await faults(rui.page) == []
    await expect(ada.page.get_by_test_id("ban")).to_have_count(0)

    await ada.page.keyboard.press("Escape")
    await ada.page.get_by_test_id("open-settings").click()
    await ada.page.get_by_test_id("open-bans").click()
    await expect(ada.page.get_by_test_id("bans")).to_contain_text("Rui")
    assert await faults(ada.page) == []
    assert await ada.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    await ada.page.get_by_test_id("lift-ban").click()
    await expect(ada.page.get_by_test_id("no-bans")).to_be_visible()
    await rui.page.reload()
    await expect(rui.page.get_by_test_id("composer")).to_be_visible()
