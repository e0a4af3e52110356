"""What REST gives of the suggestions that clients of the translation API made."""

from datetime import datetime
from uuid import UUID

from pydantic import Field

from enishi.protocol import Wire


class SuggestionView(Wire):
    """A better translation that a client of the translation API suggested."""

    id: UUID
    key: int | None = Field(description="Which of `ENISHI_API_KEYS` it came with, from 1; null for one that is gone.")
    source: str
    target: str
    text: str
    better: str = Field(description="How the client would translate the text.")
    made_at: datetime
    confirmed_by: UUID | None = Field(description="The owner through whom everybody is given it.")
