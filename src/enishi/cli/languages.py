"""`enishi languages`: what can be translated into what, and how."""

import argparse
import json
from collections.abc import Sequence
from itertools import permutations

from enishi.cli.data import add_data, settings_of
from enishi.cli.translate import told
from enishi.errors import NoRoute
from enishi.model import Step
from enishi.translate.engine import Direction
from enishi.translate.registry import directions_of, load_engines
from enishi.translate.routes import Routes


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declares the command."""
    parser = subparsers.add_parser("languages", help="tell what can be translated into what, and how")
    parser.add_argument("language", nargs="?", metavar="LANGUAGE", help="only from and into this one")
    parser.add_argument("--json", action="store_true", help="for programs")
    add_data(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Prints every pair of languages that a route joins, then what is not ready."""
    directions = directions_of(load_engines(settings_of(arguments)))
    routes = _routes(Routes(directions), arguments.language)
    unready = [direction for direction in directions if direction.lacks]
    print(_json(routes, unready) if arguments.json else _table(routes, unready))
    return 0


def _routes(graph: Routes, only: str | None) -> list[tuple[Step, ...]]:
    found = []
    for source, target in permutations(sorted(graph.languages), 2):
        if only in (None, source, target):
            try:
                found.append(graph.path(source, target))
            except NoRoute:
                continue
    return found


def _json(routes: Sequence[tuple[Step, ...]], unready: Sequence[Direction]) -> str:
    report = {
        "routes": [
            {
                "source": route[0].source,
                "target": route[-1].target,
                "steps": [{"engine": step.engine, "source": step.source, "target": step.target} for step in route],
            }
            for route in routes
        ],
        "not_ready": [
            {"engine": one.engine, "source": one.source, "target": one.target, "lacks": one.lacks} for one in unready
        ],
    }
    return json.dumps(report, indent=2, ensure_ascii=False)


def _table(routes: Sequence[tuple[Step, ...]], unready: Sequence[Direction]) -> str:
    lines = [f"{route[0].source:8} {route[-1].target:8} {told(route)}" for route in routes]
    if lines:
        lines.insert(0, f"{'from':8} {'into':8} through")
    else:
        lines.append("Nothing yet. `enishi models get de` fetches German to and from English.")
    lines += [f"{one.source} → {one.target} ({one.engine}) needs {one.lacks}." for one in unready]
    return "\n".join(lines)
