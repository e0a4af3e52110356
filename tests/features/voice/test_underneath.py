"""Who has messages read aloud hears the speaker, too: quietly, and only while they want it."""

import asyncio
import re
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import PATIENCE, Launch, Sit
from tests.browser.test_accessibility import PHONE, faults
from tests.features.voice.test_read_aloud import VOICE
from tests.support.sound import saying, speech

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

METER = """
const connect = AudioNode.prototype.connect;
AudioNode.prototype.connect = function (to) {
  if (to instanceof AudioDestinationNode) {
    window.played = { context: to.context, gain: this.gain };
    const meter = new AnalyserNode(to.context);
    const samples = new Float32Array(meter.fftSize);
    connect.call(this, meter);
    played.loudness = () => {
      meter.getFloatTimeDomainData(samples);
      return Math.max(...samples.map(Math.abs));
    };
  }
  return connect.call(this, to);
};
"""
"""Measures what the page gives to the loudspeaker."""


async def until(page: Page, holds: str) -> None:
    """Wait for what a script says; Playwright's own way to do so is against the page's security policy."""
    look = f"new Promise((done) => {{ const look = () => ({holds}) ? done() : setTimeout(look, 20); look(); }})"
    async with asyncio.timeout(PATIENCE / 1000):
        await page.evaluate(look)


async def test_a_speaker_is_heard_underneath_what_is_read(sit: Sit, launch: Launch, tmp_path: Path) -> None:
    ada = await sit(await launch(*saying(tmp_path / "ada.wav", speech("two_cities", end=20))))
    rui = await sit(locale="pt-BR", viewport=PHONE, reduced_motion="reduce")
    page = rui.page
    await page.add_init_script(VOICE + METER)
    await ada.come_in("Ada", "en")
    await rui.come_in("Rui", "pt")
    await page.get_by_test_id("open-listening").click()
    underneath = page.get_by_test_id("underneath-switch")
    await expect(underneath).to_be_disabled()
    await page.get_by_test_id("read-aloud-switch").check()
    await expect(underneath).to_be_checked()
    assert await faults(page) == []
    await page.keyboard.press("Escape")
    await expect(page.get_by_test_id("open-listening")).to_have_accessible_name(re.compile("ligada"))

    await ada.page.get_by_test_id("microphone").click()
    await expect(ada.page.get_by_test_id("hearing")).to_contain_text("hear your voice")
    await until(page, "window.played?.loudness() > 0.01")
    assert await page.evaluate("played.gain.value") == 0.25
    await ada.say("Good morning!")
    await expect(page.get_by_test_id("now-reading")).to_contain_text("Ada")
    await until(page, "played.gain.value < 0.11")
    await page.get_by_test_id("aloud-pause").click()
    await until(page, "played.context.state === 'closed'")
    await page.get_by_test_id("aloud-pause").click()
    await until(page, "played.context.state === 'running' && played.loudness() > 0.005")
    await page.get_by_test_id("aloud-stop").click()
    await until(page, "played.context.state === 'closed'")
