"""Short lines in the form of dialogue: small models, trained on web pages, add words to a short line of its own.

`Thank you.` came back as `Obrigado por enviar uma edição.`, `hello` as `Olá,`; `- Thank you!` does not.
"""

import re

MAX_WORDS, MAX_CHARACTERS = 3, 30
"""Of a short line."""

_SHORT = re.compile(r"\A(?P<body>[^\W\d_].*?)(?P<end>[.!?…]?)")
_ANSWER = re.compile(r"\A\s*[-–—]\s*(?P<body>\w.*?|[¿¡].*?)(?P<end>[.!?…,]*)\s*")
_SECOND_TURN = re.compile(r"[.!?…,]\s*[-–—]\s")
"""Somebody answers in the translation: the model went on by itself."""


def as_dialogue(sentence: str) -> str | None:
    """The line as dialogue; None if the sentence is not a short line."""
    match = _SHORT.fullmatch(sentence)
    if not match or len(sentence) > MAX_CHARACTERS or len(sentence.split()) > MAX_WORDS or not _is_plain(match["body"]):
        return None
    mark = "?" if match["end"] == "?" else "!"
    return f"- {match['body'][0].upper()}{match['body'][1:]}{mark}"


def from_dialogue(answer: str, sentence: str) -> str | None:
    """The translated dialogue as a plain line that ends like `sentence`; None if it is not dialogue."""
    match = _ANSWER.fullmatch(answer)
    if not match or not match["body"] or _SECOND_TURN.search(match["body"]):
        return None
    body = match["body"].removeprefix("¡")
    asked = _SHORT.fullmatch(sentence)
    return body + (asked["end"] if asked else "")


def _is_plain(body: str) -> bool:
    return all(character.isalpha() or character in " '’-," for character in body)
