"""What the guide says a capability costs: few files outside its own folders, shown with reactions."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
OWN = ("src/enishi/features/reactions/", "web/src/features/reactions/", "tests/", "web/test/")
"""The folders of the capability, and of tests."""
GENERATED = {
    "docs/house.md",
    "src/enishi/store/migrations/snapshot.sql",
    "docs/protocol.md",
    "web/src/lib/protocol.ts",
    "web/package-lock.json",
}
ABOUT_IT = ("docs/decisions/", "docs/adding-a-feature.md", "bench/results/")
"""What tells of it to whoever changes it."""

MOST = 5


def test_reactions_touch_few_files_outside_their_folders() -> None:
    found = subprocess.run(
        ["git", "grep", "--untracked", "-il", "react"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    touched = [
        name
        for name in found.stdout.splitlines()
        if not name.startswith((*OWN, *ABOUT_IT)) and name not in GENERATED and _tells_of_reactions(ROOT / name)
    ]
    assert len(touched) <= MOST, touched
    assert {"src/enishi/app/features.py", "CHANGELOG.md"} <= set(touched)


def _tells_of_reactions(file: Path) -> bool:
    words = file.read_text().lower()
    return any(word in words for word in ("reactions", "reacted", '"react"'))
