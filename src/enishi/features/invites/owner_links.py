"""Links that make who uses them an owner of the house; a file in the data directory has the hash of each as its name.

Whoever may write there owns the machine. So no second process has to write to the database.
"""

import os
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from enishi.auth.secrets import digest, new_secret

FOLDER = "owner-links"
LASTS = timedelta(hours=24)


def leave(data: Path) -> str:
    """The secret of a new link for one use within `LASTS`; those that were left before lead nowhere from now on."""
    folder = data / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink(missing_ok=True)
    secret = new_secret()
    os.close(os.open(_file(data, secret), os.O_CREAT | os.O_WRONLY, 0o600))
    return secret


def take(data: Path, secret: str) -> datetime | None:
    """Until when the link with this secret is good, where there is one; it cannot be taken a second time."""
    file = _file(data, secret)
    with suppress(FileNotFoundError):
        left_at = datetime.fromtimestamp(file.stat().st_mtime, UTC)
        file.unlink()
        return left_at + LASTS
    return None


def _file(data: Path, secret: str) -> Path:
    return data / FOLDER / digest(secret).hex()
