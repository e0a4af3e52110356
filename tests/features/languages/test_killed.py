"""A server of its own process that is killed in the middle of a fetch, and one whose disk is full."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.features.languages.conftest import PIECE, arrives
from tests.support.guest import guest
from tests.support.mirror import Mirror
from tests.support.process import start, started
from tests.support.small_disk import is_possible

ON_80_MIB = (
    *("unshare", "--user", "--map-root-user", "--mount"),
    *("sh", "-c", 'mount -t tmpfs -o size=80m tmpfs "$0" && exec "$@"'),
)


def of(mirror: Mirror) -> dict[str, str]:
    """The settings of a server that has this mirror and nothing else."""
    lists = ", ".join(f'"{each}"' for each in mirror.lists)
    return {"ENISHI_MODELS_LISTS": f"[{lists}]", "ENISHI_ENGINES": '["firefox"]', "ENISHI_WORKERS": "1"}


@contextmanager
def occupied(filler: Path) -> Iterator[None]:
    """20 MiB of 80 are left."""
    filler.write_bytes(bytes(60 << 20))
    yield
    filler.unlink()


async def test_a_server_killed_in_the_middle_goes_on_by_itself(tmp_path: Path, mirror: Mirror) -> None:
    mirror.pause_after = PIECE
    server = await start(tmp_path, **of(mirror))
    async with guest(server.url, server.owner, "Ada", "en") as ada:
        await ada.connect()
        await ada.told(lambda e: e["type"] == "languages_offered" and "de" in e["can_come"])
        await ada.ask("retarget", language="de", understands=["en"])
        await arrives(ada, "asked")
        await ada.ask("add_language", languages=["de"])
        await ada.told(lambda e: e["type"] == "language_arrives" and e["have"] == PIECE)
    server.process.kill()
    await server.process.wait()
    mirror.gate.set()
    asked = len(mirror.asked)

    async with started(tmp_path, **of(mirror)) as again, guest(again.url, again.invite, "Bea", "de") as bea:
        await bea.connect()
        async with guest(again.url, again.invite, "Rui", "pt") as rui:
            await rui.connect()
            said = (await rui.post("Bom dia!"))["message"]
            assert (await bea.reads(said)) == "Bom dia!"  # German is Portuguese, by way of English
        assert (await bea.translated(said))["translation"]["route"][-1]["target"] == "de"
    assert mirror.asked[asked][1] == f"bytes={PIECE}-"


async def test_a_full_disk_is_told_and_mended(tmp_path: Path, mirror: Mirror) -> None:
    if not await is_possible(tmp_path):
        pytest.skip("this system lets nobody have a file system of their own")
    async with (
        started(tmp_path, *ON_80_MIB, str(tmp_path), **of(mirror)) as server,
        guest(server.url, server.owner, "Ada", "en") as ada,
        guest(server.url, server.invite, "Jan", "de") as jan,
    ):
        await ada.connect()
        await jan.connect()
        said = (await ada.post("Good morning!"))["message"]
        await arrives(ada, "asked")
        with occupied(Path(f"/proc/{server.process.pid}/root{tmp_path}/filler")):
            await ada.ask("add_language", languages=["de"])
            told = await arrives(jan, "failed", room=jan.room)
            assert told["code"] == "model_disk_full"
            assert (await ada.post("The room goes on."))["type"] == "done"
        await ada.ask("add_language", languages=["de"])
        assert await jan.reads(said) == "Bom dia!"
