"""Prints the wire as JSON Schema: `npm run protocol` in web/ turns it into the page's types."""

import json
from collections.abc import Iterable
from typing import Any, Literal

from pydantic.json_schema import GenerateJsonSchema, models_json_schema

from enishi.protocol import Fact, Wire
from scripts.wire import ANSWERS, BODIES, COMMANDS, EVENTS, FACTS

Moded = tuple[type[Wire], Literal["validation", "serialization"]]
REF = "#/definitions/{model}"


class WholeSchema(GenerateJsonSchema):
    """What the server says is always whole; of what it takes, the tag and what has no default must be there."""

    def field_is_required(self, field: Any, total: bool) -> bool:  # noqa: D102, FBT001  (pydantic's signature)
        tag = field["schema"].get("schema", {}).get("type") == "literal"
        return tag or self.mode == "serialization" or super().field_is_required(field, total)


def one_of(models: Iterable[type[Wire]]) -> dict[str, object]:
    return {"oneOf": [{"$ref": REF.format(model=model.__name__)} for model in models]}


def schema() -> dict[str, object]:
    taken: list[Moded] = [(model, "validation") for model in (*COMMANDS, *BODIES)]
    said: list[Moded] = [(model, "serialization") for model in (*EVENTS, *ANSWERS)]
    _, models = models_json_schema([*taken, *said], schema_generator=WholeSchema, ref_template=REF)
    definitions = models["$defs"] | {Fact.__name__: {"title": Fact.__name__, **one_of(FACTS)}}
    wire = {"command": one_of(COMMANDS), "event": one_of(EVENTS), "request": one_of(BODIES), "answer": one_of(ANSWERS)}
    return {
        "title": "Wire",
        "type": "object",
        "properties": wire,
        "required": [*wire],
        "definitions": definitions,
    }


if __name__ == "__main__":
    print(json.dumps(schema()))
