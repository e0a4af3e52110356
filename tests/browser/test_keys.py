"""What the keyboard does by itself, and an address that leads nowhere."""

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Sit
from tests.browser.test_accessibility import faults

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_keys_change_the_newest_message_go_to_a_room_and_list_themselves(sit: Sit) -> None:
    ada = await sit()
    await ada.come_in("Ada", "en")
    page, composer = ada.page, ada.page.get_by_test_id("composer")
    await ada.say("We meet at ten.")
    await expect((await ada.sees("We meet at ten.")).get_by_title("Sent")).to_be_visible()
    await composer.press("ArrowUp")
    await expect(composer).to_have_value("We meet at ten.")
    await composer.fill("We meet at eleven.")
    await composer.press("Enter")
    await ada.sees("We meet at eleven.")
    await expect(composer).to_have_value("")

    heading = page.get_by_role("heading", level=1)
    first = await heading.inner_text()
    await page.get_by_test_id("new-room").click()
    await page.keyboard.type("Café du jardin")
    await page.keyboard.press("Enter")
    await expect(heading).to_have_text("Café du jardin")
    await page.keyboard.press("Control+k")
    found = page.get_by_test_id("go-found").get_by_role("option")
    await expect(found).to_have_count(3)
    assert await faults(page) == []
    await page.keyboard.press("ArrowUp")  # the last of them: she herself
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("person-panel")).to_contain_text("Ada")
    await page.keyboard.press("Escape")
    await page.keyboard.press("Control+k")
    await page.keyboard.type(first[:4])
    await expect(found).to_have_count(1)
    await page.keyboard.press("Enter")
    await expect(heading).to_have_text(first)

    await page.keyboard.press("Control+/")
    await expect(page.get_by_test_id("shortcuts-panel")).to_contain_text("Ctrl + K")
    assert await faults(page) == []


async def test_an_address_that_leads_nowhere_says_so_and_leads_home(sit: Sit) -> None:
    ada = await sit()
    await ada.come_in("Ada", "en")
    answer = await ada.page.goto(f"{ada.url}/rooms/that/was/cut")
    assert answer
    assert answer.status == 404
    await expect(ada.page.get_by_test_id("closed")).to_contain_text("nothing at this address")
    assert await faults(ada.page) == []
    await ada.page.get_by_role("link").click()
    await expect(ada.page.get_by_test_id("composer")).to_be_visible()
