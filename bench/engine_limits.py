"""How long a sentence Firefox's models can take: the translation of a long one against those of its parts.

python -m bench.engine_limits
"""

import time
from difflib import SequenceMatcher
from itertools import islice

from bench.machine import percentile
from bench.sentences import sentences
from bench.stamp import keep
from enishi.settings import Settings
from enishi.translate.engines.firefox import Firefox

ROWS = (1, 2, 3, 4, 5, 6, 8, 12)
TIMES = 10


def main() -> None:
    model = Firefox(Settings()).open("en", "pt")
    rows = []
    for joined in ROWS:
        source = sentences(15, seed=joined)
        characters, words, agreement, spent = 0, 0, 0.0, []
        for _ in range(TIMES):
            parts = [part.rstrip(".") for part in islice(source, joined)]
            whole = "; ".join(parts) + "."
            began = time.perf_counter()
            (output,) = model.translate([whole])
            spent.append((time.perf_counter() - began) * 1000)
            apart = "; ".join(piece.rstrip(".") for piece in model.translate(parts))
            agreement += SequenceMatcher(None, output.lower().split(), apart.lower().split(), autojunk=False).ratio()
            characters += len(whole)
            words += len(output.split())
        row = (
            characters // TIMES,
            joined * 15,
            words // TIMES,
            round(agreement / TIMES, 2),
            round(percentile(spent, 0.5)),
        )
        rows.append("| " + " | ".join(map(str, row)) + " |")
    keep(
        "engine_limits",
        "# How long a sentence the models of Firefox can take",
        "",
        f"Clauses of 15 words joined to one sentence, {TIMES} a row, English to Portuguese.",
        "Agreement: how much of the words is what the clauses give one by one (1.0: all).",
        "`python -m bench.engine_limits` measures it.",
        "",
        "| characters | words in | words out | agreement | ms p50 |",
        "|---|---|---|---|---|",
        *rows,
    )


if __name__ == "__main__":
    main()
