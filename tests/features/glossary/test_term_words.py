"""What may stand in messages of others because a term says so: words, and nothing that acts."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as some

from enishi.errors import Invalid
from enishi.features.glossary.term_words import checked_words


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("see https://evil.example/now", "term_link"),
        ("`https://evil.example`", "term_link"),
        ("http", None),
        ("https:/", "term_link"),
        ("//evil.example", "term_link"),
        ("www.evil.example", "term_link"),
        ("mailto:mallory@evil.example", "term_link"),
        ("Evil.com", "term_link"),
        ("ｈttps://evil.example", "term_link"),
        ("Node.js", None),
        ("z. B.", None),
        ("and/or", None),
        ("C++", None),
        ("yes\nno", "term_line_break"),
        ("yes\r\nno", "term_line_break"),
        ("yes\u2028no", "term_line_break"),
        ("yes\x0bno", "term_line_break"),
        ("yes\u0085no", "term_line_break"),
        (" town council\n", None),
        ("\u202eno", "term_malformed"),
        ("a\u2067b", "term_malformed"),
        ("می\u200cخواهم", None),
        ("", "term_empty"),
        ("x" * 100, None),
        ("x" * 101, "term_too_long"),
    ],
)
def test_a_term_has_no_links_no_lines_and_an_end(words: str, code: str | None) -> None:
    if code is None:
        assert checked_words(words) == " ".join(words.split())
    else:
        with pytest.raises(Invalid) as refused:
            checked_words(words)
        assert refused.value.code == code


@given(some.text(min_size=1, max_size=300))
@example("a\x1cb")
def test_what_is_kept_is_one_short_line_without_a_link(words: str) -> None:
    try:
        kept = checked_words(words)
    except Invalid:
        return
    assert len(kept.splitlines()) == 1
    assert len(kept) <= 100
    assert "//" not in kept
