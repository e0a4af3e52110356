"""A term that a reader settles is in the next message; a correction offers to become one; files come and go."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Sit
from tests.browser.person import Person
from tests.browser.test_accessibility import PHONE, faults

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def open_glossary(who: Person) -> None:
    await who.page.get_by_test_id("open-settings").click()
    await who.page.get_by_test_id("open-glossary").click()
    await expect(who.page.get_by_test_id("glossary-panel")).to_be_visible()


async def test_a_correction_becomes_a_term_that_the_next_message_uses(sit: Sit) -> None:
    ada, rui = await sit(), await sit(viewport=PHONE, locale="pt-BR", reduced_motion="reduce")
    await ada.come_in("Ada", "en")
    await rui.come_in("Rui", "pt")
    await ada.say("The town council meets today.")
    line = await rui.details("reúne")
    await line.get_by_test_id("correct").click()
    await line.get_by_test_id("better").fill("A junta se reúne hoje.")
    await line.get_by_test_id("save-correction").click()
    await line.get_by_test_id("settle").press("Enter")

    page = rui.page
    await expect(page.get_by_test_id("term-text")).to_be_focused()
    await expect(page.get_by_test_id("term-language")).to_have_value("en")
    await expect(page.get_by_test_id("term-pt")).to_have_value("A junta")
    assert await faults(page) == [], "the form"
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    await page.keyboard.type("town council")
    await page.get_by_test_id("term-pt").fill("junta de freguesia")
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("add-term")).to_be_focused()
    await expect(page.get_by_test_id("term")).to_contain_text("junta de freguesia")
    assert await faults(page) == [], "the list"
    await page.keyboard.press("Escape")

    await ada.say("Our town council has voted.")
    await rui.sees("junta de freguesia")
    await ada.say("Two town councils have voted.")
    doubtful = await rui.sees("Dois")
    await expect(doubtful.get_by_role("img", name="falta um termo do glossário")).to_be_visible()


@pytest.mark.parametrize(
    "look",
    [{"color_scheme": "light"}, {"color_scheme": "dark"}, {"locale": "ar", "viewport": PHONE}],
    ids=["light", "dark", "arabic"],
)
async def test_the_words_of_a_term_say_who_settled_them(sit: Sit, look: dict[str, Any]) -> None:
    ada, rui = await sit(), await sit(reduced_motion="reduce", **look)
    await ada.come_in("Ada", "en")
    await rui.come_in("Rui", "pt")
    await open_glossary(ada)
    await ada.page.get_by_test_id("add-term").click()
    await ada.page.get_by_test_id("term-text").fill("town council")
    await ada.page.get_by_test_id("term-pt").fill("junta de freguesia")
    await ada.page.get_by_test_id("save-term").click()
    await expect(ada.page.get_by_test_id("term")).to_be_visible()
    await ada.page.keyboard.press("Escape")
    await ada.say("The town council meets today.")

    if "viewport" in look:
        await rui.to_newest()
    line = await rui.sees("junta de freguesia")
    mark, note = line.get_by_test_id("term-mark"), line.get_by_test_id("term-note")
    await expect(mark).to_have_text("junta de freguesia")
    await expect(mark).to_have_accessible_name(re.compile("^junta de freguesia.+"))
    assert await faults(rui.page) == [], "marked"
    await mark.press("Enter")
    await expect(mark).to_have_attribute("aria-expanded", "true")
    await expect(note).to_contain_text("town council")
    await expect(note).to_contain_text("Ada")
    await expect(note).to_be_in_viewport(ratio=1)
    await expect(line.get_by_test_id("details")).to_have_count(0)
    assert await faults(rui.page) == [], "explained"
    assert await rui.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    await mark.click()
    await expect(note).to_have_count(0)


@pytest.mark.parametrize(
    "look", [{"color_scheme": "dark"}, {"locale": "ar", "viewport": PHONE}], ids=["dark", "arabic"]
)
async def test_a_steward_undoes_what_another_settled_and_locks_the_glossary(sit: Sit, look: dict[str, Any]) -> None:
    ada, rui = await sit(reduced_motion="reduce", **look), await sit()
    await ada.come_in("Ada", "en")
    rui.invite = await ada.invites()
    await rui.come_in("Rui", "pt")
    await open_glossary(rui)
    await rui.page.get_by_test_id("add-term").click()
    await rui.page.get_by_test_id("term-text").fill("I accept your offer")
    await rui.page.get_by_test_id("term-language").select_option("en")
    await rui.page.get_by_test_id("term-pt").fill("és um burro")
    await rui.page.get_by_test_id("save-term").click()
    await expect(rui.page.get_by_test_id("lock-glossary")).to_have_count(0)

    await open_glossary(ada)
    change = ada.page.get_by_test_id("glossary-change")
    await expect(change).to_contain_text("Rui")
    await expect(change).to_contain_text("és um burro")
    assert await faults(ada.page) == [], "listed"
    assert await ada.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    await ada.page.get_by_test_id("undo-change").press("Enter")
    await expect(ada.page.get_by_test_id("term")).to_have_count(0)
    await expect(change).to_have_count(2)
    await expect(ada.page.get_by_test_id("glossary-changes").get_by_role("heading")).to_be_focused()
    await expect(rui.page.get_by_test_id("term")).to_have_count(0)

    await ada.page.get_by_test_id("lock-glossary").press("Enter")
    await expect(ada.page.get_by_test_id("unlock-glossary")).to_be_focused()
    assert await faults(ada.page) == [], "locked"
    await expect(rui.page.get_by_test_id("add-term")).to_have_count(0)
    await expect(rui.page.get_by_test_id("undo-change")).to_have_count(0)
    await expect(ada.page.get_by_test_id("add-term")).to_be_visible()


async def test_the_keyboard_adds_changes_and_removes_a_term(sit: Sit) -> None:
    ada = await sit()
    await ada.come_in("Ada", "en")
    page = ada.page
    await open_glossary(ada)
    await expect(page.get_by_text("There are no terms yet.")).to_be_visible()
    await page.get_by_test_id("add-term").press("Enter")
    await page.keyboard.type("Enishi")
    await page.get_by_test_id("term-language").select_option("")
    await page.get_by_test_id("save-term").press("Enter")
    term = page.get_by_test_id("term")
    await expect(term).to_contain_text("Stays as it is in every language")
    await expect(term).to_contain_text("Settled by \u2068Ada\u2069")

    await page.get_by_role("button", name="Change: \u2068Enishi\u2069").press("Enter")
    await page.get_by_test_id("term-language").select_option("en")
    await page.get_by_test_id("save-term").press("Enter")
    await expect(page.get_by_test_id("add-term")).to_be_focused()
    await page.get_by_role("button", name="Remove: \u2068Enishi\u2069").press("Enter")
    await page.get_by_role("button", name="Remove for everyone?").press("Enter")
    await expect(term).to_have_count(0)
    await expect(page.get_by_test_id("add-term")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(page.get_by_test_id("open-settings")).to_be_focused()


async def test_a_host_brings_a_file_and_everybody_takes_it(sit: Sit, tmp_path: Path) -> None:
    ada, rui = await sit(), await sit()
    await ada.come_in("Ada", "en")
    await rui.come_in("Rui", "pt")
    await open_glossary(rui)
    await open_glossary(ada)
    file = tmp_path / "terms.CSV"
    file.write_text('language,text,pt,xx\nen,bank,margem,\nen,pay,,y\nen,"\n')
    bring = ada.page.get_by_test_id("bring-glossary")
    await bring.set_input_files(file)
    await expect(ada.page.get_by_role("alert")).to_contain_text("Line 4 of the file cannot be read")
    file.write_text("language,text,pt,xx\nen,bank,margem,\nen,pay,,y\nen,meeting,\n")
    await bring.set_input_files(file)
    await expect(ada.page.get_by_test_id("brought")).to_contain_text("Taken: 1. Left out: 2.")
    left = ada.page.get_by_test_id("left-out").get_by_role("listitem")
    await expect(left).to_have_text(
        ["Line 3: This language is not known here.", "Line 4: There is no translation yet."]
    )
    assert await faults(ada.page) == [], "what was left out"
    for who in (ada, rui):
        await expect(who.page.get_by_test_id("term")).to_contain_text("margem")
    async with rui.page.expect_download() as download:
        await rui.page.get_by_test_id("take-glossary-csv").click()
    taken = await (await download.value).path()
    assert taken.read_text("utf-8-sig") == "language,text,pt\nen,bank,margem\n"
