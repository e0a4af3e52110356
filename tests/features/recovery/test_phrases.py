"""Recovery phrases: random, in words of a language, and known again however they are typed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.features.recovery.phrases import LISTS, hash_of, new_phrase


@pytest.mark.parametrize("language", [*LISTS, "pt-BR", "de", "ar"])
def test_a_phrase_has_twelve_words_and_is_never_the_same(language: str) -> None:
    phrases = {new_phrase(language) for _ in range(50)}
    assert len(phrases) == 50
    assert all(len(phrase.split()) == 12 for phrase in phrases)


def test_words_are_those_of_the_reader_where_there_is_a_list() -> None:
    assert all("\u3040" <= letter <= "\u309f" for letter in unicodedata.normalize("NFC", new_phrase("ja")[0]))
    assert new_phrase("de").isascii()


@given(
    st.sampled_from(["en", "fr", "ja", "es"]), st.sampled_from(["NFC", "NFD", "NFKC"]), st.sampled_from("  \n\t\u3000")
)
def test_it_is_the_same_in_capitals_with_other_spaces_and_composed_or_not(language: str, form: str, space: str) -> None:
    phrase = new_phrase(language)
    typed = f" {space}".join(unicodedata.normalize(form, phrase).upper().split())  # type: ignore[arg-type]
    assert hash_of(f"{space}{typed}{space}") == hash_of(phrase)


def test_accents_may_be_left_out() -> None:
    assert hash_of("Séquence Étoile") == hash_of("sequence etoile")


def test_order_and_every_word_count() -> None:
    words = new_phrase("en").split()
    assert hash_of(" ".join(words[::-1])) != hash_of(" ".join(words))
    assert hash_of(" ".join(words[:-1])) != hash_of(" ".join(words))
