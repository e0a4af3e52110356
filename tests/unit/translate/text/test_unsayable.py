"""What an engine's vocabulary lacks is found, word by word, or character by character in scripts without spaces."""

import string

import pytest

from enishi.settings import Settings
from enishi.translate.engines.firefox import Firefox
from enishi.translate.text.unsayable import unsayable, without_unknown_marks

LATIN = frozenset(string.ascii_letters + string.digits + "áãçéêíóõú.,;:!?()\"'-&=°")
CHINESE = frozenset("我爱吃饭。,.!?")


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("My friend 田中さん lives; C# and (F#).", ["田中さん", "C#", "F#"]),
        ("You need ≥18 years → § 5, ~a, H₂O", ["≥18", "→", "§", "~a", "H₂O"]),
        ("Иван met Müller in Łódź.", ["Иван", "Müller", "Łódź"]),
        ("Take ½ or 10²: x™", ["½", "10²", "x™"]),
        ("Índia, Ótimo, Ñandu", ["Ñandu"]),
        ("Cafe\u0301 é bom. Hel\u00adlo \U00100000", []),
        ("Ｈｅｌｌｏ 𝓗𝓮𝓵𝓵𝓸！", []),
    ],
)
def test_words_that_cannot_be_said(sentence: str, words: list[str]) -> None:
    assert [sentence[start:stop] for start, stop in unsayable(sentence, LATIN)] == words


def test_single_characters_where_words_have_no_spaces() -> None:
    sentence = "我爱吃𠮷饭。"
    assert [sentence[start:stop] for start, stop in unsayable(sentence, CHINESE)] == ["𠮷"]


def test_a_word_can_be_read_without_a_mark() -> None:
    assert without_unknown_marks("naïve", LATIN) == "naive"
    assert without_unknown_marks("Łódź", LATIN) == "Lódz"
    assert without_unknown_marks("c#", LATIN) is None


def test_a_models_own_characters_are_known() -> None:
    known = Firefox(Settings()).characters("en", "pt")
    assert known
    assert set("aZ9ãçé.") <= known
    assert known.isdisjoint("{}<\\@#~ñü½–“\u2581")
    assert Firefox(Settings()).characters("en", "xx") is None
