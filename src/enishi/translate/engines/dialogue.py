"""Short lines read as dialogue: small models, raised on pages of the web, add words to a line that stands alone.

`Thank you.` came back as `Obrigado por enviar uma edição.`, `hello` as `Olá,`; `- Thank you!` does not.
"""

import re

WORDS = 3
"""How many words a short line has at most."""
LETTERS = 30

_SHORT = re.compile(r"(?P<body>[^\W\d_].*?)(?P<end>[.!?…]?)")
_ANSWER = re.compile(r"\s*[-–—]\s*(?P<body>\w.*?|[¿¡].*?)(?P<end>[.!?…,]*)\s*")


def as_dialogue(sentence: str) -> str | None:
    """What to ask in place of a short line; None when it is none."""
    match = _SHORT.fullmatch(sentence)
    if not match or len(sentence) > LETTERS or len(sentence.split()) > WORDS or not _lone(match["body"]):
        return None
    mark = "?" if match["end"] == "?" else "!"
    return f"- {match['body'][0].upper()}{match['body'][1:]}{mark}"


def from_dialogue(answer: str, sentence: str) -> str | None:
    """The answer as a line of its own that ends as `sentence` does; None when the model made no dialogue of it."""
    match = _ANSWER.fullmatch(answer)
    if not match or not match["body"]:
        return None
    body = match["body"].removeprefix("¡")
    asked = _SHORT.fullmatch(sentence)
    return body + (asked["end"] if asked else "")


def _lone(body: str) -> bool:
    return all(character.isalpha() or character in " '’-," for character in body)
