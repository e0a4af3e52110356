"""Somebody's way through the page, before a server of the test's making: what is shown, and what else is there."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from playwright.async_api import Page, expect

from tests.browser.conftest import PATIENCE
from tests.support.scripted import Say, Scripted

WATCH = """
window.ran = alert = confirm = prompt = print = () => ++window.rans;
window.rans = 0;
window.violations = [];
addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
  window.violations.push(`${violatedDirective} ${blockedURI}`));
document.addEventListener("DOMContentLoaded", () => document.documentElement.style.fontSize = "0.2px");
"""
"""Counts what runs, and makes everything so small that all of it is in sight."""

LACKING = """places => {
  const bare = (text) => String(text).replace(/\\s+/gu, "");
  const shown = (element, attribute) =>
    !attribute ? element.textContent
    : attribute === "src" ? decodeURIComponent(element.src)
    : (element[attribute] ?? element.getAttribute(attribute));
  for (const folded of document.querySelectorAll("[data-testid=unfold][aria-expanded=false]")) folded.click();
  return Object.entries(places).filter(([place, words]) => {
    const [selector, attribute] = place.split("@");
    return ![...document.querySelectorAll(selector)].some((element) =>
      bare(shown(element, attribute)).includes(bare(words)));
  }).map(([place]) => place);
}"""
"""The places, of those given, that do not show their words; long messages are unfolded; white space may differ."""

LOOK = """() => {
  const elements = [...document.querySelectorAll("*")];
  const attributes = elements.flatMap(({ attributes }) => [...attributes]);
  const addresses = attributes.filter(({ name }) => /^(href|src|action|formaction|xlink:href|data|srcdoc)$/.test(name));
  return {
    shapes: elements.map(({ localName }) => localName).concat(attributes.map(({ name }) => `@${name}`)),
    addresses: addresses.map(({ value }) => value),
    harm: [...window.violations, ...Array(window.rans).fill("ran")],
  };
}"""

Places = Mapping[str, str]
"""The kind of words that each place shows: a CSS selector; behind `@` an attribute, or a property of a field."""


@dataclass
class Visit:
    """Somebody's way through the page, and what was there."""

    page: Page
    wire: Scripted
    say: Say
    url: str
    shapes: set[str] = field(default_factory=set)
    """Elements, and attributes."""
    addresses: set[str] = field(default_factory=set)
    harm: list[str] = field(default_factory=list)

    async def go(self, path: str) -> None:
        """Open this address."""
        await self.page.goto(f"{self.url}/{path}")

    async def press(self, *buttons: str, within: str = "body") -> None:
        """One after the other."""
        for button in buttons:
            await self.page.locator(within).get_by_test_id(button).first.evaluate("button => button.click()")

    async def settings(self, *buttons: str) -> None:
        """Press these in the settings, in place of any panel that is open."""
        await self.press("open-settings")
        await expect(self.page.get_by_test_id("settings-panel")).to_be_attached()
        await self.press(*buttons)

    async def shows(self, places: Places) -> None:
        """Wait until each place shows its words as they were written, and look at what else is there."""
        asked = {place: self.say(kind) for place, kind in places.items()}
        end = time.monotonic() + PATIENCE / 1000
        while (lacking := await self.page.evaluate(LACKING, asked)) and time.monotonic() < end:
            await self.page.evaluate("() => new Promise(requestAnimationFrame)")
        assert lacking == []
        found = await self.page.evaluate(LOOK)
        self.shapes |= set(found["shapes"])
        self.addresses |= set(found["addresses"])
        self.harm += found["harm"]
