"""What every recogniser has to keep, asked of each language that is heard on this machine."""

import random
from pathlib import Path

import pytest

from enishi.languages import canonical
from enishi.settings import Settings
from enishi.speech.recogniser import SECOND, Recogniser, Recognition
from enishi.speech.registry import load_recogniser, recognisers
from tests.engines.tiny_whisper import whisper
from tests.support.sound import TRIED, speech, words

LANGUAGES = [("moonshine", "en"), ("whisper", "pt"), ("whisper", "jv")]


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    data = tmp_path_factory.mktemp("data")
    whisper(data / "whisper")
    return Settings(data=data, whisper=data / "whisper")


@pytest.fixture(scope="module", params=LANGUAGES, ids="-".join)
def named(request: pytest.FixtureRequest, settings: Settings) -> tuple[Recogniser, str]:
    name, language = request.param
    recogniser = load_recogniser(name, settings)
    if language not in recogniser.languages():
        pytest.skip(f"{name} does not hear {language} on this machine")
    return recogniser, language


@pytest.fixture(scope="module")
def opened(named: tuple[Recogniser, str]) -> Recognition:
    recogniser, language = named
    return recogniser.open(language)


def test_languages_are_tags(named: tuple[Recogniser, str]) -> None:
    languages = list(named[0].languages())
    assert languages == [canonical(language) for language in languages]
    assert len(languages) == len(set(languages))


def test_the_same_speech_is_the_same_text(opened: Recognition) -> None:
    assert opened.recognise(speech()) == opened.recognise(speech()) != ""


@pytest.mark.parametrize(
    "sound",
    [
        pytest.param(bytes(10 * SECOND), id="silence"),
        pytest.param(random.Random(1).randbytes(2 * SECOND), id="noise"),
        pytest.param(b"\xff\x7f\x00\x80" * SECOND, id="clipped"),
        pytest.param(bytes(2), id="a sample"),
    ],
)
def test_any_sound_is_heard_as_text(opened: Recognition, sound: bytes) -> None:
    assert isinstance(opened.recognise(sound), str)
    assert opened.recognise(speech())


def test_moonshine_understands(settings: Settings) -> None:
    assert words(load_recogniser("moonshine", settings).open("en").recognise(speech())) == words(TRIED)


def test_the_preferred_one_hears_what_several_do(settings: Settings) -> None:
    heard = recognisers(settings)
    assert (heard["en"], heard["pt"]) == ("moonshine", "whisper")
    preferring = settings.model_copy(update={"recognisers": ("whisper", "moonshine")})
    assert recognisers(preferring)["en"] == "whisper"
    assert recognisers(settings.model_copy(update={"whisper": Path("nowhere")})) == {"en": "moonshine"}
