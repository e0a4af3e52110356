"""One person at two browsers: a link takes them along, each sees the other, and signs it out."""

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Sit
from tests.browser.person import Person
from tests.browser.test_accessibility import PHONE, faults, reach

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def link(who: Person) -> str:
    """Ask for a link to another device, in the settings."""
    await who.page.get_by_test_id("open-settings").click()
    await who.page.get_by_test_id("continue-elsewhere").click()
    made = who.page.get_by_test_id("device-link")
    await expect(made).to_be_visible()
    return await made.input_value()


async def arrive(who: Person, link: str) -> None:
    await who.page.goto(link)
    await expect(who.page.get_by_test_id("arrive")).to_be_focused()
    await who.page.keyboard.press("Enter")
    await expect(who.page.get_by_test_id("composer")).to_be_visible()


@pytest.mark.parametrize("window", [{}, {"locale": "ar", "viewport": PHONE}], ids=["desk", "phone-arabic"])
async def test_one_person_goes_on_at_another_browser_and_signs_it_out(sit: Sit, window: dict[str, object]) -> None:
    ada = await sit(**window)
    await ada.come_in("Ada", "en")
    rui = await sit(locale="pt-BR")
    await rui.come_in("Rui", "pt")
    made = await link(ada)
    assert await faults(ada.page) == []

    phone = await sit(**window | {"viewport": PHONE})
    await phone.page.goto(made)
    await expect(phone.page.get_by_test_id("arrive")).to_contain_text("Ada")
    assert await faults(phone.page) == []
    assert await phone.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    await phone.page.get_by_test_id("arrive").click()
    await phone.say("The bakery opens at seven.")
    assert "#" not in phone.page.url
    await rui.sees("padaria")

    listed = ada.page.get_by_test_id("devices").locator("li")
    await expect(listed).to_have_count(2)
    await expect(ada.page.get_by_test_id("device-arrived")).to_contain_text("Chrome")
    await expect(ada.page.get_by_test_id("device-link")).to_have_count(0)
    assert await faults(ada.page) == []
    assert await ada.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    await ada.page.get_by_test_id("sign-out-device").click()
    await expect(phone.page.get_by_test_id("closed")).to_be_visible()
    await expect(listed).to_have_count(1)
    await ada.page.keyboard.press("Escape")
    await ada.say("Still here.")
    await ada.sees("Still here.")
    own = await ada.sees("The bakery opens at seven.")
    await expect(own).to_have_attribute("data-state", "original")


async def test_the_door_shows_the_way_and_the_keyboard_goes_it(sit: Sit) -> None:
    ada, phone = await sit(), await sit(viewport=PHONE)
    await ada.come_in("Ada", "en")
    await phone.page.goto(f"{phone.url}/join#{phone.invite}")
    await expect(phone.page.get_by_test_id("name")).to_be_focused()
    await reach(phone.page, "known")
    await phone.page.keyboard.press("Enter")
    await expect(phone.page.get_by_text("Continue on another device")).to_be_visible()
    assert await faults(phone.page) == []
    made = await link(ada)
    await arrive(phone, made)
    await phone.say("Here twice.")
    await phone.sees("Here twice.")

    second = await sit()
    await second.page.goto(made)
    await expect(second.page.get_by_role("alert")).to_contain_text("used already")
    await expect(second.page.get_by_test_id("arrive")).to_have_count(0)


async def test_a_name_that_is_taken_suggests_the_other_device(sit: Sit) -> None:
    ada, again = await sit(), await sit()
    await ada.come_in("Ada", "en")
    await again.page.goto(f"{again.url}/join#{again.invite}")
    await again.page.get_by_test_id("name").fill("Ada")
    await again.page.get_by_test_id("language").select_option("en")
    await again.page.get_by_test_id("enter").click()
    await expect(again.page.get_by_test_id("taken")).to_be_visible()
    await expect(again.page.get_by_text("Continue on another device")).to_be_visible()
    assert await faults(again.page) == []


async def test_the_browser_of_somebody_else_says_who_is_signed_out(sit: Sit) -> None:
    ada, rui = await sit(), await sit()
    await ada.come_in("Ada", "en")
    await rui.come_in("Rui", "pt")
    await rui.page.goto(await link(ada))
    await expect(rui.page.get_by_text("Rui")).to_be_visible()
    await rui.page.get_by_test_id("arrive").click()
    await expect(rui.page.get_by_test_id("composer")).to_be_visible()
    await rui.page.get_by_test_id("open-settings").click()
    await expect(rui.page.get_by_test_id("settings-panel")).to_contain_text("Ada")


async def test_signing_out_asks_and_says_what_is_lost(sit: Sit) -> None:
    ada, phone = await sit(), await sit()
    await ada.come_in("Ada", "en")
    await ada.page.get_by_test_id("open-settings").click()
    await ada.page.get_by_test_id("leave").click()
    await expect(ada.page.get_by_test_id("leaving")).to_be_focused()
    await expect(ada.page.get_by_test_id("lost")).to_contain_text("Ada")
    await expect(ada.page.get_by_test_id("lost")).to_contain_text("You are a host here")
    assert await faults(ada.page) == []
    await ada.page.get_by_test_id("stay").click()
    await ada.page.keyboard.press("Escape")

    await arrive(phone, await link(ada))
    await phone.page.get_by_test_id("open-settings").click()
    await phone.page.get_by_test_id("leave").click()
    await expect(phone.page.get_by_test_id("lost")).to_have_count(0)
    await expect(phone.page.get_by_test_id("leaving")).to_contain_text("another device of yours")
    assert await faults(phone.page) == []
    await phone.page.get_by_test_id("leave-everywhere").click()
    for page in (phone.page, ada.page):
        await expect(page.get_by_test_id("closed")).to_be_visible()
