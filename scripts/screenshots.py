"""Takes the pictures in docs/screenshots/: door, room, draft; phone and desktop, light and dark, English and Arabic."""

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Browser, Page, async_playwright, expect
from tqdm import tqdm

from enishi.settings import Settings
from tests.support.guest import Guest, guest
from tests.support.server import Running, running

PICTURES = Path(__file__).parent.parent / "docs" / "screenshots"
PHONE = (360, 740)
DESKTOP = (1440, 900)

NEIGHBOURS = {"Rui": "pt", "Lucía": "es", "Zoé": "fr", "Carme": "ca"}
CONVERSATION = (
    ("Rui", "Bom dia! O portão do jardim já está aberto."),
    ("Rui", "Vamos plantar as árvores amanhã de manhã."),
    ("Lucía", "Mi hija quiere ayudar también."),
    ("Zoé", "Je peux venir après le travail."),
)
WRITTEN = "Que bom! Eu vou trazer um bolo de chocolate e o ca"


@dataclass(frozen=True)
class Picture:
    """How one picture is taken; `language` is that of the menus, `draft` whether somebody is seen writing."""

    name: str
    size: tuple[int, int]
    scheme: str
    language: str = "en"
    draft: bool = False


SETS = (
    Picture("phone-light", PHONE, "light", draft=True),
    Picture("phone-dark", PHONE, "dark"),
    Picture("desktop-light", DESKTOP, "light"),
    Picture("desktop-dark", DESKTOP, "dark", draft=True),
    Picture("phone-arabic", PHONE, "light", "ar"),
    Picture("desktop-arabic", DESKTOP, "dark", "ar"),
)


@asynccontextmanager
async def neighbours(server: Running, host: Guest) -> AsyncIterator[tuple[str, Guest]]:
    """A room in which the neighbours speak, each in a language that this machine can translate; an invite, and Rui."""
    room = (await host.http.post("/api/rooms", json={"title": "The garden"})).json()["id"]
    link = (await host.http.post(f"/api/rooms/{room}/invites", json={})).json()["link"]
    invite = link.split("#")[1]
    known = (await host.http.get("/api/house")).json()["languages"]
    async with AsyncExitStack() as stack:
        here: dict[str, Guest] = {}
        for name, language in NEIGHBOURS.items():
            if language in known:
                here[name] = await stack.enter_async_context(guest(server.url, invite, name, language))
                await here[name].connect()
        for name, text in CONVERSATION:
            if name in here:
                await here[name].post(text)
        yield invite, here["Rui"]


async def take(browser: Browser, server: Running, invite: str, writer: Guest, picture: Picture) -> None:
    """The door, the room behind it, somebody who writes there, and the same as captions."""
    width, height = picture.size
    context = await browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if picture.scheme == "dark" else "light",
        locale=picture.language,
        reduced_motion="reduce",
    )
    page = await context.new_page()
    await page.goto(f"{server.url}/join#{invite}")
    await page.get_by_test_id("name").fill("Ada" if picture.language == "en" else "زين")
    await page.get_by_test_id("language").select_option("en")
    await page.screenshot(path=PICTURES / f"door-{picture.name}.png")
    await page.get_by_test_id("enter").click()
    await speak(page)
    await page.screenshot(path=PICTURES / f"room-{picture.name}.png")
    if picture.draft:
        await write(page, writer)
        await page.screenshot(path=PICTURES / f"draft-{picture.name}.png")
        await enlarge(page)
        await page.screenshot(path=PICTURES / f"captions-{picture.name}.png")
    await context.close()


async def speak(page: Page) -> None:
    """Answer the neighbours, wait until every word has arrived, and look behind one message."""
    await page.get_by_test_id("composer").fill("Wonderful! I will bring bread for everyone.")
    await page.get_by_test_id("composer").press("Enter")
    await expect(page.locator("[data-state=pending], [data-state=translating]")).to_have_count(0, timeout=20_000)
    await page.locator("[data-state=translated]").last.get_by_test_id("details-button").click()
    await expect(page.get_by_test_id("original")).to_be_visible()
    await page.get_by_test_id("composer").focus()
    await page.get_by_test_id("timeline").evaluate("frame => frame.scrollTo(0, frame.scrollHeight)")
    await expect(page.get_by_test_id("to-newest")).to_have_count(0)


async def write(page: Page, writer: Guest) -> None:
    """Let a neighbour write, and wait until some of it has arrived and some has settled."""
    for end in range(1, len(WRITTEN) + 1):
        await writer.ask("draft", room=writer.room, text=WRITTEN[:end])
    forming = page.get_by_test_id("forming")
    await expect(forming).to_have_attribute("lang", "en")
    await expect(forming.get_by_test_id("settled")).not_to_be_empty()


async def enlarge(page: Page) -> None:
    """Turn to captions; the neighbour is still writing."""
    await page.get_by_test_id("open-listening").click()
    await page.get_by_test_id("open-captions").click()
    await expect(page.get_by_test_id("captions").get_by_test_id("forming")).to_be_visible()


async def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as data:
        async with (
            running(Settings(data=Path(data), joins_per_minute=1000)) as server,
            guest(server.url, server.invite, "Host", "en") as host,
            async_playwright() as playwright,
        ):
            browser = await playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            for picture in tqdm(SETS, desc="Pictures"):
                async with neighbours(server, host) as (invite, writer):
                    await take(browser, server, invite, writer, picture)
            await browser.close()


if __name__ == "__main__":
    asyncio.run(main())
