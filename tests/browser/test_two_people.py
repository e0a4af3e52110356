"""Two people, two browsers, two languages: what one writes, the other reads in theirs."""

import asyncio

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Sit
from tests.browser.person import Person
from tests.support.cable import Cable

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

TALL = {"width": 1280, "height": 4000}
"""A window in which the whole conversation is in the page at once."""


async def meet(sit: Sit) -> tuple[Person, Person]:
    ada, rui = await sit(viewport=TALL), await sit(viewport=TALL, locale="pt-BR")
    await ada.come_in("Ada", "en")
    await rui.come_in("Rui", "pt")
    return ada, rui


async def test_both_write_and_both_read_their_own_language(sit: Sit) -> None:
    ada, rui = await meet(sit)
    await ada.say("Good morning! The bakery opens at seven.")
    line = await rui.sees("padaria")
    await expect(line).to_have_attribute("data-state", "translated")
    await rui.say("Obrigado! Eu vou comprar pão.")
    await ada.sees("bread")


async def test_a_tap_shows_the_original_its_language_and_the_route(sit: Sit) -> None:
    ada, rui = await meet(sit)
    await ada.say("The bakery opens at seven.")
    line = await rui.details("padaria")
    await expect(line.get_by_test_id("original")).to_have_text("The bakery opens at seven.")
    await expect(line.get_by_test_id("original")).to_have_attribute("lang", "en")
    await expect(line.get_by_test_id("route")).to_contain_text("firefox", ignore_case=True)


async def test_the_writer_sees_how_the_message_arrived(sit: Sit) -> None:
    ada, _ = await meet(sit)
    await ada.say("The bakery opens at seven.")
    line = await ada.sees("The bakery opens at seven.")
    await expect(line.get_by_test_id("arrivals")).to_contain_text("padaria")


async def test_an_edit_and_a_removal_reach_the_other(sit: Sit) -> None:
    ada, rui = await meet(sit)
    await ada.say("We meet at the red house.")
    await rui.sees("vermelha")
    line = await ada.details("red house")
    await line.get_by_test_id("edit").click()
    await ada.say("We meet at the green house.")
    await rui.sees("verde")
    await rui.misses("vermelha")

    line = await ada.details("green house")
    await line.get_by_test_id("remove").click()
    await line.get_by_test_id("remove-sure").click()
    await rui.misses("verde")
    await ada.misses("green house")
    await expect(rui.page.locator("[data-state=removed]")).to_have_count(1)


async def test_a_reply_quotes_what_it_answers_in_the_readers_language(sit: Sit) -> None:
    ada, rui = await meet(sit)
    await ada.say("The bakery opens at seven.")
    line = await rui.details("padaria")
    await line.get_by_test_id("reply").click()
    await rui.say("Que cedo!")
    answer = await ada.sees("early")
    await expect(answer.get_by_test_id("quote")).to_contain_text("The bakery opens at seven.")


async def test_a_reload_shows_the_same(sit: Sit) -> None:
    ada, rui = await meet(sit)
    await ada.say("The bakery opens at seven.")
    await rui.sees("padaria")
    await expect(rui.page.get_by_test_id("words")).to_have_count(6)  # five examples, one message
    await expect(rui.page.locator("[data-state=translating]")).to_have_count(0)
    before = await rui.lines(".")
    await rui.page.reload()
    await rui.sees("padaria")
    await expect(rui.page.get_by_test_id("words")).to_have_count(6)
    await expect(rui.page.locator("[data-state=translating]")).to_have_count(0)
    assert await rui.lines(".") == before


async def test_a_cut_of_the_network_loses_and_doubles_nothing(sit: Sit, network: Cable) -> None:
    ada, rui = await meet(sit)
    for number in range(1, 4):
        await ada.say(f"Train {number} leaves.")
    network.pull()
    for number in range(4, 7):
        await ada.say(f"Train {number} leaves.")
        await rui.say(f"Ônibus {number} sai.")
    await expect(ada.page.get_by_test_id("connection")).to_be_visible()
    await asyncio.sleep(3)  # the length of the cut is what is tried here
    network.plug()
    for number in range(7, 9):
        await ada.say(f"Train {number} leaves.")

    await expect(ada.page.get_by_test_id("connection")).not_to_be_visible()
    await rui.sees("8")
    await expect(rui.page.locator("[data-state=pending], [data-state=translating]")).to_have_count(0)
    await expect(ada.page.locator("[data-state=pending], [data-state=translating]")).to_have_count(0)
    assert await ada.lines("Train") == [f"Train {number} leaves." for number in range(1, 9)]
    assert len(await rui.lines("Ônibus")) == 3
    order = "[data-message]:has([data-testid=words])"
    ids = [await who.page.locator(order).evaluate_all("all => all.map(e => e.dataset.message)") for who in (ada, rui)]
    assert ids[0] == ids[1]
    assert len(ids[0]) == len(set(ids[0]))
