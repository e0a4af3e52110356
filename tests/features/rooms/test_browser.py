"""A room on the page: a host names, describes, slows and closes it; a member reads it, waits, leaves; nobody strays."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import Sit
from tests.browser.person import Person
from tests.browser.test_accessibility import PHONE, faults

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def rooms(page: Page) -> None:
    """Open the list of rooms, where it is behind a button."""
    if await page.get_by_test_id("open-rooms").count():
        await page.get_by_test_id("open-rooms").click()


async def sheet(page: Page) -> None:
    """Open what concerns the room."""
    await page.get_by_test_id("open-settings").click()
    await page.get_by_test_id("open-room").click()
    await expect(page.get_by_test_id("room-panel")).to_be_visible()


async def garden(ada: Person, sit: Sit, **window: object) -> Person:
    """Ada makes a room, and Rui comes by an invite into it."""
    await ada.come_in("Ada", "en")
    await rooms(ada.page)
    await ada.page.get_by_test_id("new-room").click()
    await ada.page.get_by_label(NAME[str(window.get("locale", "en-GB"))]).fill("Garden")
    await ada.page.get_by_test_id("make-room").click()
    await expect(ada.page.get_by_role("heading", level=1)).to_contain_text("Garden")
    rui = await sit(**window)
    await Person(rui.page, rui.url, await ada.invites()).come_in("Rui", "pt")
    return rui


NAME = {"en-GB": "Name of the room", "ar": "اسم الغرفة"}


@pytest.mark.parametrize("window", [{}, {"locale": "ar", "viewport": PHONE}], ids=["desk", "phone-arabic"])
async def test_a_host_names_describes_and_closes_a_room(sit: Sit, window: dict[str, object]) -> None:
    ada = await sit(**window)
    rui = await garden(ada, sit, **window)
    await sheet(ada.page)
    assert await faults(ada.page) == []
    await ada.page.get_by_test_id("room-title").fill("Our garden")
    await ada.page.get_by_test_id("room-description").fill("We bake bread and share it on Sunday.")
    await ada.page.get_by_test_id("keep-room").click()
    await expect(rui.page.get_by_role("heading", level=1)).to_contain_text("Our garden")
    await sheet(rui.page)
    await expect(rui.page.get_by_test_id("description")).to_contain_text("pão")
    await expect(rui.page.get_by_test_id("room-title")).to_have_count(0)
    assert await faults(rui.page) == []
    await rui.page.keyboard.press("Escape")

    await ada.page.get_by_test_id("room-closed").click()
    for page in (ada.page, rui.page):
        await expect(page.get_by_test_id("read-only")).to_be_visible()
        await expect(page.get_by_test_id("composer")).to_have_count(0)
    assert await faults(rui.page) == []
    await ada.page.get_by_test_id("room-archived").click()
    await ada.page.keyboard.press("Escape")
    await rooms(ada.page)
    await expect(ada.page.get_by_test_id("rooms").get_by_text("Our garden")).to_have_count(0)
    await ada.page.locator("summary").click()
    await ada.page.get_by_test_id("archived-rooms").get_by_text("Our garden").click()
    await sheet(ada.page)
    await ada.page.get_by_test_id("room-open").click()
    await expect(rui.page.get_by_test_id("composer")).to_be_visible()


async def test_a_member_waits_in_a_slow_room_and_leaves(sit: Sit) -> None:
    ada = await sit()
    rui = await garden(ada, sit)
    await sheet(ada.page)
    await ada.page.get_by_test_id("room-slow").select_option("30")
    await expect(rui.page.get_by_test_id("slow")).to_contain_text("30")
    await rui.say("Um.")
    await rui.sees("Um.")
    await expect(rui.page.get_by_test_id("slow")).to_contain_text("2")
    assert await faults(rui.page) == []
    await rui.say("Dois.")
    await expect(rui.page.get_by_test_id("composer")).to_have_value("Dois.")
    await ada.page.get_by_test_id("room-slow").select_option("0")
    await expect(rui.page.get_by_test_id("slow")).to_have_count(0)
    await rui.page.get_by_test_id("composer").press("Enter")
    await rui.sees("Dois.")
    await ada.page.get_by_test_id("room-writers").select_option("steward")
    await expect(rui.page.get_by_test_id("composer")).to_have_count(0)

    await sheet(rui.page)
    await rui.page.get_by_test_id("leave-room").click()
    await rui.page.get_by_test_id("leave-room-sure").click()
    await expect(rui.page.get_by_test_id("no-room")).to_be_visible()
    await expect(ada.page.get_by_test_id("coming")).to_contain_text("left this room")
    await ada.page.get_by_test_id("leave-room").click()
    await ada.page.get_by_test_id("leave-room-sure").click()
    await expect(ada.page.get_by_test_id("room-panel").get_by_role("alert")).to_be_visible()


async def test_a_deleted_room_is_gone_and_a_foreign_address_opens_no_other(sit: Sit) -> None:
    ada = await sit()
    rui = await garden(ada, sit)
    address = ada.page.url
    await sheet(ada.page)
    await ada.page.get_by_test_id("delete-room").click()
    await ada.page.get_by_test_id("delete-title").fill("garden")
    await ada.page.get_by_test_id("delete-room-sure").click()
    await expect(ada.page.get_by_test_id("room-panel").get_by_role("alert")).to_be_visible()
    await ada.page.get_by_test_id("delete-title").fill("Garden")
    assert await faults(ada.page) == []
    await ada.page.get_by_test_id("delete-room-sure").click()
    for page in (ada.page, rui.page):
        await expect(page.get_by_test_id("removed")).to_contain_text("Garden")
    await expect(ada.page.get_by_role("heading", level=1)).to_contain_text("Welcome")
    await ada.page.goto(address)
    await expect(ada.page.get_by_role("heading", level=1)).to_have_text("This room is not open to you")
    await expect(ada.page.get_by_test_id("composer")).to_have_count(0)
    assert await faults(ada.page) == []
    await ada.page.get_by_test_id("no-room").get_by_test_id("rooms").get_by_role("button").click()
    await expect(ada.page.get_by_test_id("composer")).to_be_visible()


async def test_who_joins_later_is_told_that_there_is_more(sit: Sit) -> None:
    ada = await sit()
    rui = await garden(ada, sit)
    await ada.say("We bake bread and share it on Sunday.")
    await rui.sees("omingo")
    await sheet(ada.page)
    await ada.page.get_by_test_id("room-from_joining").check()
    await ada.page.keyboard.press("Escape")
    await sheet(ada.page)
    await expect(ada.page.get_by_test_id("room-from_joining")).to_be_checked()
    await ada.page.keyboard.press("Escape")
    zoe = await sit(locale="ar", viewport=PHONE)
    await Person(zoe.page, zoe.url, await ada.invites()).come_in("Zoe", "pt")
    await expect(zoe.page.get_by_test_id("past-hidden")).to_be_visible()
    assert await faults(zoe.page) == []
    await ada.say("The bread is ready.")
    await zoe.sees("pronto")
    await zoe.misses("omingo")
    await expect(rui.page.get_by_test_id("past-hidden")).to_have_count(0)
