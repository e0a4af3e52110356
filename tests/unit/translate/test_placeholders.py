"""What must come through unchanged comes through every engine here, once, direct and through pivots."""

import re

import pytest

from bench.chatter import lines
from bench.shield import TERMS, came_through
from enishi.errors import NoRoute
from enishi.settings import Settings
from enishi.translate.pool.pool import Pool
from enishi.translate.pool.slot import process_slots
from enishi.translate.registry import load_engines
from enishi.translate.text.markers import find_markers
from enishi.translate.text.placeholders import PlaceholderForm, insert_placeholders
from enishi.translate.text.terms import TermEntry, Terms
from enishi.translate.translator import Translator

PAIRS = [("en", "pt"), ("pt", "en"), ("es", "pt"), ("es", "ca"), ("es", "fr"), ("es", "it"), ("en", "es"), ("ca", "en")]

SETTLED = Terms([TermEntry("plaza mayor", "grande ombala"), TermEntry("Kirschblüte")], ["Ulrike Voss"], "en")


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("See https://x.org/a?b=1, or mail a.b@c.de.", ["https://x.org/a?b=1", "a.b@c.de"]),
        ("@anna, look into #garden-2 :smile:", ["@anna", "#garden-2", ":smile:"]),
        ("Run `ls -l` on main.py at 12:30", ["`ls -l`", "main.py", "12:30"]),
        ("```py\nx = 1\n``` on 2026-11-23, 5 km", ["```py\nx = 1\n```", "2026-11-23", "5 km"]),
        ("3.5kg for $30 or 50% at 6:30 pm", ["3.5kg", "$30", "50%", "6:30 pm"]),
        ("I bought 3 apples. Then I left.", []),
        ("Hello.Then go", []),
    ],
)
def test_what_is_taken_out(text: str, spans: list[str]) -> None:
    shielded = insert_placeholders(text)
    assert [span.source for span in shielded.spans] == spans
    assert shielded.restore(shielded.text).text == text


def test_private_characters_and_our_own_carriers_are_spans_too() -> None:
    shielded = insert_placeholders("a \U00100000 b XQ0")
    assert len(shielded.spans) == 2
    assert shielded.restore(shielded.text).text == "a \U00100000 b XQ0"


def test_a_lost_a_doubled_or_a_grown_carrier_is_noticed() -> None:
    shielded = insert_placeholders("See `a` and `b`")
    for answer in ("Veja XQ0", "XQ0 XQ1 XQ1", "XQ0s XQ1", "XQ0 XQ2", "aXQ0 XQ1"):
        assert shielded.decode(answer, shielded.text, PlaceholderForm.PLACEHOLDER) is None
    found = shielded.decode("XQ1 e XQ0を", shielded.text, PlaceholderForm.PLACEHOLDER)
    assert found is not None
    assert shielded.restore(found).text == "`b` e `a` を"
    assert len(find_markers(found)) == 2


@pytest.mark.parametrize(("source", "target"), PAIRS)
async def test_every_span_survives_once(source: str, target: str, settings_of_machine: Settings) -> None:
    async with Pool(process_slots(settings_of_machine)) as pool:
        translator = Translator(load_engines(settings_of_machine), pool, 0)
        try:
            translator.route(source, target)
        except NoRoute:
            pytest.skip(f"nothing on this machine leads from {source} to {target}")
        for text, spans in lines(source, 60, 1, tuple(TERMS)):
            made = (await translator.translate(text, source, target, terms=SETTLED)).text
            assert came_through(spans, made), (text, made)
            assert len(re.findall("\n", made)) == text.count("\n")
            assert "XQ" not in made
