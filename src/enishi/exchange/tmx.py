"""Translation units as TMX 1.4b, the format in which translation memories travel."""

from collections.abc import Iterable, Iterator
from importlib.metadata import version
from io import BytesIO
from typing import Final
from xml.etree.ElementTree import Element, ElementTree, SubElement, TreeBuilder
from xml.parsers.expat import ExpatError, ParserCreate

from enishi.errors import Invalid, Unreadable
from enishi.exchange.units import Entry, Unit, language_tag, untranslated

MEDIA_TYPE: Final = "application/x-tmx+xml"

_ANY, _MANY = "*all*", "mul"
"""A unit without a language of its own, and the tag for words of several languages (ISO 639-2)."""
_CODES = {"bpt", "ept", "it", "ph", "ut"}
"""What these hold is no text, but the formatting of other programs."""
_NO_XML = {code: None for code in range(32) if chr(code) not in "\t\n\r"} | {0xFFFE: None, 0xFFFF: None}


def write(units: Iterable[Unit]) -> bytes:
    """The units as a file."""
    root = Element("tmx", version="1.4")
    about = {"creationtool": "enishi", "creationtoolversion": version("enishi"), "o-tmf": "enishi", "adminlang": "en"}
    SubElement(root, "header", about | {"segtype": "block", "srclang": _ANY, "datatype": "plaintext"})
    body = SubElement(root, "body")
    for unit in units:
        entry = SubElement(body, "tu", srclang=unit.language or _ANY)
        for tag, words in ((unit.language or _MANY, unit.text), *unit.translations.items()):
            variant = SubElement(entry, "tuv", {"xml:lang": tag})
            SubElement(variant, "seg").text = words.translate(_NO_XML)
    out = BytesIO()
    ElementTree(root).write(out, encoding="utf-8", xml_declaration=True)
    return out.getvalue()


def read(data: bytes) -> Iterator[Entry]:
    """The units of a file, and what of them is left out, each with the line where its unit begins; raises Unreadable.

    A unit in one language only has no translation yet. Only words of `mul` are left alone in every language.
    """
    reader = _Reader()
    root = reader.read(data)
    if root.tag != "tmx":
        raise Unreadable("This is no TMX file.", line=1)
    header = root.find("header")
    source = _ANY if header is None else header.get("srclang", _ANY)
    for entry in root.iter("tu"):
        for found in _found(entry, entry.get("srclang", source)):
            yield reader.lines[entry], found


def _found(entry: Element, source: str) -> Iterator[Unit | Invalid]:
    said = dict[str, str]()
    for variant in entry.findall("tuv"):
        code, words = variant.get("xml:lang") or variant.get("lang") or "", _words(variant)
        tag = language_tag(code)
        if words and tag is None:
            yield Invalid(f"There are words without a language: {code[:35]!r}.", code="language_unknown")
        elif words and tag and said.setdefault(tag, words) != words:
            yield Invalid(f"There are other words in {tag!r}, too.", code="variant")
    if len(said) > 1:
        tag = next((each for each in said if each == language_tag(source)), next(iter(said)))
        yield Unit(said[tag], tag, {other: words for other, words in said.items() if other != tag})
    else:
        yield Unit(said[_MANY], None, {}) if _MANY in said else untranslated()


def _words(variant: Element) -> str:
    segment = variant.find("seg")
    words = "" if segment is None else "".join(segment.itertext())
    return words if words.strip() else ""


class _Reader:
    """Builds the tree of one file, and notes the line of each element.

    Safe with files of strangers: Python's expat fetches nothing, and a file that declares entities is refused, so that
    it cannot grow (a DOCTYPE alone is usual in TMX).
    """

    def __init__(self) -> None:
        self.lines: dict[Element, int] = {}
        self._builder = TreeBuilder()
        self._unread: list[str] = []
        self._parser = ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._words
        self._parser.EntityDeclHandler = self._refuse

    def read(self, data: bytes) -> Element:
        """The tree; raises Unreadable."""
        try:
            # All at once: of a tag in pieces, expat reads the beginning again with each piece.
            self._parser.Parse(data, True)  # noqa: FBT003
        except (ExpatError, ValueError) as error:
            line = self._parser.ErrorLineNumber
            raise Unreadable(f"This is no well-formed XML ({error}).", line=line) from None
        return self._builder.close()

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._unread or tag in _CODES:
            self._unread.append(tag)
        else:
            self.lines[self._builder.start(tag, attributes)] = self._parser.CurrentLineNumber

    def _end(self, tag: str) -> None:
        if self._unread:
            self._unread.pop()
        else:
            self._builder.end(tag)

    def _words(self, text: str) -> None:
        if not self._unread:
            self._builder.data(text)

    def _refuse(self, *declared: object) -> None:
        raise Unreadable("Files that declare entities are not read.", line=self._parser.CurrentLineNumber)
