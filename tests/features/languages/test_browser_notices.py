"""Notices that no fetch ends: nothing leads from one language to another, and a newer model; also in Arabic."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from enishi.features.languages import bringing
from enishi.settings import Settings
from tests.browser.conftest import Sit
from tests.browser.test_accessibility import PHONE, faults
from tests.engines import tiny
from tests.features.languages.people import FETCHED, enter, guest, hosting
from tests.support.mirror import Mirror, mirrored

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

SAID = ("Guten Morgen!", "Bonjour!")
APART = (("de", "fr"), ("fr", "de"), ("ja", "ko"), ("ko", "ja"))
"""Two pairs of languages that nothing joins."""


async def is_sound(page: Page, what: str) -> None:
    """Nothing is wrong for who uses a screen reader, and nothing sticks out of the phone."""
    assert await faults(page) == [], what
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), what


class TestWhereNothingLeads:
    @pytest.fixture
    def page_settings(self, tmp_path: Path) -> Settings:
        for pair in APART:
            tiny.argos(tmp_path / "ct2", SAID, *pair)
        return Settings(
            data=tmp_path, beat_seconds=1, engines=("ctranslate2",), ctranslate2=tmp_path / "ct2", workers=1
        )

    async def test_it_is_one_notice_a_room_and_leaves_on_a_press(self, sit: Sit) -> None:
        ada = await sit(viewport=PHONE)
        lina = await sit(viewport=PHONE, locale="ar-EG", color_scheme="dark")
        await ada.come_in("Ada", "de")
        await lina.come_in("لينا", "ja")
        for text in ("Guten Morgen zusammen!", "Wir treffen uns morgen im Garten."):
            await ada.say(text)
        notices = []
        for page, says, language in (
            (ada.page, "Some messages cannot be put into", "Japanese"),
            (lina.page, "لا يمكن نقل بعض الرسائل", "اليابانية"),
        ):
            notice = page.get_by_test_id("notice").filter(has_text=says)
            await expect(notice).to_have_count(1)
            await expect(notice).to_contain_text(language)
            await expect(notice).to_have_attribute("data-state", "failed")
            await expect(notice.get_by_test_id("add-language")).to_have_count(0)
            await expect(page.get_by_test_id("reason")).to_have_count(0)
            await is_sound(page, says)
            notices.append(notice)
        await notices[1].get_by_test_id("dismiss").focus()
        await lina.page.keyboard.press("Enter")
        await expect(notices[1]).to_have_count(0)
        await expect(notices[0]).to_have_count(1)


class TestANewerModel:
    @pytest.fixture
    def mirror(self) -> Iterator[Mirror]:
        with mirrored("de") as mirror:
            yield mirror

    @pytest.fixture
    def page_settings(self, tmp_path: Path, mirror: Mirror, monkeypatch: pytest.MonkeyPatch) -> Settings:
        monkeypatch.setattr(bringing, "LOOK", 0.3)
        return Settings(data=tmp_path, beat_seconds=1, models_lists=mirror.lists, engines=("firefox",), workers=1)

    @pytest.mark.parametrize(("locale", "label"), [("en-GB", "Update"), ("ar-EG", "تحديث")])
    async def test_hosts_find_it_in_the_settings_and_one_press_brings_it(
        self, sit: Sit, mirror: Mirror, page_settings: Settings, locale: str, label: str
    ) -> None:
        ada = await hosting(sit, viewport=PHONE, locale=locale)
        jan = await guest(sit, ada, "de-DE")
        await enter(jan, "Jan")
        await ada.page.get_by_test_id("add-language").click()
        await expect(jan.line("Bom dia!").first).to_be_visible(timeout=FETCHED)
        mirror.version, mirror.swapped = "3.1", True
        for file in (page_settings.model_directory / ".lists").iterdir():
            os.utime(file, (0, 0))  # a day goes by
        await ada.page.get_by_test_id("open-settings").click()
        await ada.page.get_by_test_id("open-languages").click()
        update = ada.page.get_by_test_id("languages-here").get_by_test_id("add-language")
        await expect(update).to_have_text(re.compile(label), timeout=FETCHED)
        assert await update.locator("xpath=ancestor::li//bdi").inner_text() == "Deutsch"
        await is_sound(ada.page, "an update is offered")
        await expect(jan.page.get_by_test_id("notice")).to_have_count(0)

        mirror.pause_after = 1_000_000
        await update.focus()
        await ada.page.keyboard.press("Enter")
        await expect(ada.page.get_by_test_id("languages-panel").get_by_role("progressbar")).to_be_visible()
        await is_sound(ada.page, "an update is on its way")
        mirror.pause_after = None
        mirror.gate.set()
        await expect(update).to_have_count(0, timeout=FETCHED)
        await is_sound(ada.page, "an update is here")
