"""What one types forms in the other's language while it is typed, settles, and becomes the message in its place."""

import json
from itertools import pairwise

import pytest
from playwright.async_api import Locator, Page, WebSocket, expect

from tests.browser.conftest import Sit
from tests.browser.person import Person
from tests.browser.test_accessibility import PHONE, faults

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

NARROW = {"width": PHONE["width"], "height": 2500}
"""A phone on which the whole conversation is in the page at once."""

WATCH = """settled => {
    window.settled = [settled.textContent];
    new MutationObserver(() => window.settled.push(settled.textContent)).observe(settled, {
        subtree: true, childList: true, characterData: true,
    });
}"""


async def meet(sit: Sit) -> tuple[Person, Person]:
    ada, rui = await sit(), await sit(locale="pt-BR", viewport=NARROW, reduced_motion="reduce")
    await ada.come_in("Ada", "en")
    await rui.come_in("Rui", "pt")
    return ada, rui


def forming(page: Page) -> Locator:
    """The line that somebody is writing."""
    return page.locator("[data-state=forming]")


async def test_a_sentence_forms_while_it_is_typed_and_becomes_the_message_in_its_place(sit: Sit) -> None:
    ada, rui = await meet(sit)
    await ada.page.get_by_test_id("composer").press_sequentially("Good morning! ")
    line = forming(rui.page)
    await expect(line.get_by_test_id("forming")).to_have_attribute("lang", "pt")
    await line.get_by_test_id("settled").evaluate(WATCH)
    # How much is seen of a sentence that is open depends on how many of its words were overtaken.
    for sentence, arrives in (("The bakery opens at seven. ", "padaria"), ("The bread is warm. ", "pão")):
        await ada.page.keyboard.type(sentence, delay=30)
        await expect(line).to_contain_text(arrives)
    assert await faults(rui.page) == []
    assert await rui.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    await expect(rui.page.get_by_role("listitem").filter(has=line)).to_have_count(0)  # nobody has to listen to it

    element, place = await line.element_handle(), await line.bounding_box()
    await ada.page.keyboard.press("Enter")
    message = await rui.sees("padaria")
    await expect(message).to_have_attribute("data-state", "translated")
    assert await message.evaluate("(now, then) => now === then", element)
    assert await message.bounding_box() == place
    shown = await rui.page.evaluate("window.settled")
    assert len(shown) > 1
    assert all(after.startswith(before) for before, after in pairwise(shown))
    await expect(forming(rui.page)).to_have_count(0)


async def test_what_is_written_is_seen_only_where_its_writer_lets_it(sit: Sit) -> None:
    ada, rui = await meet(sit)
    composer, switch = ada.page.get_by_test_id("composer"), ada.page.get_by_test_id("seen")
    note = ada.page.get_by_test_id("sharing-note")
    await expect(note).to_have_count(0)
    await composer.press_sequentially("Well")
    await expect(forming(rui.page)).to_contain_text("Well")
    await expect(note).to_contain_text("Others see your words while you type them")
    assert await faults(ada.page) == []
    await ada.page.get_by_test_id("sharing-known").click()
    await expect(note).to_have_count(0)
    await expect(switch).to_be_hidden()
    await ada.tool("seen")
    await expect(forming(rui.page)).to_have_count(0)
    await composer.press_sequentially(", well")
    await rui.page.get_by_test_id("composer").press_sequentially("Olá")
    await expect(forming(ada.page)).to_contain_text("Olá")  # what was typed before had its time to come
    await expect(forming(rui.page)).to_have_count(0)
    await ada.tool("seen")
    await expect(forming(rui.page)).to_contain_text("Bem")
    await composer.clear()
    await expect(forming(rui.page)).to_have_count(0)
    await rui.page.close()
    await expect(forming(ada.page)).to_have_count(0)


async def test_what_an_input_method_has_not_decided_yet_is_not_shown(sit: Sit) -> None:
    ada = await sit()
    sent: list[str] = []

    def listen(socket: WebSocket) -> None:
        socket.on("framesent", lambda frame: sent.append(str(frame)))

    ada.page.on("websocket", listen)
    await ada.come_in("Ada", "en")
    await ada.page.get_by_test_id("composer").focus()
    keyboard = await ada.page.context.new_cdp_session(ada.page)
    for half in ("お", "おは", "おはよう"):
        await keyboard.send("Input.imeSetComposition", {"text": half, "selectionStart": 0, "selectionEnd": len(half)})
    await keyboard.send("Input.insertText", {"text": "お早う"})
    await expect(ada.page.get_by_test_id("composer")).to_have_value("お早う")
    await ada.page.keyboard.press("Enter")
    await ada.sees("お早う")
    written = [command["text"] for command in map(json.loads, sent) if command["type"] == "draft"]
    assert written == ["お早う"]
