"""Lines that were wrapped are joined; lists, poems, code and short lines stay."""

import pytest

from enishi.translate.text.wrapping import unwrapped

MAIL = """I wanted to tell you that the meeting on Thursday has been moved to the
big hall behind the library, because so many people have said that
Lisbon should make room for everybody.

See you there
Anna"""
POEM = """Shall I compare thee to a summer's day
Thou art more lovely and more temperate
Rough winds do shake the darling buds of May
And summer's lease hath all too short a date"""


def test_a_mail_is_joined_and_its_paragraphs_stay() -> None:
    first, empty, *rest = unwrapped(MAIL).split("\n")
    assert first == " ".join(MAIL.split("\n")[:3])
    assert (empty, rest) == ("", ["See you there", "Anna"])


def test_carriage_returns_go_with_the_line_breaks() -> None:
    assert unwrapped(MAIL.replace("\n", "\r\n")).count("\r") == 3


@pytest.mark.parametrize(
    "text",
    [
        POEM,
        "one line",
        "- milk and bread and butter and salt and honey\n- " + "cheese " * 6 + "\n",
        "short\nlines\nhere",
        "This sentence is long enough to be wrapped, and it ends here.\nthe next one begins small.",
        "    indented code that is long enough to be a wrapped line\n    and more of it that goes on",
    ],
)
def test_what_stays(text: str) -> None:
    assert unwrapped(text) == text
