"""Somebody presses the microphone in a language that nothing here hears; a host adds what does, and it is heard."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.async_api import expect

from enishi.settings import Settings
from tests.browser.conftest import Launch, Sit
from tests.browser.test_accessibility import PHONE, faults
from tests.engines.tiny_whisper import whisper
from tests.features.languages.people import FETCHED, enter, guest, hosting
from tests.support.mirror import Mirror, mirrored
from tests.support.sound import saying, speech

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

NO_RECOGNISER = "delete window.SpeechRecognition; delete window.webkitSpeechRecognition"


@pytest.fixture
def mirror(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mirror]:
    """Its model of speech says a few words, whatever it hears."""
    whisper(tmp_path / "published")
    with mirrored("de") as mirror:
        mirror.publish_speech(tmp_path / "published", monkeypatch)
        yield mirror


@pytest.fixture
def page_settings(tmp_path: Path, mirror: Mirror) -> Settings:
    return Settings(
        data=tmp_path, beat_seconds=1, models_lists=mirror.lists, whisper_source=mirror.url, deadline=60, workers=1
    )


@pytest.mark.parametrize(
    ("locale", "asks", "arrives", "ready"),
    [
        ("en-GB", "Spoken Portuguese is not understood here yet. Wanted by: ", "Speech recognition arrives", "Whoever"),
        ("ar-EG", "هذه اللغة المنطوقة غير مفهومة هنا بعد", "التعرف على الكلام في الطريق", "من يتحدث"),
    ],
    ids=["en", "ar"],
)
async def test_one_press_of_a_host_and_who_speaks_portuguese_is_heard(
    sit: Sit, launch: Launch, mirror: Mirror, tmp_path: Path, locale: str, asks: str, arrives: str, ready: str
) -> None:
    ada = await hosting(sit, viewport=PHONE, locale=locale)
    hearing = await launch(*saying(tmp_path / "rui.wav", speech(end=9.9)))
    rui = await guest(sit, ada, "pt-BR", browser=hearing, viewport=PHONE)
    await rui.page.add_init_script(NO_RECOGNISER)
    await rui.page.reload()
    await enter(rui, "Rui")
    await rui.page.get_by_test_id("microphone").click()
    await expect(rui.page.get_by_test_id("unheard")).to_contain_text("Nem este navegador nem o servidor")
    own = rui.page.get_by_test_id("notice")
    await expect(own).to_contain_text("Pede-se aos anfitriões que a acrescentem.")
    await expect(own.get_by_test_id("add-language")).to_have_count(0)
    notice = ada.page.get_by_test_id("notice")
    await expect(notice).to_contain_text(asks)
    await expect(notice).to_contain_text("Rui")
    assert await faults(ada.page) + await faults(rui.page) == [], "asked"
    assert await ada.page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    mirror.pause_after = 1_000_000
    await notice.get_by_test_id("add-language").click()
    await expect(ada.page.get_by_role("progressbar", name=arrives)).to_be_visible()
    assert await faults(ada.page) == [], "on its way"
    mirror.pause_after = None
    mirror.gate.set()
    await expect(notice).to_contain_text(ready, timeout=FETCHED)
    await expect(rui.page.locator("[data-testid=notice][data-state=ready]")).to_contain_text("aperte o microfone")

    await rui.page.get_by_test_id("microphone").click()
    await expect(rui.page.get_by_test_id("microphone")).to_have_attribute("data-state", "open")
    said = rui.page.locator("[data-message]").filter(has=rui.page.get_by_test_id("spoken"))
    await expect(said.filter(has_text=re.compile("word", re.I)).first).to_be_visible(timeout=FETCHED)


async def test_the_settings_offer_it_before_anybody_asks(sit: Sit) -> None:
    ada = await hosting(sit, viewport=PHONE)
    await ada.page.get_by_test_id("open-settings").click()
    await ada.page.get_by_test_id("open-languages").click()
    offered = ada.page.get_by_test_id("speech-can-come")
    await expect(offered).to_contain_text("Understanding speech")
    assert await faults(ada.page) == []
    await offered.get_by_test_id("add-language").click()
    await expect(offered).to_have_count(0)
