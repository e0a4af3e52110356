"""Prints the wire as JSON Schema: `npm run protocol` in web/ turns it into the page's types."""

import json
from collections.abc import Iterable
from typing import Any, Literal, get_args

from pydantic.json_schema import GenerateJsonSchema, models_json_schema

from enishi import protocol

Model = type[protocol.Wire]
Moded = tuple[Model, Literal["validation", "serialization"]]
REF = "#/definitions/{model}"
COMMANDS: tuple[Model, ...] = get_args(get_args(protocol.AnyCommand)[0])
EVENTS: tuple[Model, ...] = get_args(get_args(protocol.AnyEvent)[0])
REQUESTS: tuple[Model, ...] = (protocol.Join, protocol.MakeRoom, protocol.MakeInvite, protocol.PutTerm, protocol.Aloud)
ANSWERS: tuple[Model, ...] = (
    *(protocol.House, protocol.InvitePreview, protocol.Joined, protocol.InviteView),
    *(protocol.RoomView, protocol.PageView, protocol.TermView, protocol.Imported, protocol.Trouble),
)


class WholeSchema(GenerateJsonSchema):
    """What the server says is always whole; of what it takes, the tag and what has no default must be there."""

    def field_is_required(self, field: Any, total: bool) -> bool:  # noqa: D102, FBT001  (pydantic's signature)
        tag = field["schema"].get("schema", {}).get("type") == "literal"
        return tag or self.mode == "serialization" or super().field_is_required(field, total)


def one_of(models: Iterable[Model]) -> dict[str, object]:
    return {"oneOf": [{"$ref": REF.format(model=model.__name__)} for model in models]}


def schema() -> dict[str, object]:
    taken: list[Moded] = [(model, "validation") for model in (*COMMANDS, *REQUESTS)]
    said: list[Moded] = [(model, "serialization") for model in (*EVENTS, *ANSWERS)]
    _, models = models_json_schema([*taken, *said], schema_generator=WholeSchema, ref_template=REF)
    wire = {
        "command": one_of(COMMANDS),
        "event": one_of(EVENTS),
        "request": one_of(REQUESTS),
        "answer": one_of(ANSWERS),
    }
    return {
        "title": "Wire",
        "type": "object",
        "properties": wire,
        "required": [*wire],
        "definitions": models["$defs"],
    }


if __name__ == "__main__":
    print(json.dumps(schema()))
