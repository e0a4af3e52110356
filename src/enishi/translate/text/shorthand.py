"""Spells out the shorthand of chat before an engine reads it: `idk`, `vc`, `isnt`. The tables are shorthand.json."""

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

_WORD = re.compile(r"(?<![\w@#/.'’-])[^\W\d_]{1,10}+(?![\w@/'’-])(?!\.\w)")


def spelled_out(sentence: str, language: str) -> str:
    """The sentence with shorthand in full; words in capitals stay, which are other abbreviations (`TB`)."""
    table = _tables().get(language.partition("-")[0])
    return _WORD.sub(lambda match: _in_full(match[0], table), sentence) if table else sentence


def _in_full(word: str, table: Mapping[str, str]) -> str:
    meaning = table.get(word.lower())
    if meaning is None or word[1:] != word[1:].lower():
        return word
    return meaning[0].upper() + meaning[1:] if word[0].isupper() else meaning


@lru_cache(1)
def _tables() -> Mapping[str, Mapping[str, str]]:
    found: Mapping[str, Mapping[str, str]] = json.loads(
        resources.files(__package__).joinpath("shorthand.json").read_text(encoding="utf-8")
    )
    return found
