"""`enishi models`: the models of Firefox, and the one that recognises speech: listed, fetched, updated, removed."""

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from tqdm import tqdm

from enishi.cli.data import add_data, settings_of
from enishi.errors import ModelError
from enishi.languages import best_match
from enishi.speech.models import SpeechModel
from enishi.translate.engines.firefox import pair_of
from enishi.translate.models.archives import opened
from enishi.translate.models.catalogue import Model
from enishi.translate.models.models import PIVOT, Models

_MEGABYTE = 1_000_000
_SPEECH = "speech"
_NAMES = f"a direction such as en-pt, a language such as pt for both, or `{_SPEECH}` for what recognises speech"


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declares the command and its verbs."""
    help_ = "list, fetch, update, import and remove models of translation and of speech; the server may run"
    verbs = subparsers.add_parser("models", help=help_).add_subparsers(required=True, metavar="VERB")
    listing = _verb(verbs, "list", run_list, "what can be fetched, and what is here")
    listing.add_argument("--installed", action="store_true", help="only what is here (asks no server)")
    fetching = _verb(verbs, "get", run_get, "fetch models")
    fetching.add_argument("name", nargs="+", metavar="MODEL", help=_NAMES)
    _verb(verbs, "update", run_update, "fetch the newer versions of the models that are here")
    importing = _verb(verbs, "import", run_import, "copy models from a folder or an archive, such as on a USB stick")
    importing.add_argument(
        "path", type=Path, metavar="PATH", help="a folder that holds models, or a zip or tar archive"
    )
    removing = _verb(verbs, "remove", run_remove, "delete models")
    removing.add_argument("name", nargs="+", metavar="MODEL", help=_NAMES)


def _verb(
    verbs: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    run: Callable[[argparse.Namespace], int],
    help_: str,
) -> argparse.ArgumentParser:
    parser = verbs.add_parser(name, help=help_)
    add_data(parser)
    parser.set_defaults(run=run)
    return parser


def run_list(arguments: argparse.Namespace) -> int:
    """Prints a model a line, with its size."""
    settings = settings_of(arguments)
    models, speech = Models(settings), SpeechModel(settings)
    installed = models.installed()
    available = {} if arguments.installed else models.available()
    newer = set() if arguments.installed else {model.name for model in models.newer()}
    for name in sorted(installed.keys() | available.keys()):
        offered = f"{available[name].size / _MEGABYTE:6.1f} MB to fetch" if name in available else " " * 18
        here = f"   here, {installed[name].size / _MEGABYTE:.1f} MB" if name in installed else ""
        print(f"{name:16} {offered}{here}{', an update is there' if name in newer else ''}".rstrip())
    if speech.is_placed:
        print(f"{_SPEECH:16} {' ' * 18}   here")
    elif speech.can_come and not arguments.installed:
        print(f"{_SPEECH:16} {speech.size / _MEGABYTE:6.1f} MB to fetch")
    return 0


def run_get(arguments: argparse.Namespace) -> int:
    """Fetches the named models that are not here yet."""
    settings = settings_of(arguments)
    models, names = Models(settings), _without_speech(arguments.name)
    if len(names) < len(arguments.name):
        _get_speech(models, SpeechModel(settings))
    available, installed = (models.available(), models.installed()) if names else ({}, {})
    for name in _named(names, available, "The lists have no model"):
        if name in installed:
            print(f"{name} is here already.")
        else:
            _fetch(models, available[name])
            print(f"{name} is ready.")
    return 0


def _without_speech(names: Sequence[str]) -> list[str]:
    return [name for name in names if name != _SPEECH]


def _get_speech(models: Models, speech: SpeechModel) -> None:
    if speech.is_here:
        print(f"{_SPEECH} is here already.")
        return
    if not speech.can_come:
        raise ModelError("No model of speech would be used here: that takes the extra `whisper`.", code="model_missing")
    models.make_room(speech.size)
    with _progress(_SPEECH, speech.size) as progress:
        speech.get(progress)
    print(f"{_SPEECH} is ready.")


def run_update(arguments: argparse.Namespace) -> int:
    """Fetches the models of which there is a newer version."""
    models = Models(settings_of(arguments))
    newer = models.newer()
    for model in newer:
        _fetch(models, model)
        print(f"{model.name} is now {model.version}.")
    if not newer:
        print("Every model is the newest that its list has.")
    return 0


def run_import(arguments: argparse.Namespace) -> int:
    """Copies every model that a folder or an archive holds, in place of those that are here."""
    models = Models(settings_of(arguments))
    with opened(arguments.path) as found:
        for model in found:
            models.put(model.manifest, model.read())
            print(f"{model.name} is ready.")
    return 0


def run_remove(arguments: argparse.Namespace) -> int:
    """Deletes the named models."""
    settings = settings_of(arguments)
    models, names = Models(settings), _without_speech(arguments.name)
    if len(names) < len(arguments.name):
        SpeechModel(settings).remove()
        print(f"{_SPEECH} is removed.")
    for name in _named(names, models.installed(), "The model directory has no model"):
        models.remove(name)
        print(f"{name} is removed.")
    return 0


def _named(wanted: Sequence[str], known: Mapping[str, object], sorry: str) -> list[str]:
    """The models that the words mean; raises ModelError for a word that means none."""
    names: dict[str, None] = {}
    languages = frozenset(tag for name in known for tag in pair_of(name) or ()) - {PIVOT}
    for word in wanted:
        tag = best_match(word, languages)
        meant = [name for name in (word, f"{PIVOT}-{tag}", f"{tag}-{PIVOT}") if name in known]
        if not meant:
            raise ModelError(f"{sorry} {word}; `enishi models list` tells what there is.")
        names |= dict.fromkeys(meant)
    return list(names)


def _fetch(models: Models, model: Model) -> None:
    with _progress(model.name, model.size) as progress:
        models.get(model, progress)


@contextmanager
def _progress(name: str, size: int) -> Iterator[Callable[[int], object]]:
    """A bar on a terminal, otherwise one plain line."""
    if not sys.stderr.isatty():
        print(f"Fetching {name}, {size / _MEGABYTE:.1f} MB.", file=sys.stderr)
    with tqdm(total=size, desc=name, unit="B", unit_scale=True, disable=None, leave=False) as bar:
        yield bar.update
