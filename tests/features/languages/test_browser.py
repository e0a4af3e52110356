"""A language that is not here, in the page: chosen at the door, asked of a host, on its way, here; and what fails."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.async_api import expect

from enishi.settings import Settings
from tests.browser.conftest import Sit
from tests.browser.test_accessibility import DESK, PHONE, faults
from tests.features.languages.people import FETCHED, enter, guest, hosting
from tests.support.mirror import Mirror, mirrored

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

LANGUAGES = ("ar", "ca", "cs", "da", "de", "es", "fa", "fr", "it", "ja", "nb", "nl", "sr-Latn", "uk", "zh-Hant")


@pytest.fixture
def mirror() -> Iterator[Mirror]:
    """So many languages that a list of them has a search."""
    with mirrored(*LANGUAGES) as mirror:
        yield mirror


@pytest.fixture
def page_settings(tmp_path: Path, mirror: Mirror) -> Settings:
    return Settings(
        data=tmp_path,
        beat_seconds=1,
        posts_per_minute=1000,
        models_lists=mirror.lists,
        engines=("firefox",),
        workers=1,
    )


async def test_one_press_and_everything_is_read_in_german(sit: Sit, mirror: Mirror) -> None:
    ada = await hosting(sit, viewport=DESK)
    jan = await guest(sit, ada, "de-AT", viewport=PHONE)
    await expect(jan.page.get_by_test_id("language")).to_have_value("de")
    await expect(jan.page.get_by_test_id("language-absent")).to_contain_text("33 MB")
    assert await faults(jan.page) == [], "the door"
    await enter(jan, "Jan")

    asked = ada.page.get_by_test_id("notice")
    await expect(asked).to_contain_text("reads German.")
    await expect(asked.get_by_test_id("add-language")).to_have_text(re.compile(r"Add German\s*33 MB"))
    await expect(jan.page.get_by_test_id("notice")).to_contain_text("Deutsch ist noch nicht hier.")
    await expect(jan.page.get_by_test_id("add-language")).to_have_count(0)
    await expect(jan.page.get_by_test_id("waits")).to_have_count(3)
    await expect(jan.page.get_by_test_id("reason")).to_have_count(0)
    await expect(ada.page.locator("header .hint")).to_have_text("English")
    assert await faults(ada.page) + await faults(jan.page) == [], "asked"

    mirror.pause_after = 1_000_000
    await asked.get_by_test_id("add-language").click()
    for page, arrives, figures in (
        (ada.page, "German arrives", "1 of 33 MB"),
        (jan.page, "Deutsch kommt", "1 von 33 MB"),
    ):
        await expect(page.get_by_test_id("notice")).to_contain_text(arrives)
        await expect(page.get_by_test_id("progress")).to_have_text(figures)
        await expect(page.get_by_role("progressbar", name=arrives)).to_be_visible()
    assert await faults(jan.page) == [], "on its way"
    mirror.pause_after = None
    mirror.gate.set()

    for words in ("Bom dia!", "Boa noite!"):  # the mirror's German is Portuguese
        await expect(jan.line(words).first).to_be_visible(timeout=FETCHED)
    await expect(jan.page.get_by_test_id("waits")).to_have_count(0)
    assert await jan.lines("Good") == []
    await expect(ada.page.get_by_test_id("notice")).to_contain_text("German is here now.")
    await expect(ada.page.get_by_test_id("notice")).to_have_count(0)
    await expect(ada.page.locator("header .hint")).to_have_text(re.compile("Deutsch"))


async def test_what_cannot_come_is_one_banner_and_the_host_tries_again(sit: Sit, mirror: Mirror) -> None:
    ada = await hosting(sit, viewport=PHONE, color_scheme="dark")
    lina = await guest(sit, ada, "ar-EG", viewport=PHONE, color_scheme="dark")
    await expect(lina.page.get_by_test_id("language")).to_have_value("ar")
    assert await faults(lina.page) == [], "the door"
    await enter(lina, "لينا")
    mirror.damaged = True
    await ada.page.get_by_test_id("add-language").click()
    for page, says in ((ada.page, "Arabic could not be added."), (lina.page, "تعذرت إضافة العربية")):
        await expect(page.locator("[data-testid=notice][data-state=failed]")).to_contain_text(says)
        await expect(page.get_by_test_id("notice")).to_have_count(1)
        await expect(page.get_by_test_id("reason")).to_have_count(0)
        assert await faults(page) == [], says
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    mirror.damaged = False
    await ada.page.get_by_test_id("add-language").click()
    await expect(lina.line("Bom dia!")).to_be_visible(timeout=FETCHED)


async def test_not_now_is_remembered_and_the_settings_still_offer_it(sit: Sit) -> None:
    ada = await hosting(sit)
    jan = await guest(sit, ada, "de-DE")
    await enter(jan, "Jan")
    await ada.page.get_by_test_id("later").click()
    await expect(ada.page.get_by_test_id("notice")).to_have_count(0)
    await ada.page.reload()
    await expect(ada.page.get_by_test_id("connection")).to_have_attribute("data-status", "online")
    await expect(ada.page.get_by_test_id("waits")).to_have_count(0)
    await expect(ada.page.get_by_test_id("notice")).to_have_count(0)
    petra = await guest(sit, ada, "de-CH")
    await enter(petra, "Petra")
    await expect(ada.page.get_by_test_id("notice")).to_contain_text(re.compile("Jan.* and .*Petra.* read German"))


async def test_the_first_visit_and_the_settings_by_keyboard(sit: Sit, mirror: Mirror) -> None:
    mirror.pause_after = 1_000_000
    ada = await sit()
    page = ada.page
    await ada.come_in("Ada", "en")
    first = page.get_by_test_id("first-visit")
    await expect(first.get_by_role("heading")).to_have_text("Which languages does your group speak?")
    await first.get_by_test_id("search-languages").focus()
    await page.keyboard.type("ukr")
    await expect(first.get_by_role("checkbox")).to_have_count(1)
    await page.keyboard.press("Tab")
    await page.keyboard.press("Space")
    await first.get_by_test_id("search-languages").fill("francais")
    await first.get_by_role("checkbox", name="Français").check()
    await expect(first.get_by_test_id("add-ticked")).to_have_text(re.compile(r"Add 2 languages\s*66 MB"))
    assert await faults(page) == [], "the first visit"
    await first.get_by_test_id("add-ticked").focus()
    await page.keyboard.press("Enter")
    await expect(first).to_have_count(0)
    await expect(page.get_by_test_id("notice")).to_have_count(2)

    await page.reload()
    await expect(page.get_by_test_id("notice")).to_have_count(2)
    await expect(first).to_have_count(0)
    await page.get_by_test_id("open-settings").click()
    await page.get_by_test_id("open-languages").click()
    await expect(page.get_by_test_id("policy-ask")).to_be_checked()
    assert await faults(page) == [], "the languages of the house"
    await page.get_by_test_id("policy-ask").focus()
    await page.keyboard.press("ArrowDown")
    await expect(page.get_by_test_id("policy-automatic")).to_be_checked()
    await page.reload()
    await page.get_by_test_id("open-settings").click()
    await page.get_by_test_id("open-languages").click()
    await expect(page.get_by_test_id("policy-automatic")).to_be_checked()


async def test_the_door_finds_a_language_by_any_name(sit: Sit) -> None:
    page = (ada := await sit(viewport=PHONE)).page
    await page.goto(f"{ada.url}/join#{ada.invite}")
    await expect(page.get_by_test_id("language")).to_have_value("en")
    search = page.get_by_test_id("language-search")
    await search.fill("ukrain")
    await expect(page.locator("#language-found")).to_contain_text("1 language.")
    await expect(page.get_by_test_id("language").locator("option")).to_have_count(2)  # and what is chosen
    assert await faults(page) == []
    await search.press("Enter")
    await expect(page.get_by_test_id("language")).to_have_value("uk")
    await expect(page.get_by_test_id("language")).to_be_focused()
    await expect(page.get_by_test_id("language").locator("option[value=ar]")).to_have_attribute("dir", "rtl")
    await search.fill("no such language")
    await expect(page.locator("#language-found")).to_have_text("No language is called so.")
    await search.press("Enter")
    await expect(page.get_by_test_id("language")).to_have_value("uk")
