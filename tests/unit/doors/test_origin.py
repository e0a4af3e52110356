"""Whether a browser's request comes from our own page."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import HTTPConnection

from enishi.doors.origin import address_for_others, from_own_page, own_address
from enishi.settings import Settings


def asked(origin: str | None = None, host: str | None = "localhost:8080", scheme: str = "http") -> HTTPConnection:
    kind = "websocket" if scheme in ("ws", "wss") else "http"
    sent = {"origin": origin, "host": host}
    headers = [(name.encode(), value.encode("utf-8")) for name, value in sent.items() if value is not None]
    return HTTPConnection({"type": kind, "scheme": scheme, "headers": headers})


@pytest.mark.parametrize(
    ("origin", "own"),
    [
        ("http://localhost:8080", True),
        ("https://talk.example.org", True),
        ("http://talk.example.org", False),
        ("https://localhost:8080", False),
        ("http://localhost:9090", False),
        ("http://localhost", False),
        ("https://talk.example.org:8443", False),
        ("https://evil.example", False),
        ("https://talk.example.org.evil.example", False),
        ("https://localhost:8080@evil.example", False),
        ("localhost:8080", False),
        ("//localhost:8080", False),
        ("null", False),
        ("", False),
        ("http://[", False),
    ],
)
def test_what_was_asked_and_the_public_address_are_our_own(origin: str, own: bool) -> None:
    assert from_own_page(asked(origin), "https://talk.example.org/") is own


@pytest.mark.parametrize(
    ("scheme", "origin", "own"),
    [
        ("http", "http://a.example", True),
        ("ws", "http://a.example", True),
        ("https", "https://a.example", True),
        ("wss", "https://a.example", True),
        ("http", "https://a.example", False),
        ("ws", "https://a.example", False),
        ("https", "http://a.example", False),
        ("wss", "http://a.example", False),
    ],
)
def test_the_same_host_by_another_scheme_is_not_our_own(scheme: str, origin: str, own: bool) -> None:
    assert from_own_page(asked(origin, "a.example", scheme), None) is own


@pytest.mark.parametrize(
    "url", ["https://Talk.Example.org", "https://talk.example.org:443/", "https://talk.example.org/"]
)
def test_the_public_address_may_be_written_in_many_ways(url: str) -> None:
    assert from_own_page(asked("https://talk.example.org"), url)


def test_programs_send_no_origin() -> None:
    assert from_own_page(asked(None), None)


@pytest.mark.parametrize("origin", ["null", "", "http://", "http:"])
def test_without_host_and_address_nothing_is_our_own(origin: str) -> None:
    assert not from_own_page(asked(origin, None), None)


@given(st.text(st.characters(codec="utf-8")), st.text(st.characters(codec="utf-8")))
def test_no_origin_breaks_it(origin: str, host: str) -> None:
    assert from_own_page(asked(origin, host), None) in (True, False)


@pytest.mark.parametrize(
    ("origin", "settings", "address"),
    [
        ("http://localhost:8080", {}, f"http://{own_address()}:8080"),
        ("https://localhost", {}, f"https://{own_address()}"),
        ("http://localhost:8080", {"host": "127.0.0.1"}, "http://localhost:8080"),
        ("http://localhost:8080", {"url": "https://talk.example.org"}, "https://talk.example.org"),
        ("http://192.168.1.7:8080", {}, "http://192.168.1.7:8080"),
        ("http://localhost.example.org", {}, "http://localhost.example.org"),
        (None, {}, None),
    ],
)
def test_others_reach_a_page_of_this_machine_by_its_address_in_the_network(
    tmp_path: Path, origin: str | None, settings: dict[str, str], address: str | None
) -> None:
    assert address_for_others(asked(origin), Settings.model_validate({"data": tmp_path, **settings})) == address
