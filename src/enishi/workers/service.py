"""The main loop of a worker process: a JSON command per line in, a JSON answer per line out."""

import json
import logging
import os
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from enishi.settings import Settings
from enishi.workers.limits import limit

Handler = Callable[[dict[str, Any]], dict[str, Any]]


def serve(make: Callable[[Settings], Handler]) -> None:
    """Handles commands until the input ends; its first line is the settings.

    What engines print is discarded: it can neither corrupt answers nor fill the log.
    """
    commands, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    logging.basicConfig(stream=os.fdopen(os.dup(2), "w"), level=logging.WARNING)
    null = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(null, stream)
    settings = Settings.model_validate_json(commands.readline())
    limit(settings.worker.memory)
    handle = make(settings)
    with suppress(BrokenPipeError):  # the server has ended
        for line in commands:
            answers.write(json.dumps(handle(json.loads(line))).encode() + b"\n")
            answers.flush()
