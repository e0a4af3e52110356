"""Quantities are compared by their value, and written as the target language does where that is certain."""

import pytest

from enishi.translate.text.quantities import QUANTITY, changed_quantities, written_in


@pytest.mark.parametrize(
    ("source", "made"),
    [
        ("Take ½ tablet daily.", "Tome 1 a 2 comprimidos por dia."),
        ("Take 1½ tablets", "Tome 11 a 2"),
        ("10² meters", "102 metros"),
        ("It was −5 °C.", "Foi no 5 °C."),
        ("It was -5 degrees.", "Foi 5 graus."),
        ("It was 5 degrees.", "Foi -5 graus."),
        ("2,200,112 people", "2.200,112 pessoas"),
        ("12,345.67 points", "12.345.67 pontos"),
        ("1,234 users", "1,234 usuários"),
        ("1,234,567 users", "1,234,567 usuários"),
        ("12,345.67 points", "12,345.67 pontos"),
        ("3.125 litres", "3.125 litros"),
        ("4111 1111 1111 1111", "4111 1111 1111"),
        ("Send it.", "Envie 35."),
        ("It costs $1,000.", "Custa 1.000."),
        ("100,000 people", "100 pessoas"),
        ("It costs $1,000.", "Custa 1.000 euros."),
        ("7" * 84, "7" * 83),
    ],
)
def test_a_change_is_seen(source: str, made: str) -> None:
    assert changed_quantities(source, made, ("en", "pt"))


@pytest.mark.parametrize(
    ("source", "made"),
    [
        ("3 apples", "três maçãs"),
        ("the 19th century", "o século XIX"),
        ("five of them", "5 deles"),
        ("1,234,567 users, 12,345.67 points", "1.234.567 usuários, 12.345,67 pontos"),
        ("3.5 and 2.50", "3,5 e 2.50"),
        ("in 1998, at 12:30, 2-1", "em 1998, às 12:30, 2-1"),
        ("−5 and -5", "-5 e −5"),
        ("0.125", "0,125"),
        ("$2.3 billion", "2,3 bilhões de dólares"),
        ("50%", "50 por cento"),
        ("about 100,000 people", "cerca de 100 mil pessoas"),
        ("1,500 people, 3 thousand more", "1,5 mil pessoas, 3.000 mais"),
        ("£5", "5 libras"),
    ],
)
def test_what_means_the_same_is_no_change(source: str, made: str) -> None:
    assert not changed_quantities(source, made, ("en", "pt"))


@pytest.mark.parametrize(
    ("quantity", "source", "target", "written"),
    [
        ("2,200,112 kg", "en", "pt", "2.200.112 kg"),
        ("12,345.67", "en", "pt", "12.345,67"),
        ("12.345,67 €", "pt", "en", "12,345.67 €"),
        ("1.234", "pt", "en", "1,234"),
        ("1,234", "en", "fr", "1\u202f234"),
        ("3.5", "en", "pt", "3.5"),
        ("3.125", "en", "pt", "3,125"),
        ("2.50", "pt", "en", "2.50"),
        ("0.125", "pt", "en", "0.125"),
        ("1,234,567", "pt", "en", "1,234,567"),
        ("1.2.3", "en", "pt", "1.2.3"),
        ("1,234", "en", "xx", "1,234"),
    ],
)
def test_separators_change_only_where_the_meaning_is_certain(
    quantity: str, source: str, target: str, written: str
) -> None:
    assert written_in(quantity, source, target) == written


def test_what_belongs_to_a_quantity() -> None:
    text = "the 190th, −5 °C, 1½ cups, 10⁻³ m, $1,000 or 1.500,00 €, 3/4, 4111 1111 1111 1111"
    found = [match[0] for match in QUANTITY.finditer(text)]
    assert found == ["−5 °C", "1½", "10⁻³ m", "$1,000", "1.500,00 €", "3/4", "4111 1111 1111 1111"]
