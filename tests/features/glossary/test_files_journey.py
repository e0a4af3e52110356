"""A room's glossary and memory leave as files and come into another room, whole or not at all."""

import gc
from time import process_time
from typing import Any

import httpx
import pytest

from enishi.exchange import reading
from tests.support.guest import Guest, guest
from tests.support.server import Running

SAID, BETTER = "The bank of the river is steep.", "A margem do rio é íngreme."
HEADER = "language,text,pt\r\n"


async def take(who: Guest, file: str) -> bytes:
    answer = await who.http.get(f"/api/rooms/{who.room}/{file}")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{file}"'
    return answer.content


async def bring(who: Guest, file: str, data: bytes | str) -> httpx.Response:
    return await who.http.post(f"/api/rooms/{who.room}/{file}", content=data)


async def terms(who: Guest) -> list[tuple[Any, ...]]:
    found = (await who.http.get(f"/api/rooms/{who.room}/glossary")).json()
    return [(term["text"], term["language"], term["translations"]) for term in found]


@pytest.mark.parametrize("kind", ["tmx", "csv"])
async def test_what_one_room_has_learned_is_known_in_another(
    server: Running, ada: Guest, rui: Guest, kind: str
) -> None:
    glossary = [("Enishi", None, {}), ("town hall", "en", {"de": "Rathaus", "pt": "paços do concelho"})]
    for number, (text, language, translations) in enumerate(glossary):
        term = {"text": text, "language": language, "translations": translations}
        await ada.http.put(f"/api/rooms/{ada.room}/glossary/{number:032}", json=term)
    said = await ada.post(SAID)
    await rui.reads(said["message"])
    place = {"room": ada.room, "message": said["message"], "of": said["seq"], "language": "pt"}
    await rui.ask("correct", **place, text=BETTER)
    files = {what: await take(rui, f"{what}.{kind}") for what in ("glossary", "memory")}

    made = (await ada.http.post("/api/rooms", json={"title": "Other"})).json()
    link = (await ada.http.post(f"/api/rooms/{made['id']}/invites", json={})).json()["link"].split("#")[1]
    async with guest(server.url, link, "Eva", "pt") as eva:
        await eva.connect()
        ada.room = eva.room
        await ada.ask("resume", room=ada.room)
        for what, data in files.items():
            assert (await bring(eva, f"{what}.{kind}", data)).json()["code"] == "hosts_only"
            for _ in range(2):
                brought = await bring(ada, f"{what}.{kind}", data)
                assert brought.json() == {"taken": 2 if what == "glossary" else 1, "left_out": 0, "lines": []}
            assert await take(eva, f"{what}.{kind}") == data
        assert await terms(eva) == glossary
        event = await eva.translated((await ada.post(SAID))["message"])
        assert (event["translation"]["text"], event["translation"]["corrected_by"]) == (BETTER, ada.me["id"])
        assert "paços do concelho" in await eva.reads((await ada.post("We meet in the town hall."))["message"])


@pytest.mark.alone("what a file says")
@pytest.mark.parametrize(
    ("file", "entry", "code"),
    [
        ("glossary.csv", f"en,c,{'d' * 101}", "term_too_long"),
        ("glossary.csv", "en,meeting,", "untranslated"),
        ("glossary.csv", "en,c,d https://x.example", "term_link"),
        ("glossary.csv", 'en,c,"d\ne"', "term_line_break"),
        ("glossary.csv", ",c,d", "term_language"),
        ("glossary.csv", "en,c,d,e", "many_cells"),
        ("memory.csv", "en,,d", "untranslated"),
        ("memory.csv", ",Enishi,", "untranslated"),
        ("memory.csv", f"en,c,{'d' * 4001}", "words_too_long"),
        ("memory.csv", "en,c,a\0b", "malformed"),
    ],
)
async def test_an_entry_with_a_fault_is_left_out_with_its_line(ada: Guest, file: str, entry: str, code: str) -> None:
    answer = await bring(ada, file, f"{HEADER}en,a,b\r\n{entry}\r\nen,x,y\r\n")
    (left,) = answer.json().pop("lines")
    assert (answer.status_code, answer.json()["taken"], answer.json()["left_out"]) == (200, 2, 1)
    assert (left["line"], left["code"]) == (3, code)
    assert left["sentence"].endswith(".")
    assert (await take(ada, file)).decode("utf-8-sig") == f"{HEADER}en,a,b\r\nen,x,y\r\n"


@pytest.mark.alone("what a file says")
async def test_an_untranslated_row_keeps_no_word_from_being_translated(ada: Guest, rui: Guest) -> None:
    plain = await rui.reads((await ada.post("The meeting is in the town hall."))["message"])
    await bring(ada, "glossary.csv", f"{HEADER}en,meeting,\r\n")
    assert await terms(ada) == []
    again = (await ada.post("The meeting is in the town hall!"))["message"]
    assert "meeting" not in plain
    assert "meeting" not in await rui.reads(again)


@pytest.mark.alone("what a file says")
@pytest.mark.parametrize(
    ("file", "data", "line"),
    [
        ("glossary.csv", f'{HEADER}en,a,b\r\nen,c,"d', 3),
        ("glossary.csv", "words,language\r\nen,a", 1),
        ("glossary.tmx", "<tmx>\n<body>\n</tmx>", 3),
    ],
)
async def test_a_file_that_cannot_be_read_names_the_line_and_leaves_nothing(
    ada: Guest, file: str, data: str, line: int
) -> None:
    answer = await bring(ada, file, data)
    told = answer.json()
    assert (answer.status_code, told["code"], told["line"]) == (422, "unreadable", line)
    assert (await take(ada, "glossary.csv")).decode("utf-8-sig") == "language,text\r\n"


async def test_what_is_too_much_is_refused(ada: Guest) -> None:
    full = HEADER + "".join(f"en,word {number},palavra\r\n" for number in range(10_001))
    for file, data, code in (
        ("glossary.csv", full[: full.index("en,word 1001,")], "many_terms"),
        ("memory.csv", full, "many_units"),
        ("memory.csv", "x" * (5 * 1024 * 1024), "too_large"),
    ):
        assert (await bring(ada, file, data)).json()["code"] == code
    assert await terms(ada) == []


@pytest.fixture
def nothing_to_collect() -> None:
    """What other tests left in this process is looked through before, and not meanwhile."""
    gc.collect()
    gc.freeze()


@pytest.mark.alone("what a file says")
@pytest.mark.usefixtures("nothing_to_collect")
async def test_a_file_that_is_an_attack_holds_up_nobody(ada: Guest, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the server's process computes meanwhile, no other process can have taken: its loop was free."""
    monkeypatch.setattr(reading, "DEADLINE", 2.0)
    units = 70_000
    nested = "<tmx>" + '<tu><tuv xml:lang="en"><seg>' * units + "</seg></tuv></tu>" * units + "</tmx>"
    for data, code in ((nested, "file_too_costly"), ("<tmx " + "a" * 4_000_000, "unreadable")):
        began = process_time()
        answer = await bring(ada, "glossary.tmx", data)
        assert (answer.status_code, answer.json()["code"]) == (422, code)
        assert process_time() - began < 1
    assert await terms(ada) == []


@pytest.mark.alone("what a file says")
async def test_languages_that_are_not_known_here_are_left_out(ada: Guest) -> None:
    file = "language,text,pt-BR,xx\r\nen,a,b,c\r\nen,d,,e\r\nxx,f,g,\r\n,h,,\r\n"
    told = (await bring(ada, "glossary.csv", file)).json()
    assert (told["taken"], told["left_out"]) == (2, 3)
    assert [(left["line"], left["code"]) for left in told["lines"]] == [(n, "language_unknown") for n in (2, 3, 4)]
    assert await terms(ada) == [("a", "en", {"pt": "b"}), ("h", None, {})]
