"""Glossary and memory: the words that a room settled or corrected, shown, changed, exported and imported."""

from enishi.doors.house import House
from enishi.feature import Feature
from enishi.features.glossary.files import routes as file_routes
from enishi.features.glossary.memory import Memory
from enishi.features.glossary.routes import routes
from enishi.features.glossary.table import ChangeSource
from enishi.features.glossary.verbs import Glossary


def open_glossary(house: House) -> Feature:
    """REST only; that the glossary changed is an event of the spine, which translates with it."""
    glossary, memory = Glossary(house), Memory(house)
    return Feature(
        sources=(ChangeSource(),),
        routes=(routes(house, glossary), file_routes(house, {"glossary": glossary, "memory": memory})),
    )
