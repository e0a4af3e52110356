"""Roles on the page: a host changes what somebody is, and removes them; both see it at once."""

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Sit
from tests.browser.person import Person
from tests.browser.test_accessibility import PHONE, faults

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def plain(ada: Person, sit: Sit, **window: object) -> Person:
    """Somebody who came by an invite that Ada made, at the page of the room."""
    await ada.page.get_by_test_id("open-invites").click()
    await ada.page.get_by_test_id("make-invite").click()
    link = await ada.page.get_by_test_id("invite-link").input_value()
    await ada.page.keyboard.press("Escape")
    rui = await sit(**window)
    await Person(rui.page, rui.url, link.rpartition("#")[2]).come_in("Rui", "pt")
    return rui


async def person(ada: Person, name: str) -> None:
    """Open the list of people, and what can be done about somebody."""
    if await ada.page.get_by_test_id("open-people").count():
        await ada.page.get_by_test_id("open-people").click()
    await ada.page.get_by_test_id("people").locator("li", has_text=name).get_by_test_id("change-role").click()


@pytest.mark.parametrize("window", [{}, {"locale": "ar", "viewport": PHONE}], ids=["desk", "phone-arabic"])
async def test_a_host_makes_a_host_and_removes_somebody(sit: Sit, window: dict[str, object]) -> None:
    ada = await sit(**window)
    await ada.come_in("Ada", "en")
    rui = await plain(ada, sit, locale="pt-BR")
    await expect(rui.page.get_by_test_id("open-invites")).to_have_count(0)

    await person(ada, "Rui")
    assert await faults(ada.page) == []
    await ada.page.get_by_test_id("role").select_option("host")
    await expect(rui.page.get_by_test_id("open-invites")).to_be_visible()
    await ada.page.get_by_test_id("role").select_option("member")
    await expect(rui.page.get_by_test_id("open-invites")).to_have_count(0)

    await ada.page.get_by_test_id("remove-person").click()
    await ada.page.get_by_test_id("remove-person-sure").click()
    await expect(rui.page.get_by_test_id("removed")).to_contain_text("não está mais")
    await expect(rui.page.get_by_test_id("composer")).to_have_count(0)
    await expect(ada.page.get_by_test_id("people").locator("li", has_text="Rui")).to_have_count(0)
    assert await faults(rui.page) == []


async def test_the_last_host_stays_one(sit: Sit) -> None:
    ada = await sit()
    await ada.come_in("Ada", "en")
    await person(ada, "Ada")
    await ada.page.get_by_test_id("role").select_option("member")
    await expect(ada.page.get_by_test_id("people").get_by_role("alert")).to_be_visible()
    await expect(ada.page.get_by_test_id("role")).to_have_value("host")


@pytest.mark.parametrize("window", [{}, {"locale": "ar", "viewport": PHONE}], ids=["desk", "phone-arabic"])
async def test_the_owner_finds_a_room_that_lost_its_host(sit: Sit, window: dict[str, object]) -> None:
    ada = await sit(**window)
    await ada.come_in("Ada", "en")
    rui = await plain(ada, sit)
    await person(ada, "Rui")
    await ada.page.get_by_test_id("role").select_option("host")
    await expect(rui.page.get_by_test_id("new-room")).to_be_visible()
    await rui.page.get_by_test_id("new-room").click()
    await rui.page.locator("#title").fill("Kitchen")
    await rui.page.get_by_test_id("make-room").click()
    await expect(rui.page.get_by_role("heading", name="Kitchen")).to_be_visible()
    await rui.page.get_by_test_id("open-settings").click()
    await rui.page.get_by_test_id("leave").click()
    await expect(rui.page.get_by_test_id("lost")).to_contain_text("Kitchen")
    await rui.page.get_by_test_id("leave-sure").click()
    await expect(rui.page.get_by_test_id("closed")).to_be_visible()

    await ada.page.keyboard.press("Escape")
    await ada.page.get_by_test_id("open-settings").click()
    await ada.page.get_by_test_id("open-hostless").click()
    await expect(ada.page.get_by_test_id("hostless")).to_contain_text("Kitchen")
    assert await faults(ada.page) == []
    assert await ada.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    await ada.page.get_by_test_id("take-room").click()
    await expect(ada.page.get_by_test_id("no-hostless")).to_be_visible()
    await ada.page.keyboard.press("Escape")
    if await ada.page.get_by_test_id("open-rooms").count():
        await ada.page.get_by_test_id("open-rooms").click()
    await ada.page.get_by_test_id("rooms").get_by_text("Kitchen").click()
    await expect(ada.page.get_by_role("heading", name="Kitchen")).to_be_visible()
    await expect(ada.page.get_by_test_id("open-invites")).to_be_visible()
