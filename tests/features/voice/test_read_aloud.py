"""Who asked for it hears what comes, in their language; nobody else hears anything."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import Sit
from tests.browser.test_accessibility import PHONE, faults
from tests.unit.speech.test_synthesis import needs_espeak

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

VOICE = """
const said = (window.said = []);
const fake = {
  getVoices: () => [{ lang: "pt-BR", localService: true, default: true }],
  speak: (utterance) => said.push(utterance),
  cancel: () => said.at(-1)?.onerror?.({ error: "canceled" }),
};
Object.defineProperty(window, "speechSynthesis", { value: fake });
window.SpeechSynthesisUtterance = class {
  constructor(text) { this.text = text; }
};
"""
"""A device with one voice, that says nothing: headless Chromium has none."""

EARS = """
const play = HTMLMediaElement.prototype.play;
window.heard = new Promise((done) => {
  HTMLMediaElement.prototype.play = function () {
    this.addEventListener("ended", () => done(this.duration));
    return play.call(this);
  };
});
"""
"""Waits until something was played to its end: how many seconds."""


async def said(page: Page, number: int = 0) -> list[str]:
    """What the page had its voice say, once that are so many texts."""
    await page.wait_for_function("number => said.length >= number", arg=number)
    texts: list[str] = await page.evaluate("said.map(({ text }) => text)")
    return texts


async def test_messages_are_read_aloud_in_order_and_the_listener_is_their_master(sit: Sit) -> None:
    ada, rui = await sit(), await sit(locale="pt-BR", viewport=PHONE, reduced_motion="reduce")
    page = rui.page
    await page.add_init_script(VOICE)
    await ada.come_in("Ada", "en")
    await rui.come_in("Rui", "pt")
    await ada.say("Good morning!")
    await rui.sees("Bom dia")
    assert await said(page) == []

    await page.get_by_test_id("open-listening").click()
    await page.get_by_test_id("read-aloud-switch").check()
    await page.get_by_test_id("speed").fill("1.5")
    assert await faults(page) == []
    await page.keyboard.press("Escape")
    await ada.say("The bakery opens at seven.")
    await expect(page.get_by_test_id("now-reading")).to_contain_text("Ada")
    await expect(page.get_by_test_id("aloud")).to_have_attribute("aria-live", "off")
    assert await faults(page) == []
    await rui.say("Obrigado!")
    await ada.say("I will buy bread.")
    await rui.sees("pão")
    (first,) = await said(page, 1)
    assert "Ada: A padaria" in first
    assert await page.evaluate("said[0].rate") == 1.5

    await page.get_by_test_id("aloud-skip").click()
    assert len(await said(page, 2)) == 2
    assert "pão" in (await said(page))[1]
    await page.get_by_test_id("aloud-pause").click()
    await expect(page.get_by_test_id("aloud-told")).not_to_be_empty()
    await page.get_by_test_id("aloud-stop").click()
    await expect(page.get_by_test_id("now-reading")).to_have_count(0)
    await expect(page.get_by_test_id("aloud")).to_have_attribute("aria-live", "polite")

    line = await rui.details("padaria")
    await line.get_by_test_id("read-aloud").click()
    assert len(await said(page, 3)) == 3
    assert "padaria" in (await said(page))[2]
    await page.reload()
    await page.get_by_test_id("open-listening").click()
    await expect(page.get_by_test_id("read-aloud-switch")).not_to_be_checked()
    await expect(page.get_by_test_id("speed")).to_have_value("1.5")


@needs_espeak
async def test_the_server_reads_where_the_device_has_no_voice(sit: Sit) -> None:
    ada, rui = await sit(), await sit(locale="pt-BR")
    await rui.page.add_init_script(EARS)
    await ada.come_in("Ada", "en")
    await rui.come_in("Rui", "pt")
    await rui.page.get_by_test_id("open-listening").click()
    await rui.page.get_by_test_id("read-aloud-switch").check()
    await rui.page.keyboard.press("Escape")
    async with rui.page.expect_request("**/api/speech") as asked:
        await ada.say("Good morning!")
    assert (await asked.value).post_data_json == {"language": "pt", "text": "Ada: Bom dia!", "rate": 1}
    assert await rui.page.evaluate("heard") > 0.5
    await expect(rui.page.get_by_test_id("now-reading")).to_have_count(0)
    await expect(rui.page.get_by_test_id("aloud-told")).to_be_empty()
