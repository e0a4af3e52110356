"""What is on disk is nobody's but its owner's: other users of the machine read no file, and list no directory."""

import sys
from asyncio import create_subprocess_exec
from pathlib import Path

from tests.support.guest import guest
from tests.support.process import started


def open_to_others(*places: Path) -> list[str]:
    return [f"{path} {path.stat().st_mode:o}" for path in places if path.stat().st_mode & 0o077]


async def test_other_users_of_the_machine_read_nothing(tmp_path: Path) -> None:
    data, copy = tmp_path / "data", tmp_path / "copy.db"
    data.mkdir(mode=0o755)
    async with started(data) as server, guest(server.url, server.invite, "Ada", "en") as ada:
        await ada.connect()
        await ada.post("Between us.")
        command = (sys.executable, "-m", "enishi", "backup", str(copy), "--data", str(data))
        assert await (await create_subprocess_exec(*command)).wait() == 0
        assert len([*data.rglob("*")]) > 2
        assert open_to_others(data, copy, *data.rglob("*")) == []
