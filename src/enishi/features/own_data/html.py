"""The exported document as a page to read: one file without scripts, in the language of who asked."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from html import escape
from pathlib import Path
from typing import IO, Any
from uuid import UUID

from babel import Locale
from langcodes import Language

import enishi
from enishi.features.own_data.documents import Document, Row

ROOT = Path(enishi.__file__).parent
MESSAGES, TRANSLATIONS = "messages", "translations"
SILENT = frozenset({"nonce", "route", "doubts", "terms", "jpeg", "picture"})
"""Columns that say nothing to a person."""

HEAD = """<!doctype html>
<html lang="{language}" dir="{direction}">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ max-width: 45rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 sans-serif; }}
article {{ margin-block: 1rem; border-block-start: 1px solid #bbb; overflow-wrap: anywhere; }}
p, ul {{ margin-block: .4rem; white-space: pre-wrap; }}
.hint {{ font-size: .85rem; color: #555; }}
</style>
<h1><bdi>{title}</bdi></h1>
<p class="hint">{made_at}</p>
"""


def write_html(document: Document, out: IO[bytes]) -> None:
    """Each kind is a section; below a message are its translations."""
    for piece in _pieces(document):
        out.write(piece.encode())


def _pieces(document: Document) -> Iterator[str]:
    language, texts = texts_of(document.reader.language)
    yield HEAD.format(
        language=language,
        direction="rtl" if Locale.parse(language).text_direction == "rtl" else "ltr",
        title=escape(document.title),
        made_at=_shown(document.made_at),
    )
    for kind, read in document.parts.items():
        rows = read()
        if kind == MESSAGES:
            entries = _messages(document, rows)
        else:
            own = (row for row in rows if kind != TRANSLATIONS or row["corrected_by"])
            entries = (f"<article>{_values(document, row)}</article>\n" for row in own)
        for number, entry in enumerate(entries):
            yield entry if number else f"<h2>{escape(texts[f'kind.{kind}'])}</h2>\n{entry}"


def _messages(document: Document, rows: Iterable[Row]) -> Iterator[str]:
    """Both in the order of their rooms and messages, so that neither is kept in memory."""
    translations = iter(document.parts[TRANSLATIONS]())
    next_one = next(translations, None)
    for row in rows:
        place, below = (row["room"], row["id"]), ""
        while next_one and (next_one["room"], next_one["message"]) <= place:
            if (next_one["room"], next_one["message"]) == place:
                below += f"<li>{_words(next_one)}</li>"
            next_one = next(translations, None)
        yield f"<article>{_words(row)}<ul>{below}</ul>{_values(document, row, but='text')}</article>\n"


def _words(row: Row) -> str:
    return f'<p lang="{escape(row["language"])}" dir="auto">{escape(row["text"])}</p>'


def _values(document: Document, row: Row, *, but: str = "") -> str:
    values = (value for name, column in row.items() if name not in SILENT | {but} for value in _said(document, column))
    return f'<p class="hint">{" · ".join(f"<bdi>{escape(value)}</bdi>" for value in values)}</p>'


def _said(document: Document, value: Any) -> Iterator[str]:
    """What of a value says something to a person: numbers and ids do not."""
    match value:
        case str() if value and not _is_id(value):
            yield value
        case datetime():
            yield _shown(value)
        case UUID() if value in document.names:
            yield document.names[value]
        case Mapping():
            for each in value.values():
                yield from _said(document, each)
        case list():
            for each in value:
                yield from _said(document, each)
        case _:
            pass


def _is_id(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False


def _shown(instant: datetime) -> str:
    return f"{instant:%Y-%m-%d %H:%M} UTC"


def texts_of(language: str) -> tuple[str, Mapping[str, str]]:
    """The interface's texts in this language, or in English where it does not speak it; and in which they are."""
    short = Language.get(language).language or "en"
    name = short if (ROOT / "catalogues" / f"{short}.json").exists() else "en"
    files = [ROOT / "catalogues" / f"{name}.json", *sorted(ROOT.glob(f"features/*/texts/{name}.json"))]
    return name, {key: text for file in files for key, text in json.loads(file.read_text()).items()}
