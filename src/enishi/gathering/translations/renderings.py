"""What an engine made of a message, as the domain's translation of it."""

from enishi.model import Message, Translation
from enishi.protocol import MessageView
from enishi.translate.translator import Rendering


def rendered(message: Message | MessageView, language: str, rendering: Rendering) -> Translation:
    """A rendering as the translation of this form of a message; it has no number yet."""
    text, route, doubts = rendering.text, rendering.route, rendering.doubts
    return Translation(message.room, message.id, 0, message.changed, language, text, route, doubts)
