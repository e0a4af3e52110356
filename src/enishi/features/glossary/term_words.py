"""What the words of a term may be: one line, no longer than a name, without links and without hidden characters."""

from enishi.errors import Invalid
from enishi.text import checked_line, has_hidden
from enishi.translate.text.span_patterns import OPAQUE

LONGEST_TERM = 100


def checked_words(words: str) -> str:
    """The words of a term, or of its translation, as they are kept; raises Invalid.

    They stand in messages of others, so they may not bring along a link, a line, or an order of letters.
    """
    line = words.strip()
    if len(line) > LONGEST_TERM:  # first: a file may have words of millions of characters
        raise Invalid(f"The term is too long: {LONGEST_TERM} characters are the most.", code="term_too_long")
    if len(line.splitlines()) > 1:
        raise Invalid("The term has a line break. Write it on one line.", code="term_line_break")
    line = checked_line(line, "term", LONGEST_TERM)
    if has_hidden(line):
        raise Invalid("The term has characters that nobody sees. Write it without them.", code="term_malformed")
    if _has_link(line):
        raise Invalid("The term has a link in it. Write it without.", code="term_link")
    return line


def _has_link(line: str) -> bool:
    return "//" in line or ":/" in line or any(found["url"] or found["link"] for found in OPAQUE.finditer(line))
