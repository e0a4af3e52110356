"""All models of the wire, found by their base classes: for its documentation, and for the types of the page."""

import re
from collections.abc import Iterator
from typing import TypeVar

import enishi.app.features  # noqa: F401  (declares the models of all features)
from enishi.protocol import Body, Command, Event, Fact, News, Wire

Model = TypeVar("Model", bound=Wire)


def declared(base: type[Model]) -> list[type[Model]]:
    """The models below a base class that have no models below them; the spine's first, then by feature."""
    found = [model for model in _leaves(base) if model is not base and not model.__name__.startswith("_")]
    return sorted(found, key=lambda model: (not model.__module__.startswith("enishi.protocol"), model.__module__))


def _leaves(model: type[Model]) -> Iterator[type[Model]]:
    below = [each for each in model.__subclasses__() if each.__module__.startswith("enishi.")]
    if below:
        for each in below:
            yield from _leaves(each)
    else:
        yield model


def _is_part(model: type[Wire]) -> bool:
    """Whether it stands inside other models of the wire only."""
    fields = (field for other in declared(Wire) for field in other.model_fields.values())
    name = re.compile(rf"\b{model.__name__}\b")
    return any(name.search(repr(field.annotation)) for field in fields)


COMMANDS = declared(Command)
FACTS = declared(Fact)
EVENTS = [event for event in declared(Event) if not issubclass(event, News)]
BODIES = declared(Body)
PARTS = [model for model in declared(Wire) if _is_part(model)]
ANSWERS = [model for model in declared(Wire) if not issubclass(model, (Command, Event, Body)) and model not in PARTS]
