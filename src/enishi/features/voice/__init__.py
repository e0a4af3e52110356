"""Voice: speaking in a room, hearing who speaks, and having texts read aloud."""

from enishi.bus.bus import Stage, Subscription
from enishi.doors.house import House
from enishi.feature import Feature
from enishi.features.voice.listeners import Listeners
from enishi.features.voice.routes import routes
from enishi.features.voice.speaking import Speaking
from enishi.features.voice.wire import Hush, Listen, Silenced, Sound, Speak


def open_voice(house: House) -> Feature:
    """Three commands, sound as binary messages, and a route for texts as sound."""
    speaking, listeners = Speaking(house), Listeners(house.blocks)
    return Feature(
        commands={Speak: speaking.speak, Hush: speaking.hush, Listen: listeners.listen},
        events=(Silenced, Sound),
        routes=(routes(house),),
        hears=(Subscription(listeners.on_event, Stage.DELIVERY),),
        binary=speaking.feed,
        run=speaking.running,
    )
