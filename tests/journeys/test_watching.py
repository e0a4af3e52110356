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
from tests.support.metrics import metrics
from tests.support.server import Running, running


@pytest.mark.alone
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
        assert "pancakes" not in (await http.get("/metrics")).text


async def test_metrics_are_told_to_this_machine_only_unless_the_organiser_says_otherwise(
    server: Running, tmp_path: Path
) -> None:
    elsewhere = {"X-Forwarded-For": "203.0.113.7"}
    async with httpx.AsyncClient(base_url=server.url) as http:
        refused = await http.get("/metrics", headers=elsewhere)
    assert (refused.status_code, refused.json()["code"]) == (403, "not_from_here")
    async with (
        running(Settings(data=tmp_path / "open", metrics=True)) as opened,
        httpx.AsyncClient(base_url=opened.url) as http,
    ):
        assert (await http.get("/metrics", headers=elsewhere)).status_code == 200


async def test_ready_says_whether_people_can_come(server: Running) -> None:
    async with httpx.AsyncClient(base_url=server.url) as http:
        ready = await http.get("/ready")
    assert (ready.status_code, ready.json()) == (200, {"status": "ready"})


@pytest.mark.alone
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
