"""What REST takes and gives of recovery phrases."""

from datetime import datetime

from pydantic import Field

from enishi.protocol import Body, Wire


class Recovery(Wire):
    """Whether one has a recovery phrase, and since when."""

    made_at: datetime | None


class RecoveryPhrase(Wire):
    """A new phrase, told once: only its hash is kept."""

    phrase: str
    made_at: datetime


class Recover(Body):
    """Comes back with a recovery phrase; capitals, accents and spaces do not matter."""

    phrase: str = Field(max_length=400)
