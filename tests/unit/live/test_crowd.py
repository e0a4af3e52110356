"""What connections have not finished is bounded for all of them together."""

from enishi.live.crowd import MOST_UNFINISHED, Crowd
from enishi.settings import ConnectionSettings


def test_unfinished_messages_of_all_together_have_an_end() -> None:
    crowd = Crowd(ConnectionSettings())
    assert crowd.hold(MOST_UNFINISHED)
    assert not crowd.hold(1)
    assert crowd.hold(-10)
    assert crowd.hold(10)
    assert not crowd.hold(1)
