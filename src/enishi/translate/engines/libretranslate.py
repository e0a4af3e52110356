"""Any server that speaks the API of LibreTranslate (https://docs.libretranslate.com)."""

import logging
from collections.abc import Sequence
from typing import Any

from enishi.errors import EngineFailed, ModelError
from enishi.languages import node
from enishi.settings import Settings
from enishi.translate.costs import COSTS
from enishi.translate.engine import Direction
from enishi.translate.engines.server import ServerClient

log = logging.getLogger(__name__)

_USUAL = {"zt": "zh-Hant", "pb": "pt-BR"}


class LibreTranslate:
    """The languages that the server lists when Enishi starts; none, and a warning, if it does not answer then."""

    def __init__(self, settings: Settings) -> None:
        self._url = settings.libretranslate.url
        self._key = settings.libretranslate.key
        self._deadline = settings.deadline

    def directions(self) -> Sequence[Direction]:
        """One per pair in the server's list."""
        if self._url is None:
            return []
        try:
            pairs = _pairs(self._server(self._url))
        except EngineFailed as fault:
            log.warning("%s Nothing is translated with it; it is asked again in a minute.", fault)
            return []
        return [
            Direction("libretranslate", source, target, COSTS["libretranslate"], remote=True)
            for source, target in pairs
        ]

    def open(self, source: str, target: str) -> "LibreTranslateTranslation":
        """Requests the server's codes of the languages; raises ModelError, EngineFailed."""
        server = self._server(self._url) if self._url else None
        codes = _pairs(server).get((source, target)) if server else None
        if server is None or codes is None:
            raise ModelError(f"The LibreTranslate server does not translate from {source} to {target}.")
        return LibreTranslateTranslation(server, source=codes[0], target=codes[1], key=self._key)

    def _server(self, url: str) -> ServerClient:
        return ServerClient("LibreTranslate", url, deadline=self._deadline)


class LibreTranslateTranslation:
    """One direction of a server."""

    def __init__(self, server: ServerClient, *, source: str, target: str, key: str) -> None:
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
        """Closes the connection."""
        self._server.close()


def _pairs(server: ServerClient) -> dict[tuple[str, str], tuple[str, str]]:
    """The server's codes of each pair, by BCP 47 tags; raises EngineFailed."""
    listed: Any = server.get("/languages")
    try:
        codes = [(entry["code"], target) for entry in listed for target in entry["targets"] if target != entry["code"]]
        tags = {code: node(_USUAL.get(code, code)) for pair in codes for code in pair}
    except (TypeError, KeyError):
        raise EngineFailed("The LibreTranslate server’s list of languages cannot be understood.") from None
    named = ((tags[source], tags[target], (source, target)) for source, target in codes)
    return {(source, target): pair for source, target, pair in named if source and target}
