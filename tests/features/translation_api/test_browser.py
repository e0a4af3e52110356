"""Suggestions in a real Chromium, on a phone: an owner confirms what a program suggested, and withdraws another."""

from pathlib import Path

import httpx
import pytest
from playwright.async_api import expect

from enishi.settings import ApiSettings, Settings
from tests.browser.conftest import Sit

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

KEY = "a-key-of-sixteen-letters"
NARROW = {"width": 360, "height": 640}


@pytest.fixture
def page_settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path, beat_seconds=1, api=ApiSettings(keys=(KEY,)))


async def test_an_owner_confirms_and_withdraws(sit: Sit) -> None:
    ada = await sit(viewport=NARROW, reduced_motion="reduce")
    async with httpx.AsyncClient(base_url=ada.url) as api:

        async def suggest(text: str, better: str) -> None:
            wish = {"q": text, "s": better, "source": "en", "target": "pt", "api_key": KEY}
            assert (await api.post("/suggest", json=wish)).status_code == 200

        await suggest("Good morning!", "Muito bom dia!")
        await suggest("Hello " * 200, "<b>Disparate</b>" * 50)
    await ada.come_in("Ada", "en")
    page = ada.page
    await page.get_by_test_id("open-settings").click()
    await page.get_by_test_id("open-suggestions").click()
    rows = page.get_by_test_id("suggestion")
    await expect(rows).to_have_count(2)
    await expect(rows.nth(1)).to_contain_text("Muito bom dia!")
    await expect(rows.nth(1)).to_contain_text("Key 1")
    assert await page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]
    assert await page.locator("b").filter(has_text="Disparate").count() == 0

    await rows.nth(1).get_by_test_id("confirm-suggestion").click()
    await expect(rows.nth(1)).to_contain_text("Used for everybody")
    await expect(rows.nth(1).get_by_test_id("confirm-suggestion")).to_have_count(0)
    await rows.nth(0).get_by_test_id("withdraw-suggestion").click()
    await expect(rows).to_have_count(1)
    await page.get_by_test_id("older-suggestions").click()
    await expect(page.get_by_test_id("older-suggestions")).to_have_count(0)
    await expect(rows).to_have_count(1)
