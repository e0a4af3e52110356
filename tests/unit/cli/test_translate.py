"""`enishi translate`, as people and pipes use it."""

import asyncio
import signal
from pathlib import Path

import pytest

from enishi.cli import main
from tests.engines import FaultyEngines
from tests.unit.cli.conftest import Started


def test_words_on_the_command_line(capsys: pytest.CaptureFixture[str], data: Path) -> None:
    assert main(["translate", "--from", "en", "--to", "pt", "--route", "Good", "morning."]) == 0
    said = capsys.readouterr()
    assert said.out == "Bom dia.\n"
    assert said.err == "en → pt (firefox)\n"


@pytest.mark.apertium
def test_the_route_tells_every_engine(capsys: pytest.CaptureFixture[str], data: Path) -> None:
    code = main(["translate", "--from", "en", "--to", "es", "--route", "Good morning."])
    said = capsys.readouterr()
    if code:
        pytest.skip(f"apertium-es-pt is not on this machine: {said.err}")
    assert said.err == "en → pt (firefox) → es (apertium)\n"
    assert said.out.strip()


def test_without_from_it_asks_when_there_are_several(
    capsys: pytest.CaptureFixture[str], data: Path, faulty: FaultyEngines, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ENISHI_ENGINES", '["faulty"]')
    assert main(["translate", "--to", "qaa", "Hello"]) == 1
    assert capsys.readouterr().err == "enishi: Which language is the text in? Say it with --from: en, qab, qac.\n"


def test_without_from_the_only_source_is_taken(
    capsys: pytest.CaptureFixture[str], data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ENISHI_ENGINES", '["firefox"]')
    assert main(["translate", "--to", "pt", "Good morning."]) == 0
    assert capsys.readouterr().out == "Bom dia.\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [(["--from", "en", "--to", "ja"], "from en to ja"), (["--to", "ja"], "No installed engine translates into ja")],
)
def test_no_route_is_told(capsys: pytest.CaptureFixture[str], data: Path, words: list[str], said: str) -> None:
    assert main(["translate", *words, "Hello"]) == 1
    assert said in capsys.readouterr().err


async def test_each_line_is_answered_before_the_next_is_there(started: Started) -> None:
    command = await started("translate", "--from", "en", "--to", "pt")
    assert command.stdin
    assert command.stdout
    for line, answer in (("Good morning.", "Bom dia.\n"), ("", "\n"), ("- Bread", "- Pão\n"), ("😀", "😀\n")):
        command.stdin.write(f"{line}\n".encode())
        assert (await asyncio.wait_for(command.stdout.readline(), 20)).decode() == answer
    command.stdin.close()
    assert await command.wait() == 0


async def test_bytes_that_are_no_text_are_shown_as_such(started: Started) -> None:
    command = await started("translate", "--from", "en", "--to", "pt")
    answer, complaint = await asyncio.wait_for(command.communicate(b"Bread \xe9\n"), 20)
    assert command.returncode == 0
    assert "\ufffd" in answer.decode() or answer.decode().startswith("Pão")
    assert complaint == b""


async def test_an_interrupt_ends_it_quietly(started: Started) -> None:
    command = await started("translate", "--from", "en", "--to", "pt")
    assert command.stdin
    assert command.stdout
    command.stdin.write(b"Good morning.\n")
    await command.stdout.readline()
    command.send_signal(signal.SIGINT)
    _, complaint = await asyncio.wait_for(command.communicate(), 20)
    assert (command.returncode, complaint) == (130, b"")


async def test_a_reader_who_leaves_ends_it_quietly(started: Started) -> None:
    command = await started("translate", "--from", "en", "--to", "pt")
    assert command.stdin
    assert command.stdout
    command.stdin.write(b"Good morning.\n")
    await command.stdout.readline()
    command._transport.get_pipe_transport(1).close()  # type: ignore[attr-defined]
    await command.stdout.read()  # the pipe is closed with the next turn of the loop, and the same words come at once
    command.stdin.write(b"Good morning.\n")
    await asyncio.wait_for(command.wait(), 20)
    assert command.returncode == 1
    assert command.stderr
    assert await command.stderr.read() == b""
