"""What the results were measured on, in general terms."""

import os
import platform


def machine() -> str:
    """Cores, processor family and Python, without a name that would tell where."""
    return f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}, Python {platform.python_version()}"


def percentile(values: list[float], share: float) -> float:
    """The value below which `share` of the values lie (nearest rank)."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]
