"""`enishi work`: translates for servers on other machines, with the engines and models of this one."""

import argparse
import asyncio
import signal
from collections.abc import Collection
from functools import partial

import uvloop

from enishi.bus.line import NatsLine
from enishi.bus.nats import connected
from enishi.cli import logs
from enishi.cli.data import add_data, settings_of
from enishi.errors import BusUnusable, NoRoute
from enishi.model import Step
from enishi.settings import Settings
from enishi.translate.pool.pool import Pool
from enishi.translate.pool.remote_line import ready_steps
from enishi.translate.pool.remote_service import RemoteService
from enishi.translate.pool.slot import process_slots
from enishi.translate.registry import directions_of, load_engines

_TOLD = 20
"""Directions of an engine that are named one by one."""


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declares the command."""
    parser = subparsers.add_parser("work", help="translate for servers on other machines")
    add_data(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Works until it is stopped, then finishes what it has begun; raises BusUnusable, EngineUnusable, NoRoute."""
    settings = settings_of(arguments)
    logs.begin(as_json=settings.log_json)
    if not settings.bus:
        raise BusUnusable("`enishi work` needs the NATS server that the servers use (ENISHI_BUS).")
    uvloop.run(_work(settings, settings.bus))
    return 0


async def _work(settings: Settings, bus: str) -> None:
    engines = load_engines(settings)
    offered = ready_steps(directions_of(engines))
    if not offered:
        raise NoRoute("Nothing can be translated here; `enishi models get de` fetches German to and from English.")
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with (
        connected(bus) as client,
        Pool(process_slots(settings)) as pool,
        RemoteService(NatsLine(client), pool, partial(directions_of, engines)),
    ):
        print(_told(offered), flush=True)
        await stop.wait()
        print("Finishing what is begun …", flush=True)


def _told(offered: Collection[Step]) -> str:
    """What is done here, an engine a line."""
    lines = []
    for engine in sorted({step.engine for step in offered}):
        directions = sorted(f"{step.source} → {step.target}" for step in offered if step.engine == engine)
        more = [f"and {len(directions) - _TOLD} more"] if len(directions) > _TOLD else []
        lines.append(f"{engine}: {', '.join(directions[:_TOLD] + more)}")
    return "\n".join(["Enishi works. It translates with", *lines, "Stop with Ctrl+C."])
