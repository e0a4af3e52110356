"""Whether a browser's request comes from our own page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.doors.origin import from_own_page


@pytest.mark.parametrize(
    ("origin", "own"),
    [
        ("http://localhost:8080", True),
        ("https://talk.example.org", True),
        ("http://localhost:9090", False),
        ("https://evil.example", False),
        ("https://talk.example.org.evil.example", False),
        ("https://localhost:8080@evil.example", False),
        ("null", False),
        ("", False),
        ("http://[", False),
    ],
)
def test_the_host_that_was_asked_and_the_public_address_are_our_own(origin: str, own: bool) -> None:
    headers = {"host": "localhost:8080", "origin": origin}
    assert from_own_page(headers, "https://talk.example.org/") is own


def test_programs_send_no_origin() -> None:
    assert from_own_page({"host": "localhost"}, None)


def test_without_host_and_address_nothing_is_our_own() -> None:
    assert not from_own_page({"origin": "null"}, None)


@given(st.text())
def test_no_origin_breaks_it(origin: str) -> None:
    assert from_own_page({"host": "\0", "origin": origin}, None) in (True, False)
