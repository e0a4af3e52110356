"""Which language a text is in: never a failure, always an answer among those asked for, scripts at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.translate.text.language_detection import Detector

KNOWN = (
    "ar",
    "de",
    "el",
    "en",
    "es",
    "et",
    "fr",
    "gl",
    "he",
    "hi",
    "ja",
    "ko",
    "pt",
    "ru",
    "th",
    "uk",
    "zh",
    "zh-Hant",
)
ROOM = ("en", "pt", "es", "de", "ja")

detector = Detector(KNOWN)


@given(
    st.text(max_size=60),
    st.lists(st.sampled_from(KNOWN), min_size=1, max_size=6),
    st.dictionaries(st.sampled_from(KNOWN), st.floats(0, 1e9)),
)
def test_every_text_gets_an_answer_among_those_asked_for(
    text: str, among: list[str], expected: dict[str, float]
) -> None:
    guesses = detector.rank(text, among, expected)
    assert sorted(guess.language for guess in guesses) == sorted(set(among))
    assert all(0 <= guess.confidence <= 1 for guess in guesses)
    assert sum(guess.confidence for guess in guesses) == pytest.approx(1) or not any(g.confidence for g in guesses)
    assert detector.rank(text, among, expected) == guesses
    assert detector.detect(text, among, expected) == guesses[0]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("καλημέρα", "el"),
        ("안녕", "ko"),
        ("ありがとう", "ja"),
        ("サーバー", "ja"),
        ("東京へ行く", "ja"),
        ("สวัสดี", "th"),
        ("שלום", "he"),
        ("谢谢", "zh"),
        ("经济发展", "zh"),
        ("臺灣的經濟發展", "zh-Hant"),
        ("मैं Python लिखता हूँ", "hi"),
    ],
)
def test_a_script_decides_at_once(text: str, language: str) -> None:
    assert detector.detect(text).language == language
    assert detector.detect(text, KNOWN, {"en": 100.0}).language == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("thank you", "en"),
        ("obrigado", "pt"),
        ("mañana por la tarde", "es"),
        ("Guten Morgen", "de"),
        ("Wie geht's?", "de"),
        ("Onde fica a estação?", "pt"),
    ],
)
def test_words_decide_between_languages_of_one_script(text: str, language: str) -> None:
    guess = detector.detect(text, ROOM)
    assert guess.language == language
    assert guess.confidence > 0.9


@pytest.mark.parametrize(
    "text", ["", "👍👍", "123", "https://example.org/bom-dia", "@maria 10:30", "`print('olá')`", "?!"]
)
def test_without_words_it_is_what_was_expected_and_nothing_is_sure(text: str) -> None:
    assert detector.detect(text, ROOM, {"de": 2.0}) == ("de", 0.0)
    assert {guess.confidence for guess in detector.rank(text)} == {0.0}
    assert {guess.confidence for guess in detector.rank_alone(text, ROOM)} == {0.0}


SIX = ("ca", "en", "es", "fr", "it", "pt")


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("en", "Hi|Hello|Hi Anna|Oh hi|Ok|Fine|Yes|No|Thanks|Sorry|Good|Now|Stop|Menu|Close|Not yet|Me too|Who|When"),
        ("pt", "Olá|Oi|Bom dia|Boa noite|Obrigado|Sim|Não|Tchau|Desculpe|Talvez|Agora|Hoje|Até logo|Ainda não|Onde"),
        ("es", "Hola|Buenos días|Gracias|Sí|Adiós|Perdón|Quizás|Ahora|Hoy|Mañana|Hasta luego|Dónde|Quién|Qué tal"),
        ("fr", "Bonjour|Salut|Bonsoir|Merci|Oui|Non|Au revoir|Peut-être|Maintenant|Pas encore|Où|Quand|D'accord"),
        ("it", "Ciao|Buongiorno|Grazie|Sì|Arrivederci|Scusa|Forse|Adesso|Oggi|Domani|Non ancora|Va bene|Dove|Chi"),
        ("ca", "Bon dia|Gràcies|Adéu|Si us plau|Potser|Avui|Demà|Encara no|Moltes gràcies|Fins aviat|D'acord|Bé"),
    ],
)
def test_a_short_text_of_an_unknown_writer_is_in_the_language_where_it_is_said_alone(language: str, texts: str) -> None:
    assert [text for text in texts.split("|") if detector.rank_alone(text, SIX)[0].language != language] == []


def test_a_word_of_several_languages_gets_several_answers() -> None:
    likely = [guess.language for guess in detector.rank_alone("No", SIX) if guess.confidence >= 0.01]
    assert {"en", "es", "it"} <= set(likely)


def test_a_script_of_none_of_them_proves_nothing() -> None:
    assert detector.rank("доброе утро", ("en", "pt"), {"pt": 2.0}) == (("pt", 0.0), ("en", 0.0))


def test_what_was_expected_decides_between_equals() -> None:
    assert detector.detect("hotel", ("es", "en"), {"en": 16.0}).language == "en"
    assert detector.detect("hotel", ("es", "en"), {"es": 16.0}).language == "es"


def test_a_language_that_nobody_can_judge_keeps_its_writers() -> None:
    assert detector.detect("eu son de Vigo e falo galego", ("gl", "pt", "es"), {"gl": 16.0}).language == "gl"


def test_romanised_words_are_not_english() -> None:
    assert detector.detect("kaise ho bhai", ("hi", "en"), {"hi": 16.0}).language == "hi"
    assert detector.detect("thank you so much everyone", ("hi", "en"), {"hi": 16.0}).language == "en"


def test_variants_that_nothing_tells_apart_are_no_answers() -> None:
    guesses = detector.rank_alone("Moltes gràcies a tothom", (*SIX, "ca-valencia", "sr", "sr-Latn"))
    assert guesses[0].language == "ca"
    assert guesses[0].confidence > 0.9
    assert {guess.language for guess in guesses} == {*SIX, "sr", "sr-Latn"}
