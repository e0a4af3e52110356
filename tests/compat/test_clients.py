"""Clients of LibreTranslate, as their makers publish them, speak with Enishi.

What they do otherwise than LibreTranslate's documentation says:

- `libretranslate` (npm) sends its key as `apiKey`, and answers an error with `undefined`.
- `libretranslate-aio` sends a list as a form that repeats `q`: a list of one text is then a text.
- `deep-translator` cannot go without a key, puts everything into the address, and knows 17 languages.
- `libretranslatepy` sends GET /languages with a body.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.error import HTTPError

import pytest
from deep_translator import LibreTranslator
from deep_translator.exceptions import AuthorizationException, ServerException
from libretranslate_aio import AsyncLibreTranslate, BadRequestError, ForbiddenError, LibreTranslate, RateLimitError
from libretranslatepy import LibreTranslateAPI

from enishi.settings import ApiSettings, Settings
from tests.support.server import Running, running

HERE = Path(__file__).parent
KEY = "a-key-of-sixteen-letters"
WORDS = "The children are playing in the garden."
TODAY = "Good morning!"


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Running]:
    """A server that wants a key."""
    async with running(Settings(data=tmp_path, engines=("firefox",), api=ApiSettings(keys=(KEY,)))) as started:
        yield started


@pytest.fixture
async def open_server(tmp_path: Path) -> AsyncIterator[Running]:
    """A server open to everybody, twice a minute."""
    settings = Settings(data=tmp_path / "open", engines=("firefox",), api=ApiSettings(open=True, per_minute=2))
    async with running(settings) as started:
        yield started


async def test_libretranslatepy(server: Running) -> None:
    client = LibreTranslateAPI(server.url, KEY)
    assert await asyncio.to_thread(client.translate, TODAY, "en", "pt") == "Bom dia!"
    assert await asyncio.to_thread(client.translate, WORDS, "auto", "pb") != WORDS
    guesses = await asyncio.to_thread(client.detect, WORDS)
    assert guesses[0]["language"] == "en"
    languages = await asyncio.to_thread(client.languages)
    assert [language["code"] for language in languages] == ["en", "pt"]
    with pytest.raises(HTTPError, match="400") as refused:
        await asyncio.to_thread(LibreTranslateAPI(server.url).translate, TODAY, "en", "pt")
    refused.value.close()


async def test_deep_translator(server: Running, open_server: Running) -> None:
    client = LibreTranslator(source="en", target="pt", api_key=KEY, custom_url=f"{server.url}/")
    assert await asyncio.to_thread(client.translate, TODAY) == "Bom dia!"
    assert await asyncio.to_thread(client.translate_batch, [TODAY, TODAY]) == ["Bom dia!", "Bom dia!"]
    found_out = LibreTranslator(source="auto", target="Portuguese", api_key=KEY, custom_url=f"{server.url}/")
    assert await asyncio.to_thread(found_out.translate, WORDS) != WORDS
    wrong = LibreTranslator(source="en", target="pt", api_key="wrong", custom_url=f"{server.url}/")
    with pytest.raises(AuthorizationException):
        await asyncio.to_thread(wrong.translate, TODAY)
    any_key = LibreTranslator(source="en", target="pt", api_key="any", custom_url=f"{open_server.url}/")
    assert await asyncio.to_thread(any_key.translate_batch, [TODAY] * 2) == ["Bom dia!"] * 2
    with pytest.raises(ServerException):
        await asyncio.to_thread(any_key.translate, TODAY)


async def test_libretranslate_aio(server: Running, open_server: Running) -> None:
    async with AsyncLibreTranslate(server.url, api_key=KEY) as client:
        made = await client.translate([TODAY, "1"], "en", "pt", alternatives=2)
        assert (made.translated_text, made.alternatives) == (["Bom dia!", "1"], [[], []])
        assert (await client.translate([TODAY], "en", "pt")).translated_text == "Bom dia!"
        found_out = await client.translate(f"<p>{WORDS}</p>", "auto", "pt", format="html")
        assert getattr(found_out.detected_language, "language", None) == "en"
        assert (await client.detect(WORDS))[0].language == "en"
        assert {language.code: language.targets for language in await client.languages()}["en"] == ["en", "pt"]
        assert await client.suggest(TODAY, "Muito bom dia!", "en", "pt")
        settings = await client.frontend_settings()
        assert (settings.key_required, settings.language.source.code) == (True, "auto")
        assert await client.health()
        with pytest.raises(BadRequestError, match="xx is not supported"):
            await client.translate(TODAY, "en", "xx")
    async with AsyncLibreTranslate(server.url, api_key="wrong") as stranger:
        with pytest.raises(ForbiddenError, match="Invalid API key"):
            await stranger.translate(TODAY, "en", "pt")
    with LibreTranslate(open_server.url) as waiting:
        for _ in range(2):
            assert (await asyncio.to_thread(waiting.translate, TODAY, "en", "pt")).translated_text == "Bom dia!"
        with pytest.raises(RateLimitError, match="Slowdown"):
            await asyncio.to_thread(waiting.translate, TODAY, "en", "pt")


@pytest.mark.skipif(not (HERE / "node_modules").exists(), reason="`make test` installs the npm clients")
@pytest.mark.parametrize("client", ["libretranslate", "translate"])
async def test_npm(server: Running, open_server: Running, client: str) -> None:
    assert await spoken(client, server.url, KEY, TODAY, "en", "pt") == {"text": "Bom dia!"}
    assert await spoken(client, open_server.url, "", TODAY, "en", "pt") == {"text": "Bom dia!"}
    refused = await spoken(client, server.url, "wrong", TODAY, "en", "pt")
    assert refused == ({"error": "Invalid API key."} if client == "translate" else {})
    if client == "libretranslate":  # the other knows no `auto`
        found_out = await spoken(client, server.url, KEY, WORDS, "auto", "pt")
        assert found_out.get("text", WORDS) != WORDS


async def spoken(client: str, url: str, key: str, text: str, source: str, target: str) -> dict[str, str]:
    """What an npm client makes of the answer; it runs in a process of its own."""
    words = ("node", "speak.js", client, url, key, text, source, target)
    process = await asyncio.create_subprocess_exec(*words, cwd=HERE, stdout=asyncio.subprocess.PIPE)
    out, _ = await process.communicate()
    answer: dict[str, str] = json.loads(out)
    return answer
