"""The documentation that is generated says what the code says now."""

import re
from pathlib import Path

import pytest

from enishi.store import schema
from scripts import reference
from scripts.languages_page import languages_page
from scripts.rights import rights_page

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "enishi"
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text()


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("protocol.md", reference.protocol_page),
        ("rights.md", lambda: rights_page() + reference.FOOTER),
        ("settings.md", reference.settings_page),
        ("house.md", reference.house_page),
        ("languages.md", lambda: languages_page() + reference.FOOTER),
    ],
)
def test_the_generated_page_is_fresh(name: str, page: object) -> None:
    assert callable(page)
    assert (ROOT / "docs" / name).read_text() == page(), f"docs/{name} is stale: run `make docs`"


def test_the_snapshot_of_the_schema_is_fresh() -> None:
    assert schema.SNAPSHOT.read_text("utf-8") == reference.snapshot(), "it is stale: run `make docs`"


def test_the_architecture_names_the_folders_there_are_and_no_others() -> None:
    named, folders = set(), [""]
    for line in ARCHITECTURE.split("```")[1].strip().splitlines():
        depth = (len(line) - len(line.lstrip())) // 2
        words = [word for word in line.strip().split("  ")[0].split() if word.endswith("/")]
        named |= {folders[depth] + word for word in words}
        if len(words) == 1:
            folders[depth + 1 :] = [folders[depth] + words[0]]
    real = {f"{file.parent.relative_to(SOURCE)}/" for file in SOURCE.rglob("*/__init__.py")} - {"./"}
    known = {folder for folder in real if "migrations" not in folder and not folder.startswith("features/")}
    assert named == known | {"features/"}


def test_the_journeys_name_what_the_code_has() -> None:
    journeys = ARCHITECTURE.split("```")[3::2]
    assert len(journeys) == 3
    named = re.findall(r"^(\S+\.py)\s+((?:`[^`]+`[ ,;]*)+)", "".join(journeys), re.M)
    assert len(named) == sum(line.strip() != "" for journey in journeys for line in journey.splitlines())
    for file, names in named:
        text = (SOURCE / file).read_text()
        for name in re.findall(r"`([^`]+)`", names):
            *owner, last = name.split(".")
            assert not last.startswith("_"), f"{name} is private"
            for part in (*owner, last):
                assert re.search(rf"(def|class) {re.escape(part)}\b", text), f"{file} has no {part}"


def test_the_numbered_decisions_have_no_two_of_a_number() -> None:
    numbers = [path.name[:4] for path in (ROOT / "docs" / "decisions").glob("[0-9]*.md")]
    assert len(numbers) == len(set(numbers))
