"""Where there is no Chromium, a run of the tests says that a part of them did not run."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def run_tests(path: str, *directories: Path) -> str:
    """What pytest says, with programs from these directories only."""
    command = (sys.executable, "-m", "pytest", "-n", "1", "-p", "no:cacheprovider", path)
    environment = os.environ | {"PATH": os.pathsep.join(map(str, directories))}
    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout


def test_a_run_without_chromium_says_what_it_left_out(tmp_path: Path) -> None:
    last = run_tests("tests/browser/test_language.py", tmp_path).splitlines()[-2]
    assert re.match(r"\d+ tests with a browser did not run: there is no Chromium on this machine", last)


def test_a_run_that_needs_no_browser_says_nothing_of_one(tmp_path: Path) -> None:
    assert "browser" not in run_tests("tests/unit/test_languages.py", tmp_path)
