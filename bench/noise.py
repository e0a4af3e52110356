"""The noise of chat: what Enishi makes of it beside what the bare engine makes of it.

python -m bench.noise > bench/results/noise.md
"""

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

from enishi.model import Step
from enishi.settings import Settings
from enishi.translate.engines.firefox import Firefox, FirefoxTranslation
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
    print("# The noise of chat\n\nFirefox’s models, English and Portuguese.\n")
    print("| said | bare engine | Enishi | doubts |\n|---|---|---|---|")
    with TemporaryDirectory() as data:
        settings = Settings(data=Path(data))
        async with Pool(process_slots(settings)) as pool:
            translator = Translator(load_engines(settings), pool, 0)
            for source, target in (("en", "pt"), ("pt", "en")):
                bare = Bare(Firefox(settings).open(source, target))
                for text in CASES[source]:
                    made = await translator.translate(text, source, target)
                    assert made.route == (Step("firefox", source, target),)
                    print(f"| {text} | {bare.translate(text)} | {made.text} | {', '.join(made.doubts)} |")


class Bare:
    """The model without what Enishi does for short lines."""

    def __init__(self, translation: FirefoxTranslation) -> None:
        self._model = translation

    def translate(self, text: str) -> str:
        """What the model says."""
        return self._model._translator.translate(text)


if __name__ == "__main__":
    asyncio.run(main())
