"""Ctrl+F opens the search of the house; what is found leads to its message, however far back."""

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Sit
from tests.browser.test_accessibility import PHONE, faults
from tests.support.guest import guest
from tests.support.server import Running

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_words_of_ones_own_lead_to_what_was_said_in_another_language(sit: Sit, page_server: Running) -> None:
    async with guest(page_server.url, page_server.invite, "Rui", "pt") as rui:
        await rui.connect()
        await rui.post("A padaria abre às sete.")
        for number in range(150):
            await rui.post(f"Linha {number}.")
    ada = await sit(viewport=PHONE)
    await ada.come_in("Ada", "en")
    page = ada.page
    await page.keyboard.press("Control+f")
    field, hits = page.get_by_test_id("search-words"), page.get_by_test_id("search-hit")
    await expect(field).to_be_focused()
    await field.fill("bakery")
    await expect(hits).to_have_count(1)
    await expect(hits.locator("mark")).to_have_text("bakery")
    await expect(page.get_by_test_id("search-count")).to_have_text("1 message found")
    await page.get_by_text("Filters").click()
    assert await faults(page) == []
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    await page.get_by_test_id("search-author").select_option(label="Ada")
    await expect(hits).to_have_count(0)
    await page.get_by_test_id("search-author").select_option("")
    await hits.focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("search-panel")).to_have_count(0)
    await expect(await ada.sees("bakery")).to_be_focused()
