"""Translation units as a sheet for spreadsheets: comma-separated values (RFC 4180), a column a language."""

import csv
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import Final

from enishi.errors import Invalid, Unreadable
from enishi.exchange.units import Entry, Unit, language_tag, untranslated

MEDIA_TYPE: Final = "text/csv; charset=utf-8"
ENCODING: Final = "utf-8-sig"
"""With the mark at the beginning without which Excel takes it for another encoding."""

_FIRST = ["language", "text"]
_DELIMITERS = ",;\t"
"""Excel writes what the list separator of the country is, and tabs as “Unicode text”."""
_HINT = "sep="
"""With it, a first line names the delimiter to Excel."""

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
"""What spreadsheets take for a formula, and what an earlier file had before one.

An apostrophe in front makes it text: https://owasp.org/www-community/attacks/CSV_Injection
"""

_Row = tuple[int, list[str]]


def write(units: Iterable[Unit]) -> bytes:
    """The units as a file; a line without a language and translations is left alone in every language."""
    rows = list(units)
    tags = sorted({tag for unit in rows for tag in unit.translations})
    out = StringIO(newline="")
    sheet = csv.writer(out)
    sheet.writerow([*_FIRST, *tags])
    for unit in rows:
        words = (unit.text, *(unit.translations.get(tag, "") for tag in tags))
        sheet.writerow([unit.language or "", *map(_as_text, words)])
    return out.getvalue().encode(ENCODING)


def read(data: bytes) -> Iterator[Entry]:
    """What stands at each line of a file that is not empty; raises Unreadable.

    An empty cell is no translation yet. Only words without a language are left alone in every one.
    """
    rows = _rows(_text(data))
    line, header = next(rows, (1, []))
    if [cell.strip().lower() for cell in header[: len(_FIRST)]] != _FIRST:
        raise Unreadable("The first line must be: language,text, and then a language in each column.", line=line)
    while not header[-1].strip():
        header.pop()
    names = header[len(_FIRST) :]
    tags = [language_tag(name) for name in names]
    for name, tag in zip(names, tags, strict=True):
        if tag is None:
            yield line, Invalid(f"The column {name[:35]!r} is no language.", code="language_unknown")
    for line, row in rows:
        if any(map(str.strip, row)):
            yield line, _unit(row, tags)


def _text(data: bytes) -> str:
    wide = data.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    try:
        return data.decode("utf-16" if wide else ENCODING)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unreadable("Save the file as CSV with UTF-8 characters.", line=line) from None


def _rows(text: str) -> Iterator[_Row]:
    """Each row with the line where it begins; raises Unreadable."""
    first = text.partition("\n")[0].strip('"\r')
    hinted = first.lower().startswith(_HINT)
    hint = first[len(_HINT) :][:1] if hinted else ""
    delimiter = hint if hint and hint in _DELIMITERS else max(_DELIMITERS, key=first.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader, None)
        except csv.Error as error:
            raise Unreadable(f"This is no well-formed CSV ({error}).", line=line) from None
        if row is None:
            return
        if not (hinted and line == 1):
            yield line, [_from_text(cell) for cell in row]


def _as_text(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _from_text(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _unit(row: Sequence[str], tags: Sequence[str | None]) -> Unit | Invalid:
    language, text, *cells = *row, *[""] * (len(_FIRST) - len(row))
    said = [cell for cell in cells[len(tags) :] if cell.strip()]
    put = {tag: cell for tag, cell in zip(tags, cells, strict=False) if tag and cell.strip()}
    if said:
        return Invalid("There are more cells than columns.", code="many_cells")
    if not text.strip():
        return untranslated()
    if not language.strip():
        return Unit(text, None, put)
    return Unit(text, language_tag(language) or language.strip(), put) if put else untranslated()
