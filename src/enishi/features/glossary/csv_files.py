"""Translation units as a sheet for spreadsheets: comma-separated values (RFC 4180), a column a language."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import Final

from enishi.errors import Unreadable
from enishi.features.glossary.units import Unit
from enishi.languages import canonical

MEDIA_TYPE: Final = "text/csv; charset=utf-8"
ENCODING: Final = "utf-8-sig"
"""With the mark at the beginning without which Excel takes it for another encoding."""

_FIRST = ["language", "text"]
_DELIMITERS = ",;\t"
"""Excel writes what the list separator of the country is."""


def write(units: Iterable[Unit]) -> bytes:
    """The units as a file; a line without a language and translations is left alone in every language."""
    rows = list(units)
    tags = sorted({tag for unit in rows for tag in unit.translations})
    out = StringIO(newline="")
    sheet = csv.writer(out)
    sheet.writerow([*_FIRST, *tags])
    for unit in rows:
        sheet.writerow([unit.language or "", unit.text, *(unit.translations.get(tag, "") for tag in tags)])
    return out.getvalue().encode(ENCODING)


def read(data: bytes) -> Iterator[tuple[int, Unit]]:
    """The units of a file, each with the line where it begins; raises Unreadable."""
    try:
        text = data.decode(ENCODING)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unreadable("Save the file as CSV with UTF-8 characters.", line=line) from None
    delimiter = max(_DELIMITERS, key=text.partition("\n")[0].count)
    rows = _rows(StringIO(text, newline=""), delimiter)
    tags = _tags(next(rows, (1, []))[1])
    for line, row in rows:
        if len(row) > len(_FIRST) + len(tags):
            raise Unreadable("There are more cells than columns.", line=line)
        if any(map(str.strip, row)):
            yield line, _unit(row, tags)


def _rows(file: StringIO, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(file, delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader, None)
        except csv.Error as error:
            raise Unreadable(f"This is no well-formed CSV ({error}).", line=line) from None
        if row is None:
            return
        yield line, row


def _tags(header: Sequence[str]) -> list[str]:
    tags = [canonical(cell.strip()) for cell in header[len(_FIRST) :]]
    if [cell.strip().lower() for cell in header[: len(_FIRST)]] != _FIRST or None in tags:
        raise Unreadable("The first line must be: language,text, and then a language in each column.", line=1)
    return [tag for tag in tags if tag]


def _unit(row: Sequence[str], tags: Sequence[str]) -> Unit:
    language, text, *cells = *row, *[""] * (len(_FIRST) + len(tags) - len(row))
    put = {tag: cell for tag, cell in zip(tags, cells, strict=True) if cell.strip()}
    return Unit(text, language.strip() or None, put)
