"""Cases of public bug reports: what was lost or changed with Firefox's models comes through, unmarked."""

import pytest

from enishi.settings import Settings
from enishi.translate.pool.pool import Pool
from enishi.translate.pool.slot import process_slots
from enishi.translate.registry import load_engines
from enishi.translate.renderings import Rendering
from enishi.translate.text.terms import Terms
from enishi.translate.translator import Translator

CASES = {
    ("en", "pt"): {
        "Hi {name}, your order {order_id} has shipped.": ["{name}", "{order_id}"],
        "{count} of {total} people are here.": ["{count}", "{total}"],
        "Delete selected %(name)s!": ["%(name)s"],
        "Error %d: file %s not found": ["%d", "%s"],
        "Click <b>here</b> and <x> now.": ["<b>", "</b>", "<x>"],
        "Take ½ tablet daily.": ["½"],
        "It is 10² meters or 10⁻³ meters.": ["10²", "10⁻³"],
        "It was −5 °C in the morning.": ["−5 °C"],
        "The balance is −120 euros.": ["−120"],
        "Dose: 5 μg per day": ["5 μg"],
        "Use a 10 kΩ resistor.": ["10 kΩ"],
        "The value is 2,200,112 kg.": ["2.200.112 kg"],
        "He won 12,345.67 points.": ["12.345,67"],
        "My card is 4111 1111 1111 1111.": ["4111 1111 1111 1111"],
        "My friend 田中さん lives in Tokyo.": ["田中さん"],
        "You need ≥18 years to enter.": ["≥18"],
        "Price < 100 is cheap.": ["<"],
        "C# and F# are languages.": ["C#", "F#"],
        "Müller met Zoë in Łódź.": ["Müller", "Zoë", "Łódź"],
        "See you tomorrow ⏰": ["⏰"],
        "Option 1️⃣ or 2️⃣?": ["1️⃣", "2️⃣"],
        "I love you <3": ["<3"],
        "See https://en.wikipedia.org/wiki/Rose_(disambiguation) for more.": ["Rose_(disambiguation)"],
        "Ask @anna@mastodon.example about it.": ["@anna@mastodon.example"],
        r"The file is in C:\Users\Anna\report.docx now.": [r"C:\Users\Anna\report.docx"],
        '[the guide](docs/guide.md "Title") is here.': ['](docs/guide.md "Title")'],
        "Monday\tTuesday\tWednesday": ["Segunda-feira\tTerça-feira\tQuarta-feira"],
        "A “smart” phone isn’t always “smart”.": ["“inteligente” nem sempre"],
        "He isnt coming": ["não"],
        "We werent ready": ["não"],
    },
    ("pt", "en"): {
        "Custa 1.500,00 € por mês.": ["1,500.00 €"],
        "Tome ½ comprimido por dia.": ["½"],
        "Ele disse “sim” e ela disse «não».": ["“yes”"],
        "Você tem ≥18 anos?": ["≥18"],
        "O comboio Lisboa–Porto está atrasado.": ["Porto"],
        "Definições": ["Definitions"],
        "vc vem hj? pq não?": ["today"],
    },
}


@pytest.mark.parametrize("pair", CASES)
async def test_what_was_lost_comes_through(pair: tuple[str, str], settings_of_machine: Settings) -> None:
    async with Pool(process_slots(settings_of_machine)) as pool:
        translator = Translator(load_engines(settings_of_machine), pool, 0)
        for text, wanted in CASES[pair].items():
            made = await translator.translate(text, *pair)
            assert [part for part in wanted if part not in made.text] == [], (text, made)
            assert made.doubts == (), text


@pytest.mark.parametrize("text", ["😂😂", "12345", "5 kg", "https://x.org/a_(b)", ":D", "@maria", "½ + 2", "⏰ 12:30"])
async def test_what_has_no_words_has_no_route(text: str, settings_of_machine: Settings) -> None:
    async with Pool(process_slots(settings_of_machine)) as pool:
        translator = Translator(load_engines(settings_of_machine), pool, 0)
        assert await translator.translate(text, "en", "pt") == Rendering(text)


async def test_a_name_at_the_start_of_a_sentence_stays(settings_of_machine: Settings) -> None:
    async with Pool(process_slots(settings_of_machine)) as pool:
        translator = Translator(load_engines(settings_of_machine), pool, 0)
        names = Terms(names=["Art Jones", "Grace"], language="en")
        for text, name in (("Art is at home.", "Art"), ("Grace, please wait.", "Grace")):
            assert (await translator.translate(text, "en", "pt", terms=names)).text.startswith(name)
