"""docs/languages.md: each language that published models or Apertium's pairs have, and what browsers send for it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from langcodes import Language

from enishi.features.translation_api.codes import english_name
from enishi.languages import best_match, node
from enishi.speech.recognisers.whisper import LANGUAGES
from scripts.published import APERTIUM, BUCKET, OTHERS, REGIONS, REMOTE_SETTINGS

Names = dict[str, set[str]]

HEAD = """# Languages

Which languages Mozilla's models and Apertium's pairs join, each under its one tag, and what browsers send for it
(`navigator.language`). It says what was published when it was made: Remote Settings in October 2025, the bucket in
March 2026, Debian 12. `enishi models list` tells what the lists offer now, `enishi languages` what works here.

"From English" and "into English" name the list that has the model; Remote Settings is asked first. Languages without
one are joined to others by Apertium, CTranslate2 or a server ([Operating](operating.md#languages)). "Speech": Whisper's
models recognise what is said in it ([Operating](operating.md#speech-recognition)).

| language | tag | browsers send | from English | into English | Apertium with | speech |
|---|---|---|---|---|---|---|
"""


def tags_sent(tag: str) -> list[str]:
    """What browsers send for a language."""
    others = OTHERS.get(tag, "").split()
    if tag.startswith("zh-") or tag == "sr-Latn":
        return [tag, *others]
    region = Language.get(tag).maximize().territory
    regions = REGIONS[tag].split() if tag in REGIONS else [region] if region else []
    return [tag, *(f"{tag}-{each}" for each in regions), *others]


def languages_page() -> str:
    """The table."""
    from_english, into_english, apertium = _lists(0), _lists(1), _pairs()
    tags = sorted(from_english.keys() | into_english.keys() | apertium.keys(), key=lambda tag: (english_name(tag), tag))
    rows = (
        f"| {english_name(tag)} | `{tag}` | {_code(tags_sent(tag))} | {_said(from_english[tag])} | "
        f"{_said(into_english[tag])} | {_code(sorted(apertium[tag]))} | {_spoken(tag)} |\n"
        for tag in tags
    )
    return HEAD + "".join(rows)


def _spoken(tag: str) -> str:
    return "yes" if best_match(tag, LANGUAGES) else ""


def _lists(place: int) -> Names:
    found: Names = defaultdict(set)
    for name, codes in (("Remote Settings", REMOTE_SETTINGS), ("bucket", BUCKET)):
        for tag in nodes(codes[place].split()):
            found[tag].add(name)
    return found


def _pairs() -> Names:
    found: Names = defaultdict(set)
    for pair in APERTIUM.split():
        one, other = nodes(pair.split("-"))
        found[one].add(other)
        found[other].add(one)
    return found


def nodes(codes: Iterable[str]) -> Iterator[str]:
    """The tags of these codes."""
    for code in codes:
        tag = node(code)
        assert tag, code
        yield tag


def _code(tags: Iterable[str]) -> str:
    return " ".join(f"`{tag}`" for tag in tags)


def _said(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
