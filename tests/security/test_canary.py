"""Words of messages are in no log and no error, whatever an engine does with them; addresses are told to nobody."""

import logging
from pathlib import Path

import pytest

from enishi.errors import EngineFailed, ModelError
from enishi.settings import Settings
from tests.engines import FaultyEngines
from tests.support.guest import Guest, guest
from tests.support.server import Running

CANARY = "xylophone-7731"


@pytest.fixture
def settings(tmp_path: Path, faulty: FaultyEngines) -> Settings:
    return Settings(data=tmp_path, engines=("faulty",), deadline=2)


@pytest.mark.parametrize("verb", ["fall", "repeat", "spew", "stutter", "crash", "hang", "detour"])
async def test_what_an_engine_cannot_translate_is_in_no_log(
    server: Running, ada: Guest, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture, verb: str
) -> None:
    caplog.set_level(logging.DEBUG)
    async with guest(server.url, server.invite, "Ana", "qaa") as ana:
        await ana.connect()
        said = (await ada.post(f"{verb} {CANARY}"))["message"]
        end = await ana.told(lambda e: e["type"] in ("untranslated", "translated") and said in str(e))
    written = capfd.readouterr()
    assert CANARY not in written.out + written.err + caplog.text
    if end["type"] == "untranslated":
        assert CANARY not in end["sentence"]


def test_what_readers_are_told_of_a_failure_names_no_address() -> None:
    for error in (EngineFailed, ModelError):
        assert "10.0.0.7" not in error("http://10.0.0.7:5000 cannot be reached.").told
