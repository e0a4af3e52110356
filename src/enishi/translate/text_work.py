"""Work on a text that would hold up the event loop: done on a thread where the text is long, for a limited time."""

import asyncio
import sys
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from time import thread_time
from typing import Final, ParamSpec, TypeVar
from weakref import WeakValueDictionary

from enishi.errors import TextTooCostly

SHORT: Final = 200
"""Characters of a text that is worked on at once: a thread costs more than it takes, and no attack takes 20 ms."""

BUDGET = 5.0
"""Seconds of a processor that one text may take into one language; the worst attack known takes 0.7."""

SWITCH: Final = 0.0005
"""Seconds after which the thread lets the event loop work, which would otherwise wait ten times as long, each time."""

P = ParamSpec("P")
T = TypeVar("T")


class TextWork:
    """The work on one text of `size` characters, piece by piece.

    One thread does the work of all long texts: more would keep the interpreter's lock from the event loop for longer.
    Of each `flow` (an author in a room) one piece at a time waits for it, so that authors take turns.
    """

    def __init__(self, size: int, flow: Hashable = None) -> None:
        self._is_short = size <= SHORT
        self._flow = flow
        self._spent = 0.0

    async def run(self, work: Callable[P, T], *args: P.args, **options: P.kwargs) -> T:
        """What a piece of the work returns; raises TextTooCostly when the budget is spent, and what it raises."""
        if self._is_short:
            return work(*args, **options)
        if self._spent > BUDGET:
            raise TextTooCostly("This text takes too long to be prepared for translation. Send it in parts.")
        async with _turns().setdefault(self._flow, asyncio.Lock()):
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(_thread(), lambda: self._timed(work, *args, **options))

    def _timed(self, work: Callable[P, T], *args: P.args, **options: P.kwargs) -> T:
        began = thread_time()
        try:
            return work(*args, **options)
        finally:
            self._spent += thread_time() - began


AT_ONCE: Final = TextWork(0)
"""For work that nothing else waits for."""


@cache
def _thread() -> ThreadPoolExecutor:
    sys.setswitchinterval(SWITCH)
    return ThreadPoolExecutor(1, "text")


@cache
def _turns() -> WeakValueDictionary[Hashable, asyncio.Lock]:
    return WeakValueDictionary()
