"""What fits the wire: commands and requests filled from their models, and every place in them where a value stands."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import httpx
from pydantic import TypeAdapter

from enishi.protocol import Command
from scripts.rights import Route
from tests.support.guest import Guest

Schema = dict[str, Any]
Known = Mapping[str, Any]

PLAIN: dict[str, Any] = {
    "text": "Hello.",
    "language": "en",
    "languages": ["en"],
    "understands": ["pt"],
    "translations": {"pt": "Olá."},
    "sign": "👍",
    "role": "member",
    "policy": "ask",
    "title": "Kitchen",
    "name": "Zoe",
    "nonce": "n",
    "locked": False,
    "invite": "secret",
}
"""Values by the names of fields that most of what is sent has; of another name, whatever the schema lets pass."""


def command(kind: type[Command], known: Known) -> dict[str, Any]:
    """A command with all its fields; `known` are values by the names of fields."""
    schema = kind.model_json_schema()
    found: dict[str, Any] = filled(schema, schema, PLAIN | dict(known))
    return found


def body(route: Route, known: Known) -> Any:
    """What a route is sent: as JSON, or as the bytes of a file; None where it takes nothing."""
    if route.path.endswith(".csv") and route.method == "POST":
        return b"language,text,pt\nen,bank,margem\n"
    if route.path.endswith(".tmx") and route.method == "POST":
        return b'<tmx version="1.4"><header srclang="en"/><body></body></tmx>'
    (kind,) = [each.field_info.annotation for each in route.context.dependant.body_params] or [None]
    if kind is None:
        return None
    schema = TypeAdapter(kind).json_schema()
    return filled(schema, schema, PLAIN | dict(known))


def filled(schema: Schema, whole: Schema, known: Known, name: str = "") -> Any:
    """A value that fits the schema."""
    if "const" in schema:
        return schema["const"]
    if name in known:
        return known[name]
    if "$ref" in schema:
        return filled(whole["$defs"][schema["$ref"].rpartition("/")[2]], whole, known, name)
    if "anyOf" in schema:
        return filled(schema["anyOf"][0], whole, known, name)
    match schema.get("type"):
        case "object":
            return {each: filled(inner, whole, known, each) for each, inner in schema.get("properties", {}).items()}
        case "array":
            return [filled(schema.get("items", {}), whole, known, name)]
        case "string":
            return known["room"] if schema.get("format") == "uuid" else schema.get("enum", ["x"])[0]
        case kind:
            return {"boolean": True, "integer": max(schema.get("minimum", 1), 1), "number": 1}[str(kind)]


Place = tuple[str | int, ...]


def places(value: Any, here: Place = ()) -> Iterator[Place]:
    """Where a value stands in this: each field, each element, each key's value."""
    if here:
        yield here
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inner:
        yield from places(each, (*here, key))


def at(value: Any, place: Place) -> Any:
    """What stands at a place."""
    for key in place:
        value = value[key]
    return value


def with_json(value: Any, place: Place, raw: str) -> str:
    """The JSON of this, with `raw` as it is at a place: it need not be JSON."""
    mark = "\x00here\x00"
    copied = json.loads(json.dumps(value))
    at(copied, place[:-1])[place[-1]] = mark
    return json.dumps(copied).replace(json.dumps(mark), raw)


def address(route: Route, known: Known) -> str:
    """The path of a route; what is not known in it is the id of nothing."""
    return route.path.format_map(defaultdict(lambda: NOWHERE, known))


async def request(http: httpx.AsyncClient, route: Route, known: Known) -> httpx.Response:
    """Send what fits the route; `known` are values by the names of fields and of parts of the path."""
    path = address(route, known)
    sent = body(route, {name: value for name, value in known.items() if name != "invite"})
    if isinstance(sent, bytes):
        return await http.request(route.method, path, content=sent)
    return await http.request(route.method, path, json=sent)


NOWHERE = "00000000-0000-7000-8000-000000000000"
"""An id that nothing has."""


async def obeyed(who: Guest, kind: type[Command], known: Known) -> dict[str, Any]:
    """Send a command that fits; its answer, without what is never the same."""
    sent = command(kind, known)
    del sent["nonce"]
    answer = await who.ask(**sent)
    del answer["nonce"]
    return answer
