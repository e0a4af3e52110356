"""A backup taken beside a running server, and put back: people come back to what it holds and go on."""

import asyncio
from pathlib import Path

import httpx

from enishi.cli import main
from enishi.store.backup import LEAP
from tests.support.guest import guest
from tests.support.process import SILENT, start


async def test_people_go_on_where_a_backup_was_made(tmp_path: Path) -> None:
    data, copy = str(tmp_path / "data"), str(tmp_path / "copy")
    server = await start(tmp_path / "data", **SILENT)
    async with guest(server.url, server.invite, "Ada", "en") as ada:
        await ada.connect()
        await ada.post("This was said before.")
        assert await asyncio.to_thread(main, ["backup", copy, "--data", data]) == 0
        seen = (await ada.post("This was said after."))["seq"]
        await ada.disconnect()
        server.process.terminate()
        assert await asyncio.wait_for(server.process.wait(), 10) == 0
        assert await asyncio.to_thread(main, ["restore", copy, "--data", data, "--replace"]) == 0
        server = await start(tmp_path / "data", **SILENT)
        ada.http.base_url = httpx.URL(server.url)
        await ada.connect(since=seen)
        done = await ada.post("This is said now.")
        assert done["seq"] > seen + LEAP / 2
        messages = (await ada.http.get(f"/api/rooms/{ada.room}/messages")).json()["messages"]
        assert [message["text"] for message in messages[-2:]] == ["This was said before.", "This is said now."]
        assert await asyncio.to_thread(main, ["check", "--data", data]) == 0
        await ada.disconnect()
        server.process.terminate()
        assert await asyncio.wait_for(server.process.wait(), 10) == 0
