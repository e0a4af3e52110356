"""What makes a translation doubtful, and what does not."""

import pytest

from enishi.translate.text.quality_estimation import ordered, quality_issues


@pytest.mark.parametrize(
    ("said", "made", "language", "found"),
    [
        ("Where is the station?", "Onde fica a estação?", "pt", ()),
        ("OK", "OK", "pt", ()),
        ("Hotel Maria", "Hotel Maria", "pt", ()),
        ("Ana Maria Santos Silva", "Ana Maria Santos Silva", "pt", ()),
        ("I have 3 apples.", "Tenho três maçãs.", "pt", ()),
        ("1,000 people in 1998", "1.000 pessoas em 1998", "pt", ()),
        ("It costs 300 euros.", "Custa 30 euros.", "pt", ("numbers",)),
        ("It costs 3 euros.", "Custa 5 euros.", "pt", ("numbers",)),
        ("where is the big station", "where is the big station", "pt", ("copied",)),
        ("Yes.", "Sim, obrigado por enviar uma edição da revista.", "pt", ("length",)),
        ("Perfect", "Perfeito! Perfeito!", "pt", ("repeats",)),
        ("It was good.", "It was a srrrrrrr", "en", ("repeats",)),
        ("How are you today?", "How are they?", "ru", ("script",)),
        ("How are you?", "你好吗？", "zh", ()),
        ("How are you?", "元気ですか？", "ja", ()),
    ],
)
def test_doubts(said: str, made: str, language: str, found: tuple[str, ...]) -> None:
    assert quality_issues(said, made, language) == found


def test_each_once_in_one_order() -> None:
    assert ordered(["pieces", "length", "pieces"]) == ("length", "pieces")
