"""The noise of chat: what Enishi makes of it beside what the bare engine makes of it.

python -m bench.noise
"""

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.engine import bare
from bench.stamp import keep
from enishi.model import Step
from enishi.settings import Settings
from enishi.translate.pool.pool import Pool
from enishi.translate.pool.slot import process_slots
from enishi.translate.registry import load_engines
from enishi.translate.translator import Translator

CASES = {
    "en": (
        *("hello", "thanks", "Thank you.", "Perfect! Thank you.", "HELLO EVERYBODY", "WHERE ARE YOU", "STOP IT NOW!!!"),
        *("this is sooooo good", "what???", "wait.....", "i think we should go to lisbon tomorrow", "congratulations"),
        *("Dr. Smith is here.", "no way!!", "bye", "See you 😀!", "ok", "Hotel"),
    ),
    "pt": (
        "olá",
        "Obrigado.",
        "BOM DIA A TODOS",
        "isso é muuuuito bom",
        "você não veio ontem à tarde",
        "kkkkk",
        "valeu",
    ),
}


async def main() -> None:
    rows = []
    with TemporaryDirectory() as data:
        settings = Settings(data=Path(data))
        async with Pool(process_slots(settings)) as pool:
            translator = Translator(load_engines(settings), pool, 0)
            for source, target in (("en", "pt"), ("pt", "en")):
                engine = bare(source, target)
                for text in CASES[source]:
                    made = await translator.translate(text, source, target)
                    assert made.route == (Step("firefox", source, target),)
                    rows.append(f"| {text} | {engine.translate(text)} | {made.text} | {', '.join(made.doubts)} |")
    keep(
        "noise",
        "# The noise of chat",
        "",
        "Firefox’s models, English and Portuguese. `python -m bench.noise` measures it.",
        "",
        "| said | bare engine | Enishi | doubts |",
        "|---|---|---|---|",
        *rows,
    )


if __name__ == "__main__":
    asyncio.run(main())
