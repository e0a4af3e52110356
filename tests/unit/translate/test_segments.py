"""Nothing of a text is lost, and sentences are cut where a reader would cut them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.translate.text.segments import LIMIT, split

WORDS = st.lists(
    st.sampled_from(
        [
            *("Dr.", "Hello.", "z. B.", "3.", "…", "- ", "* ", "> ", "1. ", "👩‍👩‍👧", "❤️"),
            *("\n", "\r\n", "\n\n", "\t", " ", "  ", "\u2028", "\x85", "\0"),
            *("こんにちは。", "ありがとう", "कैसे हैं?", "؟", "x" * 400, "word " * 90, "ا" * 500, "あ、" * 90),
        ]
    )
).map("".join)


@given(st.text() | WORDS)
def test_sentences_and_gaps_are_the_whole_text(text: str) -> None:
    segments = split(text)
    pieces = [segments.gaps[0]]
    for sentence, gap in zip(segments.sentences, segments.gaps[1:], strict=True):
        pieces += (sentence, gap)
    assert "".join(pieces) == text
    assert segments.join(segments.sentences) == text


@given(st.text() | WORDS)
def test_every_sentence_has_letters_fits_and_has_no_space_around_it(text: str) -> None:
    for sentence in split(text).sentences:
        assert any(character.isalpha() for character in sentence)
        assert sum(3 if unicodedata.east_asian_width(c) in "WF" else 1 for c in sentence) <= LIMIT
        assert len(sentence.splitlines()) == 1
        assert sentence == sentence.strip()


@given(WORDS)
def test_no_letter_is_left_in_a_gap(text: str) -> None:
    assert not any(character.isalpha() for gap in split(text).gaps[1:-1] for character in gap if character.isascii())


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("How are you? I am fine.", ["How are you?", "I am fine."]),
        ("Perfect! Thank you.", ["Perfect!", "Thank you."]),
        ("Ask Dr. Smith, e.g. tomorrow. He knows.", ["Ask Dr. Smith, e.g. tomorrow.", "He knows."]),
        ("Hello! Mr. Brown is here.", ["Hello!", "Mr. Brown is here."]),
        ("Das geht z. B. am 3. Mai. Gut?", ["Das geht z. B. am 3. Mai.", "Gut?"]),
        ("Llama a la Sra. García. ¡Ya!", ["Llama a la Sra. García.", "¡Ya!"]),
        ("Version 2.0 is here.", ["Version 2.0 is here."]),
        ("مرحبا بك. كيف حالك؟ أنا بخير.", ["مرحبا بك.", "كيف حالك؟", "أنا بخير."]),
        ("नमस्ते। आप कैसे हैं? मैं ठीक हूँ।", ["नमस्ते।", "आप कैसे हैं?", "मैं ठीक हूँ।"]),
        ("こんにちは。元気ですか？はい！", ["こんにちは。", "元気ですか？", "はい！"]),
        ("- milk\n* bread\n  1. salt\n> # so", ["milk", "bread", "salt", "so"]),
        ("See you 😀 soon 👩‍👩‍👧!", ["See you", "soon"]),
        ("Monday\tTuesday\t Wednesday", ["Monday", "Tuesday", "Wednesday"]),
        ("Bread   2.50  loaves", ["Bread", "loaves"]),
        ("Name  Town  Age", ["Name", "Town", "Age"]),
        ("I  am here.  Are you?", ["I  am here.", "Are you?"]),
        ("😀", []),
        ("12:30 — 14:00", []),
        ("", []),
    ],
)
def test_cut_where_a_reader_would(text: str, sentences: list[str]) -> None:
    assert list(split(text).sentences) == sentences


def test_too_long_is_cut_at_punctuation_then_at_spaces_then_anywhere() -> None:
    clauses = split("so many words in this clause, " * 20).sentences
    assert len(clauses) > 1
    assert all(clause.endswith(",") for clause in clauses)
    words = split("word " * 200).sentences
    assert all(set(piece.split()) == {"word"} for piece in words)
    assert [len(piece) for piece in split("x" * 1000).sentences] == [350, 350, 300]


def test_a_grapheme_is_never_cut() -> None:
    for piece in split("नि" * 400).sentences:
        assert piece.startswith("न")


def test_scripts_without_spaces_get_them_in_languages_that_have_them() -> None:
    assert split("こんにちは。元気ですか？").join(["Hello.", "How are you?"]) == "Hello. How are you?"
    assert split("Hello. How are you?").join(["こんにちは。", "元気ですか？"]) == "こんにちは。元気ですか？"
    assert split("One.\nTwo.").join(["一。", "二。"]) == "一。\n二。"
