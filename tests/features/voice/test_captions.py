"""Captions: the talk in large type, in the reader's language, for whoever sits too far from a phone."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import Sit
from tests.browser.test_accessibility import DESK, PHONE, faults

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def size(page: Page) -> float:
    letters: float = await page.get_by_test_id("caption").last.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    return letters


async def test_what_is_said_stands_there_in_large_letters_while_it_is_being_said(sit: Sit) -> None:
    ada = await sit()
    rui = await sit(locale="pt-BR", viewport=PHONE, reduced_motion="reduce")
    zain = await sit(locale="ar", viewport=DESK, color_scheme="dark", reduced_motion="reduce")
    await ada.come_in("Ada", "en")
    await rui.come_in("Rui", "pt")
    await zain.come_in("زين", "en")
    await zain.page.goto(f"{zain.page.url}#captions")
    await rui.page.get_by_test_id("open-listening").click()
    await rui.page.get_by_test_id("open-captions").click()
    await expect(rui.page.get_by_test_id("captions-leave")).to_be_focused()

    await ada.page.get_by_test_id("composer").press_sequentially("The bakery opens at seven. I will b")
    newest = rui.page.get_by_test_id("caption").last
    await expect(newest).to_contain_text("Ada")
    await expect(newest.get_by_test_id("settled")).to_contain_text("padaria")
    await ada.page.get_by_test_id("composer").press_sequentially("uy bread.")
    await ada.page.keyboard.press("Enter")
    await expect(newest.get_by_test_id("forming")).to_have_count(0)
    await expect(newest).to_contain_text("pão")
    await expect(zain.page.get_by_test_id("caption").last).to_contain_text("I will buy bread.")
    for page in (rui.page, zain.page):
        assert await faults(page) == []
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    before = await size(rui.page)
    await rui.page.get_by_test_id("captions-larger").click()
    assert await size(rui.page) > before
    await rui.page.keyboard.press("Escape")
    await expect(rui.page.get_by_test_id("captions")).to_have_count(0)
    await expect(rui.page.get_by_test_id("open-listening")).to_be_focused()
    assert "#" not in rui.page.url
    await rui.page.goto(f"{rui.page.url}#captions")
    await rui.page.reload()
    await expect(newest).to_contain_text("pão")
    assert await size(rui.page) > before
    await rui.page.get_by_test_id("captions-leave").click()
    await expect(rui.page.get_by_test_id("captions")).to_have_count(0)
