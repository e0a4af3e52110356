"""The LibreTranslate-compatible API on a real server: every form of request, and every error."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from enishi.settings import ApiSettings, Settings
from tests.support.server import running

KEY = "a-key-of-sixteen-letters"
ASKED: dict[str, Any] = {"q": "Good morning!", "source": "en", "target": "pt"}


def settings(data: Path, **others: object) -> Settings:
    return Settings.model_validate({"data": data, "engines": ("firefox",), **others})


@pytest.fixture
async def api(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    """A server open to everybody."""
    api = ApiSettings(open=True, per_minute=1000, characters=300, texts=3)
    async with running(settings(tmp_path, api=api)) as started, client(started.url) as http:
        yield http


def client(url: str) -> httpx.AsyncClient:
    return httpx.AsyncClient(base_url=url, timeout=30)


async def test_a_text_comes_as_json_form_multipart_or_query(api: httpx.AsyncClient) -> None:
    forms: tuple[dict[str, Any], ...] = (
        {"json": ASKED},
        {"json": ASKED | {"api_key": "any"}},
        {"data": ASKED},
        {"params": ASKED},
        {"files": {name: (None, value) for name, value in ASKED.items()}},
        {"params": {"q": ASKED["q"]}, "data": {"source": "EN", "target": "pb"}},
        {"json": ASKED | {"target": "pt-BR", "format": "text"}},
    )
    for form in forms:
        answer = await api.post("/translate", **form)
        assert (answer.status_code, answer.json()) == (200, {"translatedText": "Bom dia!"})


async def test_lists_in_lists_out(api: httpx.AsyncClient) -> None:
    several = ASKED | {"q": ["Good morning!", "1"]}
    for answer in (await api.post("/translate", json=several), await api.post("/translate", data=several)):
        assert answer.json() == {"translatedText": ["Bom dia!", "1"]}
    answer = await api.post("/translate", json=ASKED | {"q": ["Good morning!"], "source": "auto", "alternatives": 2})
    body = answer.json()
    assert (body["translatedText"], body["alternatives"]) == (["Bom dia!"], [[]])
    assert [guess["language"] for guess in body["detectedLanguage"]] == ["en"]


async def test_the_language_is_found_out(api: httpx.AsyncClient) -> None:
    words = "The children are playing in the garden."
    answer = await api.post("/translate", json=ASKED | {"q": f"<p>{words}</p>", "source": "auto", "format": "html"})
    detected = answer.json()["detectedLanguage"]
    assert detected["language"] == "en"
    assert 50 < detected["confidence"] <= 100
    asked = {"q": words}
    forms: tuple[dict[str, Any], ...] = ({"json": asked}, {"data": asked}, {"params": asked}, {"json": {"q": [words]}})
    for form in forms:
        guesses = (await api.post("/detect", **form)).json()
        assert guesses[0] == detected
        assert all(guess.keys() == {"confidence", "language"} for guess in guesses)


async def test_each_text_of_a_list_has_a_language_of_its_own(api: httpx.AsyncClient) -> None:
    texts = ["The children are playing in the garden.", "As crianças brincam no jardim.", "12345"]
    answer = await api.post("/translate", json=ASKED | {"q": texts, "source": "auto"})
    body = answer.json()
    assert [guess["language"] for guess in body["detectedLanguage"]] == ["en", "pt", "en"]
    assert [guess["confidence"] for guess in body["detectedLanguage"]][2] == 0
    assert body["translatedText"][0] != texts[0]
    assert body["translatedText"][1:] == texts[1:]


@pytest.mark.parametrize("text", ["😂😂", "12345", "@maria", "https://example.org/hello", "   ", "こんにちは"])
async def test_a_text_of_no_language_is_told_so_and_stays_as_it_is(api: httpx.AsyncClient, text: str) -> None:
    unknown = {"confidence": 0.0, "language": "en"}
    assert (await api.post("/detect", json={"q": text})).json() == [unknown]
    answer = await api.post("/translate", json=ASKED | {"q": text, "source": "auto"})
    assert answer.json() == {"translatedText": text, "detectedLanguage": unknown}


async def test_html_keeps_its_tags(api: httpx.AsyncClient) -> None:
    source = '<p class="green">Good morning! &amp; <a href="#">Good morning!</a></p><script>x < y</script>'
    answer = await api.post("/translate", json=ASKED | {"q": source, "format": "html", "alternatives": 1})
    body = answer.json()
    assert body["translatedText"].startswith('<p class="green">Bom dia!')
    assert '<a href="#">' in body["translatedText"]
    assert body["translatedText"].endswith("</p><script>x < y</script>")
    assert body["alternatives"] == []


async def test_the_placeholders_of_weblate_survive(api: httpx.AsyncClient) -> None:
    text = "Hello [X6X], you have [X20X] new messages."
    for form in ("text", "html"):
        answer = await api.post("/translate", json=ASKED | {"q": text, "format": form})
        made = answer.json()["translatedText"]
        assert made.startswith("Olá [X6X]"), made
        assert made.count("[X20X]") == 1


async def test_the_languages_and_what_a_page_asks_first(api: httpx.AsyncClient) -> None:
    english, portuguese = (await api.get("/languages")).json()
    assert english == {"code": "en", "name": "English", "targets": ["en", "pt"]}
    assert portuguese == {"code": "pt", "name": "Portuguese", "targets": ["en", "pt"]}
    assert (await api.get("/health")).json() == {"status": "ok"}
    told = (await api.get("/frontend/settings")).json()
    assert told == (await api.post("/frontend/settings")).json()
    assert (told["charLimit"], told["keyRequired"], told["apiKeys"], told["suggestions"]) == (300, False, False, False)
    assert told["language"]["target"] == {"code": "en", "name": "English"}


@pytest.mark.parametrize(
    ("path", "fields", "status", "error"),
    [
        ("/translate", {"q": ""}, 400, "Invalid request: missing q parameter"),
        ("/translate", {"q": []}, 400, "Invalid request: missing q parameter"),
        ("/translate", {"source": None}, 400, "Invalid request: missing source parameter"),
        ("/translate", {"target": None}, 400, "Invalid request: missing target parameter"),
        ("/translate", {"q": 7}, 400, "q parameter"),
        ("/translate", {"q": ["a", None]}, 400, "q parameter"),
        ("/translate", {"format": "xml"}, 400, "format parameter"),
        ("/translate", {"alternatives": "many"}, 400, "alternatives parameter"),
        ("/translate", {"source": "xx"}, 400, "xx is not supported"),
        ("/translate", {"target": "zt"}, 400, "zt is not supported"),
        ("/translate", {"q": "x" * 301}, 400, "request (301) exceeds text limit (300)"),
        ("/translate", {"q": ["x" * 200] * 2}, 400, "request (400) exceeds text limit (300)"),
        ("/translate", {"q": ["x"] * 4}, 400, "request (4) exceeds text limit (3)"),
        ("/translate", {"q": "x" * 100_000}, 413, "bytes are the most"),
        ("/detect", {"q": None}, 400, "Invalid request: missing q parameter"),
        ("/suggest", {}, 400, "Invalid request: missing s parameter"),
        ("/suggest", {"s": "Oi!"}, 403, "only with an API key"),
    ],
)
async def test_errors_are_told_as_libretranslate_tells_them(
    api: httpx.AsyncClient, path: str, fields: dict[str, Any], status: int, error: str
) -> None:
    answer = await api.post(path, json=ASKED | fields)
    body = answer.json()
    assert (answer.status_code, body.keys()) == (status, {"error"})
    assert error in body["error"]


@pytest.mark.parametrize("body", ["", "[", "[]", '"words"', "[" * 10_000])
async def test_what_is_no_json_object_is_refused(api: httpx.AsyncClient, body: str) -> None:
    answer = await api.post("/translate", content=body, headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()) == (400, {"error": "Invalid JSON format"})


async def test_half_a_character_is_refused(api: httpx.AsyncClient) -> None:
    for half in ("\\ud800", "\\u0000"):
        body = f'{{"q": "{half}", "source": "en", "target": "pt"}}'
        answer = await api.post("/translate", content=body, headers={"Content-Type": "application/json"})
        assert (answer.status_code, answer.json().keys()) == (400, {"error"})


async def test_files_are_refused(api: httpx.AsyncClient) -> None:
    answer = await api.post("/translate", files={"q": ("words.txt", "Good morning!")}, data={"source": "en"})
    assert (answer.status_code, answer.json().keys()) == (400, {"error"})


async def test_a_page_of_any_origin_may_call(api: httpx.AsyncClient) -> None:
    origin = {"Origin": "https://pages.example"}
    wanted = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    leave = await api.options("/translate", headers=origin | wanted)
    answers = [await api.post("/translate", json=body, headers=origin) for body in (ASKED, {})]
    assert [answer.status_code for answer in (leave, *answers)] == [200, 200, 400]
    for answer in (leave, *answers):
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in answer.headers


async def test_it_is_closed_until_the_organiser_opens_it(tmp_path: Path) -> None:
    async with running(settings(tmp_path)) as started, client(started.url) as api:
        for body in (ASKED, ASKED | {"api_key": KEY}):
            answer = await api.post("/translate", json=body)
            assert answer.status_code == 403
            assert "ENISHI_API_KEYS" in answer.json()["error"]
        assert (await api.get("/languages")).status_code == 200


async def test_a_key_opens_it_and_takes_suggestions(tmp_path: Path) -> None:
    async with running(settings(tmp_path, api=ApiSettings(keys=(KEY,)))) as started, client(started.url) as api:
        for extra, status in (({}, 400), ({"api_key": "wrong"}, 403), ({"api_key": KEY}, 200), ({"apiKey": KEY}, 200)):
            assert (await api.post("/translate", json=ASKED | extra)).status_code == status
        better = ASKED | {"s": "Muito bom dia!", "target": "pb", "api_key": KEY}
        for answer in (await api.post("/suggest", json=better), await api.post("/suggest", data=better)):
            assert answer.json() == {"success": True}
        told = (await api.get("/frontend/settings")).json()
        assert (told["keyRequired"], told["apiKeys"], told["suggestions"]) == (True, True, True)
        for text, made in (("Good morning!", "Muito bom dia!"), ("Good  morning!", "Muito bom dia!"), ("42", "42")):
            answer = await api.post("/translate", json=ASKED | {"q": text, "api_key": KEY})
            assert answer.json()["translatedText"] == made


async def test_each_key_and_each_address_has_its_own_limit(tmp_path: Path) -> None:
    some = settings(tmp_path, api=ApiSettings(keys=(KEY, KEY + "2"), open=True, per_minute=2))
    async with running(some) as started, client(started.url) as api:
        statuses = [
            [(await api.post("/detect", json={"q": "1", "api_key": key})).status_code for _ in range(3)]
            for key in (KEY, KEY + "2", "")
        ]
        assert statuses == [[200, 200, 429]] * 3
        answer = await api.post("/detect", json={"q": "1", "api_key": "guessed"})
        assert answer.status_code == 429
        assert answer.json()["error"].startswith("Slowdown:")
        assert int(answer.headers["Retry-After"]) >= 1


async def test_keys_stay_with_the_server(tmp_path: Path) -> None:
    some = settings(tmp_path, api=ApiSettings(keys=(KEY,)))
    assert KEY not in some.model_dump_json() + repr(some)
