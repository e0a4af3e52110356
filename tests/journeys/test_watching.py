"""What an organiser's tools are told, and who else is."""

import json
import logging
import sys
from pathlib import Path

import httpx
import pytest

from enishi.cli.logs import Json
from enishi.settings import Settings
from tests.support.guest import Guest, guest
from tests.support.metrics import KEY, metrics
from tests.support.server import Running, running, silent


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path, metrics_key=KEY)


@pytest.mark.alone("each server counts by itself")
async def test_what_happens_is_counted_and_nothing_of_what_was_said(server: Running, ada: Guest, rui: Guest) -> None:
    said = await ada.post("A secret about pancakes.")
    await rui.reads(said["message"])
    await ada.ask("remove", room=ada.room, message=ada.room)
    found = await metrics(server)
    assert found["enishi_connections", ""] == 2
    assert found["enishi_events_total", "posted"] == 1
    assert found["enishi_lag_seconds_count", ""] == 1
    assert found["enishi_translation_seconds_count", "firefox:en-pt"] >= 1
    assert found["enishi_refusals_total", "no_message"] == 1
    assert found["enishi_deliveries_total", ""] >= 4
    assert found["enishi_waiting_texts", "live"] == 0
    async with httpx.AsyncClient(base_url=server.url) as http:
        told = (await http.get("/metrics", headers={"Authorization": f"bearer {KEY}"})).text
    assert "enishi_events_total" in told
    assert "pancakes" not in told


WRONG = ("", f"Bearer{KEY}", f"Basic {KEY}", KEY, f"Bearer {KEY[:-1]}", "Bearer", "Bearer None")


async def test_metrics_are_told_to_who_has_the_key_wherever_they_seem_to_be(tmp_path: Path) -> None:
    """A proxy on the same machine that forwards no address makes everybody seem to be here."""
    for key in (KEY, None):
        async with (
            running(silent(tmp_path / str(key), metrics_key=key)) as server,
            httpx.AsyncClient(base_url=server.url) as http,
        ):
            for where in ({}, {"X-Forwarded-For": "203.0.113.7"}, {"X-Forwarded-For": "127.0.0.1"}):
                for wrong in WRONG:
                    refused = await http.get("/metrics", headers={"Authorization": wrong, **where})
                    assert (refused.status_code, refused.json()["code"]) == (403, "metrics_key")
                right = await http.get("/metrics", headers={"Authorization": f"Bearer {KEY}", **where})
                assert right.status_code == (403 if key is None else 200)


@pytest.mark.alone("a request and its answer")
async def test_the_routes_are_described_only_where_the_organiser_says_so(server: Running, tmp_path: Path) -> None:
    async with httpx.AsyncClient(base_url=server.url) as http:
        assert [(await http.get(path)).status_code for path in ("/openapi.json", "/docs", "/redoc")] == [404] * 3
    async with (
        running(silent(tmp_path / "described", openapi=True)) as described,
        httpx.AsyncClient(base_url=described.url) as http,
    ):
        assert "/api/join" in (await http.get("/openapi.json")).json()["paths"]


async def test_ready_says_whether_people_can_come(server: Running) -> None:
    async with httpx.AsyncClient(base_url=server.url) as http:
        ready = await http.get("/ready")
    assert (ready.status_code, ready.json()) == (200, {"status": "ready"})


@pytest.mark.alone("each server counts by itself")
async def test_who_leaves_is_no_connection_any_more(server: Running, ada: Guest) -> None:
    async with guest(server.url, server.invite, "Rui", "pt") as rui:
        await rui.connect()
        assert (await metrics(server))["enishi_connections", ""] == 2
    await ada.told(lambda e: e["type"] == "presence" and e["member"]["name"] == "Rui" and not e["here"])
    assert (await metrics(server))["enishi_connections", ""] == 1


def test_a_line_of_the_log_is_an_object_with_its_trace() -> None:
    try:
        raise ValueError("縁")
    except ValueError:
        record = logging.LogRecord("enishi", logging.ERROR, "", 0, "%s failed", ("It",), sys.exc_info())
    told = json.loads(Json().format(record))
    assert (told["level"], told["logger"], told["message"]) == ("error", "enishi", "It failed")
    assert told["trace"].endswith("ValueError: 縁")
