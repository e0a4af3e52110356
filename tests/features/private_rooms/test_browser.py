"""Two people write to each other alone, from the list of people on; then a few do."""

import re

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import Sit
from tests.browser.person import Person
from tests.browser.test_accessibility import PHONE, faults

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def show(page: Page, what: str) -> None:
    """Open the list of people or of rooms, where it is behind a button."""
    if await page.get_by_test_id(f"open-{what}").count():
        await page.get_by_test_id(f"open-{what}").click()
    await expect(page.get_by_test_id(what)).to_be_visible()


@pytest.mark.parametrize("window", [{}, {"locale": "ar", "viewport": PHONE}], ids=["desk", "phone-arabic"])
async def test_two_write_to_each_other_alone_and_a_few_do(sit: Sit, window: dict[str, object]) -> None:
    ada, rui = await sit(**window), await sit(**window)
    await ada.come_in("Ada", "en")
    await Person(rui.page, rui.url, await ada.invites()).come_in("Rui", "pt")
    heading = ada.page.get_by_role("heading", level=1)
    place = await heading.inner_text()
    await show(ada.page, "people")
    write = ada.page.get_by_test_id("write-alone")
    await expect(write).to_have_count(1)
    assert await faults(ada.page) == []
    await write.focus()
    await ada.page.keyboard.press("Enter")
    await expect(heading).to_have_text("Rui")
    await expect(ada.page.get_by_test_id("private-note")).to_be_visible()
    await ada.say("We bake bread and share it on Sunday.")

    if await rui.page.get_by_test_id("open-rooms").count():
        await expect(rui.page.get_by_test_id("open-rooms")).to_have_class(re.compile("unread"))
    await show(rui.page, "rooms")
    mine = rui.page.get_by_test_id("rooms").get_by_role("button").filter(has_text="Ada")
    await expect(mine.get_by_test_id("unread")).to_be_visible()
    assert await faults(rui.page) == []
    await mine.click()
    await expect(rui.page.get_by_role("heading", level=1)).to_have_text("Ada")
    await rui.sees("pão")
    await expect(rui.page.get_by_test_id("open-invites")).to_have_count(0)
    await show(rui.page, "people")
    await expect(rui.page.get_by_test_id("write-alone")).to_have_count(0)
    await rui.page.get_by_test_id("open-several").click()
    assert await faults(rui.page) == []
    assert await rui.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    await rui.page.get_by_test_id("open-several-room").click()
    await expect(rui.page.get_by_test_id("several-panel")).to_have_count(0)

    await ada.page.get_by_test_id("open-settings").click()
    await ada.page.get_by_test_id("open-room").click()
    await ada.page.get_by_test_id("leave-room").click()
    await ada.page.get_by_test_id("leave-room-sure").click()
    await expect(heading).to_have_text(place)
