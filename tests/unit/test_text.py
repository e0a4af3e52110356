"""Messages, names and titles have something to see in them; names and titles are one line."""

from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.errors import Invalid
from enishi.text import checked_line, checked_text


@given(st.text(max_size=30))
def test_a_line_that_passes_is_one_line_and_passes_again(text: str) -> None:
    try:
        line = checked_line(text, "name", 20)
    except Invalid:
        return
    assert 0 < len(line) <= 20
    assert line.splitlines() == [line]
    assert line == line.strip()
    assert any(category(letter)[0] not in "CZ" for letter in line)
    assert checked_line(line, "name", 20) == line


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "name_empty"),
        (" \n\t ", "name_empty"),
        ("\u200b", "name_empty"),
        ("\u202e\u2066", "name_empty"),
        ("x" * 61, "name_too_long"),
        ("a\0b", "name_malformed"),
        ("a\x1bb", "name_malformed"),
        ("\ud800", "name_malformed"),
    ],
)
def test_what_cannot_be_shown_is_refused(text: str, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        checked_line(text, "name", 60)
    assert refused.value.code == code


@pytest.mark.parametrize("name", ["Ana Maria", "山田 太郎", "محمد", "नमन", "👩‍👩‍👧", "O’Neill-Ōta", "<script>"])
def test_names_of_every_script_pass(name: str) -> None:
    assert checked_line(f"  {name}\n", "name", 60) == name


@pytest.mark.parametrize("text", ["", " \n", "\u200b\u200b", "\u202e\u2066", "\u3164", "\u2800 \ufe0f", "\u00ad"])
def test_a_message_that_shows_nothing_is_empty(text: str) -> None:
    with pytest.raises(Invalid) as refusal:
        checked_text(text, 20)
    assert refusal.value.code == "empty"


@pytest.mark.parametrize(("text", "code"), [("a\0b", "malformed"), ("x" * 21, "too_long")])
def test_a_message_that_is_no_text_or_too_long_is_refused(text: str, code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        checked_text(text, 20)
    assert refusal.value.code == code


@pytest.mark.parametrize("text", ["a", "!", "😀", "\u200bא", "5", "́"])
def test_a_message_that_shows_something_passes(text: str) -> None:
    assert checked_text(text, 20) == text
