"""One reader's connection: writes while it may, lets go of whoever is too far behind."""

import socket

from enishi import clock
from enishi.live.connection import A_PIECE, MOST_BEHIND, SOUND_BEHIND, TOO_SLOW, Connection
from enishi.live.frames import closing
from enishi.protocol import Beat
from tests.support.line import Line


def test_what_is_told_arrives() -> None:
    line = Line(behind=MOST_BEHIND)
    Connection(line, line.abort).tell(Beat(now=clock.now(), rooms={}))
    assert [event["type"] for event in line.heard] == ["beat"]


async def test_a_reader_too_far_behind_is_let_go_and_told_nothing_more() -> None:
    line = Line(behind=MOST_BEHIND)
    connection = Connection(line, line.abort)
    connection.fall_behind()
    connection.write(b"last")
    connection.write(b"too much")
    assert line.closed
    line.behind, line.closed = 0, False
    connection.catch_up()
    connection.write(b"frame")
    assert line.writes == [b"last", closing(TOO_SLOW)]


def test_a_reader_who_is_behind_is_told_all_and_so_is_one_who_caught_up() -> None:
    line = Line(behind=1)
    connection = Connection(line, line.abort)
    connection.fall_behind()
    connection.write(b"late ")
    connection.write(b"later ")
    assert line.writes == []
    line.behind = 0
    connection.catch_up()
    connection.write(b"now")
    assert line.writes == [b"late later ", b"now"]


def test_what_waits_keeps_its_order_while_the_line_takes_only_some_of_it() -> None:
    line = Line(behind=1)
    connection = Connection(line, line.abort)
    connection.fall_behind()
    frames = [bytes([number]) * 100_000 for number in range(9)]
    for frame in frames[:8]:
        connection.write(frame)
    line.stuck, line.behind = True, 0
    connection.catch_up()
    assert len(line.writes) == 1
    connection.write(frames[8])
    line.stuck, line.behind = False, 0
    connection.catch_up()
    assert b"".join(line.writes) == b"".join(frames)
    assert max(map(len, line.writes)) < A_PIECE + 100_000


def test_who_leaves_gets_first_what_waits() -> None:
    line = Line(behind=1)
    connection = Connection(line, line.abort)
    connection.fall_behind()
    connection.write(b"the end")
    connection.leave()
    connection.write(b"too late")
    assert line.writes == [b"the end"]


def test_sound_is_dropped_where_some_of_it_waits_and_words_are_not() -> None:
    line = Line(behind=SOUND_BEHIND)
    connection = Connection(line, line.abort)
    connection.stream(b"now")
    line.behind += 1
    connection.stream(b"late")
    line.behind = 0
    connection.fall_behind()
    connection.write(b"words" * SOUND_BEHIND)
    connection.stream(b"late")
    connection.catch_up()
    assert line.writes == [b"now", b"words" * SOUND_BEHIND]
    assert line.options == {(socket.IPPROTO_TCP, socket.TCP_NOTSENT_LOWAT): SOUND_BEHIND}


def test_nothing_follows_a_closing_frame() -> None:
    line = Line()
    connection = Connection(line, line.abort)
    connection.fall_behind()
    line.closed = True
    connection.write(b"frame")
    line.closed = False
    connection.leave()
    connection.catch_up()
    connection.write(b"frame")
    assert line.writes == []
