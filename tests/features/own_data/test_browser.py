"""What the house knows of oneself, on the page: counted, and saved as files."""

import asyncio
import json

import pytest
from playwright.async_api import Locator, expect

from tests.browser.conftest import Sit
from tests.browser.person import Person
from tests.browser.test_accessibility import PHONE, faults, reach

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def opened(who: Person) -> Locator:
    await who.page.get_by_test_id("open-settings").click()
    await who.page.get_by_test_id("open-own-data").click()
    panel = who.page.get_by_test_id("own-data-panel")
    await expect(panel.get_by_test_id("known-members")).to_be_visible()
    return panel


async def saved(who: Person, testid: str) -> tuple[str, str]:
    """The name of a file that is saved, and what is in it."""
    async with who.page.expect_download() as download:
        await who.page.get_by_test_id(testid).click()
    file = await download.value
    return file.suggested_filename, await asyncio.to_thread((await file.path()).read_text)


@pytest.mark.parametrize("window", [{}, {"locale": "ar", "viewport": PHONE}], ids=["desk", "phone-arabic"])
async def test_everything_of_oneself_is_listed_and_saved(sit: Sit, window: dict[str, object]) -> None:
    ada = await sit(**window)
    await ada.come_in("Ada", "en")
    await ada.say("The bakery opens at seven.")
    await ada.sees("opens at seven")
    await expect(ada.page.locator("[data-state=pending]")).to_have_count(0)
    panel = await opened(ada)
    assert int(await panel.get_by_test_id("known-messages").inner_text()) == 1
    always = await panel.get_by_test_id("retention").inner_text()
    await panel.get_by_test_id("retention-days").fill("30")
    await panel.get_by_test_id("retention-days").press("Enter")
    await expect(panel.get_by_test_id("retention")).not_to_have_text(always)
    assert await faults(ada.page) == []
    assert await ada.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    name, written = await saved(ada, "own-json")
    assert name == "enishi.json"
    assert [row["text"] for row in json.loads(written)["messages"]] == ["The bakery opens at seven."]
    name, written = await saved(ada, "own-html")
    assert name == "enishi.html"
    assert "The bakery opens at seven." in written
    await reach(ada.page, "room-html")


async def test_only_hosts_are_offered_the_room(sit: Sit) -> None:
    ada, rui = await sit(), await sit()
    await ada.come_in("Ada", "en")
    rui.invite = await ada.invites()
    await rui.come_in("Rui", "pt")
    await ada.say("The bakery opens at seven.")
    await rui.sees("sete")
    await opened(rui)
    await expect(rui.page.get_by_test_id("room-json")).to_have_count(0)
    await expect(rui.page.get_by_test_id("retention")).to_be_visible()
    await expect(rui.page.get_by_test_id("retention-days")).to_have_count(0)
    await opened(ada)
    _, written = await saved(ada, "room-json")
    assert {"Ada", "Rui"} <= {row["name"] for row in json.loads(written)["memberships"]}
