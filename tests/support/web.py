"""A small real server that answers as a test tells it, and remembers what it was asked."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Answer:
    body: object
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Web:
    """`answer(path, body, headers)` may give an Answer, or just what shall go out as JSON."""

    answer: Callable[[str, Any, dict[str, str]], object]
    url: str = ""
    asked: list[tuple[str, Any]] = field(default_factory=list)


@contextmanager
def web(answer: Callable[[str, Any, dict[str, str]], object]) -> Iterator[Web]:
    served = Web(answer)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._reply(None)

        def do_POST(self) -> None:
            self._reply(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

        def log_message(self, format: str, *args: object) -> None:
            pass

        def _reply(self, body: Any) -> None:
            served.asked.append((self.path, body))
            said = served.answer(self.path, body, {name.lower(): value for name, value in self.headers.items()})
            said = said if isinstance(said, Answer) else Answer(said)
            content = said.body if isinstance(said.body, bytes) else json.dumps(said.body).encode()
            self.send_response(said.status)
            for name, value in {"Content-Length": str(len(content)), **said.headers}.items():
                self.send_header(name, value)
            with suppress(ConnectionError):  # who asked is tired of waiting
                self.end_headers()
                self.wfile.write(content)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    served.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
