"""Glossaries and memories as TMX and CSV: what is written is read again, and what others write, too."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from enishi.errors import Unreadable
from enishi.features.glossary import csv_files as sheets
from enishi.features.glossary import tmx
from enishi.features.glossary.units import Unit

Read = Callable[[bytes], Iterator[tuple[int, Unit]]]

WORDS = some.text(
    some.characters(codec="utf-8", exclude_categories=["Cc", "Cn"], include_characters="\n\t"), min_size=1
).filter(str.strip)
TAGS = some.sampled_from(["ar", "de", "en", "ja", "pt", "pt-BR", "zh-Hant"])
UNITS = some.builds(Unit, WORDS, TAGS, some.dictionaries(TAGS, WORDS, min_size=1))


@pytest.mark.parametrize("form", [tmx, sheets])
@settings(max_examples=40)
@given(units=some.lists(UNITS | some.builds(Unit, WORDS, some.none(), some.just({}))))
def test_what_is_written_is_read_again(form: Any, units: list[Unit]) -> None:
    kept = [unit for unit in units if unit.language not in unit.translations]
    assert [unit for _, unit in form.read(form.write(kept))] == kept


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
  </body>
</tmx>"""
    assert list(tmx.read(file.encode("utf-16"))) == [
        (7, Unit("Hello world!", "en-US", {"pt-BR": "Olá, mundo!"})),
        (12, Unit("Enishi", None, {})),
    ]


def test_the_csv_of_a_spreadsheet_is_read() -> None:
    file = 'Language;Text;DE;pt-br\r\nen;"town\ncouncil";Gemeinderat\r\n;;\r\n"";"Enishi ""縁"""\r\n'
    assert list(sheets.read(file.encode("utf-8-sig"))) == [
        (2, Unit("town\ncouncil", "en", {"de": "Gemeinderat"})),
        (5, Unit('Enishi "縁"', None, {})),
    ]


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
        (tmx.read, "<tmx>\n<tu><tuv><seg>x</seg></tuv></tu></tmx>", 2, "without a language"),
        (tmx.read, '<tmx>\n\n<tu><tuv xml:lang="en"/></tu></tmx>', 3, "without words"),
        (tmx.read, BOMB, 1, "declare entities"),
        (tmx.read, OUTSIDE, 1, "declare entities"),
        (tmx.read, '<?xml version="1.0" encoding="shift_jis"?><tmx/>', 1, "well-formed"),
        (sheets.read, "", 1, "first line"),
        (sheets.read, "term,language\n", 1, "first line"),
        (sheets.read, "language,text,no tag\n", 1, "first line"),
        (sheets.read, 'language,text\nen,a\nen,"b', 3, "well-formed"),
        (sheets.read, "language,text,de\nen,a,b,c", 2, "more cells"),
        (sheets.read, "language,text\nen,a\nen,\udcff", 3, "UTF-8"),
    ],
)
def test_what_cannot_be_read_says_where(read: Read, file: str, line: int, why: str) -> None:
    with pytest.raises(Unreadable, match=f"^Line {line}: .*{why}"):
        list(read(file.encode("utf-8", "surrogateescape")))
