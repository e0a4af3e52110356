"""What is lost or changed on the way, kind by kind: the bare engine, Enishi before, and Enishi now.

python -m bench.kept
"""

import asyncio
import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from bench.engine import bare
from bench.kept_forms import FORMS, KINDS, Form, forms, plain
from bench.stamp import keep
from enishi.settings import Settings
from enishi.translate.pool.pool import Pool
from enishi.translate.pool.slot import process_slots
from enishi.translate.registry import load_engines
from enishi.translate.translator import Translator

DIRECTIONS = (("en", "pt"), ("pt", "en"), ("es", "ca"), ("it", "es"))
"""The last two are Apertium's, for the kind that is its own."""
BEFORE = Path(__file__).with_name("kept_before.json")
"""The same forms at commit e87f14b, before this was looked after: `python -m bench.kept --counts` with its source."""


class Count(NamedTuple):
    """Of forms: lost or changed without a word, and with a doubt; doubted in all."""

    silent: int
    loud: int
    doubted: int


def is_lost(form: Form, made: str, other: str) -> bool:
    """Whether what must come through did not; `other` is the translation of `form.same_as`."""
    if form.kept:
        return not form.kept(made)
    return len({plain(text).replace(" ", "").removesuffix(".") for text in (made, other)}) > 1


async def count(translator: Translator, kind: str, source: str, target: str) -> Count:
    """By Enishi."""
    silent = loud = doubted = 0
    for form in forms(kind, source):
        made = await translator.translate(form.text, source, target)
        other = await translator.translate(form.same_as, source, target) if form.same_as else made
        doubted += bool(made.doubts)
        if is_lost(form, made.text, other.text):
            print(kind, form.text, made.text, made.doubts, sep=" | ", file=sys.stderr)
            silent, loud = silent + (not made.doubts), loud + bool(made.doubts)
    return Count(silent, loud, doubted)


def count_bare(kind: str, source: str, target: str) -> int:
    """By fxtranslate alone."""
    engine = bare(source, target)
    return sum(
        is_lost(form, engine.translate(form.text), engine.translate(form.same_as) if form.same_as else "")
        for form in forms(kind, source)
    )


async def counts() -> dict[str, Count]:
    """Of each kind and direction that has forms."""
    with TemporaryDirectory() as data:
        settings = Settings(data=Path(data), deadline=60, engines=("firefox", "apertium"))
        async with Pool(process_slots(settings)) as pool:
            translator = Translator(load_engines(settings), pool, 1000)
            return {
                f"{kind} {source}-{target}": await count(translator, kind, source, target)
                for kind in KINDS
                for source, target in DIRECTIONS
                if forms(kind, source)
            }


def main() -> None:
    now = asyncio.run(counts())
    if "--counts" in sys.argv:
        print(json.dumps(now, indent=1, ensure_ascii=False))
        return
    before = {key: Count(*value) for key, value in json.loads(BEFORE.read_text(encoding="utf-8")).items()}
    rows = []
    for kind in KINDS:
        for source, target in DIRECTIONS:
            if number := len(forms(kind, source)):
                key = f"{kind} {source}-{target}"
                was, got = before[key], now[key]
                cells = [
                    number,
                    count_bare(kind, source, target) if source in ("en", "pt") else "",
                    f"{was.silent} + {was.loud}",
                    f"{got.silent} + {got.loud}",
                ]
                rows.append(f"| {kind} | {source} → {target} | {' | '.join(map(str, cells))} | {got.doubted} |")
    keep(
        "kept",
        "# What is kept on the way",
        "",
        f"Up to {FORMS} generated sentences of each kind and direction, by Firefox’s models (es, it: by Apertium).",
        "“Lost” is lost or changed, silently + with a doubt. Typographic marks, negations, last words: the translation",
        "differs from that with straight marks, an apostrophe, a full stop. Before: commit e87f14b.",
        "`python -m bench.kept` measures it.",
        "",
        "| kind | direction | forms | lost, bare engine | lost, before | lost, now | doubted, now |",
        "|---|---|---|---|---|---|---|",
        *rows,
    )


if __name__ == "__main__":
    main()
