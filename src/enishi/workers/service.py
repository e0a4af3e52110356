"""A worker process from within: a command a line comes in, an answer a line goes out; it ends when its input does."""

import ctypes
import json
import logging
import os
import resource
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from enishi.settings import Settings

Obey = Callable[[dict[str, Any]], dict[str, Any]]

_PR_SET_PDEATHSIG = 1


def serve(make: Callable[[Settings], Obey]) -> None:
    """Obeys until the input ends; its first line is the settings.

    What strangers print goes nowhere: it can neither garble answers nor fill the log.
    """
    commands, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    logging.basicConfig(stream=os.fdopen(os.dup(2), "w"), level=logging.WARNING)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    settings = Settings.model_validate_json(commands.readline())
    _confine(settings.worker_memory)
    obey = make(settings)
    with suppress(BrokenPipeError):  # the server is gone, and nobody waits for the answer
        for line in commands:
            answers.write(json.dumps(obey(json.loads(line))).encode() + b"\n")
            answers.flush()


def _confine(mebibytes: int) -> None:
    """Dies with its parent (Linux), and can hold no more memory than it is allowed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    limit = mebibytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
