"""`enishi backup`, `enishi check` and `enishi restore`, beside a server that runs and without one."""

from contextlib import closing
from pathlib import Path

import pytest

from enishi.cli import main
from enishi.store.sqlite import FILE, SQLiteStore


def test_saved_looked_at_and_put_back(capsys: pytest.CaptureFixture[str], data: Path) -> None:
    copy, elsewhere = data / "copy.db", data / "elsewhere"
    with closing(SQLiteStore(data)):
        assert main(["backup", str(copy)]) == 0
        assert capsys.readouterr().out.startswith(f"{copy} holds everything, 0.")
        assert main(["check"]) == 0
        assert capsys.readouterr().out == f"Nothing is wrong with {data / FILE}.\n"
        assert main(["restore", str(copy), "--replace"]) == 1
        assert "Another Enishi is using" in capsys.readouterr().err
    assert main(["restore", str(copy)]) == 1
    assert "--replace" in capsys.readouterr().err
    assert main(["restore", str(copy), "--replace"]) == 0
    assert f"What was there before is in {data / 'enishi-former-1.db'}." in capsys.readouterr().out
    assert main(["restore", str(copy), "--data", str(elsewhere)]) == 0
    assert "reload their pages" in capsys.readouterr().out
    assert main(["check", "--data", str(elsewhere)]) == 0


def test_what_is_wrong_is_told_and_fails(capsys: pytest.CaptureFixture[str], data: Path) -> None:
    (data / "backup.db").write_bytes(b"These are words. " * 1000)
    assert main(["check", str(data / "backup.db")]) == 1
    trouble, advice = capsys.readouterr().out.splitlines()
    assert trouble == f"{data / 'backup.db'} cannot be read: file is not a database."
    assert "`enishi restore`" in advice
    assert main(["backup", str(data / "copy.db")]) == 1
    assert capsys.readouterr().err == f"enishi: There is no {data / FILE}.\n"


def test_a_database_of_another_kind_has_its_own_tools(
    capsys: pytest.CaptureFixture[str], data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ENISHI_DATABASE", "postgresql://localhost/enishi")
    for words in (["backup", str(data / "copy.db")], ["restore", str(data / "copy.db")], ["check"]):
        assert main(words) == 1
        assert "pg_dump" in capsys.readouterr().err
