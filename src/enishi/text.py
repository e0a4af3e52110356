"""Checks of what people type: messages, names and titles, language tags. Pure."""

from collections.abc import Collection
from unicodedata import category, normalize

from enishi.errors import Invalid
from enishi.languages import best_match

_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0" + "".join(map(chr, range(0xFE00, 0xFE10))))
"""Letters, marks and a symbol that show nothing."""

_JOINERS = "\u200c\u200d"
_MARKS_MOST = 4
"""So many marks a pointed Hebrew or a Tibetan letter may carry; more cover the lines around them."""


def checked_text(text: str, longest: int) -> str:
    """The text of a message; raises Invalid when it is empty, malformed or has more than `longest` characters."""
    if not any(map(is_visible, text)):
        raise Invalid("Write something first: the message is empty.", code="empty")
    if len(text) > longest:
        raise Invalid(
            f"The message has {len(text)} characters; {longest} are the most. Send it in parts.", code="too_long"
        )
    if "\0" in text:
        raise Invalid("The message has a character that is not text (NUL).", code="malformed")
    return text


def is_visible(character: str) -> bool:
    """Whether a reader sees it: no space, control or format character, selector, or letter that is a blank."""
    return category(character)[0] not in "CZ" and character not in _BLANK


def checked_line(text: str, what: str, longest: int) -> str:
    """A name or title on one line, without surrounding spaces; raises Invalid when empty, too long or malformed."""
    line = " ".join(text.split())
    kinds = {category(letter) for letter in line}
    if kinds & {"Cc", "Cs"}:
        raise Invalid(f"The {what} has characters that cannot be shown.", code=f"{what}_malformed")
    if not any(kind[0] not in "CZ" for kind in kinds):  # only invisible characters count as empty, too
        raise Invalid(f"The {what} is empty.", code=f"{what}_empty")
    if len(line) > longest:
        raise Invalid(f"The {what} is too long: {longest} characters are the most.", code=f"{what}_too_long")
    return line


def checked_name(text: str, longest: int) -> str:
    """A member's name on one line; raises Invalid, also for hidden characters and for piles of marks."""
    name = normalize("NFC", checked_line(text, "name", longest))
    if any(_is_hidden(name, at) for at in range(len(name))):
        raise Invalid("The name has characters that nobody sees. Type it anew, without them.", code="name_malformed")
    if _marks_in_a_row(name) > _MARKS_MOST:
        raise Invalid("The name has too many marks on one letter. Leave some out.", code="name_malformed")
    return name


def _is_hidden(name: str, at: int) -> bool:
    """Whether a character shows nothing and no script or emoji needs it where it stands."""
    character = name[at]
    if character == "\ufe0f" or character in _JOINERS:
        return not _is_needed(character, name[at - 1 : at], name[at + 1 : at + 2])
    return character != " " and not is_visible(character)


def _is_needed(character: str, before: str, after: str) -> bool:
    """Emoji join and choose their form; Arabic and the scripts of South Asia join and part letters."""
    if before and (before == "\ufe0f" or category(before) in ("So", "Sk")):
        return character == "\ufe0f" or (character == "\u200d" and after != "" and category(after) == "So")
    if character == "\ufe0f" or not before or not after:
        return False
    return all("\u0600" <= each <= "\u1cff" and category(each)[0] in "LM" for each in (before, after))


def _marks_in_a_row(name: str) -> int:
    """The most marks on one letter; what joins letters does not part them."""
    most = run = 0
    for character in name:
        if character not in _JOINERS:
            run = run + 1 if category(character) in ("Mn", "Me") else 0
        most = max(most, run)
    return most


def known_language(tag: str, languages: Collection[str]) -> str:
    """The offered language that matches `tag`; raises Invalid when there is none."""
    language = best_match(tag, languages)
    if language is None:
        raise Invalid(f"The language {tag[:35]!r} is not known here.", code="unknown_language")
    return language
