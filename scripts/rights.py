"""Who may do what: the table of docs/rights.md, from what commands and routes declare."""

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import get_args

from fastapi import APIRouter
from fastapi.routing import RouteContext, iter_route_contexts

from enishi.app.application import open_features
from enishi.app.base import open_base
from enishi.app.spine import open_spine
from enishi.auth.rights import RIGHTS
from enishi.doors.callers import Declared
from enishi.feature import Feature
from enishi.model import Role
from enishi.protocol import Command
from enishi.rights import HOUSE_RIGHTS, Right
from enishi.settings import Settings

ROLES = (Role.GUEST, Role.MEMBER, Role.STEWARD, Role.HOST)

HEAD = """# Who may do what

What somebody is, they are in a room. A right in a room is asked of what they are there: who is not in it, or was
removed, has none, and is not told whether there is such a room. A right in the house is asked of the most that they are
in any room; who is in none any more counts as a member. An owner of the house is one beside that: it gives rights in
the house, and in a room they have those of what they are there.

Hosts set who writes and who invites in a room, and may close it: nobody then writes, corrects, or settles terms in it.
The table is that of a room as it is when it is made.

What belongs to everybody needs no session. What else is asked (only the writer edits a message, a locked glossary) is
told where a command is described, in [protocol.md](protocol.md).
"""

OTHERS = """
The other addresses read no session: the page and its files, `/ready`, `/metrics` (the key of `ENISHI_METRICS_KEY`), and
the [translation API](api.md) (its own keys). `/live` is the WebSocket of the commands.
"""


@dataclass(frozen=True, slots=True)
class Route:
    """A REST route: its path has the values of parameters that have few; `right` is None where it is open to all."""

    method: str
    path: str
    right: Right | None
    context: RouteContext
    """What the framework knows of it: parameters, and what the body is."""

    @property
    def name(self) -> str:
        """As it stands in the table."""
        return f"{self.method} {self.path}"


def routes_of(features: Iterable[Feature]) -> list[Route]:
    """The REST routes of these features, by path."""
    routers = [route for feature in features for route in feature.routes if isinstance(route, APIRouter)]
    found = [
        route for router in routers for context in iter_route_contexts(router.routes) for route in _routes(context)
    ]
    return sorted(found, key=lambda route: (route.path, route.method))


def _routes(context: RouteContext) -> Iterator[Route]:
    (declared,) = (each.call for each in context.dependant.dependencies if isinstance(each.call, Declared))
    paths = [str(context.path)]
    for parameter in context.dependant.path_params:
        if few := get_args(parameter.field_info.annotation):
            paths = [path.replace(f"{{{parameter.name}}}", each) for path in paths for each in few]
    for method in context.methods or ():
        for path in paths:
            yield Route(method, path, declared.right, context)


def rights_page() -> str:
    """The page, without its footer."""
    features = asyncio.run(_features())
    commands = sorted((kind for feature in features for kind in feature.commands), key=_name)
    return "\n".join(
        (
            HEAD,
            "## Commands\n",
            _table("command", (_row(_name(kind), kind.needs) for kind in commands)),
            "## Routes\n",
            _table("route", (_row(route.name, route.right) for route in routes_of(features))),
            OTHERS,
        )
    )


async def _features() -> Sequence[Feature]:
    """Those of a house that is opened for it, and closed again: routes stand on one."""
    with TemporaryDirectory() as data:
        settings = Settings(data=Path(data), engines=("apertium",), apertium=Path(data))  # starts at once
        async with AsyncExitStack() as stack:
            return open_features(await open_spine(settings, await open_base(settings, stack), stack))


def _name(kind: type[Command]) -> str:
    return str(kind.model_fields["type"].default)


def _table(what: str, rows: Iterable[str]) -> str:
    head = f"| {what} | right | of | {' | '.join(ROLES)} | owner |\n|---|---|---|{(len(ROLES) + 1) * '---|'}\n"
    return head + "".join(rows)


def _row(name: str, right: Right | None) -> str:
    if right is None:
        cells = ["", "everybody", *("yes" for _ in ROLES), "yes"]
    else:
        place, owner = ("the house", _yes(Role.OWNER, right)) if right in HOUSE_RIGHTS else ("the room", "as there")
        cells = [f"`{right}`", place, *(_yes(role, right) for role in ROLES), owner]
    return f"| `{name}` | {' | '.join(cells)} |\n"


def _yes(role: Role, right: Right) -> str:
    return "yes" if right in RIGHTS[role] else "no"
