"""A text in a script that its language cannot be in is known before any engine is asked."""

import pytest

from enishi.translate.document import Document


@pytest.mark.parametrize(
    ("text", "language", "may_be"),
    [
        ("Привет, как дела?", "en", False),
        ("Привет, как дела?", "ru", True),
        ("Привет, как дела?", "uz", True),
        ("Dobar dan", "sr", True),
        ("你好吗", "pt", False),
        ("元気ですか", "zh", False),
        ("元気ですか", "ja", True),
        ("Ask Иван, please", "en", True),
        ("hello", "ru", True),
        ("12:30 😀", "en", True),
        ("see https://пример.рф/путь", "en", True),
    ],
)
def test_the_script_of_a_language(text: str, language: str, *, may_be: bool) -> None:
    assert Document(text).may_be(language) == may_be
