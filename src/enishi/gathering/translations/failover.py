"""Takes over translations that the process in which a message was posted did not make in time."""

import asyncio

from enishi.errors import StoreError, StoreFailed, StoreFull
from enishi.gathering.messages.wire import Edited, Posted, Removed
from enishi.gathering.people.presence import Attendance
from enishi.gathering.translations.interpreting import Form, Interpreting
from enishi.gathering.translations.wire import Translated, Untranslated
from enishi.model import Message
from enishi.protocol import Event
from enishi.translate.pool.jobs import Priority

GRACE = 2.0
"""Seconds that the process in which something was said has for its translation, before others look after it."""

OF_THE_STORE = {error.code for error in (StoreError, StoreFull, StoreFailed)}


class Failover:
    """A process translates what is said in it for the readers of all; but it may die, or not know yet of a reader."""

    def __init__(self, interpreting: Interpreting, attendance: Attendance) -> None:
        self._interpreting = interpreting
        self._attendance = attendance
        self._watches: dict[Form, asyncio.TimerHandle] = {}

    def on_event(self, event: Event) -> None:
        """What was said or changed in any process, and what became of it."""
        match event:
            case Posted(message=message) | Edited(message=message):
                self._interpreting.drop(message)
                for language in self._attendance.languages_wanted(event.room, message.language, nearby=True):
                    self._watch(message, language)
            case Removed(message=message):
                self._interpreting.drop(message)
            case Translated(translation=made):
                self._end(Form(made.message, made.of, event.language))
            case Untranslated():
                if event.code not in OF_THE_STORE:  # that is asked anew whenever somebody comes to read
                    self._interpreting.remember(event)
                self._end(Form(event.message, event.of, event.language))
            case _:
                pass

    def close(self) -> None:
        """Watch nothing any more."""
        for form in tuple(self._watches):
            self._end(form)

    def _watch(self, message: Message, language: str) -> None:
        form = Form(message.id, message.changed, language)
        self._end(form)
        later = asyncio.get_running_loop().call_later
        self._watches[form] = later(GRACE, self._take_over, form, message)

    def _take_over(self, form: Form, message: Message) -> None:
        self._end(form)
        self._interpreting.begin(message, form.language, Priority.LIVE)

    def _end(self, form: Form) -> None:
        if watch := self._watches.pop(form, None):
            watch.cancel()
