"""Reading aloud, by the machine's eSpeak NG."""

import shutil
import wave
from io import BytesIO

import pytest

from enishi.errors import NoVoice, VoiceFailed
from enishi.speech.synthesis import PROGRAM, SpeechSynthesis, tags_of

needs_espeak = pytest.mark.skipif(not shutil.which(PROGRAM), reason=f"{PROGRAM} is not on this machine")

LISTED = """\
Pty Language       Age/Gender VoiceName          File                 Other Languages
 5  cmn             --/M      Chinese_(Mandarin,_latin_as_English) sit/cmn              (zh-cmn 5)(zh 5)
 2  en-gb           --/M      English_(Great_Britain) gmw/en               (en 2)
 5  ja              --/M      Japanese           jpx/ja
 5  pt              --/M      Portuguese_(Portugal) roa/pt               (pt-pt 5)
"""


def seconds(sound: bytes) -> float:
    with wave.open(BytesIO(sound)) as recording:
        assert recording.getnframes() * recording.getsampwidth() + 44 == len(sound)
        return float(recording.getnframes() / recording.getframerate())


def test_languages_are_those_that_it_reads_in_their_own_script() -> None:
    assert tags_of(LISTED) - {"zh-cmn"} == {"en", "en-GB", "pt", "pt-PT"}


@needs_espeak
async def test_a_text_is_spoken_faster_or_slower() -> None:
    synthesis = await SpeechSynthesis.detect()
    assert synthesis.supports("pt-BR")
    usual, fast = [await synthesis.synthesise("Bom dia a todos!", "pt", rate=rate, deadline=10) for rate in (1.0, 2.0)]
    assert 1.2 < seconds(usual) / seconds(fast) < 3


@needs_espeak
@pytest.mark.parametrize("text", ["-v en", "[[h@l'oU", "<speak>hi</speak>", "„Ä“ 👍 \x01", "word " * 800])
async def test_whatever_is_written_is_text(text: str) -> None:
    assert seconds(await (await SpeechSynthesis.detect()).synthesise(text, "en", rate=1.0, deadline=10)) > 0.1


@needs_espeak
async def test_what_cannot_be_spoken_says_why() -> None:
    synthesis = await SpeechSynthesis.detect()
    with pytest.raises(NoVoice):
        await synthesis.synthesise("こんにちは", "ja", rate=1.0, deadline=10)
    with pytest.raises(VoiceFailed, match="took longer"):
        await synthesis.synthesise("word " * 800, "en", rate=1.0, deadline=0.001)


async def test_a_machine_without_it_speaks_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert not (await SpeechSynthesis.detect()).supports("en")
