"""A real CTranslate2 model, too small to know anything: it ends by itself, and says other words for other sentences."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from ctranslate2.specs import TransformerSpec, WhisperSpec
from sentencepiece import SentencePieceProcessor, SentencePieceTrainer

WIDTH = 16
LONGEST = 512
SPECIAL = ["<s>", "</s>", "<unk>"]


def tokenizer(place: Path, said: Sequence[str], name: str = "sentencepiece.model") -> list[str]:
    """Trains one on a few sentences; its pieces."""
    lines = place / "said.txt"
    lines.write_text("\n".join(said))
    stem = place / "trained"
    SentencePieceTrainer.train(
        input=str(lines), model_prefix=str(stem), vocab_size=60, hard_vocab_limit=False, minloglevel=2
    )
    stem.with_suffix(".model").rename(place / name)
    pieces = SentencePieceProcessor(model_file=str(place / name))
    return [pieces.id_to_piece(number) for number in range(pieces.get_piece_size())]


def model(place: Path, pieces: Iterable[str], marks: Sequence[str] = (), *, endless: bool = False) -> None:
    """Writes a transformer of one layer over these pieces and marks."""
    words = [piece for piece in pieces if piece not in SPECIAL]
    vocabulary = [*SPECIAL, *words, *marks]
    spec = TransformerSpec.from_config(1, 2)
    spec.register_source_vocabulary(vocabulary)
    spec.register_target_vocabulary(vocabulary)
    spec.config.add_source_eos = False
    chance = np.random.default_rng(1)
    for name in spec.variables():
        set_weight(spec, name, chance, len(vocabulary))
    # The further it is, the more it wants to end; of marks and special words it says none.
    spec.decoder.position_encodings.encodings = random(chance, (LONGEST, WIDTH))
    spec.decoder.position_encodings.encodings[:, 0] = np.arange(LONGEST)
    bias = np.full(len(vocabulary), -1e4, np.float32)
    bias[len(SPECIAL) : len(SPECIAL) + len(words)] = 0
    bias[1] = -1e4 if endless else -50
    spec.decoder.projection.bias = bias
    weight = spec.decoder.projection.weight
    weight[:, 0] = 0
    weight[1, 0] = 20
    spec.validate()
    spec.optimize(quantization=None)
    place.mkdir(exist_ok=True, parents=True)
    spec.save(str(place))


def argos(directory: Path, said: Sequence[str], source: str, target: str) -> None:
    """Writes a package of Argos Translate."""
    place = directory / f"translate-{source}_{target}-1_0"
    place.mkdir(parents=True)
    (place / "metadata.json").write_text(json.dumps({"from_code": source, "to_code": target}))
    model(place / "model", tokenizer(place, said))


def many(directory: Path, said: Sequence[str], marks: Sequence[str]) -> None:
    """Writes a model of many languages."""
    place = directory / "many"
    place.mkdir(parents=True)
    model(place, tokenizer(place, said), marks)


def set_weight(spec: TransformerSpec | WhisperSpec, name: str, chance: np.random.Generator, words: int) -> None:
    *path, leaf = name.split("/")
    if leaf not in ("weight", "gamma", "beta"):
        return
    layer = spec
    for part in path:
        kind, _, number = part.rpartition("_")
        layer = getattr(layer, part) if hasattr(layer, part) else getattr(layer, kind)[int(number)]
    setattr(layer, leaf, random(chance, _shape(name, words)) if leaf == "weight" else np.ones(WIDTH, np.float32))


def random(chance: np.random.Generator, shape: tuple[int, ...]) -> npt.NDArray[np.float32]:
    return chance.normal(0, 1, shape).astype(np.float32)


def _shape(name: str, words: int) -> tuple[int, int]:
    part, place = name.split("/")[-2], name.split("/")[-3]
    if part.startswith(("embeddings", "projection")):
        return words, WIDTH
    rows = {
        ("self_attention", "linear_0"): 3 * WIDTH,
        ("attention", "linear_1"): 2 * WIDTH,
        ("ffn", "linear_0"): 4 * WIDTH,
    }.get((place, part), WIDTH)
    return rows, 4 * WIDTH if (place, part) == ("ffn", "linear_1") else WIDTH
