"""What comes moves no line away from under a pointer that is about to press it."""

import asyncio

import pytest
from playwright.async_api import Page, WebSocket, expect

from tests.browser.conftest import PATIENCE, Sit

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

MOVE = """
(button) => {
  let x = 0;
  const move = () => button.dispatchEvent(new PointerEvent("pointermove", { bubbles: true, clientX: ++x }));
  window.moving = setInterval(move, 20);
}
"""
"""A pointer that does not come to rest, however busy the machine is."""

PAINTED = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


class Wire:
    """What the server has told a page."""

    def __init__(self, page: Page) -> None:
        self._frames: list[str] = []
        self._came = asyncio.Event()
        self._page = page
        page.on("websocket", self._listen)

    async def brings(self, words: str) -> None:
        """Wait until the page was told these words, and has drawn what it draws of them."""
        async with asyncio.timeout(PATIENCE / 1000):
            while not any(words in frame for frame in self._frames):
                self._came.clear()
                await self._came.wait()
        await self._page.evaluate(PAINTED)

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framereceived", self._hear)

    def _hear(self, frame: str | bytes) -> None:
        self._frames.append(str(frame))
        self._came.set()


async def test_a_line_stays_under_a_pointer_that_moves_or_presses_and_follows_once_it_rests(sit: Sit) -> None:
    ada, rui = await sit(), await sit()
    wire = Wire(rui.page)
    await ada.come_in("Ada", "en")
    await rui.come_in("Rui", "pt")
    await ada.say("The bakery opens at seven.")
    line = await rui.sees("padaria")
    button = line.get_by_test_id("details-button")

    await button.hover()
    place = await button.bounding_box()
    await button.evaluate(MOVE)
    await ada.say("Good morning.")
    await wire.brings("Bom dia")
    assert await button.bounding_box() == place
    await rui.misses("Bom dia")
    await rui.page.evaluate("clearInterval(moving)")
    await rui.sees("Bom dia")
    assert await button.bounding_box() != place

    await button.hover()
    await rui.page.mouse.down()
    await ada.say("Good night.")
    await wire.brings("Boa noite")
    await rui.page.mouse.up()
    await expect(line.get_by_test_id("details")).to_be_visible()
    await rui.sees("Boa noite")


async def test_what_is_pressed_while_the_list_scrolls_is_not_lost(sit: Sit) -> None:
    ada = await sit(viewport={"width": 800, "height": 500})
    await ada.come_in("Ada", "en")
    for number in range(12):
        await ada.say(f"This is line {number}.")
        await ada.sees(f"line {number}.")
    line = ada.line("line 10.")
    await line.get_by_test_id("details-button").hover()
    await ada.page.mouse.down()
    await ada.page.get_by_test_id("timeline").evaluate("frame => (frame.scrollTop -= 1)")
    await ada.page.evaluate(PAINTED)
    await ada.page.mouse.up()
    await expect(line.get_by_test_id("details")).to_be_visible()
