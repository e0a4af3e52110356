"""Builds the page into the wheel when it is missing, so that whoever installs a wheel needs no Node.

A page that is there must not be older than what it is built from.
"""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PageBuildHook(BuildHookInterface):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        page = root / "src/enishi/page/index.html"
        if version == "editable":
            return
        if page.exists():
            self._refuse_stale(root, page)
            return
        npm = shutil.which("npm")
        if npm is None:
            self.app.abort("The page is not built, and npm is not here to build it: install Node.js 20 or newer.")
            return
        subprocess.run([npm, "ci", "--no-audit", "--no-fund"], cwd=root / "web", check=True)
        subprocess.run([npm, "run", "build"], cwd=root / "web", check=True)

    def _refuse_stale(self, root: Path, page: Path) -> None:
        newest = max(_sources(root), key=_changed, default=page)
        if _changed(newest) > _changed(page):
            newer = newest.relative_to(root)
            self.app.abort(f"The page is older than {newer}: run `npm run build` in web/, then build the wheel again.")


def _sources(root: Path) -> Iterator[Path]:
    """What the page is built from, as in the Makefile. An image that is given the built page has no `web`."""
    web = root / "web"
    if web.exists():
        yield from (path for path in web.rglob("*") if path.is_file() and "node_modules" not in path.parts)
        yield from (root / "src/enishi/catalogues").glob("*.json")


def _changed(path: Path) -> int:
    return path.stat().st_mtime_ns
