"""Another name, taken in the settings: what one said before stands under it at everybody's."""

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Sit
from tests.browser.test_accessibility import PHONE, faults

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


@pytest.mark.parametrize("window", [{}, {"locale": "ar", "viewport": PHONE}], ids=["desk", "phone-arabic"])
async def test_one_is_called_something_else(sit: Sit, window: dict[str, object]) -> None:
    ada, rui = await sit(**window), await sit(locale="pt-BR")
    await ada.come_in("Ada", "en")
    await rui.come_in("Rui", "pt")
    await ada.say("The bakery opens at seven.")
    line = await rui.sees("padaria")
    await expect(line).to_contain_text("Ada")

    await ada.page.get_by_test_id("open-settings").click()
    name = ada.page.get_by_test_id("my-name")
    await expect(name).to_have_value("Ada")
    await expect(ada.page.get_by_test_id("rename-me")).to_have_count(0)
    await name.fill("Rui")
    await name.press("Enter")
    await expect(ada.page.get_by_test_id("free-name")).to_contain_text("Rui 2")
    assert await faults(ada.page) == []
    assert await ada.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    await name.fill("Ada Lovelace")
    await ada.page.get_by_test_id("rename-me").click()
    await expect(ada.page.get_by_test_id("renamed")).to_contain_text("Ada Lovelace")
    await expect(line).to_contain_text("Ada Lovelace")
