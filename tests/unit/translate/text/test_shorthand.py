"""Shorthand is read as what it means; capitals and parts of names, paths and links are not."""

import pytest

from enishi.translate.text.shorthand import spelled_out


@pytest.mark.parametrize(
    ("sentence", "language", "read"),
    [
        ("He isnt coming, we werent ready, it aint true", "en", "He isn't coming, we weren't ready, it isn't true"),
        ("Idk, brb tmrw", "en", "I don't know, I'll be right back tomorrow"),
        ("can't, the IDK, idk.org, @idk, r-u, a/r", "en", "can't, the IDK, idk.org, @idk, r-u, a/r"),
        ("vc tb vem? pq não", "pt", "você também vem? porque não"),
        ("TB é uma doença", "pt", "TB é uma doença"),
        ("xq no vienes tb", "es-MX", "porque no vienes también"),
        ("idk", "de", "idk"),
    ],
)
def test_read_in_full(sentence: str, language: str, read: str) -> None:
    assert spelled_out(sentence, language) == read
