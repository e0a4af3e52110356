"""From sound to words: captions while somebody speaks, an utterance when they pause."""

import pytest

from enishi.speech.captions import AGAIN, Hearing, tidied, unfinished
from enishi.speech.recogniser import SECOND
from enishi.speech.utterances import FRAME


class Counting:
    """Hears a word for each half second."""

    def __init__(self) -> None:
        self.asked = 0

    def recognise(self, sound: bytes) -> str:
        self.asked += 1
        return " ".join(["word"] * (2 * len(sound) // SECOND)) + "."


def loud(seconds: float, likely: int = 100) -> bytes:
    return bytes([likely]) * (int(seconds * SECOND) // (2 * FRAME) * 2 * FRAME)


@pytest.fixture
def recognition() -> Counting:
    return Counting()


@pytest.fixture
def hearing(recognition: Counting) -> Hearing:
    return Hearing(recognition, lambda frame: frame[0] / 100)


def test_words_come_while_somebody_speaks_and_once_more_when_they_are_done(hearing: Hearing) -> None:
    heard = [hearing.hear(loud(0.1)) for _ in range(20)]
    captions = [moment.saying for moment in heard]
    assert "" in captions[:10]
    assert captions[-1] == "Word word word"
    assert captions == sorted(captions)
    (said,) = hearing.hear(loud(1, 0)).said
    assert said == "Word word word word."
    assert hearing.hear(b"").saying == ""


def test_a_pause_brings_all_words_and_nothing_is_recognised_twice(hearing: Hearing, recognition: Counting) -> None:
    hearing.hear(loud(0.5))
    assert hearing.hear(loud(0.3, 0)).saying == "Word"
    assert recognition.asked == 1
    heard = [hearing.hear(loud(0.1, 0)) for _ in range(6)]
    assert [said for moment in heard for said in moment.said] == ["Word."]
    assert recognition.asked == 1


def test_a_slow_recogniser_is_asked_less_often(
    hearing: Hearing, recognition: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter(range(1000))  # each look at it is a second later
    monkeypatch.setattr("enishi.speech.captions.time.monotonic", lambda: next(clock))
    for _ in range(80):
        hearing.hear(loud(0.1))
    assert 2 <= recognition.asked <= 4 < 8 / AGAIN


def test_the_last_sound_brings_all_that_was_said(hearing: Hearing) -> None:
    hearing.hear(loud(1))
    heard = hearing.hear(loud(0.6), last=True)
    assert (heard.said, heard.saying) == (("Word word word.",), "")


@pytest.mark.parametrize(
    ("text", "tidy"),
    [
        (" in short,, that is  it.", "In short, that is it."),
        (", so it is. and yet…", "So it is. And yet…"),
        ("éteins la lumière ! vite", "Éteins la lumière ! Vite"),
        ("version 2.5 of it", "Version 2.5 of it"),
        ("はい。", "はい。"),
        ("...", ""),
    ],
)
def test_what_a_recogniser_says_is_tidied(text: str, tidy: str) -> None:
    assert tidied(text) == tidy


def test_what_is_made_up_at_an_open_end_is_left_out() -> None:
    looping = "It was the best of times. It was the worst. It was the worst. It was the worst. It was."
    assert unfinished(looping) == "It was the best of times. It was the worst. It was"
    assert unfinished("No. No. No.") == "No. No. No"
