"""Writes the table of characters that look alike (Unicode Technical Standard #39), as ICU knows it.

ICU is too large for the server, so its table is kept as a file. It changes once a year, with Unicode. In an environment
of its own: `pip install icukit-pyicu && python scripts/confusables.py`.
"""

import importlib
import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any
from unicodedata import category

OUT = Path(__file__).parents[1] / "src/enishi/gathering/people/confusables.json"


def main() -> None:
    icu: Any = importlib.import_module("icu")  # not among our packages
    decompose = icu.Normalizer2.getNFDInstance().normalize
    skeleton = icu.SpoofChecker().getSkeleton
    alike: defaultdict[str, str] = defaultdict(str)
    for character in map(chr, range(sys.maxunicode + 1)):
        if category(character) != "Cs" and decompose(character) == character:
            prototype = skeleton(0, character)  # empty for what shows nothing, which `lookalikes.py` leaves out itself
            if prototype not in ("", character):
                alike[prototype] += character
    OUT.write_text(json.dumps(alike, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{OUT.name}: Unicode {icu.UNICODE_VERSION}, {sum(map(len, alike.values()))} characters")


if __name__ == "__main__":
    main()
