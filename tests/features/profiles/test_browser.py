"""Another name and a profile, kept in the settings: all see them at once, beside all that was said before."""

import re
from base64 import b64decode

import pytest
from playwright.async_api import FilePayload, expect

from tests.browser.conftest import Sit
from tests.browser.test_accessibility import PHONE, faults

DRAWN = """async () => {
  const canvas = new OffscreenCanvas(400, 300);
  canvas.getContext("2d").fillRect(0, 0, 200, 300);
  const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
  return btoa(String.fromCharCode(...bytes));
}"""
"""A picture, as PNG."""

FIELDS_FIT = """() => [...document.querySelectorAll("[data-testid=profile-panel] .input")].every((field) => {
  const { left, right } = field.getBoundingClientRect();
  return left >= 0 && right <= innerWidth;
})"""
"""A dialog scrolls by itself: that the document is not too wide says nothing of it."""

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


@pytest.mark.parametrize("window", [{}, {"locale": "ar", "viewport": PHONE}], ids=["desk", "phone-arabic"])
async def test_a_name_leads_to_who_it_is(sit: Sit, window: dict[str, object]) -> None:
    ada, rui = await sit(timezone_id="Asia/Tokyo", **window), await sit(locale="pt-BR", viewport=PHONE)
    await ada.come_in("Ada", "en")
    await rui.come_in("Rui", "pt")
    await ada.say("The bakery opens at seven.")
    line = await rui.sees("padaria")
    author = line.get_by_test_id("open-author")
    await author.focus()
    await rui.page.keyboard.press("Enter")
    person = rui.page.get_by_test_id("person-panel")
    await expect(person).to_contain_text("Ada")
    await expect(person.get_by_test_id("saying")).to_have_count(0)

    page = ada.page
    await page.get_by_test_id("open-settings").click()
    await page.get_by_test_id("open-profile").click()
    await page.get_by_test_id("my-picture").set_input_files(FilePayload(name="a.svg", mimeType="x/y", buffer=b"none"))
    await expect(page.get_by_test_id("profile-panel").get_by_role("alert")).to_be_visible()
    drawn = await page.evaluate(DRAWN)
    file = FilePayload(name="a.png", mimeType="image/png", buffer=b64decode(drawn))
    await page.get_by_test_id("my-picture").set_input_files(file)
    await expect(person.locator("img")).to_have_js_property("naturalWidth", 160)
    await page.get_by_test_id("my-pronunciation").fill("Ah-da")
    await page.get_by_test_id("my-saying").fill("We bake bread and share it on Sunday.")
    await page.get_by_test_id("my-place").fill("Kyoto")
    await page.get_by_test_id("take-zone").click()
    await expect(page.get_by_test_id("my-zone")).to_have_value("Asia/Tokyo")
    await page.get_by_test_id("add-spoken").select_option("pt")
    await page.get_by_test_id("level").select_option("fluent")
    assert await faults(page) == []
    assert await page.evaluate(FIELDS_FIT)
    await page.get_by_test_id("keep-profile").click()

    await expect(person.get_by_test_id("saying")).to_contain_text("pão")
    await expect(person.get_by_test_id("pronunciation")).to_have_text("Ah-da")
    await expect(person.get_by_test_id("place")).to_have_text("Kyoto")
    await expect(person.get_by_test_id("speaks")).to_contain_text("fluentemente")
    await expect(person.get_by_test_id("local-time")).to_have_text(re.compile(r"\d\d:\d\d"))
    assert await faults(rui.page) == []
    assert await rui.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    await rui.page.keyboard.press("Escape")
    await expect(author).to_be_focused()
    await rui.page.get_by_test_id("open-people").click()
    await rui.page.get_by_test_id("people-panel").get_by_role("button", name="Rui", exact=True).click()
    await person.get_by_test_id("edit-profile").click()
    await expect(rui.page.get_by_test_id("my-saying")).to_have_value("")
