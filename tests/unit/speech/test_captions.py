"""From sound to words: captions while somebody speaks, an utterance when they pause."""

import pytest

from enishi.speech.captions import PARTIAL_INTERVAL, Captioner, tidy, without_artefacts
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
def captioner(recognition: Counting) -> Captioner:
    return Captioner(recognition, lambda frame: frame[0] / 100)


def test_words_come_while_somebody_speaks_and_once_more_when_they_are_done(captioner: Captioner) -> None:
    heard = [captioner.feed(loud(0.1)) for _ in range(20)]
    captions = [moment.partial for moment in heard]
    assert "" in captions[:10]
    assert captions[-1] == "Word word word"
    assert captions == sorted(captions)
    (said,) = captioner.feed(loud(1, 0)).final
    assert said == "Word word word word."
    assert captioner.feed(b"").partial == ""


def test_a_pause_brings_all_words_and_nothing_is_recognised_twice(captioner: Captioner, recognition: Counting) -> None:
    captioner.feed(loud(0.5))
    assert captioner.feed(loud(0.3, 0)).partial == "Word"
    assert recognition.asked == 1
    heard = [captioner.feed(loud(0.1, 0)) for _ in range(6)]
    assert [said for moment in heard for said in moment.final] == ["Word."]
    assert recognition.asked == 1


def test_a_slow_recogniser_is_asked_less_often(
    captioner: Captioner, recognition: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter(range(1000))  # each look at it is a second later
    monkeypatch.setattr("enishi.speech.captions.time.monotonic", lambda: next(clock))
    for _ in range(80):
        captioner.feed(loud(0.1))
    assert 2 <= recognition.asked <= 4 < 8 / PARTIAL_INTERVAL


def test_the_last_sound_brings_all_that_was_said(captioner: Captioner) -> None:
    captioner.feed(loud(1))
    heard = captioner.feed(loud(0.6), last=True)
    assert (heard.final, heard.partial) == (("Word word word.",), "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" in short,, that is  it.", "In short, that is it."),
        (", so it is. and yet…", "So it is. And yet…"),
        ("éteins la lumière ! vite", "Éteins la lumière ! Vite"),
        ("version 2.5 of it", "Version 2.5 of it"),
        ("はい。", "はい。"),
        ("...", ""),
    ],
)
def test_what_a_recogniser_says_is_tidied(text: str, expected: str) -> None:
    assert tidy(text) == expected


def test_what_is_made_up_at_an_open_end_is_left_out() -> None:
    looping = "It was the best of times. It was the worst. It was the worst. It was the worst. It was."
    assert without_artefacts(looping) == "It was the best of times. It was the worst. It was"
    assert without_artefacts("No. No. No.") == "No. No. No"
