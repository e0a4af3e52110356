"""A host and their guests, in browsers: what the tests of arriving languages begin with."""

from typing import Any

from playwright.async_api import expect

from tests.browser.conftest import Sit
from tests.browser.person import Person

FETCHED = 120_000
"""Milliseconds for a fetch: what came is unpacked, checked and opened by one core, which may be busy."""


async def hosting(sit: Sit, **window: Any) -> Person:
    """The host in a room of their own, with three messages."""
    ada = await sit(**window)
    await ada.come_in("Ada", "en")
    await ada.page.get_by_test_id("first-later").click()
    if await ada.page.get_by_test_id("open-rooms").is_visible():
        await ada.page.get_by_test_id("open-rooms").click()
    await ada.page.get_by_test_id("new-room").click()
    await ada.page.locator("form input#title").fill("Garden")
    await ada.page.get_by_test_id("make-room").click()
    await expect(ada.page.get_by_role("heading", name="Garden")).to_be_visible()
    for text in ("Good morning!", "Good evening!", "Good night!"):
        await ada.say(text)
        await ada.sees(text)
    return ada


async def guest(sit: Sit, ada: Person, locale: str, **window: Any) -> Person:
    """Somebody with an invite to the same room, at the door."""
    room = await ada.page.get_by_test_id("room").get_attribute("data-room")
    made = await ada.page.request.post(f"{ada.url}/api/rooms/{room}/invites", data={}, headers={"Origin": ada.url})
    secret = (await made.json())["link"].split("#")[1]
    person = await sit(locale=locale, **window)
    person.invite = secret
    await person.page.goto(f"{person.url}/join#{secret}")
    await expect(person.page.get_by_test_id("language")).to_be_visible()
    return person


async def enter(person: Person, name: str) -> None:
    await person.page.get_by_test_id("name").fill(name)
    await person.page.get_by_test_id("enter").click()
    await expect(person.page.get_by_test_id("composer")).to_be_visible()
