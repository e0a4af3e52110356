"""A glossary's terms and people's names: where they are found, and how they stand in a translation."""

from collections.abc import Sequence
from itertools import pairwise
from time import process_time

import pytest

from enishi.model import Step
from enishi.settings import Settings
from enishi.translate.document import Document, TranslateStep
from enishi.translate.pool.pool import Pool
from enishi.translate.pool.slot import process_slots
from enishi.translate.registry import load_engines
from enishi.translate.renderings import Rendering
from enishi.translate.text.placeholders import PlaceholderForm, insert_placeholders
from enishi.translate.text.terms import MAX_TERMS, TermEntry, Terms, count, inflected, occurrences
from enishi.translate.translator import Translator
from tests.engines import FaultyEngines

COUNCIL = TermEntry("town council", "junta")


@pytest.mark.parametrize(
    ("text", "term", "found"),
    [
        ("Our town\ncouncil, the Town Council, THE TOWN COUNCIL", "town council", 3),
        ("towncouncil, town councils, intown council", "town council", 0),
        ("polish Polish POLISH", "Polish", 2),
        ("polish Polish POLISH", "polish", 3),
        ("the EU, eu", "EU", 1),
        ("C++ and c++11", "C++", 1),
        ("Café Cafés Decafé", "Café", 1),
        ("東京都庁と都庁", "都庁", 2),
        ("서울은 서울에서", "서울", 2),
        ("Enishiは良い Enishi는 Enishis", "Enishi", 2),
        ("राम। रामायण राम", "राम", 2),
        ("في الحي والحي", "الحي", 1),
    ],
)
def test_whole_words_where_a_script_has_spaces(text: str, term: str, found: int) -> None:
    assert len(list(occurrences(text, [TermEntry(term)]))) == found


def test_the_longest_term_wins() -> None:
    wordings = [TermEntry("town"), COUNCIL, TermEntry("council")]
    found = [term.source for *_, term in occurrences("town council, town, council", wordings)]
    assert found == ["town council", "town", "council"]


def test_a_link_is_no_term() -> None:
    shielded = insert_placeholders("Enishi.org by Enishi", [TermEntry("Enishi", "縁")])
    assert [span.source for span in shielded.spans] == ["Enishi.org", "Enishi"]


@pytest.mark.parametrize(
    ("words", "text", "times"),
    [
        ("câmara municipal", "As Câmaras municipais e a câmara municipal", 2),
        ("junta", "Junho juntou; a junta", 2),
        ("mar", "mares marca mar", 1),
        ("都庁", "東京都庁", 1),
    ],
)
def test_other_endings_count_as_the_same_words(words: str, text: str, times: int) -> None:
    assert count(words, text) == times


def test_a_term_with_an_ending_can_be_looked_for() -> None:
    wordings = [COUNCIL, TermEntry("plan", "projeto"), TermEntry("Enishi")]
    assert inflected("Town councils plans Enishis", wordings) == (COUNCIL,)


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Ada knows Ada.", "en", ["Ada", "Ada"]),
        ("ada adage Adam", "en", []),
        ("Will you ask Will?", "en", ["Will"]),
        ("Hi, Will. Will it rain?\nWill you?", "en", ["Will"]),
        ("I WILL ASK", "en", []),
        ("Will, please wait. Will is at home. Will is beautiful.", "en", ["Will", "Will"]),
        ("Graça, espera. Graça disse que sim. Graça é bom.", "pt", ["Graça", "Graça"]),
        ("O'Brien and D’Arcy-Hill are here", "en", ["O'Brien", "D’Arcy-Hill"]),
        ("We meet in May, says May.", "en", []),
        ("May Winter was here", "en", ["May Winter"]),
        ("A graça da Graça", "pt", ["Graça"]),
        ("Der Will und die Rose", "de", []),
        ("太郎さんは光の中に", "ja", []),
        ("Zoltan est là", "br", []),
        ("Demat, Zoltan", "br", ["Zoltan"]),
    ],
)
def test_names_are_found_where_they_stand_as_names(text: str, language: str, found: list[str]) -> None:
    names = Terms(
        names=["Ada", "Will", "May Winter", "Graça", "Rose de Li", "光", "Zoltan", "Ann O'Brien", "D’Arcy-Hill"],
        language=language,
    )
    assert [text[start:stop] for start, stop, _ in occurrences(text, names.within(text))] == found


def seconds(terms: int, text: str) -> float:
    """The processor time of one text with so many terms and names; the best of three."""
    entries = [TermEntry(f"a a{' a' * (number % 50)} b{number}", "x") for number in range(terms)]
    known = Terms(
        [*entries, *(TermEntry(f"a{number}", "x") for number in range(terms))], [f"Ann{n}" for n in range(terms)], "en"
    )
    taken = []
    for _ in range(3):
        begun = process_time()
        within = known.within(text)
        Document(text, within)
        taken.append(process_time() - begun)
        assert len(within) <= MAX_TERMS
    return min(taken)


@pytest.mark.parametrize("words", ["a", "aaaaaaaa", "Ann1", " ".join(f"a{number}" for number in range(25))])
def test_time_grows_with_the_text_and_not_with_the_number_of_terms(words: str) -> None:
    """An expression of all terms took seconds, and froze everybody. A hundredth of a second is noise."""
    short, long = (f"{words} " * (length // len(f"{words} ")) for length in (1000, 4000))
    few = seconds(500, long)
    assert few < 8 * seconds(500, short) + 0.01
    assert seconds(2000, long) < 3 * few + 0.01


def engine(read: list[str], **answers: str) -> TranslateStep:
    """One that answers by what it finds in a sentence, notes what it read, and says back what it does not know."""

    async def ask(step: Step, sentences: Sequence[str]) -> Sequence[str]:
        read.extend(sentences)
        return [next((answer for part, answer in answers.items() if part in said), said) for said in sentences]

    return ask


async def put(text: str, *route: str, **answers: str) -> tuple[str, list[str], tuple[str, ...]]:
    """What became of a text on its way through these languages, what engines read, and the doubts."""
    read: list[str] = []
    steps = [Step("engine", *pair) for pair in pairwise(route)]
    made, doubts, _ = await Document(text, [COUNCIL]).translate(steps, engine(read, **answers))
    return made, read, doubts


async def test_an_engine_that_knows_the_word_keeps_its_grammar() -> None:
    made, read, doubts = await put("Our town council meets.", "en", "pt", council="A nossa Juntas reúne-se.")
    assert (made, read, doubts) == ("A nossa Juntas reúne-se.", ["Our town council meets."], ())


async def test_else_it_reads_the_wanted_word_and_else_a_carrier() -> None:
    made, read, _ = await put("Our town council meets.", "en", "pt", council="O conselho reúne-se.")
    assert (made, read[1:]) == ("Our junta meets.", ["Our junta meets."])
    made, read, _ = await put("Town council: yes.", "en", "pt", council="Conselho: sim.")
    assert (made, read[1:]) == ("Junta: yes.", ["Junta: yes."])
    made, read, _ = await put("Our town council meets.", "en", "pt", council="O conselho.", junta="O outro.")
    assert (made, read[2:]) == ("Our junta meets.", ["Our XQ0 meets."])


async def test_where_the_carrier_is_lost_too_the_words_around_it_are_translated() -> None:
    lost = {"council": "O conselho.", "junta": "O outro.", "XQ": "Perdido.", "Our": "A nossa", "meets": "reúne-se."}
    assert await put("Our town council meets.", "en", "pt", **lost) == (
        "A nossa junta reúne-se.",
        ["Our town council meets.", "Our junta meets.", "Our XQ0 meets.", "Our", "meets."],
        ("pieces",),
    )


async def test_through_another_language_it_is_carried_there_and_read_at_the_end() -> None:
    made, read, _ = await put("Our town council meets.", "en", "fr", "pt")
    assert (made, read) == ("Our junta meets.", ["Our XQ0 meets.", "Our junta meets."])


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Town council!", "Junta!"),
        ("town council", "junta"),
        ("TOWN COUNCIL", "JUNTA"),
        ("😀 Town council\n- town council", "😀 Junta\n- junta"),
        ("Now the Town Council", "Now the junta"),
    ],
)
async def test_capitals_are_those_of_the_sentence(text: str, made: str) -> None:
    found, _, _ = await put(text, "en", "fr", "pt")
    assert found == made


async def test_a_form_of_a_term_that_did_not_come_through_is_a_doubt() -> None:
    assert (await put("The town councils meet.", "en", "pt", councils="Os conselhos reúnem-se."))[2] == ("term",)
    assert (await put("The town councils meet.", "en", "pt", councils="As juntas reúnem-se."))[2] == ()


def test_a_term_stands_without_spaces_where_its_script_has_none() -> None:
    shielded = insert_placeholders("The town council, see https://x.org", [TermEntry("town council", "町会")])
    found = shielded.decode("これはXQ0とXQ1です", shielded.text, PlaceholderForm.PLACEHOLDER)
    assert found is not None
    assert shielded.restore(found).text == "これは町会と https://x.org です"


async def test_long_terms_are_no_odd_length() -> None:
    long = TermEntry("IPCC", "Painel Intergovernamental sobre Mudanças Climáticas")
    read: list[str] = []
    document = Document("Our IPCC!", [long])
    made, doubts, _ = await document.translate([Step("engine", "en", "pt")], engine(read))
    assert (made, doubts) == ("Our Painel Intergovernamental sobre Mudanças Climáticas!", ())


async def test_a_text_is_translated_anew_only_where_a_term_in_it_changed(
    settings: Settings, faulty: FaultyEngines
) -> None:
    async with Pool(process_slots(settings)) as pool:
        translator = Translator(load_engines(settings), pool, settings.cache)
        for term in (None, TermEntry("bank", "qaa-bank"), COUNCIL, TermEntry("bank", "qaa-shore")):
            terms = Terms([term] if term else [])
            made = (await translator.translate("the bank", "en", "qaa", terms=terms)).text
            assert made == ("the bank>qaa" if term in (None, COUNCIL) else f"the {term.target}>qaa")
        assert await translator.translate("bank!", "en", "qaa", terms=Terms([TermEntry("bank", "shore")])) == Rendering(
            "shore!", (Step("glossary", "en", "qaa"),)
        )
        assert faulty.subjects("translate") == ["the bank", "the qaa-bank", "the qaa-shore"]
