"""The worker process that translates.

Commands: {"do": "open" | "close" | "translate", "step": [engine, source, target], "sentences": […]}. Answers:
{"outputs": […]} or {"code": …, "sentence": …}.
"""

import logging
from collections.abc import Sequence
from traceback import format_tb
from typing import Any

from enishi.errors import EngineFailed, EnishiError
from enishi.settings import Settings
from enishi.translate.engine import Engine, Translation
from enishi.translate.registry import load_engine
from enishi.workers.service import serve

log = logging.getLogger(__name__)

_MAX_RATIO, _LEEWAY = 20, 2000
"""An output may have so many times the characters of its sentence, and so many more: anything longer is garbage."""


class Worker:
    """Holds the engines in use and the open directions."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._engines: dict[str, Engine] = {}
        self._open: dict[tuple[str, str, str], Translation] = {}

    def handle(self, command: dict[str, Any]) -> dict[str, Any]:
        """Executes one command; its answer."""
        engine, source, target = command["step"]
        try:
            return {"outputs": self._execute(command["do"], (engine, source, target), command["sentences"])}
        except EnishiError as fault:
            return {"code": fault.code, "sentence": fault.sentence}
        except MemoryError:
            raise
        except Exception as fault:  # an engine may raise anything
            where = "".join(format_tb(fault.__traceback__))  # what it says may have words of messages in it
            log.error("%s failed from %s to %s: %s\n%s", engine, source, target, type(fault).__name__, where)
            return {"code": EngineFailed.code, "sentence": f"{engine} failed: {type(fault).__name__}."}

    def _execute(self, verb: str, step: tuple[str, str, str], sentences: Sequence[str]) -> list[str]:
        if verb == "open":
            self._open[step] = self._engine(step[0]).open(step[1], step[2])
        elif verb == "close":
            self._open.pop(step).close()
        else:
            return _checked(sentences, self._open[step].translate(sentences), step[0])
        return []

    def _engine(self, name: str) -> Engine:
        if name not in self._engines:
            self._engines[name] = load_engine(name, self._settings)
        return self._engines[name]


def _checked(sentences: Sequence[str], outputs: list[str], engine: str) -> list[str]:
    """The outputs, if there is one for each sentence and none is far too long; raises EngineFailed."""
    if len(outputs) != len(sentences):
        raise EngineFailed(f"{engine} gave {len(outputs)} translations of {len(sentences)} sentences.")
    for sentence, output in zip(sentences, outputs, strict=True):
        if len(output) > _MAX_RATIO * len(sentence) + _LEEWAY:
            raise EngineFailed(f"{engine} gave {len(output)} characters for {len(sentence)}.")
    return outputs


if __name__ == "__main__":
    serve(lambda settings: Worker(settings).handle)
