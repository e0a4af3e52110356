"""Press and speak: everybody reads along in their language; what goes wrong is said, and the button comes to rest."""

import re
from pathlib import Path

import pytest
from playwright.async_api import expect

from enishi.settings import Settings
from enishi.speech.recogniser import SECOND
from tests.browser.conftest import Launch, Sit
from tests.browser.person import Person
from tests.browser.test_accessibility import PHONE, faults
from tests.browser.test_two_people import TALL
from tests.engines import FaultyEngines
from tests.support.cable import Cable
from tests.support.server import silent
from tests.support.sound import DOCTOR, FAKE_DEVICE, espeak, needs_espeak, needs_whisper_base, saying, speech

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

TRACKS = """
const tracks = (window.tracks = []);
const media = navigator.mediaDevices;
const open = media.getUserMedia.bind(media);
media.getUserMedia = async (wanted) => {
  const stream = await open(wanted);
  tracks.push(...stream.getTracks());
  return stream;
};
"""
"""Remembers every microphone that was opened."""

LOOK_AWAY = """
Object.defineProperty(document, "hidden", { value: true });
document.dispatchEvent(new Event("visibilitychange"));
"""
"""What a page notices when its reader turns to another one."""


LOADED = 90_000
"""Milliseconds in which a busy machine has loaded Whisper, and used it once."""

REMEMBER = """
const formed = (window.formed = []);
const look = () => {
  for (const line of document.querySelectorAll("[data-state=forming]")) formed.push(line.outerHTML);
};
new MutationObserver(look).observe(document, { childList: true, characterData: true, subtree: true });
"""
"""Remembers the lines of those who speak: each is there for seconds, and a test on a busy machine looks too seldom."""


async def formed(who: Person, pattern: str) -> None:
    """Wait until the page has shown such a line of somebody who speaks."""
    await who.page.wait_for_function(
        "(pattern) => formed.some((line) => RegExp(pattern, 'is').test(line))", arg=pattern
    )


async def says(who: Person, words: str) -> None:
    """Wait until they see that these words were heard."""
    await expect(who.page.get_by_test_id("timeline")).to_contain_text(words, ignore_case=True, timeout=30_000)


async def at_rest(who: Person, why: str) -> None:
    """The button is at rest again, and says why."""
    await expect(who.page.get_by_test_id("unheard")).to_contain_text(why, timeout=15_000)
    await expect(who.page.get_by_test_id("microphone")).to_have_attribute("data-state", "rest")
    await expect(who.page.get_by_test_id("microphone")).to_have_attribute("aria-pressed", "false")


async def test_two_speak_at_once_and_both_are_read_while_they_do(sit: Sit, launch: Launch, tmp_path: Path) -> None:
    ada = await sit(
        await launch(*saying(tmp_path / "ada.wav", speech(end=9.9))), viewport=PHONE, reduced_motion="reduce"
    )
    eva = await sit(await launch(*saying(tmp_path / "eva.wav", speech("two_cities", end=6.3))), viewport=TALL)
    rui = await sit(locale="pt-BR", viewport=TALL)
    for who in (ada, rui):
        await who.page.add_init_script(REMEMBER)
    await ada.come_in("Ada", "en")
    await eva.come_in("Eva", "en")
    await rui.come_in("Rui", "pt")
    for speaker in (ada, eva):
        await speaker.page.get_by_test_id("microphone").click()
    await formed(rui, 'Ada.*lang="pt"')
    await formed(rui, "Eva")
    await formed(ada, "tried")
    assert await faults(ada.page) == []
    # A word that is cut off is heard as another one: nobody stops before what is looked for below was said.
    await says(ada, "matter")
    await ada.page.get_by_test_id("microphone").click()
    await says(eva, "wisdom")  # she pauses here
    await eva.page.evaluate(LOOK_AWAY)
    for speaker in (ada, eva):
        await expect(speaker.page.get_by_test_id("microphone")).to_have_attribute("data-state", "rest", timeout=15_000)
    await ada.sees("Ever failed")
    said = await eva.sees("best of times")
    await expect(said.get_by_role("img", name="spoken")).to_be_visible()
    read = rui.page.locator("[data-state=translated]").filter(has=rui.page.get_by_test_id("spoken"))
    await expect(read.filter(has_text="Eva")).to_have_count(1, timeout=15_000)
    await expect(read.filter(has_text="Ada")).not_to_have_count(0, timeout=15_000)
    await expect(rui.page.get_by_test_id("forming")).to_have_count(0)


async def test_the_line_is_lost_in_mid_sentence(sit: Sit, launch: Launch, network: Cable, tmp_path: Path) -> None:
    ada = await sit(await launch(*saying(tmp_path / "ada.wav", speech(end=9.9))))
    await ada.page.add_init_script(TRACKS)
    await ada.come_in("Ada", "en")
    await ada.page.get_by_test_id("microphone").click()
    await expect(ada.page.get_by_test_id("forming")).to_contain_text("tried", ignore_case=True, timeout=15_000)
    network.pull()
    await at_rest(ada, "The connection was lost")
    assert await ada.page.evaluate("tracks.map(({ readyState }) => readyState)") == ["ended"]
    network.plug()
    line = await ada.sees("Ever tried")
    await expect(line.get_by_test_id("spoken")).to_be_visible()


async def test_no_microphone_none_that_may_be_used_and_none_without_https(sit: Sit, launch: Launch) -> None:
    ada, eva = await sit(), await sit(await launch(FAKE_DEVICE), locale="pt-BR")
    zoe = await sit(await launch(FAKE_DEVICE, "--host-resolver-rules=MAP house.lan 127.0.0.1"))
    zoe.url = zoe.url.replace("127.0.0.1", "house.lan")
    for who, name, why in (
        (ada, "Ada", "There is no microphone"),
        (eva, "Eva", "não pode usar o microfone"),
        (zoe, "Zoe", "only on https addresses"),
    ):
        await who.come_in(name, "en")
        await who.page.get_by_test_id("microphone").click()
        await at_rest(who, why)
    await ada.page.get_by_test_id("dismiss").click()
    await expect(ada.page.get_by_test_id("unheard")).to_have_count(0)


@needs_whisper_base
@needs_espeak
class TestInAnotherLanguage:
    @pytest.fixture
    def page_settings(self, tmp_path: Path, whisper_base: Path) -> Settings:
        return Settings(data=tmp_path, beat_seconds=1, deadline=60, whisper=whisper_base)

    async def test_what_is_said_in_portuguese_is_read_in_english(
        self, sit: Sit, launch: Launch, tmp_path: Path
    ) -> None:
        sound = bytes(2 * SECOND) + espeak(DOCTOR, "pt-br") + bytes(2 * SECOND)
        rui = await sit(await launch(*saying(tmp_path / "rui.wav", sound)), locale="pt-BR")
        ada = await sit(viewport=TALL)
        await rui.come_in("Rui", "pt")
        await ada.come_in("Ada", "en")
        await rui.page.get_by_test_id("microphone").click()
        read = ada.page.locator("[data-state=translated]").filter(has=ada.page.get_by_test_id("spoken"))
        await expect(read.filter(has_text=re.compile("doctor|water|week"))).not_to_have_count(0, timeout=LOADED)


class TestWithARecogniserThatCrashes:
    @pytest.fixture
    def page_settings(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
        FaultyEngines(tmp_path / "faulty", monkeypatch)
        return Settings(data=tmp_path, engines=("faulty",), recognisers=("faulty",))

    async def test_the_speaker_is_told_and_what_was_heard_stays(self, sit: Sit, launch: Launch, tmp_path: Path) -> None:
        ada = await sit(await launch(*saying(tmp_path / "ada.wav", speech(end=9.9))))
        await ada.come_in("Ada", "qaa")
        await ada.page.get_by_test_id("microphone").click()
        await at_rest(ada, "The program that listens stopped")
        await ada.sees("One")


class TestWithoutARecogniser:
    @pytest.fixture
    def page_settings(self, tmp_path: Path) -> Settings:
        return silent(tmp_path, recognisers=("whisper",), whisper=tmp_path / "none")

    async def test_the_browsers_maker_hears_only_who_agreed_and_else_the_button_explains(self, sit: Sit) -> None:
        ada, eva = await sit(viewport=PHONE, reduced_motion="reduce"), await sit()
        await eva.page.add_init_script("delete window.SpeechRecognition; delete window.webkitSpeechRecognition")
        await ada.come_in("Ada", "en")
        await eva.come_in("Eva", "en")
        await ada.page.get_by_test_id("microphone").click()
        await at_rest(ada, "it sends what you say to its maker")
        assert await faults(ada.page) == []
        await ada.page.get_by_test_id("agree").click()
        await at_rest(ada, "This page may not use the microphone")
        await eva.page.get_by_test_id("microphone").click()
        await at_rest(eva, "Neither this browser nor the server")
