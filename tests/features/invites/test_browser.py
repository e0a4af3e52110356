"""The door in a real Chromium, on a narrow phone: a name that is taken, and one tap that leads in all the same."""

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Sit

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

NARROW = {"width": 360, "height": 640}


@pytest.mark.parametrize(
    ("locale", "typed", "free"),
    [("en-GB", "ADA", "Come in as ADA 2"), ("ar", "\u0410d\u0430", "الدخول باسم \u0410d\u0430 2")],
)
async def test_whose_name_is_taken_comes_in_under_another_with_one_tap(
    sit: Sit, locale: str, typed: str, free: str
) -> None:
    ada, second = await sit(), await sit(locale=locale, viewport=NARROW, reduced_motion="reduce")
    await ada.come_in("Ada", "en")
    await second.page.goto(f"{second.url}/join#{second.invite}")
    await second.page.get_by_test_id("name").fill(typed)
    await second.page.get_by_test_id("enter").click()
    refusal, offer = second.page.get_by_role("alert"), second.page.get_by_test_id("free-name")
    await expect(refusal).to_be_visible()
    await expect(offer).to_be_in_viewport(ratio=1)
    await expect(second.page.locator("details[open]").get_by_test_id("known")).to_be_visible()  # if it is they
    assert (await offer.inner_text()).translate(dict.fromkeys((0x2068, 0x2069))) == free
    assert await second.page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]
    await offer.click()
    await expect(second.page.get_by_test_id("composer")).to_be_visible()
    await second.say("Hello, Ada.")
    line = await ada.sees("Hello, Ada.")
    await expect(line.locator(".author bdi")).to_have_text(f"{typed} 2")


async def test_a_long_name_that_is_taken_fits_on_the_phone(sit: Sit) -> None:
    ada, second = await sit(), await sit(viewport=NARROW)
    await ada.come_in("W" * 60, "en")
    await second.page.goto(f"{second.url}/join#{second.invite}")
    await second.page.get_by_test_id("name").fill("W" * 60)
    await second.page.get_by_test_id("enter").click()
    await expect(second.page.get_by_test_id("free-name")).to_contain_text("W 2")
    assert await second.page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]
