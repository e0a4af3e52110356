"""Being erased, on the page: asked first, and the others see somebody without a name."""

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Sit
from tests.browser.test_accessibility import PHONE, faults
from tests.features.own_data.test_browser import opened

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


@pytest.mark.parametrize("window", [{}, {"locale": "ar", "viewport": PHONE}], ids=["desk", "phone-arabic"])
async def test_a_member_keeps_their_words_as_somebody_s_and_another_one_goes_with_them(
    sit: Sit, window: dict[str, object]
) -> None:
    ada, rui, eva = await sit(), await sit(**window), await sit()
    await ada.come_in("Ada", "en")
    rui.invite = eva.invite = await ada.invites()
    await rui.come_in("Rui", "en")
    await eva.come_in("Eva", "en")
    await rui.say("The bakery opens at seven.")
    await eva.say("The bakery is closed on Monday.")
    await ada.sees("on Monday")

    await opened(rui)
    await rui.page.get_by_test_id("erase").click()
    await expect(rui.page.get_by_test_id("erasing")).to_be_focused()
    assert await faults(rui.page) == []
    assert await rui.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    await rui.page.get_by_test_id("keep-words").check()
    await rui.page.get_by_test_id("erase-sure").click()
    await expect(rui.page.get_by_test_id("composer")).to_have_count(0)
    assert await rui.page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('enishi.')).length") == 0
    await expect(await ada.sees("opens at seven")).to_contain_text("Somebody")

    await opened(eva)
    await eva.page.get_by_test_id("erase").click()
    await eva.page.get_by_test_id("erase-sure").click()
    await expect(eva.page.get_by_test_id("composer")).to_have_count(0)
    await ada.misses("on Monday")
    await expect(ada.page.get_by_text("Eva")).to_have_count(0)
    await expect(await ada.sees("opens at seven")).to_be_visible()


async def test_the_only_host_is_told_to_name_another_one(sit: Sit) -> None:
    ada, rui = await sit(), await sit()
    await ada.come_in("Ada", "en")
    rui.invite = await ada.invites()
    await rui.come_in("Rui", "pt")
    await opened(ada)
    await ada.page.get_by_test_id("erase").click()
    await ada.page.get_by_test_id("erase-sure").click()
    await expect(ada.page.get_by_role("alert")).to_contain_text("only host")
