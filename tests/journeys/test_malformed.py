"""Every text field of every command and request, filled with what no person writes: each is answered, nothing fails."""

import json
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from enishi.protocol import Command
from enishi.settings import ApiSettings, Settings
from tests.support.guest import Guest
from tests.support.server import silent

TEXTS = (
    *("\ud800", "a\udfffb", "\udc00\ud800", "\0", "a\0b", "\x1b[31m", "\u202e\u2066", "\ufeff", "\ufffe", "\U0010ffff"),
    *("", " ", "\r\n" * 100, "\u200b" * 10, "\u0301" * 1000, "x" * 100_000, "../../../etc/passwd"),
    *("'; DROP TABLE messages; --", "<script>alert(1)</script>", "%s%n{}${x}"),
)
Schema = dict[str, Any]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Nothing is refused because there was too much of it."""
    many = {"posts_per_minute": 100_000, "joins_per_minute": 100_000, "openapi": True}
    return silent(tmp_path).model_copy(update=many | {"api": ApiSettings(open=True, per_minute=100_000)})


def commands(kind: type[Command] = Command) -> Iterator[type[Command]]:
    for each in kind.__subclasses__():
        if each.__module__.startswith("enishi."):
            yield each
        yield from commands(each)


def filled(schema: Schema, whole: Schema, text: str, ids: str) -> Any:
    """A value that fits the schema, with this text wherever a text may stand."""
    if "$ref" in schema:
        return filled(whole["$defs"][schema["$ref"].rpartition("/")[2]], whole, text, ids)
    if "anyOf" in schema:
        return filled(schema["anyOf"][0], whole, text, ids)
    if schema.get("type") == "object":
        return {name: filled(each, whole, text, ids) for name, each in schema.get("properties", {}).items()}
    if schema.get("type") == "array":
        return [filled(schema.get("items", {}), whole, text, ids)]
    plain = {"integer": 1, "number": 1, "boolean": True, "string": ids if schema.get("format") == "uuid" else text}
    return schema.get("const", plain.get(schema.get("type", ""), text))


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
async def test_every_command_is_answered(ada: Guest, text: str) -> None:
    said = (await ada.post("Here."))["message"]
    for kind, ids in product(commands(), (ada.room, said)):
        command = filled(schema := kind.model_json_schema(), schema, text, ids)
        seen = len(ada.events)
        await ada.send(json.dumps(command | {"nonce": "n"}))
        await ada.told(lambda e: e["type"] in ("done", "refused"), seen)
        if text:
            await ada.send(json.dumps(command | {"nonce": text, "type": command["type"]}))
            await ada.told(lambda e: e["type"] in ("done", "refused"), seen + 1)
    assert (await ada.post("Still here."))["type"] == "done"


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
async def test_every_request_is_answered(ada: Guest, text: str) -> None:
    api = (await ada.http.get("/openapi.json")).json()
    whole = {"$defs": api["components"]["schemas"]}
    own = {path: operation for path, operation in api["paths"].items() if path != "/api/leave"}
    for path, operation in own.items():
        for method, told in operation.items():
            body = told.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
            url = path.replace("{room}", ada.room).replace("{secret}", "x").replace("{invite}", ada.room)
            url = url.replace("{term}", ada.room)
            data = json.dumps(filled(body, whole, text, ada.room))
            answer = await ada.http.request(
                method.upper(), url, content=data, headers={"Content-Type": "application/json"}
            )
            assert answer.status_code < 500, (method, path)
    for path in ("/translate", "/detect", "/suggest"):
        asked = {"q": text, "source": text, "target": text, "s": text, "api_key": text}
        for name in asked:
            known = {"q": "hi", "source": "en", "target": "pt", "s": "oi", "api_key": ""} | {name: text}
            for values in (asked, known):
                data = json.dumps(values)
                answer = await ada.http.post(path, content=data, headers={"Content-Type": "application/json"})
                assert answer.status_code < 500, (path, name)
    assert (await ada.post("Still here."))["type"] == "done"
