"""Words that would run, in every place of the page that shows words: all are shown as they were written, none runs.

The server is the test's own, so that nothing that a server would refuse is left out. The places from which words could
run by their nature (markup, addresses, style) are listed in `test_sinks.py`.
"""

import re
from collections.abc import Awaitable, Callable
from uuid import UUID

import pytest
from playwright.async_api import FilePayload

from tests.browser.conftest import Sit, browser, network, page_server, page_settings, sit
from tests.support.payloads import payloads
from tests.support.scripted import FAILED, ME, OWN, ROOM, THEIRS, THEM, Say, Scripted
from tests.support.visit import WATCH, Visit

__all__ = ["browser", "network", "page_server", "page_settings", "sit"]

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

HOSTILE = " ".join(payloads(520))
TYPE = "(field, words) => { field.value = words; field.dispatchEvent(new Event('input', { bubbles: true })); }"
"""Puts words into a field that holds more than it takes from people."""
HARMLESS_ADDRESS = re.compile(r"https?://|data:image/svg\+xml,")
"""Links of messages, and the images of links."""

Way = Callable[[Visit], Awaitable[None]]


def hostile(kind: str) -> str:
    """All payloads; the kind tells the texts apart."""
    return f"{kind}: {HOSTILE}"


def harmless(kind: str) -> str:
    """What people say."""
    return f"{kind}: How are you? Look at https://example.org/, it is new."


async def door(visit: Visit) -> None:
    """The invite, with somebody who is known and is refused."""
    visit.wire.refused = "join"
    await visit.go("join#secret")
    await visit.press("enter")
    refused = {"[data-testid=door] [role=alert]": "trouble", "[data-testid=free-name]": "free"}
    await visit.shows({".room bdi": "invite", "[data-testid=door] > p": "me", **refused})


async def closed(visit: Visit) -> None:
    """An invite that is none."""
    visit.wire.refused = "preview"
    await visit.go("join#secret")
    await visit.shows({"[data-testid=closed] p": "trouble"})


async def arrival(visit: Visit) -> None:
    """A link from another device, which is refused."""
    visit.wire.refused = "take"
    await visit.go("device#secret")
    await visit.press("arrive")
    names = {"main > p:nth-of-type(1)": "arriving", "main > p:nth-of-type(2)": "me", "[data-testid=arrive]": "arriving"}
    await visit.shows({**names, "main > [role=alert]": "trouble"})


async def messages(visit: Visit) -> None:
    """Messages and a draft, what stands below them and beside them."""
    await visit.go(f"room/{ROOM}")
    await visit.shows(
        {
            "title": "room",
            "h1": "room",
            "[data-testid=rooms] li:nth-child(2)": "other room",
            "[data-testid=rooms] li:nth-child(3)": "name",
            "[data-testid=people] .name": "name",
            f"{at(THEIRS)} .author": "name",
            f"{at(THEIRS)} [data-testid=words]": "translated",
            f"{at(OWN)} [data-testid=words]": "own",
            f"{at(OWN)} [data-testid=quote] .author": "name",
            f"{at(OWN)} [data-testid=quote] .words": "translated",
            f"{at(OWN)} [data-testid=questions] p": "name",
            f"{at(OWN)} [data-testid=questions] q": "meaning",
            f"{at(OWN)} [data-testid=questions] .hint q": "phrase",
            f"{at(OWN)} [data-testid=reaction]": "sign",
            f"{at(OWN)} [data-testid=reaction]@title": "name",
            f"{at(OWN)} [data-testid=reaction]@aria-label": "sign",
            f"{at(OWN)} [data-testid=reaction]@data-sign": "sign",
            f"{at(FAILED)} [data-testid=words]": "failed",
            f"{at(FAILED)} [data-testid=reason]": "reason",
            "[data-testid=forming] [data-testid=settled]": "settled",
            "[data-testid=forming] .pale": "open",
            "[data-testid=aloud] bdi": "name",
            "[data-testid=aloud] span": "heard",
            "[data-testid=notice][data-language=fr]": "lacks",
            "[data-testid=notice][data-language=de]": "wanting",
        }
    )
    await visit.press("term-mark", "pace")
    await visit.shows({"[data-testid=term-note]": "said", "[data-testid=forming] .pale": "guess"})


async def details(visit: Visit) -> None:
    """What opens below a message, and in the composer."""
    await visit.go(f"room/{ROOM}")
    await visit.press("details-button", "correct", within=at(THEIRS))
    await visit.shows({"[data-testid=original]": "original", "[data-testid=better]@value": "translated"})
    await visit.press("reply", within=at(THEIRS))
    await visit.shows({"form [data-testid=quote] .words": "translated"})
    await visit.press("details-button", "read-back", within=at(OWN))
    told = {"[data-testid=arrivals] dd": "corrected", "[data-testid=arrivals] dt": "name"}
    await visit.shows({**told, "[data-testid=arrivals] dt@title": "name"})
    await visit.shows({"[data-testid=mirror] dd": "mirrored", "[data-testid=back] q": "back"})
    await visit.shows({"[data-testid=mirror] [data-language=fr] dd": "lost"})
    await visit.press("edit", within=at(OWN))
    await visit.shows({"[data-testid=composer]@value": "own"})


async def refusals(visit: Visit) -> None:
    """One's own words that the server does not take."""
    await visit.go(f"room/{ROOM}")
    await visit.page.get_by_test_id("composer").fill(visit.say("typed"))
    await visit.press("mirror-button")
    await visit.shows({"[data-testid=mirror] dd": "mirrored"})
    await visit.press("send")
    await visit.press("reaction", within=at(OWN))
    await visit.shows({"[data-state=failed] [data-testid=words]": "typed", "[data-testid=refusal] p": "refused"})
    await visit.shows({"[data-testid=reactions] [role=alert]": "refused"})


async def people(visit: Visit) -> None:
    """What hosts do with members, one's own name, and what is told of a room that one was removed from."""
    await visit.go(f"room/{ROOM}")
    them = f'[data-member="{THEM}"]'
    await visit.press("open-several")
    await visit.shows({"[data-testid=several-who]": "name", f"{them} [data-testid=write-alone]": "name"})
    await visit.page.keyboard.press("Escape")
    await visit.press("change-role", "remove-person", "ban", "block", within=them)
    sure = (f"{them} [data-testid={each}-sure]" for each in ("remove-person", "ban"))
    labels = (f"{them} [data-testid={each}]@aria-label" for each in ("change-role", "ban", "block"))
    await visit.shows(dict.fromkeys((f"{them} label", *sure, *labels), "name"))
    await visit.shows({f"{them} .field > .hint": "name"})
    await visit.press("remove-person-sure", within=them)
    await visit.shows({"[data-testid=people] [role=alert]": "refused"})
    visit.wire.refused = "me/name"
    await visit.settings()
    await visit.shows({"[data-testid=my-name]@value": "me", ".out .hint": "me"})
    await visit.page.get_by_test_id("my-name").evaluate(TYPE, "Ada")
    await visit.press("rename-me")
    await visit.shows({"[data-testid=free-name]": "free", "[data-testid=settings-panel] [role=alert]": "trouble"})
    visit.wire.remove(ME)
    await visit.shows({"[data-testid=removed] p": "room"})


async def profiles(visit: Visit) -> None:
    """What somebody says of themselves, seen by others and by themselves."""
    await visit.go(f"room/{ROOM}")
    places = {f"[data-testid={each}]": each for each in ("saying", "pronunciation", "place")}
    await visit.press("open-author", within=at(THEIRS))
    await visit.shows({**places, "[data-testid=person-panel] h2": "name"})
    await visit.settings("open-profile")
    await visit.shows({f"[data-testid=my-{each}]@value": each for each in ("saying", "pronunciation", "place", "zone")})


async def sheet(visit: Visit) -> None:
    """The sheet of a room, what can be taken from it, and who left it."""
    await visit.go(f"room/{ROOM}")
    await visit.settings("open-room", "leave-room", "delete-room")
    fields = {"[data-testid=room-title]@value": "room", "[data-testid=room-description]@value": "described"}
    asked = {"[data-testid=leave-room-sure]": "room", ".ending label": "room"}
    await visit.shows({**fields, **asked, "[data-testid=description] p": "description"})
    await visit.settings("open-own-data", "erase", "erase-sure")
    own = {"[data-testid=erasing] h3": "me", "dialog [role=alert]": "room"}
    await visit.shows({**own, "dialog section h3": "room"})
    visit.wire.remove(THEM)
    await visit.shows({"[data-testid=coming] p": "name"})


async def glossary(visit: Visit) -> None:
    """Terms, their changes, the form of one, and what is told of a file."""
    await visit.go(f"room/{ROOM}")
    await visit.settings("open-glossary")
    await visit.shows(
        {
            "[data-testid=term] .name": "term",
            "[data-testid=term] dd": "term in pt",
            "[data-testid=term] p.hint": "name",
            "[data-testid=change-term]@aria-label": "term",
            "[data-testid=remove-term]": "term",
            "[data-testid=glossary-change] p:nth-of-type(1)": "name",
            "[data-testid=glossary-change] p:nth-of-type(2)": "before",
            "[data-testid=glossary-change] p:nth-of-type(3)": "after in pt",
            "[data-testid=undo-change]@aria-label": "after",
        }
    )
    await visit.press("change-term")
    file = FilePayload(name="terms.csv", mimeType="text/csv", buffer=b"en,pt")
    await visit.page.get_by_test_id("bring-glossary").set_input_files(file)
    form = {"[data-testid=term-text]@value": "term", "[data-testid=term-pt]@value": "term in pt"}
    await visit.shows({**form, "[data-testid=left-out]": "left out"})


async def links(visit: Visit) -> None:
    """Invites and devices, with their links as fields and as images."""
    await visit.go(f"room/{ROOM}")
    await visit.press("open-invites", "make-invite")
    await visit.shows({"[data-testid=invite-link]@value": "link", ".made img@src": "code"})
    await visit.shows({"[data-testid=came]": "name", "[data-testid=made-by]": "me"})
    await visit.settings("continue-elsewhere")
    await visit.shows({"[data-testid=device-link]@value": "device link", ".made img@src": "code"})
    await visit.shows({"[data-testid=devices] p": "browser", "[data-testid=sign-out-device]@aria-label": "system"})


async def panels(visit: Visit) -> None:
    """What else the settings open."""
    await visit.go(f"room/{ROOM}")
    await visit.settings("open-passkeys")
    await visit.shows({"[data-testid=passkeys] p": "passkey", "[data-testid=remove-passkey]@aria-label": "passkey"})
    await visit.settings("open-recovery", "make-phrase")
    await visit.shows({"[data-testid=phrase]": "recovery"})
    await visit.settings("open-blocks")
    await visit.shows({"[data-testid=blocks] bdi": "blocked", "[data-testid=lift-block]@aria-label": "blocked"})
    await visit.settings("open-suggestions")
    await visit.shows({"[data-testid=suggestion] bdi[lang=en]": "suggested for"})
    await visit.shows({"[data-testid=suggestion] bdi[lang=pt]": "suggestion"})
    await visit.shows({f"[data-testid={each}-suggestion]@aria-label": "suggestion" for each in ("confirm", "withdraw")})
    await visit.press("open-reports")
    sides = {"[data-testid=reported-original]": "reported", "[data-testid=reported-read]": "reported read"}
    places = {f"{side} blockquote:first-of-type": kind for side, kind in sides.items()}
    here = {f"{side} [data-testid=here]": f"{kind} here" for side, kind in sides.items()}
    case = {"[data-testid=report-case] .name": "name", "[data-testid=reported-back]": "reported back"}
    await visit.shows({**places, **here, **case, "[data-testid=history]": "name"})
    await visit.settings("open-bans")
    await visit.shows({"[data-testid=bans] bdi": "name", "[data-testid=lift-ban]": "name"})
    await visit.settings("open-hostless")
    await visit.shows({"[data-testid=hostless] bdi": "hostless", "[data-testid=take-room]@aria-label": "hostless"})


async def captions(visit: Visit) -> None:
    """What is said, as large as the screen."""
    await visit.go(f"room/{ROOM}")
    await visit.press("open-listening", "open-captions")
    places = ".author", "p", "[data-testid=forming]"
    kinds = "name", "translated", "settled"
    await visit.shows({f"[data-testid=caption] {place}": kind for place, kind in zip(places, kinds, strict=True)})


def at(message: UUID) -> str:
    """Where a message stands."""
    return f'[data-message="{message}"]'


async def visit(sit: Sit, way: Way, say: Say) -> Visit:
    """Go this way, with these words everywhere."""
    who = await sit(viewport={"width": 1600, "height": 4000})
    made = Visit(who.page, Scripted(say), say, who.url.replace("127.0.0.1", "localhost"))
    ours = (made.url, "data:")
    who.page.on("request", lambda asked: None if asked.url.startswith(ours) else made.harm.append(asked.url))
    who.page.on("dialog", lambda dialog: made.harm.append(dialog.message))
    await who.page.add_init_script(WATCH)
    await made.wire.take(who.page)
    await way(made)
    return made


@pytest.mark.parametrize(
    "way",
    [door, closed, arrival, messages, details, refusals, people, profiles, sheet, glossary, links, panels, captions],
    ids=lambda way: way.__name__,
)
async def test_words_are_shown_as_they_are_and_never_run(sit: Sit, way: Way) -> None:
    plain, seen = await visit(sit, way, harmless), await visit(sit, way, hostile)
    assert seen.harm == []
    assert seen.shapes <= plain.shapes
    assert [each for each in seen.addresses - plain.addresses if not HARMLESS_ADDRESS.match(each)] == []
