"""The decisions are listed with their title, date and status, and what the documentation names exists."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
DECISIONS = ROOT / "docs" / "decisions"
FILES = sorted(DECISIONS.glob("[0-9]*.md"))
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])

LINK = r"\[(\d+)\]\((\d{4}-[a-z0-9-]+\.md)\)"
STATUS = re.compile(rf"accepted(; amended by {LINK}(, {LINK})*)?|superseded by {LINK}")
SECTIONS = ["Context", "Decision", "Consequences"]

PATH = re.compile(r"(?<![\w./-])(?:bench|deploy|docs|scripts|src|tests|web)/[\w./-]*\w")
BENCH = re.compile(r"python -m (bench(?:\.\w+)+)")
TARGET = re.compile(r"\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)")


class Head(NamedTuple):
    """What a decision, or its line in the index, says of itself."""

    number: str
    title: str
    date: str
    status: str


def head(file: Path) -> Head:
    found = re.match(r"# (\d+)\. (.+)\n\n- Date: (\d{4}-\d\d-\d\d)\n- Status: (.+)\n", file.read_text())
    assert found, f"{file.name} does not begin with a title, a date and a status"
    return Head(*found.groups())


def anchors(page: Path) -> set[str]:
    """The headings of a page, as links name them."""
    titles = re.findall(r"^#+ (.+)$", page.read_text(), re.M)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


def test_the_index_has_each_decision_with_its_title_date_and_status() -> None:
    row = r"^\| \[(\d+)\]\(([^)]+)\) \| (.+) \| (.+) \| (.+) \|$"
    index = re.findall(row, (DECISIONS / "README.md").read_text(), re.M)
    listed = [(name, Head(number, title, date, status)) for number, name, title, date, status in index]
    assert listed == [(file.name, head(file)) for file in FILES]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_decision_has_a_known_status_and_the_same_sections(file: Path) -> None:
    said = head(file)
    assert int(said.number) == int(file.name[:4])
    assert STATUS.fullmatch(said.status), said.status
    for number, name in re.findall(LINK, said.status):
        assert int(number) == int(name[:4])
    assert re.findall(r"^## (.+)$", file.read_text(), re.M) == SECTIONS


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_files_and_benches_that_a_page_names_exist(page: Path) -> None:
    text = page.read_text()
    named = {match[0] for match in PATH.finditer(text)}
    named |= {module.replace(".", "/") for module in BENCH.findall(text)}
    assert [name for name in sorted(named) if not (ROOT / name).exists() and not (ROOT / f"{name}.py").exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_links_of_a_page_lead_somewhere(page: Path) -> None:
    for name, anchor in TARGET.findall(page.read_text()):
        target = page.parent / name if name else page
        assert target.exists(), f"{name} does not exist"
        assert not anchor or anchor in anchors(target), f"{name} has no heading {anchor}"
