"""What a process may take that works for the server."""

import ctypes
import resource
import signal
import sys

_PR_SET_PDEATHSIG = 1


def limit(mebibytes: int) -> None:
    """Kills this process when its parent ends (Linux), and limits its memory."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    most = mebibytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
