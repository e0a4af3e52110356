"""The documentation that is generated says what the code says now."""

import re
from pathlib import Path

import pytest

from scripts import reference

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("name", "page"), [("protocol.md", reference.protocol_page), ("settings.md", reference.settings_page)]
)
def test_the_generated_page_is_fresh(name: str, page: object) -> None:
    assert callable(page)
    assert (ROOT / "docs" / name).read_text() == page(), f"docs/{name} is stale: run `make docs`"


def test_the_architecture_names_the_files_there_are_and_no_others() -> None:
    told = (ROOT / "docs" / "architecture.md").read_text()
    house = told.split("```")[1]
    folders: list[str] = []
    named = set()
    for line in house.strip().splitlines():
        depth = (len(line) - len(line.lstrip())) // 2
        folders = folders[:depth]
        for name in line.strip().split("  ")[0].split():
            if name.endswith("/"):
                folders.append(name)
            else:
                named.add("".join(folders) + name)
    source = ROOT / "src" / "enishi"
    real = {
        str(path.relative_to(source))
        for path in source.rglob("*.py")
        if path.name not in ("__init__.py", "__main__.py") and "migrations" not in path.parts
    }
    assert named == real


def test_the_journeys_name_what_the_code_has() -> None:
    told = (ROOT / "docs" / "architecture.md").read_text()
    journeys = "".join(told.split("```")[3:6:2])
    for file, names in re.findall(r"^(\S+\.py)\s+((?:`[^`]+`[ ,]*)+)", journeys, re.M):
        text = (ROOT / "src" / "enishi" / file).read_text()
        for name in re.findall(r"`([^`]+)`", names):
            assert re.search(rf"(def|class) {re.escape(name.split('.')[-1])}\b", text), f"{file} has no {name}"


def test_the_numbered_decisions_have_no_two_of_a_number() -> None:
    numbers = [path.name[:4] for path in (ROOT / "docs" / "decisions").glob("*.md")]
    assert len(numbers) == len(set(numbers))
