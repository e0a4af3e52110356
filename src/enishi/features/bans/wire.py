"""What REST gives of bans."""

from datetime import datetime

from enishi.model import Member
from enishi.protocol import Wire


class BannedMember(Wire):
    """Who is banned from the house, and since when."""

    member: Member
    at: datetime
