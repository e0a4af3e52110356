"""A backup taken beside a running server, and put back: people come back to what it holds and go on."""

import asyncio
from pathlib import Path

import httpx

from enishi.cli import main
from enishi.store.backup import LEAP
from tests.support.guest import guest
from tests.support.pages import messages
from tests.support.process import SILENT, started
from tests.support.server import running, silent


async def test_people_go_on_where_a_backup_was_made(tmp_path: Path) -> None:
    data, copy = tmp_path / "data", str(tmp_path / "copy")
    async with started(data, **SILENT) as server, guest(server.url, server.invite, "Ada", "en") as ada:
        await ada.connect()
        await ada.post("This was said before.")
        assert await asyncio.to_thread(main, ["backup", copy, "--data", str(data)]) == 0
        seen = (await ada.post("This was said after."))["seq"]
        cookies = dict(ada.http.cookies)
    assert main(["restore", copy, "--data", str(data), "--replace"]) == 0
    async with running(silent(data)) as again:
        ada.http = httpx.AsyncClient(base_url=again.url, cookies=cookies)
        await ada.connect(since=seen)
        assert (await ada.post("This is said now."))["seq"] > seen + LEAP / 2
        page = (await ada.http.get(f"/api/rooms/{ada.room}/messages")).json()
        assert [message["text"] for message in messages(page)[-2:]] == ["This was said before.", "This is said now."]
        assert await asyncio.to_thread(main, ["check", "--data", str(data)]) == 0
        await ada.disconnect()
        await ada.http.aclose()
