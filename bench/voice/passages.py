"""What is said: recordings of people in English, and sentences that eSpeak NG reads in three languages."""

import gzip
import re
import unicodedata
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import av

from enishi.speech.recogniser import RATE, SECOND
from tests.support.sound import espeak, speech, words

SHARE = Path("/usr/share")
"""Where Debian's asterisk-core-sounds-… lie."""

PROMPTS = {"en": "en_US_f_Allison", "es": "es_MX_f_Allison"}
MOST_PROMPTS = 40
_PROMPT = re.compile(r"(\w[\w-]*): ([^\[\]<>(){}\d;]{60,250})")

AUDIBLE = 500
"""An amplitude that only speech has."""


@dataclass(frozen=True)
class Passage:
    """Somebody speaks from second `begin` on, and to the end."""

    name: str
    language: str
    sound: bytes
    begin: float
    transcript: str


BECKETT = "Ever tried. Ever failed. No matter. Try again. Fail again. Fail better."
DICKENS = (
    "It was the best of times, it was the worst of times, it was the age of wisdom, it was the age of foolishness, it "
    "was the epoch of belief, it was the epoch of incredulity, it was the season of Light, it was the season of "
    "Darkness, it was the spring of hope, it was the winter of despair, we had everything before us, we had nothing "
    "before us, we were all going direct to Heaven, we were all going direct the other way – in short, the period was "
    "so far like the present period, that some of its noisiest authorities insisted on its being received, for good "
    "or for evil, in the superlative degree of comparison only."
)
SENTENCES = {
    "en": (
        "Good morning, everybody. The meeting starts at nine in the school library.",
        "The bakery on the corner opens at seven, so I will buy the bread.",
        "Does anybody know when the next bus to the station leaves?",
        "My daughter is ill today and has to stay at home.",
        "We need ten chairs and two long tables for the party on Saturday.",
        "The doctor said that I should drink more water and rest for a week.",
        "Please close the windows before you leave, because it will rain tonight.",
        "I forgot my keys again. Can somebody open the door for me?",
        "The children are playing in the garden behind the church.",
        "Yesterday we planted forty trees along the river.",
        "Thank you very much for your help. Without you we would not have finished.",
        "The water will be turned off tomorrow from eight until noon.",
    ),
    "pt": (
        "Bom dia a todos. A reunião começa às nove na biblioteca da escola.",
        "A padaria da esquina abre às sete, por isso eu vou comprar o pão.",
        "Alguém sabe quando sai o próximo ônibus para a estação?",
        "A minha filha está doente hoje e tem de ficar em casa.",
        "Precisamos de dez cadeiras e duas mesas grandes para a festa de sábado.",
        "O médico disse que eu devo beber mais água e descansar uma semana.",
        "Por favor, feche as janelas antes de sair, porque vai chover esta noite.",
        "Esqueci as minhas chaves outra vez. Alguém pode abrir a porta para mim?",
        "As crianças estão brincando no jardim atrás da igreja.",
        "Ontem plantamos quarenta árvores ao longo do rio.",
        "Muito obrigado pela sua ajuda. Sem você não teríamos terminado.",
        "A água vai ser cortada amanhã das oito até o meio-dia.",
    ),
    "es": (
        "Buenos días a todos. La reunión empieza a las nueve en la biblioteca de la escuela.",
        "La panadería de la esquina abre a las siete, así que yo voy a comprar el pan.",
        "¿Alguien sabe cuándo sale el próximo autobús a la estación?",
        "Mi hija está enferma hoy y tiene que quedarse en casa.",
        "Necesitamos diez sillas y dos mesas grandes para la fiesta del sábado.",
        "El médico dijo que debo beber más agua y descansar una semana.",
        "Por favor, cierre las ventanas antes de salir, porque va a llover esta noche.",
        "Olvidé mis llaves otra vez. ¿Alguien puede abrirme la puerta?",
        "Los niños están jugando en el jardín detrás de la iglesia.",
        "Ayer plantamos cuarenta árboles a lo largo del río.",
        "Muchas gracias por su ayuda. Sin usted no habríamos terminado.",
        "Mañana cortarán el agua desde las ocho hasta el mediodía.",
    ),
}


def recorded(name: str, language: str, cut: tuple[float, float], begin: float, transcript: str) -> Passage:
    """The seconds of `cut` of a recording; `begin` counts from its start."""
    return Passage(name, language, speech(name, *cut), begin - cut[0], transcript)


@cache
def read(language: str) -> tuple[Passage, ...]:
    """The sentences, read by a machine."""
    return tuple(_read(f"{language} {number}", language, text) for number, text in enumerate(SENTENCES[language], 1))


def people() -> tuple[Passage, Passage]:
    """The recordings of people, whole."""
    return (
        recorded("beckett", "en", (0, 8.9), 0.35, BECKETT),
        recorded("two_cities", "en", (0, 41.8), 1.22, DICKENS),
    )


def people_begin() -> tuple[Passage, Passage]:
    """Their first five seconds."""
    return (
        recorded("beckett", "en", (0, 5.6), 0.35, " ".join(BECKETT.split()[:8])),
        recorded("two_cities", "en", (1, 6.3), 1.22, " ".join(DICKENS.split()[:18])),
    )


def prompts(language: str) -> tuple[Passage, ...]:
    """What a person says on a telephone; nothing where the recordings are not on this machine."""
    return tuple(_prompts(language))[:MOST_PROMPTS]


def plain(text: str) -> str:
    """Its words, without case, marks and accents: the transcripts of the prompts have none."""
    letters = unicodedata.normalize("NFD", " ".join(words(text)))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _prompts(language: str) -> Iterator[Passage]:
    transcripts = SHARE / f"doc/asterisk-core-sounds-{language}/core-sounds-{language}.txt.gz"
    if transcripts.exists():
        for line in gzip.decompress(transcripts.read_bytes()).decode(errors="replace").splitlines():
            found = _PROMPT.fullmatch(line.strip())
            sound = SHARE / "asterisk/sounds" / PROMPTS[language] / f"{found[1]}.g722" if found else None
            if found and sound and sound.exists():
                yield Passage(found[1], language, _decoded(sound), 0, found[2])


def _decoded(file: Path) -> bytes:
    resampler = av.AudioResampler("s16", "mono", RATE)
    with av.open(str(file), format="g722") as container:
        frames = [part for frame in container.decode(audio=0) for part in resampler.resample(frame)]
    return b"".join(frame.to_ndarray().tobytes() for frame in frames)


def _read(name: str, language: str, text: str) -> Passage:
    sound = espeak(text, language)
    first = next(number for number, sample in enumerate(array("h", sound)) if abs(sample) > AUDIBLE)
    return Passage(name, language, sound, first / RATE, text)


def seconds(passages: tuple[Passage, ...]) -> float:
    """How long they are."""
    return sum(len(passage.sound) for passage in passages) / SECOND
