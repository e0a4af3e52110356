"""A real Whisper model for CTranslate2, too small to understand anything: it says a few words and ends."""

from pathlib import Path

import numpy as np
from ctranslate2.specs import WhisperSpec
from tokenizers import AddedToken, Tokenizer
from tokenizers.models import WordLevel

from tests.engines.tiny import WIDTH, random, set_weight

WORDS = 50257
LANGUAGES = ("en", "pt", "jw")
"""The rest of Whisper's hundred languages are here under tags that are nobody's."""

_MARKS = (
    "<|endoftext|>",
    "<|startoftranscript|>",
    *(f"<|{code}|>" for code in LANGUAGES),
    *(f"<|q{chr(97 + number // 26)}{chr(97 + number % 26)}|>" for number in range(99 - len(LANGUAGES))),
    *(f"<|{name}|>" for name in ("translate", "transcribe", "startoflm", "startofprev", "nospeech", "notimestamps")),
    *(f"<|{number * 0.02:.2f}|>" for number in range(1501)),
)
_BANDS, _FRAMES, _LONGEST, _USED = 80, 1500, 448, 50


def whisper(place: Path) -> None:
    """Writes the model and its tokenizer; whether it knows many languages is told from the size of its vocabulary."""
    words = [f"word{number}" for number in range(WORDS)]
    spec = WhisperSpec(1, 2, 1, 2)
    spec.register_vocabulary([*words, *_MARKS])
    chance = np.random.default_rng(1)
    for name in spec.variables():
        set_weight(spec, name, chance, WORDS + len(_MARKS))
    spec.encoder.conv1.weight = random(chance, (WIDTH, _BANDS, 3))
    spec.encoder.conv2.weight = random(chance, (WIDTH, WIDTH, 3))
    spec.encoder.conv1.bias = spec.encoder.conv2.bias = np.zeros(WIDTH, np.float32)
    spec.encoder.position_encodings.encodings = random(chance, (_FRAMES, WIDTH))
    # The further it is, the more it wants to end; of most words it says none.
    spec.decoder.position_encodings.encodings = random(chance, (_LONGEST, WIDTH))
    spec.decoder.position_encodings.encodings[:, 0] = np.arange(_LONGEST)
    bias = np.full(WORDS + len(_MARKS), -1e4, np.float32)
    bias[1:_USED] = 0
    bias[WORDS] = -50
    spec.decoder.projection.bias = bias
    spec.decoder.projection.weight[:, 0] = 0
    spec.decoder.projection.weight[WORDS, 0] = 20
    spec.validate()
    spec.optimize(quantization=None)
    place.mkdir(parents=True)
    spec.save(str(place))
    tokenizer = Tokenizer(WordLevel({word: number for number, word in enumerate(words)}, unk_token=words[0]))
    tokenizer.add_special_tokens([AddedToken(mark) for mark in _MARKS])
    tokenizer.save(str(place / "tokenizer.json"))
