"""What one connection says aloud."""

from enishi.errors import Invalid
from enishi.protocol import Hush, Speak


class Voice:
    """One connection's."""

    async def obey(self, command: Speak | Hush) -> None:
        """Do as asked; raises an EnishiError when that cannot be."""
        if isinstance(command, Speak):
            raise Invalid("This server does not hear that language. Write instead.", code="no_recogniser")

    async def hear(self, sound: bytes) -> None:
        """Listen, after `speak`; sound that comes without it is dropped."""
