"""Translation units as TMX 1.4b, the format in which translation memories travel."""

from collections.abc import Iterable, Iterator
from importlib.metadata import version
from io import BytesIO
from typing import Final
from xml.etree.ElementTree import Element, ElementTree, SubElement, TreeBuilder
from xml.parsers.expat import ExpatError, ParserCreate

from enishi.errors import Unreadable
from enishi.features.glossary.units import Unit
from enishi.languages import canonical

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


def read(data: bytes) -> Iterator[tuple[int, Unit]]:
    """The units of a file, each with the line where it begins; raises Unreadable."""
    reader = _Reader()
    root = reader.read(data)
    if root.tag != "tmx":
        raise Unreadable("This is no TMX file.", line=1)
    header = root.find("header")
    source = _ANY if header is None else header.get("srclang", _ANY)
    for entry in root.iter("tu"):
        yield reader.lines[entry], _unit(entry, entry.get("srclang", source), reader.lines[entry])


def _unit(entry: Element, source: str, line: int) -> Unit:
    """A unit with words of one language only is left alone in every one."""
    variants = [_variant(variant, line) for variant in entry.findall("tuv")]
    said = [(tag, words) for tag, words in variants if words.strip()]
    if len(said) < 2:
        return Unit(said[0][1] if said else "", None, {})
    tag, text = next((each for each in said if each[0] == canonical(source)), said[0])
    return Unit(text, tag, {other: words for other, words in said if other != tag})


def _variant(variant: Element, line: int) -> tuple[str, str]:
    tag = canonical(variant.get("xml:lang") or variant.get("lang") or "")
    words = variant.find("seg")
    if tag is None or words is None:
        raise Unreadable("The unit has words without a language, or a language without words.", line=line)
    return tag, "".join(words.itertext())


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
            self._parser.ParseFile(BytesIO(data))
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
