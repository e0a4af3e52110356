"""Who installs Enishi without its extras has a server that starts."""

import re
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, packages_distributions, requires

WITHOUT = """
import sys
from importlib.abc import MetaPathFinder

class Missing(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {missing!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

sys.meta_path.insert(0, Missing())
import enishi.app, enishi.cli.serve
"""


def brought(distribution: str, extras: tuple[str, ...] = ()) -> set[str]:
    """What is installed with a distribution and these of its extras, by name."""
    found = {distribution}
    waiting = [(distribution, extras)]
    while waiting:
        name, wanted = waiting.pop()
        try:
            needs = requires(name) or []
        except PackageNotFoundError:  # for another system or another Python
            continue
        for need in needs:
            match = re.match(r"([\w.-]+)(?:\[([^]]*)\])?[^;]*(?:;(.*))?", need)
            assert match
            extra = re.search(r"extra == ['\"]([\w.-]+)", match[3] or "")
            other = re.sub(r"[-_.]+", "-", match[1]).lower()
            if (extra is None or extra[1] in wanted) and (other not in found or match[2]):
                found.add(other)
                waiting.append((other, tuple((match[2] or "").replace(" ", "").split(","))))
    return found


def test_the_server_needs_no_extra() -> None:
    there = brought("enishi")
    missing = {
        module
        for module, distributions in packages_distributions().items()
        if not any(re.sub(r"[-_.]+", "-", name).lower() in there for name in distributions)
    }
    assert {"asyncpg", "ctranslate2", "pytest"} <= missing
    command = (sys.executable, "-c", WITHOUT.format(missing=missing))
    started = subprocess.run(command, capture_output=True, text=True, check=False)
    assert started.returncode == 0, started.stderr
