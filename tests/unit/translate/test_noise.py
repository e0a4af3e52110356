"""The noise of chat is taken off for the engine and its tone put back; clean sentences stay as they are."""

import pytest

from enishi.translate.text.noise import normalise, restore

CLEAN = [
    ("en", "The UNESCO and the EU met in Paris; NASA, too, sent 3 people (e.g. Dr. Smith)."),
    ("en", "“I do not think so,” she said."),
    ("en", "World War III began…"),
    ("en", "USA"),
    ("de", "Die Schifffahrt ruht."),
    ("pt", "Os EUA e a ONU assinaram o acordo às 15h30."),
    ("es", "¿Dónde está la estación?"),
    ("ja", "そうですね。"),
    ("ar", "كيف حالك؟"),
]


@pytest.mark.parametrize(("language", "sentence"), CLEAN)
def test_clean_sentences_are_left_alone(language: str, sentence: str) -> None:
    reading = normalise(sentence, language)
    assert reading.text == sentence
    assert restore(sentence, reading, language) == sentence


@pytest.mark.parametrize(
    ("language", "sentence", "read"),
    [
        ("en", "HELLO EVERYBODY!!!", "Hello everybody!"),
        ("en", "I AM HERE", "I am here"),
        ("en", "this is sooooo goood", "This is so good."),
        ("pt", "isso é muuuuito boooom", "Isso é muito bom."),
        ("en", "i think i am late", "I think I am late."),
        ("en", "really?!?!", "really?"),
        ("es", "¿¿qué??", "¿qué?"),
        ("pt", "kkkkkk", "kkkkkk"),
        ("en", "www", "www"),
    ],
)
def test_what_the_engine_reads(language: str, sentence: str, read: str) -> None:
    assert normalise(sentence, language).text == read


@pytest.mark.parametrize(
    ("sentence", "answer", "target", "restored"),
    [
        ("HELLO EVERYBODY!!!", "Olá a todos!", "pt", "OLÁ A TODOS!!!"),
        ("HELLO EVERYBODY", "İyi günler", "tr", "İYİ GÜNLER"),
        ("HELLO EVERYBODY", "大家好", "zh", "大家好"),
        ("hello", "Olá,", "pt", "Olá"),
        ("Hello.", "Olá,", "pt", "Olá."),
        ("Really?", "真的。", "zh", "真的？"),
        ("Really?", "حقا", "ar", "حقا؟"),
        ("this is very good", "Isto é muito bom.", "pt", "Isto é muito bom"),
    ],
)
def test_the_tone_comes_back(sentence: str, answer: str, target: str, restored: str) -> None:
    assert restore(answer, normalise(sentence, "en"), target) == restored
