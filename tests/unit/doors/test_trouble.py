"""Every failure of an HTTP request is a Trouble, with the headers that keep a page safe."""

import logging

import httpx
import pytest
from fastapi import FastAPI

from enishi.doors.pages import SafeHeaders
from enishi.doors.trouble import answer_trouble
from enishi.errors import Denied, Invalid, Missing, SignedOut, TooMany
from enishi.protocol import Trouble
from tests.support.headers import SAFE_HEADERS

FAULTS = {
    "denied": (Denied("No.", code="hosts_only"), 403, "hosts_only"),
    "invalid": (Invalid("No."), 422, "invalid"),
    "missing": (Missing("No."), 404, "missing"),
    "signed_out": (SignedOut("No."), 401, "signed_out"),
    "too_many": (TooMany("No.", retry_after=2.5), 429, "too_many"),
    "own": (ZeroDivisionError("secret"), 500, "internal"),
}


@pytest.fixture
def door() -> httpx.AsyncClient:
    app = FastAPI()
    answer_trouble(app)

    async def fail(fault: str) -> None:
        raise FAULTS[fault][0]

    app.get("/{fault}")(fail)
    transport = httpx.ASGITransport(SafeHeaders(app), raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://enishi")


@pytest.mark.parametrize("fault", FAULTS)
async def test_every_fault_has_its_status_and_a_safe_answer(
    door: httpx.AsyncClient, fault: str, caplog: pytest.LogCaptureFixture
) -> None:
    _, status, code = FAULTS[fault]
    async with door:
        answer = await door.get(f"/{fault}")
    trouble = Trouble.model_validate(answer.json())
    assert (answer.status_code, trouble.code) == (status, code)
    assert "secret" not in answer.text
    assert {name: answer.headers.get(name) for name in SAFE_HEADERS} == SAFE_HEADERS
    assert answer.headers.get("Retry-After") == ("3" if fault == "too_many" else None)
    logged = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert len(logged) == (status == 500)


async def test_what_is_not_there_or_not_done_says_so(door: httpx.AsyncClient) -> None:
    async with door:
        nowhere = await door.get("/a/b")
        undone = await door.delete("/denied")
    assert (nowhere.status_code, Trouble.model_validate(nowhere.json()).code) == (404, "not_found")
    assert (undone.status_code, Trouble.model_validate(undone.json()).code) == (405, "method_not_allowed")
    assert undone.headers["Allow"] == "GET"
