"""Glossaries and memories as TMX and CSV: what is written is read again, and what others write, too."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from enishi.errors import Invalid, Unreadable
from enishi.exchange import csv_files as sheets
from enishi.exchange import tmx
from enishi.exchange.units import Entry, Unit, kept, language_tag

Read = Callable[[bytes], Iterator[Entry]]

WORDS = some.text(
    some.characters(codec="utf-8", exclude_categories=["Cc", "Cn"], include_characters="\n\t"), min_size=1
).filter(str.strip)
TAGS = some.sampled_from(["ar", "de", "en", "ja", "pt", "pt-BR", "zh-Hant"])
UNITS = some.builds(Unit, WORDS, TAGS, some.dictionaries(TAGS, WORDS, min_size=1))


@pytest.mark.parametrize("form", [tmx, sheets])
@settings(max_examples=40)
@given(units=some.lists(UNITS | some.builds(Unit, WORDS, some.none(), some.just({}))))
def test_what_is_written_is_read_again(form: Any, units: list[Unit]) -> None:
    usable = [unit for unit in units if unit.language not in unit.translations]
    assert [unit for _, unit in form.read(form.write(usable))] == usable


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "'="])
def test_no_cell_is_a_formula_to_a_spreadsheet(start: str) -> None:
    unit = Unit(f"{start}HYPERLINK(A1)", "en", {"pt": f"{start}1+1"})
    sheet = sheets.write([unit]).decode("utf-8-sig")
    assert f"en,'{start}HYPERLINK(A1),'{start}1+1" in sheet
    assert [read for _, read in sheets.read(sheet.encode())] == [unit]


def told(entries: Iterator[Entry]) -> list[tuple[int, Unit | str]]:
    """The entries with the codes of what is left out."""
    return [(line, entry.code if isinstance(entry, Invalid) else entry) for line, entry in entries]


def test_the_tmx_of_other_programs_is_read() -> None:
    file = """<?xml version="1.0" encoding="UTF-16"?>
<!DOCTYPE tmx SYSTEM "http://127.0.0.1:1/tmx14.dtd">
<tmx version="1.4">
  <header creationtool="Other" srclang="EN-us" segtype="sentence" adminlang="en" datatype="plaintext" o-tmf="x"/>
  <body>
    <!-- a note -->
    <tu tuid="1">
      <note>said often</note>
      <tuv xml:lang="pt-br"><seg>Olá, <bpt i="1">&lt;b&gt;</bpt><hi>mundo</hi><ept i="1">&lt;/b&gt;</ept>!</seg></tuv>
      <tuv xml:lang="en-US" creationid="me"><prop type="x">y</prop><seg>Hello <ph>{0<sub>z</sub>}</ph>world!</seg></tuv>
    </tu>
    <tu srclang="*all*"><tuv lang="en"><seg>Enishi</seg></tuv><tuv xml:lang="de"><seg> </seg></tuv></tu>
    <tu><tuv xml:lang="en"><seg>town</seg></tuv></tu>
    <tu><tuv xml:lang="mul"><seg>Enishi</seg></tuv></tu>
    <tu><tuv xml:lang="en_US"><seg>lift</seg></tuv><tuv><seg>x</seg></tuv><tuv xml:lang="pt_BR"/>
      <tuv xml:lang="pt_PT"><seg>elevador</seg></tuv><tuv xml:lang="pt-PT"><seg>ascensor</seg></tuv></tu>
  </body>
</tmx>"""
    assert told(tmx.read(file.encode("utf-16"))) == [
        (7, Unit("Hello world!", "en-US", {"pt-BR": "Olá, mundo!"})),
        (12, "untranslated"),
        (13, "untranslated"),
        (14, Unit("Enishi", None, {})),
        (15, "language_unknown"),
        (15, "variant"),
        (15, Unit("lift", "en-US", {"pt-PT": "elevador"})),
    ]


def test_the_csv_of_a_spreadsheet_is_read() -> None:
    file = 'Language;Text;DE;pt-br\r\nen;"town\ncouncil";Gemeinderat\r\n;;\r\n"";"Enishi ""縁"""\r\n'
    expected: list[tuple[int, Unit | str]] = [
        (2, Unit("town\ncouncil", "en", {"de": "Gemeinderat"})),
        (5, Unit('Enishi "縁"', None, {})),
    ]
    for encoding in ("utf-8-sig", "utf-8", "utf-16"):
        assert told(sheets.read(file.encode(encoding))) == expected
        assert told(sheets.read(file.replace(";", "\t").encode(encoding))) == expected
        hinted = told(sheets.read(f"sep=;\r\n{file}".encode(encoding)))
        assert hinted == [(line + 1, unit) for line, unit in expected]


def test_of_a_sheet_only_what_cannot_be_used_is_left_out() -> None:
    file = """language,text,pt_BR,no tag,,
en_US,a,b,c,,
en,meeting,,,,
,Enishi,,,,
en,,d,,,
en,e,f,,,g
en,h
"""
    assert told(sheets.read(file.encode())) == [
        (1, "language_unknown"),
        (2, Unit("a", "en-US", {"pt-BR": "b"})),
        (3, "untranslated"),
        (4, Unit("Enishi", None, {})),
        (5, "untranslated"),
        (6, "many_cells"),
        (7, "untranslated"),
    ]


@pytest.mark.parametrize(
    ("code", "tag"),
    [
        ("pt_BR", "pt-BR"),
        ("EN-us", "en-US"),
        ("sr@latin", "sr-Latn"),
        ("ca@valencia", "ca-valencia"),
        ("zh_Hant_TW", "zh-Hant-TW"),
        ("en_US.UTF-8", "en-US"),
        ("", None),
        ("two words", None),
    ],
)
def test_codes_of_other_programs_are_tags(code: str, tag: str | None) -> None:
    assert language_tag(code) == tag


KNOWN = ("de", "en", "pt")


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        (Unit("a", None, {}), [Unit("a", None, {})]),
        (Unit("a", "en-GB", {"pt-BR": "b"}), [Unit("a", "en", {"pt": "b"})]),
        (
            Unit("Lift", "en-GB", {"en-US": "Elevator", "pt-BR": "elevador", "pt-PT": "ascensor", "xx": "x"}),
            ["variant", "language_unknown", *(Unit(text, "en", {"pt": "elevador"}) for text in ("Lift", "Elevator"))],
        ),
        (
            Unit("a", "en", {"pt-BR": "b", "pt": "c", "pt-PT": "c"}),
            ["variant", Unit("a", "en", {"pt": "c"})],
        ),
        (Unit("a", "en", {"xx": "b"}), ["language_unknown"]),
        (Unit("a", "xx", {"en": "b"}), ["language_unknown"]),
        (Unit("a", "en", {"en-GB": "a"}), ["untranslated"]),
        (Unit("a", "en", {"pt": "long", "de": "b"}), ["words_too_long", Unit("a", "en", {"de": "b"})]),
        (Unit("a", "en", {"pt": "long"}), ["words_too_long"]),
        (Unit("long", "en", {"pt": "a"}), ["words_too_long"]),
    ],
)
def test_what_a_room_can_use_is_kept_and_the_rest_is_told(unit: Unit, expected: list[Unit | str]) -> None:
    def short(words: str) -> str:
        if words == "long":
            raise Invalid("Too long.", code="words_too_long")
        return words

    assert [each.code if isinstance(each, Invalid) else each for each in kept(unit, KNOWN, short)] == expected


BOMB = """<!DOCTYPE tmx [<!ENTITY a "aaaaaaaaaa">
<!ENTITY b "&a;&a;&a;">]><tmx><body><tu><tuv xml:lang="en"><seg>&b;</seg></tuv></tu></body></tmx>"""
OUTSIDE = '<!DOCTYPE tmx [<!ENTITY a SYSTEM "file:///etc/passwd">]><tmx>&a;</tmx>'


@pytest.mark.parametrize(
    ("read", "file", "line", "why"),
    [
        (tmx.read, "", 1, "no element found"),
        (tmx.read, "<html/>", 1, "no TMX"),
        (tmx.read, "<tmx>\n<body>\n<tu></body></tmx>", 3, "mismatched tag"),
        (tmx.read, "<tmx>&a;</tmx>", 1, "undefined entity"),
        (tmx.read, BOMB, 1, "declare entities"),
        (tmx.read, OUTSIDE, 1, "declare entities"),
        (tmx.read, '<?xml version="1.0" encoding="shift_jis"?><tmx/>', 1, "well-formed"),
        (sheets.read, "", 1, "first line"),
        (sheets.read, "term,language\n", 1, "first line"),
        (sheets.read, 'language,text\nen,a\nen,"b', 3, "well-formed"),
        (sheets.read, "language,text\nen,a\nen,\udcff", 3, "UTF-8"),
    ],
)
def test_what_cannot_be_read_says_where(read: Read, file: str, line: int, why: str) -> None:
    with pytest.raises(Unreadable, match=f"^Line {line}: .*{why}"):
        list(read(file.encode("utf-8", "surrogateescape")))
