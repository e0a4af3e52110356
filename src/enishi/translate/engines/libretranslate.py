"""Any server that speaks the API of LibreTranslate (https://docs.libretranslate.com)."""

import logging
from collections.abc import Sequence
from typing import Any

from enishi.errors import EngineFailed, ModelError
from enishi.languages import canonical
from enishi.settings import Settings
from enishi.translate.costs import COSTS
from enishi.translate.engine import Direction
from enishi.translate.engines.server import HttpServer

log = logging.getLogger(__name__)

_USUAL = {"zt": "zh-Hant", "pb": "pt-BR"}


class LibreTranslate:
    """Offers what the server lists when Enishi starts; nothing when it does not answer then, and the log says so."""

    def __init__(self, settings: Settings) -> None:
        self._url = settings.libretranslate.url
        self._key = settings.libretranslate.key
        self._deadline = settings.deadline

    def directions(self) -> Sequence[Direction]:
        """The pairs in the server's list."""
        if self._url is None:
            return []
        try:
            pairs = _pairs(self._server(self._url))
        except EngineFailed as fault:
            log.warning("%s Nothing is translated with it until Enishi is started again.", fault)
            return []
        return [
            Direction("libretranslate", source, target, COSTS["libretranslate"], remote=True)
            for source, target in pairs
        ]

    def open(self, source: str, target: str) -> "LibreTranslateTranslation":
        """Asks the server how it calls the languages; raises ModelError, EngineFailed."""
        server = self._server(self._url) if self._url else None
        codes = _pairs(server).get((source, target)) if server else None
        if server is None or codes is None:
            raise ModelError(f"The LibreTranslate server does not translate from {source} to {target}.")
        return LibreTranslateTranslation(server, *codes, self._key)

    def _server(self, url: str) -> HttpServer:
        return HttpServer("LibreTranslate", url, self._deadline)


class LibreTranslateTranslation:
    """One direction of a server."""

    def __init__(self, server: HttpServer, source: str, target: str, key: str) -> None:
        self._server = server
        self._body = {"source": source, "target": target, "format": "text"} | ({"api_key": key} if key else {})

    def translate(self, sentences: Sequence[str]) -> list[str]:
        """One output a sentence, all in one request; raises EngineFailed."""
        if not sentences:
            return []
        answer = self._server.post("/translate", {"q": list(sentences), **self._body})
        outputs = answer.get("translatedText") if isinstance(answer, dict) else None
        if not isinstance(outputs, list) or not all(isinstance(output, str) for output in outputs):
            raise EngineFailed("The LibreTranslate server answered without a translation.")
        return outputs

    def close(self) -> None:
        """Lets the connection go."""
        self._server.close()


def _pairs(server: HttpServer) -> dict[tuple[str, str], tuple[str, str]]:
    """The server's codes, by the BCP 47 tags of source and target; raises EngineFailed."""
    listed: Any = server.get("/languages")
    try:
        told = [(entry["code"], target) for entry in listed for target in entry["targets"] if target != entry["code"]]
        tags = {code: canonical(_USUAL.get(code, code)) for pair in told for code in pair}
    except (TypeError, KeyError):
        raise EngineFailed("The LibreTranslate server’s list of languages cannot be understood.") from None
    named = ((tags[source], tags[target], (source, target)) for source, target in told)
    return {(source, target): codes for source, target, codes in named if source and target}
