"""Ada blocks Rui from the list of people: he is away and silent for her, she for him; the settings lift it."""

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Sit
from tests.browser.person import Person
from tests.browser.test_accessibility import PHONE, faults
from tests.features.private_rooms.test_browser import show
from tests.features.rooms.test_browser import NAME

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


@pytest.mark.parametrize("window", [{}, {"locale": "ar", "viewport": PHONE}], ids=["desk", "phone-arabic"])
async def test_a_member_is_blocked_and_seen_again(sit: Sit, window: dict[str, object]) -> None:
    ada, rui = await sit(**window), await sit(**window)
    await ada.come_in("Ada", "en")
    await show(ada.page, "rooms")
    await ada.page.get_by_test_id("new-room").click()
    await ada.page.get_by_label(NAME[str(window.get("locale", "en-GB"))]).fill("Garden")
    await ada.page.get_by_test_id("make-room").click()
    await expect(ada.page.get_by_role("heading", level=1)).to_have_text("Garden")
    await Person(rui.page, rui.url, await ada.invites()).come_in("Rui", "en")
    await rui.say("Rui before.")
    await ada.sees("Rui before.")
    await show(ada.page, "people")
    await ada.page.get_by_test_id("block").focus()
    await ada.page.keyboard.press("Enter")
    assert await faults(ada.page) == []
    await ada.page.get_by_test_id("block-sure").click()
    await expect(ada.page.get_by_test_id("blocked")).to_contain_text("Rui")
    await ada.misses("Rui before.")
    assert await faults(ada.page) == []
    assert await ada.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    await ada.page.keyboard.press("Escape")
    await rui.say("Rui after.")
    await ada.say("Ada after.")
    await rui.sees("Rui after.")
    await ada.sees("Ada after.")
    await show(rui.page, "people")
    hers = rui.page.get_by_test_id("people").get_by_role("listitem").filter(has_text="Ada")
    await expect(hers).to_have_attribute("data-here", "false")
    await expect(rui.page.get_by_test_id("blocked")).to_have_count(0)

    await ada.page.get_by_test_id("open-settings").click()
    await ada.page.get_by_test_id("open-blocks").click()
    assert await faults(ada.page) == []
    await ada.page.get_by_test_id("lift-block").click()
    await expect(ada.page.get_by_test_id("no-blocks")).to_be_visible()
    await ada.sees("Rui after.")
    await expect(hers).to_have_attribute("data-here", "true")
    await rui.misses("Ada after.")
