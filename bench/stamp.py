"""Writes results with what they were measured on, and tells which of them are stale."""

import re
import subprocess
from hashlib import sha256
from pathlib import Path
from time import monotonic

from bench.benches import BENCHES
from bench.machine import machine

ROOT = Path(__file__).parents[1]
RESULTS = Path(__file__).parent / "results"
BEGUN = monotonic()
STAMP = "Measured in {minutes:.1f} minutes at commit {commit} (content {content}); {machine}."
RECORDED = re.compile(r"^Measured in .* at commit (\S+) \(content (\w+)\);", re.MULTILINE)


def keep(name: str, *lines: str) -> None:
    """Write the results of a benchmark, with their stamp, and print them."""
    stamp = STAMP.format(minutes=(monotonic() - BEGUN) / 60, commit=commit(), content=content(name), machine=machine())
    text = "\n".join([*lines, "", stamp, ""])
    (RESULTS / f"{name}.md").write_text(text)
    print(text)


def stale(name: str) -> str:
    """Why the results of a benchmark are not those of this source; nothing when they are."""
    try:
        recorded = RECORDED.search((RESULTS / f"{name}.md").read_text())
    except FileNotFoundError:
        return "never measured"
    if not recorded:
        return "does not say what it measured"
    return "" if recorded[2] == content(name) else f"what it measures has changed since {recorded[1]}"


def content(name: str) -> str:
    """A digest of all files that a benchmark measures, and of its own, as they are in this checkout."""
    digest = sha256()
    for file in files(name):
        digest.update(f"{file}\0".encode() + (ROOT / file).read_bytes())
    return digest.hexdigest()[:12]


def files(name: str) -> list[str]:
    """What a benchmark measures, and its own code, without what git ignores."""
    paths = (*BENCHES[name].measures, f"bench/{name}.py", f"bench/{name}")
    listed = _git("ls-files", "--cached", "--others", "--exclude-standard", "--", *paths)
    return sorted({file for file in listed.splitlines() if (ROOT / file).exists()})


def commit() -> str:
    """The commit of this checkout; `-dirty` when files were changed since."""
    return _git("describe", "--always", "--dirty", "--exclude", "*").strip()


def _git(*words: str) -> str:
    return subprocess.run(["git", "-C", ROOT, *words], check=True, capture_output=True, text=True).stdout
