"""What members do about languages: they read one that is not here, and hosts have it added or say what happens."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from functools import partial
from uuid import UUID

from enishi.doors.house import House
from enishi.errors import EnishiError, Invalid, Refused
from enishi.feature import Caller
from enishi.features.languages import table
from enishi.features.languages.arrivals import Arrivals, Standing
from enishi.features.languages.bringing import Bringing
from enishi.features.languages.offer import Offer
from enishi.features.languages.wire import AddLanguage, Policy, PolicySet, SetLanguagePolicy, State
from enishi.gathering.messages.wire import RecogniserMissing
from enishi.gathering.people.wire import Presence
from enishi.gathering.translations.wire import RouteMissing
from enishi.languages import best_match
from enishi.model import Kind, Member
from enishi.protocol import Event
from enishi.speech.models import SPEECH
from enishi.speech.recognisers.whisper import LANGUAGES
from enishi.text import known_language


class Languages:
    """Says of each language that somebody wants how far it is, and orders it where nobody needs to be asked."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._offer = Offer(house)
        self._arrivals = Arrivals(house.bus.publish_local)
        self._bringing = Bringing(house, self._offer, self._arrivals, self._renew)
        house.translator.watch(self._routes_changed)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Go on with what was ordered while the server runs."""
        chosen: Policy | None = await self._house.store.read(table.policy)
        self._offer.policy = chosen or self._offer.policy
        self._bringing.begin()
        yield
        await self._bringing.close()

    async def add(self, caller: Caller, command: AddLanguage) -> None:
        """Have these fetched; raises Refused where the policy forbids it, Invalid for what cannot come."""
        if self._offer.policy is Policy.NEVER:
            raise Refused("Nothing is fetched here; that is the policy of this house.", code="language_never")
        languages = self._house.languages
        offered = (*languages.here, *languages.can_come)
        known = [tag if tag == SPEECH else known_language(tag, offered) for tag in command.languages]
        await self._bringing.order([tag for tag in known if self._offer.size(tag) or tag in self._offer.updates])

    async def set_policy(self, caller: Caller, command: SetLanguagePolicy) -> None:
        """Keep the policy of the house."""
        await self._house.store.write(partial(table.set_policy, policy=command.policy), room=None)
        self._house.bus.publish(PolicySet(policy=command.policy))

    def greet(self, reader: Member, room: UUID) -> Iterator[Event]:
        """What is on its way; owners learn the policy, too."""
        if reader.owner:
            yield self._offer.event
        yield from self._arrivals.greet(reader, room)

    def on_event(self, event: Event) -> None:
        """Who reads what, what could not be translated, another policy, what was ordered."""
        match event:
            case Presence(member=member, here=True) if member.kind is Kind.PERSON:
                self._arrivals.unwant(member, event.room)
                if member.language not in self._house.languages.here:
                    self._want(member.language, event.room, member)
            case RouteMissing():
                self._miss(event)
            case RecogniserMissing(member=member, room=room, language=language):
                if self._offer.size(SPEECH) and best_match(language, LANGUAGES):
                    self._arrivals.want_speech(language, room, member)
                    self._settle(SPEECH)
            case PolicySet(policy=policy):
                self._offer.policy = policy
                self._offer.renew()
                self._house.bus.publish_local(self._offer.event)
                self._bringing.look()
            case _:
                self._bringing.on_event(event)

    def _miss(self, event: RouteMissing) -> None:
        lacking = [tag for tag in (event.source, event.target) if not self._offer.works(tag)]
        for tag in lacking:
            self._want(tag, event.room)
        if not lacking:
            self._arrivals.set_apart(event.room, event.source, event.target)

    def _routes_changed(self) -> None:
        self._arrivals.join()
        self._renew()

    def _renew(self) -> None:
        """Offer what there is now, and say how far each language is that is wanted."""
        if self._offer.renew():
            self._house.bus.publish_local(self._offer.event)
        for language in {*self._arrivals.wanted, *self._arrivals.told}:
            self._settle(language)
        for language, size in self._offer.updates.items():
            self._update(language, size)

    def _want(self, language: str, room: UUID, member: Member | None = None) -> None:
        self._arrivals.want(language, room, member)
        self._settle(language)

    def _settle(self, language: str) -> None:
        size = self._offer.size(language)
        if self._bringing.is_coming(language):
            return
        if self._offer.works(language):
            if language not in self._offer.updates or self._arrivals.state(language) is not State.UPDATE:
                self._arrivals.set(language, Standing(State.READY))
        elif self._bringing.has_failed(language):
            return
        elif size is None:
            self._set_impossible(language)
        elif self._offer.policy is Policy.AUTOMATIC:
            self._bringing.order_soon(language)
        else:
            self._arrivals.set(language, Standing(State.ASKED, size=size))

    def _update(self, language: str, size: int) -> None:
        busy = self._bringing.is_coming(language) or self._bringing.has_failed(language)
        if busy or not self._offer.works(language):
            return
        if self._offer.policy is Policy.AUTOMATIC:
            self._bringing.order_soon(language)
        elif self._offer.policy is Policy.ASK:
            self._arrivals.set(language, Standing(State.UPDATE, size=size))

    def _set_impossible(self, language: str) -> None:
        if not self._offer.is_known:
            return
        why: EnishiError
        if self._offer.policy is Policy.NEVER:
            why = Refused(f"{language} is not here, and this house fetches no languages.", code="language_never")
        else:
            unlisted = f"Nothing here translates {language}, and no list of models has it."
            why = self._offer.fault or Invalid(unlisted, code="language_unlisted")
        self._arrivals.set(language, Standing(State.FAILED, code=why.code, sentence=why.told))
