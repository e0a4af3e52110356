"""Where sound is cut: by pauses, shorter ones the longer somebody speaks; clicks are nothing."""

from itertools import accumulate

import pytest

from enishi.speech.recogniser import RATE
from enishi.speech.utterances import FRAME, LEAD, PAUSES, TAIL, Utterances

SECOND = RATE / FRAME


def sound(*stretches: tuple[float, float]) -> bytes:
    """Stretches of (seconds, how likely it is speech), a percentage in each byte."""
    ends = accumulate(seconds for seconds, _ in stretches)
    frames = [round(end * SECOND) for end in ends]
    counts = [end - begin for begin, end in zip([0, *frames], frames, strict=False)]
    return b"".join(
        bytes([round(100 * likely)]) * (2 * FRAME * count) for (_, likely), count in zip(stretches, counts, strict=True)
    )


def seconds(utterance: bytes) -> float:
    return len(utterance) / (2 * RATE)


@pytest.fixture
def utterances() -> Utterances:
    return Utterances(lambda frame: frame[0] / 100)


def test_an_utterance_ends_with_a_pause_and_keeps_what_is_around_it(utterances: Utterances) -> None:
    (said,) = utterances.feed(sound((1, 0), (2, 0.9), (1, 0.1)))
    assert seconds(said) == pytest.approx(LEAD + 2 + TAIL, abs=0.05)
    assert utterances.finish() == b""


def test_a_short_pause_belongs_to_it(utterances: Utterances) -> None:
    assert utterances.feed(sound((1, 0.9), (0.5, 0.1), (1, 0.9), (0.5, 0.1))) == []
    assert seconds(utterances.finish()) == pytest.approx(1 + 0.5 + 1 + TAIL, abs=0.05)


def test_doubtful_frames_are_no_pause(utterances: Utterances) -> None:
    assert utterances.feed(sound((1, 0.9), (3, 0.4))) == []
    assert utterances.open


def test_who_speaks_long_is_cut_at_a_shorter_pause_and_at_last_without_one(utterances: Utterances) -> None:
    (long, _), (longest, _), _ = PAUSES
    said = utterances.feed(sound((long, 0.9), (0.4, 0.1), (1, 0.9)))
    assert [round(seconds(utterance)) for utterance in said] == [round(long)]
    said = utterances.feed(sound((longest, 0.9)))
    assert [round(seconds(utterance)) for utterance in said] == [round(longest)]


def test_a_click_is_no_utterance(utterances: Utterances) -> None:
    assert utterances.feed(sound((1, 0), (0.1, 0.9), (2, 0))) == []
    assert utterances.open == utterances.finish() == b""


def test_it_does_not_matter_in_which_pieces_sound_comes(utterances: Utterances) -> None:
    whole = sound((0.5, 0), (1, 0.9), (1, 0), (1.5, 0.8), (1, 0))
    expected = Utterances(lambda frame: frame[0] / 100).feed(whole)
    pieces = [whole[at : at + 700] for at in range(0, len(whole), 700)]
    assert [said for piece in pieces for said in utterances.feed(piece)] == expected
    assert len(expected) == 2
