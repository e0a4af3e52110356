"""What texts are found by, in many scripts; pure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.features.search.tokens import LONGEST, tokens, wanted


def keys(text: str, language: str) -> set[str]:
    return {token.key for token in tokens(text, language)}


@pytest.mark.parametrize(
    ("text", "language", "query"),
    [
        ("We are baking bread", "en", "baked"),
        ("As padarias abrem cedo", "pt", "PADARIA"),
        ("informação útil", "pt", "informacao"),
        ("ΚΑΛΗΜΈΡΑ σας", "el", "καλημερα"),
        ("Straße", "de", "STRASSE"),
        ("كِتَابٌ جديد", "ar", "كتاب"),
        ("كتـــاب", "ar", "كتاب"),
        ("שָׁלוֹם", "he", "שלום"),
        ("東京都に住んでいます", "ja", "京都"),
        ("東京都に住んでいます", "ja", "東京"),
        ("東京都に住んでいます", "ja", "都"),
        ("我住在北京", "zh", "京"),
        ("ｶﾀｶﾅ", "ja", "カタカナ"),
        ("สวัสดีครับ", "th", "สวัสดี"),
        ("한국어를 배웁니다", "ko", "한국"),
        ("नमस्ते दुनिया", "hi", "दुनिया"),
        ("Room 42, 3pm", "en", "42"),
    ],
)
def test_a_text_is_found_by_its_words_in_other_forms(text: str, language: str, query: str) -> None:
    there = keys(text, language)
    for token in wanted(query, language):
        assert token.key in there or (token.begins and any(key.startswith(token.key) for key in there))


@pytest.mark.parametrize(
    ("text", "language", "query"),
    [("baking bread", "en", "broth"), ("東京都", "ja", "京東"), ("नमस्ते", "hi", "दुनिया"), ("abc", "en", "東")],
)
def test_a_text_is_not_found_by_others(text: str, language: str, query: str) -> None:
    there = keys(text, language)
    assert any(
        token.key not in there and not (token.begins and any(key.startswith(token.key) for key in there))
        for token in wanted(query, language)
    )


@given(st.text(), st.sampled_from(["en", "ja", "ar", "pt-BR", "th", "xx", ""]))
def test_every_piece_stands_in_the_text_in_order(text: str, language: str) -> None:
    found = tokens(text, language)
    assert all(0 <= token.start < token.end <= len(text) and 0 < len(token.key) <= LONGEST for token in found)
    assert [token.start for token in found] == sorted(token.start for token in found)
    assert {token.key for token in wanted(text, language)} <= {token.key for token in found}
