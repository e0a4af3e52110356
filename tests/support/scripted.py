"""A server of the test's making in front of the real page: what it tells may be what no real one would let pass."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from playwright.async_api import Page, Route, WebSocketRoute
from pydantic import TypeAdapter

from enishi.features.bans.wire import BannedMember
from enishi.features.blocks.wire import BlockedMember
from enishi.features.devices.wire import Device, DeviceLink, DeviceLinkPreview
from enishi.features.drafts.wire import Drafting
from enishi.features.glossary.wire import ChangeView, GlossaryChanges, Imported, LeftOut, TermView
from enishi.features.invites.wire import House, InvitePreview, InviteView
from enishi.features.languages.wire import LanguageArrives, State
from enishi.features.mirror.wire import Mirrored, Reflection
from enishi.features.passkeys.wire import Passkey
from enishi.features.profiles.wire import Level, Profile
from enishi.features.questions.wire import Question, asked
from enishi.features.reactions.wire import Reacted
from enishi.features.recovery.wire import RecoveryPhrase
from enishi.features.reports.wire import ReportedWords, ReportView, WriterHistory
from enishi.features.roles.wire import HostlessRoom
from enishi.features.translation_api.wire import SuggestionView
from enishi.gathering.messages.wire import Posted
from enishi.gathering.people.wire import RoleChanged
from enishi.gathering.translations.wire import Description, Untranslated, translated
from enishi.model import Member, Message, Role, RoomSettings, Settled, TermUse, Translation
from enishi.protocol import CaughtUp, Done, Event, Fact, Refused, RoomView, Trouble, Welcome

Say = Callable[[str], str]
"""The words of a kind, such as `name`."""

ROOM, OTHER_ROOM, ME, THEM, THEIRS, OWN, FAILED, HEARD, SOME, PRIVATE_ROOM = (
    UUID(int=n + (7 << 76) + (2 << 62)) for n in range(10)
)
NOW = datetime(2026, 1, 1, tzinfo=UTC)
REPORTED = ("reported", "reported read")


class Scripted:
    """Two rooms, one of them with everything in it; the words of everything are what `say` makes."""

    def __init__(self, say: Say) -> None:
        self._say = say
        self._me = Member(ME, say("me"), "en", owner=True)
        self._them = Member(THEM, say("name"), "pt")
        self.refused: str = ""
        """How the paths end to which requests are refused."""
        self._socket: WebSocketRoute

    async def take(self, page: Page) -> None:
        """Answer for the server from now on."""
        await page.route_web_socket("**/live", self._open)
        await page.route("**/api/**", self._answer)

    def remove(self, member: UUID) -> None:
        """From the room that is open."""
        self._tell(RoleChanged(room=ROOM, member=member, role=Role.FORMER))

    def _open(self, socket: WebSocketRoute) -> None:
        self._socket = socket
        socket.on_message(lambda text: self._heard(json.loads(text)))

    def _tell(self, *events: Event) -> None:
        for event in events:
            self._socket.send(event.model_dump_json())

    def _heard(self, command: dict[str, Any]) -> None:
        nonce = command["nonce"]
        match command["type"]:
            case "hello":
                self._tell(self._welcome(), Done(nonce=nonce), self._caught_up(), *self._passing())
            case "mirror":
                self._tell(Done(nonce=nonce), self._mirrored(command))
            case "post" | "react" | "remove_member":
                self._tell(Refused(nonce=nonce, code="strange", sentence=self._say("refused")))
            case _:
                self._tell(Done(nonce=nonce))

    def _welcome(self) -> Welcome:
        room = RoomView(
            id=ROOM, title=self._say("room"), last=0, read=0, unread=0, members=(self._me, self._them),
            roles={ME: Role.HOST}, here=frozenset((ME, THEM)),
            settings=RoomSettings(description=self._say("described"), described_in="en"),
        )  # fmt: skip
        other = RoomView(id=OTHER_ROOM, title=self._say("other room"), last=0, read=0, unread=0)
        pair = (self._me, self._them)
        private = RoomView(id=PRIVATE_ROOM, title="", last=0, read=0, unread=0, private=True, members=pair)
        return Welcome(me=self._me, rooms=(room, other, private), languages=("en", "pt"))

    def _caught_up(self) -> CaughtUp:
        """A message of theirs, translated; one's own answer, corrected, asked about, with a reaction."""
        theirs = self._message(THEIRS, THEM, "pt", "original", 1)
        own = self._message(OWN, ME, "en", "own", 2, reply_to=THEIRS)
        term = TermUse(0, 4, self._say("said"), Settled(SOME, THEM, NOW))
        brought = self._translation(THEIRS, 1, "en", "translated", seq=3, terms=(term,))
        put = self._translation(OWN, 2, "pt", "corrected", seq=4, corrected_by=THEM, corrected_at=NOW)
        question = Question(ROOM, OWN, THEM, 2, "pt", self._say("phrase"), self._say("meaning"), 5)
        facts: tuple[Fact, ...] = (
            Posted(room=ROOM, seq=1, message=theirs),
            Posted(room=ROOM, seq=2, message=own),
            translated(theirs, brought),
            translated(own, put),
            asked(ME, question),
            Reacted(room=ROOM, seq=6, message=OWN, author=ME, member=THEM, sign=self._say("sign"), given=True),
        )
        return CaughtUp(room=ROOM, seq=10, fresh=True, facts=facts)

    def _passing(self) -> tuple[Event, ...]:
        """What comes later: a message that cannot be translated, one that needs not be, a draft, a language."""
        failed = self._message(FAILED, THEM, "fr", "failed", 11)
        reason, lacks = self._say("reason"), self._say("lacks")
        words = {kind: self._say(kind) for kind in ("settled", "open", "guess")}
        return (
            Posted(room=ROOM, seq=11, message=failed),
            Untranslated(room=ROOM, author=THEM, message=FAILED, of=11, language="en", code="strange", sentence=reason),
            Posted(room=ROOM, seq=12, message=self._message(HEARD, THEM, "en", "heard", 12)),
            Drafting(room=ROOM, author=THEM, source="pt", language="en", **words),
            LanguageArrives(room=ROOM, language="fr", state=State.FAILED, code="strange", sentence=lacks),
            LanguageArrives(room=ROOM, language="de", state=State.ASKED, wanted_by=(self._say("wanting"),)),
        )

    def _message(self, id: UUID, author: UUID, language: str, kind: str, seq: int, **more: Any) -> Message:
        return Message(id, ROOM, author, language, self._say(kind), NOW, seq, seq, **more)

    def _translation(self, message: UUID, of: int, language: str, kind: str, **more: Any) -> Translation:
        return Translation(ROOM, message, of, language, self._say(kind), **more)

    def _mirrored(self, command: dict[str, Any]) -> Mirrored:
        shown = Reflection(language="pt", text=self._say("mirrored"), back=self._say("back"))
        lost = Reflection(language="fr", code="strange", sentence=self._say("lost"))
        return Mirrored(**{k: command[k] for k in ("nonce", "room", "text", "language")}, renderings=(shown, lost))

    async def _answer(self, route: Route) -> None:
        path = route.request.url.split("/api/")[1].split("?")[0]
        if self.refused and path.endswith(self.refused):
            trouble = Trouble(code="strange", sentence=self._say("trouble"), free=self._say("free"))
            await route.fulfill(status=422, json=trouble.model_dump(mode="json"))
            return
        told = self._told(path.rpartition("/")[2], route.request.method)
        await route.fulfill(json=TypeAdapter[Any](type(told)).dump_python(told, mode="json"))

    def _told(self, what: str, method: str) -> Any:  # noqa: C901 (one line for each request)
        match what, method:
            case "house", _:
                return House(languages=("en", "pt"), me=self._me)
            case "preview", _:
                preview = InvitePreview(room=self._say("invite"))
                return preview.model_dump() | DeviceLinkPreview(name=self._say("arriving")).model_dump()
            case "glossary", _:
                return [self._term("term")]
            case "changes", _:
                return self._changes()
            case "glossary.csv", _:
                left = LeftOut(line=1, code="strange", sentence=self._say("left out"))
                return Imported(taken=0, left_out=1, lines=[left])
            case "invites", "POST":
                return self._invite(link=self._say("link"), qr=self._say("code"))
            case "invites", _:
                return [self._invite()]
            case "devices", _:
                return [self._device(this=True), self._device(this=False)]
            case "links", _:
                return DeviceLink(link=self._say("device link"), qr=self._say("code"), lasts=300)
            case "passkeys", _:
                return [Passkey(id=SOME, system=self._say("passkey"), made_at=NOW)]
            case "recovery", "POST":
                return RecoveryPhrase(phrase=self._say("recovery"), made_at=NOW)
            case "recovery", _:
                return {"made_at": None}
            case "suggestions", _:
                return [self._suggestion()]
            case "description", _:
                return Description(text=self._say("description"), language="en", translated=True)
            case "bans", _:
                return [BannedMember(member=self._them, at=NOW)]
            case "reports", _:
                return [self._report()]
            case member, _ if member in ("profile", str(THEM)):
                return self._profile()
            case "blocks", _:
                return [BlockedMember(id=SOME, name=self._say("blocked"))]
            case "hostless", _:
                return [HostlessRoom(id=SOME, title=self._say("hostless"), welcome=False, members=2)]
        return []

    def _term(self, kind: str) -> TermView:
        words = {"pt": self._say(f"{kind} in pt")}
        return TermView(id=SOME, text=self._say(kind), language="en", translations=words, made_by=THEM, made_at=NOW)

    def _changes(self) -> GlossaryChanges:
        change = ChangeView(
            id=SOME, made_by=THEM, made_at=NOW, before=[self._term("before")], after=[self._term("after")], terms=1,
            undoable=True,
        )  # fmt: skip
        return GlossaryChanges(locked=False, may_settle=True, may_lock=True, changes=[change])

    def _invite(self, **more: Any) -> InviteView:
        return InviteView(id=SOME, room=ROOM, host=False, made_at=NOW, made_by=ME, came=(THEM,), **more)

    def _profile(self) -> Profile:
        saying = Description(text=self._say("saying"), language="en", translated=True)
        words = {name: self._say(name) for name in ("pronunciation", "place")}
        zone = self._say("zone")
        return Profile(saying=saying, said_in="pt", speaks={"pt": Level.FIRST}, time_zone=zone, **words)

    def _device(self, *, this: bool) -> Device:
        names = {"browser": self._say("browser"), "system": self._say("system")}
        return Device(id=ME if this else SOME, begun_at=NOW, seen_at=NOW, this=this, **names)

    def _report(self) -> ReportView:
        words = (
            ReportedWords(text=self._say(kind), language="pt", here=self._say(f"{kind} here")) for kind in REPORTED
        )
        original, read = words
        return ReportView(
            message=THEIRS, author=THEM, at=NOW, members=(ME,), language="en", original=original, read=read,
            back=self._say("reported back"), route=(), corrected_by=None, removed=False,
            history=WriterHistory(messages=1, removed=0, muted=0, reports=0),
        )  # fmt: skip

    def _suggestion(self) -> SuggestionView:
        words = {"text": self._say("suggested for"), "better": self._say("suggestion")}
        return SuggestionView(id=SOME, key=1, source="en", target="pt", made_at=NOW, confirmed_by=None, **words)
