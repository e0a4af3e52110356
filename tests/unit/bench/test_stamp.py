"""A table says what it measured; it is stale when that has changed since."""

import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

from bench import stamp
from bench.benches import BENCHES

RESULTS = Path(stamp.__file__).parent / "results"


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with some of what `commits` measures, and a table of this state."""
    (tmp_path / "src/enishi/store").mkdir(parents=True)
    (tmp_path / "bench").mkdir()
    (tmp_path / "src/enishi/store/table.py").write_text("one = 1\n")
    (tmp_path / "bench/commits.py").write_text("seconds = 2\n")
    (tmp_path / ".gitignore").write_text("*.pyc\n")
    for words in (["init", "-q"], ["add", "."], [*NAME, "commit", "-q", "-m", "Begin"]):
        subprocess.run(["git", "-C", str(tmp_path), *words], check=True)
    monkeypatch.setattr(stamp, "ROOT", tmp_path)
    monkeypatch.setattr(stamp, "RESULTS", tmp_path)
    monkeypatch.setattr(stamp, "machine", lambda: "2 cores")
    stamp.keep("commits", "# Group commit")
    return tmp_path


NAME = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")


def test_a_new_table_is_not_stale(checkout: Path) -> None:
    assert stamp.stale("commits") == ""
    commit = stamp.commit().removesuffix("-dirty")
    assert f"at commit {commit} (content {stamp.content('commits')}); 2 cores." in (checkout / "commits.md").read_text()


@pytest.mark.parametrize("file", ["src/enishi/store/table.py", "src/enishi/store/new.py", "bench/commits.py"])
def test_a_table_is_stale_when_what_it_measures_has_changed(checkout: Path, file: str) -> None:
    (checkout / file).write_text("two = 2\n")
    assert stamp.stale("commits") == f"what it measures has changed since {stamp.commit().removesuffix('-dirty')}"


@pytest.mark.parametrize("file", ["src/enishi/settings.py", "src/enishi/store/table.pyc", "bench/storm.py"])
def test_other_files_do_not_matter(checkout: Path, file: str) -> None:
    (checkout / file).write_text("two = 2\n")
    assert stamp.stale("commits") == ""


def test_a_file_that_is_gone_matters(checkout: Path) -> None:
    (checkout / "src/enishi/store/table.py").unlink()
    assert stamp.stale("commits")


def test_a_table_that_tells_nothing_is_stale(checkout: Path) -> None:
    (checkout / "commits.md").write_text("# Group commit\n")
    assert stamp.stale("commits") == "does not say what it measured"
    (checkout / "commits.md").unlink()
    assert stamp.stale("commits") == "never measured"


@pytest.mark.parametrize("name", BENCHES)
def test_every_benchmark_is_there_with_all_that_it_measures(name: str) -> None:
    assert find_spec(f"bench.{name}")
    missing = [path for path in BENCHES[name].measures if not (stamp.ROOT / path).exists()]
    assert not missing, f"bench/benches.py names files that are not there: {missing}"


def test_every_table_has_its_benchmark() -> None:
    assert {file.stem for file in RESULTS.glob("*.md")} <= BENCHES.keys()
