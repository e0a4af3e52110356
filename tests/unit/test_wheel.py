"""The wheel holds all of the server and the page as it was built last; a page older than its sources is refused."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[2]
LEFT_OUT = shutil.ignore_patterns("__pycache__", "node_modules", "page")
PAGE = {"page/index.html": b"<!doctype html>", "page/assets/index-1.js": b"export {}"}


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A copy of what the wheel is built from, with another page; a file is as old as its original."""
    copy = tmp_path / "sources"
    copy.mkdir()
    for name in (".gitignore", "LICENSE", "README.md", "hatch_build.py", "pyproject.toml"):
        shutil.copy2(ROOT / name, copy)
    for name in ("src", "web"):
        shutil.copytree(ROOT / name, copy / name, ignore=LEFT_OUT)
    for name, content in PAGE.items():
        file = copy / "src/enishi" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return copy


def build(sources: Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    command = (sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", "dist", ".")
    return subprocess.run(
        command, cwd=sources, env=os.environ | environment, capture_output=True, text=True, check=False
    )


def files(directory: Path) -> Iterator[str]:
    return (str(path.relative_to(directory)) for path in directory.rglob("*") if path.is_file())


def test_it_holds_the_server_with_its_migrations_and_texts_and_the_page(sources: Path) -> None:
    built = build(sources)
    assert built.returncode == 0, built.stderr
    (file,) = (sources / "dist").glob("*.whl")
    with ZipFile(file) as wheel:
        held = {name.removeprefix("enishi/") for name in wheel.namelist() if name.startswith("enishi/")}
        assert held == set(files(sources / "src/enishi"))
        assert {name: wheel.read(f"enishi/{name}") for name in PAGE} == PAGE
    assert {"catalogues/en.json", "store/migrations/versions/0001_first_tables.py", "py.typed"} <= held


@pytest.mark.parametrize("changed", ["web/src/App.svelte", "src/enishi/catalogues/en.json"])
def test_a_page_older_than_what_it_is_built_from_is_refused(sources: Path, changed: str) -> None:
    later = time.time() + 1
    os.utime(sources / changed, (later, later))
    built = build(sources)
    assert built.returncode != 0
    assert f"The page is older than {changed}: run `npm run build` in web/" in built.stdout + built.stderr
    assert "Traceback" not in built.stdout + built.stderr
    assert not list(sources.glob("dist/*.whl"))


def test_without_page_and_npm_it_says_what_is_missing(sources: Path, tmp_path: Path) -> None:
    shutil.rmtree(sources / "src/enishi/page")
    built = build(sources, PATH=str(tmp_path))
    assert built.returncode != 0
    assert "npm is not here to build it: install Node.js" in built.stdout + built.stderr
