"""Drafts: what is being written or said, shown to the room in each reader's language while it grows."""

from enishi.bus.bus import Stage, Subscription
from enishi.doors.house import House
from enishi.feature import Feature
from enishi.features.drafts.remote import RemoteDrafts
from enishi.features.drafts.verbs import Drafts
from enishi.features.drafts.wire import Draft, Drafting


def open_drafts(house: House) -> Feature:
    """One command and its event; readers who come get the drafts that there are."""
    remote = RemoteDrafts(house.bus)
    drafts = Drafts(house, remote)
    return Feature(
        commands={Draft: drafts.draft},
        events=(Drafting,),
        hears=(
            Subscription(drafts.on_event, Stage.REACTION),
            Subscription(drafts.on_local, others=False),
            Subscription(remote.on_local, others=False),
            Subscription(remote.on_remote, own=False),
        ),
        greets=drafts.under_way,
    )
