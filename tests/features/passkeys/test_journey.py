"""A passkey brings its member back; an answer that is stale, foreign, forged or unverified brings nobody."""

import time
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from webauthn.helpers import bytes_to_base64url

from enishi import clock
from enishi.errors import Invalid
from enishi.features.passkeys.ceremonies import Site, challenge_of, check_new, check_use, id_of
from enishi.settings import Settings
from tests.features.passkeys.authenticator import Authenticator
from tests.support.guest import Guest
from tests.support.server import Running, silent

pytestmark = pytest.mark.alone("a passkey is of one address, and here each server has its own")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return silent(tmp_path, posts_per_minute=1000)


def of(http: httpx.AsyncClient, **others: Any) -> Authenticator:
    origin = str(http.base_url).rstrip("/")
    http.headers["Origin"] = origin
    return Authenticator(origin, host=str(urlsplit(origin).hostname), **others)


async def make(http: httpx.AsyncClient, device: Authenticator) -> httpx.Response:
    options = await http.post("/api/passkeys/new")
    assert options.status_code == 200, options.text
    return await http.post("/api/passkeys", json={"credential": device.make(options.json())})


async def use(http: httpx.AsyncClient, device: Authenticator) -> httpx.Response:
    options = (await http.post("/api/passkeys/challenge")).json()
    return await http.post("/api/passkeys/use", json={"credential": device.use(options)})


@pytest.fixture
async def fresh(server: Running) -> AsyncIterator[httpx.AsyncClient]:
    """A browser that knows nobody."""
    async with httpx.AsyncClient(base_url=server.url, timeout=20) as http:
        of(http)
        yield http


async def test_who_lost_every_device_comes_back_with_a_passkey(ada: Guest, fresh: httpx.AsyncClient) -> None:
    device = of(ada.http)
    asked = (await ada.http.post("/api/passkeys/new")).json()
    assert asked["authenticatorSelection"]["userVerification"] == "required"
    assert asked["authenticatorSelection"]["residentKey"] == "required"
    assert (await make(ada.http, device)).status_code == 201
    (kept,) = (await ada.http.get("/api/passkeys")).json()
    assert kept["used_at"] is None
    await ada.http.post("/api/leave?everywhere=true")
    back = await use(fresh, device)
    assert back.json() == {"me": ada.me, "room": None}
    (kept,) = (await fresh.get("/api/passkeys")).json()
    assert kept["used_at"]
    again = (await fresh.post("/api/passkeys/new")).json()
    assert len(again["excludeCredentials"]) == 1

    assert (await fresh.delete(f"/api/passkeys/{kept['id']}")).status_code == 204
    await fresh.post("/api/leave")
    assert (await use(fresh, device)).json()["code"] == "passkey_refused"


async def test_an_answer_is_good_once_and_for_five_minutes(
    ada: Guest, fresh: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    device = of(ada.http)
    await make(ada.http, device)
    options = (await fresh.post("/api/passkeys/challenge")).json()
    answer = {"credential": device.use(options)}
    codes = [(await fresh.post("/api/passkeys/use", json=answer)).json().get("code") for _ in range(2)]
    assert codes == [None, "passkey_refused"]
    options = (await fresh.post("/api/passkeys/challenge")).json()
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(minutes=5, seconds=1))
    late = await fresh.post("/api/passkeys/use", json={"credential": device.use(options)})
    assert late.json()["code"] == "passkey_refused"


async def test_a_device_that_does_not_ask_who_holds_it_brings_nobody(ada: Guest, fresh: httpx.AsyncClient) -> None:
    assert (await make(ada.http, of(ada.http, verifies=False))).json()["code"] == "passkey_refused"
    device = of(ada.http)
    await make(ada.http, device)
    device.verifies = False
    assert (await use(fresh, device)).json()["code"] == "passkey_refused"


async def test_forged_and_foreign_answers_bring_nobody(ada: Guest, rui: Guest, fresh: httpx.AsyncClient) -> None:
    device = of(ada.http)
    await make(ada.http, device)
    other = replace(of(rui.http), credential=device.credential)
    wrong = {
        "another key": other,
        "another page": replace(device, origin="https://example.org"),
        "another host": replace(device, host="example.org"),
    }
    for what, forged in wrong.items():
        assert (await use(fresh, forged)).json()["code"] == "passkey_refused", what
    assert (await make(rui.http, other)).json()["code"] == "passkey_refused", "a passkey is of one member"
    hers = (await ada.http.post("/api/passkeys/new")).json()
    answer = {"credential": of(rui.http).make(hers)}
    assert (await rui.http.post("/api/passkeys", json=answer)).json()["code"] == "passkey_refused"
    assert (await rui.http.get("/api/passkeys")).json() == []
    assert (await use(fresh, device)).json()["me"] == ada.me
    device.uses = 0  # a copy of it, which does not know how often it was used
    assert (await use(fresh, device)).json()["code"] == "passkey_refused"


async def test_nobody_removes_the_passkey_of_another(ada: Guest, rui: Guest) -> None:
    assert (await make(ada.http, of(ada.http))).status_code == 201
    (kept,) = (await ada.http.get("/api/passkeys")).json()
    of(rui.http)
    await rui.http.delete(f"/api/passkeys/{kept['id']}")
    assert (await ada.http.get("/api/passkeys")).json() == [kept]


async def test_a_program_without_a_page_is_refused(ada: Guest) -> None:
    assert (await ada.http.post("/api/passkeys/new")).json()["code"] == "passkey_refused"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)
PARTS = st.sampled_from(["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"])
ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "id": JSON,
        "rawId": JSON,
        "type": st.just("public-key") | JSON,
        "response": st.dictionaries(PARTS, st.from_regex("[A-Za-z0-9_-]{0,80}", fullmatch=True) | JSON) | JSON,
    },
)
SITE = Site("http://localhost:1")


@hypothesis_settings(suppress_health_check=[HealthCheck.too_slow])
@given(ANSWERS, st.binary(max_size=80))
def test_nonsense_is_refused_and_nothing_else_is_raised(answer: dict[str, Any], blob: bytes) -> None:
    device = Authenticator(SITE.origin, host=SITE.host)
    spoilt = device.make({"challenge": "AAAA"})
    spoilt["response"]["attestationObject"] = bytes_to_base64url(blob)
    for given_ in (answer, spoilt):
        for check in (
            challenge_of,
            id_of,
            lambda each: check_new(SITE, each, b"\0\0\0"),
            lambda each: check_use(SITE, each, b"\0\0\0", b"key", 0),
        ):
            with suppress(Invalid):
                check(given_)


def test_an_answer_is_checked_in_little_time() -> None:
    """It is done in the event loop."""
    device = Authenticator(SITE.origin, host=SITE.host)
    options = {"challenge": "AAAA"}
    made, used = device.make(options), device.use(options)
    key = check_new(SITE, made, b"\0\0\0").credential_public_key
    took = []
    for _ in range(20):
        started = time.perf_counter()
        check_use(SITE, used, b"\0\0\0", key, 0)
        took.append(time.perf_counter() - started)
    assert min(took) < 0.005
