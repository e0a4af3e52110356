"""The locks of `requirements/` hold with hashes what pyproject.toml asks for, and name no registry."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[2]
LOCKS = {"run": ("demo",), "voice": ("demo", "voice"), "image": ("demo", "postgres"), "dev": ("demo", "dev")}


def pyproject() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text())


def lines(lock: str) -> list[str]:
    text = (ROOT / "requirements" / f"{lock}.txt").read_text().replace("\\\n", " ")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def locked(lock: str) -> dict[str, list[Version]]:
    """The versions of each package: several, where Python versions or machines need different ones."""
    found: dict[str, list[Version]] = {}
    for line in lines(lock):
        name, version = line.split()[0].split("==")
        found.setdefault(canonicalize_name(name.split("[")[0]), []).append(Version(version))
    return found


def wanted(extras: Iterable[str]) -> Iterator[Requirement]:
    """What the package asks for with these extras; an extra that names others of its own is followed."""
    told = pyproject()
    optional = told["project"]["optional-dependencies"]
    groups = [told["project"]["dependencies"], told["dependency-groups"]["build"], *(optional[each] for each in extras)]
    for text in (text for group in groups for text in group):
        requirement = Requirement(text)
        if requirement.name == "enishi":
            yield from wanted(requirement.extras)
        else:
            yield requirement


@pytest.mark.parametrize("lock", LOCKS)
def test_what_is_asked_for_is_locked(lock: str) -> None:
    found = locked(lock)
    for requirement in wanted(LOCKS[lock]):
        versions = found.get(canonicalize_name(requirement.name), [])
        assert versions, f"{requirement} is not in requirements/{lock}.txt: run `make lock`."
        assert all(requirement.specifier.contains(each, prereleases=True) for each in versions), requirement


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_has_hashes_and_no_address(lock: str) -> None:
    for line in lines(lock):
        assert re.match(r"[\w.\-]+(\[[\w,\-]+\])?==\S+ .*--hash=sha256:[0-9a-f]{64}", line), line
        assert "://" not in line


def test_all_locks_hold_the_same_versions() -> None:
    """Else the tests would try other releases than those that run."""
    tested = locked("dev")
    for lock in ("run", "voice", "image"):
        assert {n: v for n, v in locked(lock).items() if n in tested and not set(v) <= set(tested[n])} == {}, lock


def test_what_builds_the_package_is_what_is_locked() -> None:
    told = pyproject()
    assert set(told["build-system"]["requires"]) <= set(told["dependency-groups"]["build"])
