"""A real Chromium, a real server, and people who sit in front of it."""

import re
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, ConsoleMessage, async_playwright, expect

from enishi.doors.pages import PAGE
from enishi.settings import Settings
from tests.browser.person import Person
from tests.support.cable import Cable, cable
from tests.support.server import Running, running

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ("--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync")
PATIENCE = 20_000
"""Milliseconds to wait for what must come: machines may be busy."""

Sit = Callable[..., Awaitable[Person]]
Launch = Callable[..., Awaitable[Browser]]


@asynccontextmanager
async def chromium(*flags: str) -> AsyncIterator[Browser]:
    """The machine's Chromium."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.skip("there is no Chromium on this machine: install it (Debian: apt install chromium)")
    if not (PAGE / "index.html").exists():
        pytest.skip("the page is not built: run `make test`, or `npm run build` in web/")
    expect.set_options(timeout=PATIENCE)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=found, args=(*FLAGS, *flags))
        yield browser
        await browser.close()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """A browser without a camera and a microphone."""
    async with chromium() as launched:
        yield launched


@pytest_asyncio.fixture(loop_scope="session")
async def launch() -> AsyncIterator[Launch]:
    """Browsers of their own, for who needs other flags."""
    async with AsyncExitStack() as stack:

        async def launched(*flags: str) -> Browser:
            return await stack.enter_async_context(chromium(*flags))

        yield launched


@pytest.fixture
def page_settings(tmp_path: Path) -> Settings:
    """The embedded defaults; the server's heart beats fast, so that nobody waits for it."""
    return Settings(data=tmp_path, beat_seconds=1, posts_per_minute=1000)


@pytest_asyncio.fixture(loop_scope="session")
async def page_server(page_settings: Settings) -> AsyncIterator[Running]:
    """A fresh server."""
    async with running(page_settings) as started:
        yield started


@pytest_asyncio.fixture(loop_scope="session")
async def network(page_server: Running) -> AsyncIterator[Cable]:
    """What lies between the pages and the server."""
    async with cable(page_server.url) as carried:
        yield carried


@pytest_asyncio.fixture(loop_scope="session")
async def sit(browser: Browser, page_server: Running, network: Cable) -> AsyncIterator[Sit]:
    """Sits somebody down in front of a window of their own; whatever the page complains of fails the test."""
    complaints: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        # An answer that is no success, a network that is cut, an address without https: that is no fault of the page.
        known = "^Failed to load resource|net::ERR_|URL's origin was untrustworthy"
        if message.type == "error" and not re.search(known, message.text):
            complaints.append(message.text)

    async with AsyncExitStack() as stack:

        async def sit_down(browser: Browser = browser, **window: Any) -> Person:
            window.setdefault("viewport", {"width": 1280, "height": 800})
            window.setdefault("locale", "en-GB")
            context = await stack.enter_async_context(await browser.new_context(**window))
            page = await context.new_page()
            page.on("console", listen)
            page.on("pageerror", lambda error: complaints.append(str(error)))
            return Person(page, network.url, page_server.invite)

        yield sit_down
    assert complaints == []
