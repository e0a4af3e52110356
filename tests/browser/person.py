"""Somebody at a browser: sees the page, and does what a person can do there."""

import re
from dataclasses import dataclass

from playwright.async_api import Locator, Page, expect


@dataclass
class Person:
    """One person, in a browser window of their own."""

    page: Page
    url: str
    invite: str

    async def come_in(self, name: str, language: str) -> None:
        """Open the invite, write a name, choose a language, enter."""
        await self.page.goto(f"{self.url}/join#{self.invite}")
        await self.page.get_by_test_id("name").fill(name)
        await self.page.get_by_test_id("language").select_option(language)
        await self.page.get_by_test_id("enter").click()
        await expect(self.page.get_by_test_id("composer")).to_be_visible()

    async def say(self, text: str) -> None:
        """Write a message and send it."""
        await self.page.get_by_test_id("composer").fill(text)
        await self.page.get_by_test_id("composer").press("Enter")

    async def tool(self, name: str) -> None:
        """Press one of the composer's tools, which are behind a button."""
        if not await self.page.get_by_test_id(name).is_visible():
            await self.page.get_by_test_id("composer-tools").click()
        await self.page.get_by_test_id(name).click()

    def line(self, text: str) -> Locator:
        """The message whose shown words contain `text`."""
        words = self.page.get_by_test_id("words").filter(has_text=text)
        return self.page.locator("[data-message]").filter(has=words)

    async def sees(self, text: str) -> Locator:
        """Wait until a message with these words is shown, once, and return it."""
        line = self.line(text)
        await expect(line).to_have_count(1)
        return line

    async def invites(self) -> str:
        """Make an invite for plain members, and return its secret."""
        await self.page.get_by_test_id("open-invites").click()
        await self.page.get_by_test_id("make-invite").click()
        link = await self.page.get_by_test_id("invite-link").input_value()
        await self.page.keyboard.press("Escape")
        return link.split("#")[1]

    async def to_newest(self) -> None:
        """Leave the sample conversation for the newest message, below the edge of a small screen."""
        await self.page.get_by_test_id("to-newest").click()

    async def misses(self, text: str) -> None:
        """Wait until no message with these words is shown."""
        await expect(self.line(text)).to_have_count(0)

    async def lines(self, matching: str) -> list[str]:
        """The words of all shown messages that match, in their order on the page."""
        shown = await self.page.get_by_test_id("words").all_inner_texts()
        return [text for text in shown if re.search(matching, text)]

    async def details(self, text: str) -> Locator:
        """Open the details of a message."""
        line = await self.sees(text)
        await line.get_by_test_id("details-button").click()
        return line
