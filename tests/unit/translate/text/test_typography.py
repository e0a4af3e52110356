"""Engines read straight marks; readers get typographic ones where the writer used them."""

import pytest

from enishi.translate.text.typography import straight, typographic


@pytest.mark.parametrize(
    ("sentence", "read"),
    [
        ("“Stop!” he cried, ‘now’.", "\"Stop!\" he cried, 'now'."),
        ("Tom’s father isn’t here…", "Tom's father isn't here..."),
        ("« Oui », dit-il – enfin", '"Oui", dit-il - enfin'),
        ("the news—and reporting—in 1990–95", "the news - and reporting - in 1990-95"),
        ('"plain" - it\'s', '"plain" - it\'s'),
        ("\u202eHel\u00adlo\ufeff", "Hello"),
    ],
)
def test_what_the_engine_reads(sentence: str, read: str) -> None:
    assert straight(sentence) == read


@pytest.mark.parametrize(
    ("sentence", "made", "language", "shown"),
    [
        ("He said “yes”.", 'Ele disse "sim".', "pt", "Ele disse “sim”."),
        ("He said “yes”.", 'Er sagte "ja".', "de", "Er sagte „ja“."),
        ("He said “yes”.", 'Il a dit "oui".', "fr", "Il a dit «\u00a0oui\u00a0»."),
        ("It’s ‘good’", "C'est 'bon'", "pt", "C’est ‘bon’"),
        ("the news—and more—now", "as notícias - e mais - agora", "pt", "as notícias — e mais — agora"),
        ("Apollo–Soyuz, 7–2", "Apollo-Soyuz, 7-2", "pt", "Apollo–Soyuz, 7–2"),
        ("so – now", "assim agora", "pt", "assim agora"),
        ("wait…", "espere...", "pt", "espere…"),
        ('He said "yes".', 'Ele disse "sim".', "pt", 'Ele disse "sim".'),
    ],
)
def test_what_the_reader_gets(sentence: str, made: str, language: str, shown: str) -> None:
    assert typographic(made, sentence, language) == shown
