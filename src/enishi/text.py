"""Checks of what people type: messages, names and titles, language tags. Pure."""

from collections.abc import Collection
from unicodedata import category, name, normalize

from enishi.errors import Invalid
from enishi.languages import best_match

_SELECTORS = {
    "Emoji": "\ufe0f",
    "Mongolian": "\u180b\u180c\u180d\u180f",
    "Han": "".join(map(chr, range(0xE0100, 0xE01F0))),
}
"""What chooses the form of the character before it, and shows nothing itself."""

_BLANK = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufffc\U00016fe4\U0001d159"
    + "".join(map(chr, range(0xFE00, 0xFE0F)))
    + "".join(_SELECTORS.values())
)
"""Letters, marks and symbols that show nothing."""

_KEYCAP = "\u20e3"
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
    """A member's name on one line; raises Invalid, also for hidden characters and for marks that cover others."""
    line = normalize("NFC", checked_line(text, "name", longest))
    if has_hidden(line):
        raise Invalid("The name has characters that nobody sees. Type it anew, without them.", code="name_malformed")
    if _marks_in_a_row(line) > _MARKS_MOST:
        raise Invalid("The name has too many marks on one letter. Leave some out.", code="name_malformed")
    if any(category(word[0]) in ("Mn", "Me") for word in line.split()):
        raise Invalid("The name has a mark without a letter. Leave it out.", code="name_malformed")
    return line


def has_hidden(line: str) -> bool:
    """Whether a character shows nothing, or turns the direction of others, and no script or emoji needs it there."""
    return any(_is_hidden(line, at) for at in range(len(line)))


def _is_hidden(line: str, at: int) -> bool:
    character, before, after = line[at], line[at - 1] if at else " ", line[at + 1 : at + 2] or " "
    if character == " " or is_visible(character):
        return False
    return not (_selects(character, before, after) or (character in _JOINERS and _joins(character, before, after)))


def _selects(character: str, before: str, after: str) -> bool:
    """Whether it chooses a form where there are several: of an emoji, a Mongolian letter, a Han character in a name."""
    if character in _SELECTORS["Emoji"]:
        return category(before)[0] in "SP" or after == _KEYCAP
    if character in _SELECTORS["Mongolian"]:
        return "\u1820" <= before <= "\u18aa"
    return character in _SELECTORS["Han"] and name(before, "").startswith("CJK")


def _joins(character: str, before: str, after: str) -> bool:
    """Whether it joins emoji, or joins or parts letters in Arabic or in a script of South Asia."""
    if character == "\u200d" and category(after) == "So":
        return before in _SELECTORS["Emoji"] or category(before) in ("So", "Sk")
    return all("\u0600" <= each <= "\u1cff" and category(each)[0] in "LM" for each in (before, after))


def _marks_in_a_row(line: str) -> int:
    """The most marks on one letter; what joins letters does not part them."""
    most = run = 0
    for character in line:
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


def has_link(text: str) -> bool:
    """Whether there is something in it that pages make a link of, or people take for one."""
    return "://" in text or "www." in text.lower()
