"""`enishi models`: which Firefox models there are, fetching and removing them."""

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from tqdm import tqdm

from enishi.errors import ModelError
from enishi.settings import Settings
from enishi.translate.models.catalogue import Model
from enishi.translate.models.models import Models

_MEGABYTE = 1_000_000


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declares the command and its verbs."""
    parser = subparsers.add_parser("models", help="list, fetch and remove the models of the engine firefox")
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    listing = verbs.add_parser("list", help="what can be fetched, and what is here")
    listing.add_argument("--installed", action="store_true", help="only what is here (asks no server)")
    listing.set_defaults(run=run_list)
    names = "a direction such as en-pt, or a language such as pt for both directions"
    for verb, run, help_ in (("get", run_get, "fetch models"), ("remove", run_remove, "delete models")):
        command = verbs.add_parser(verb, help=help_)
        command.add_argument("name", nargs="+", metavar="MODEL", help=names)
        command.set_defaults(run=run)


def run_list(arguments: argparse.Namespace) -> int:
    """Prints a model a line, with its size."""
    models = Models(Settings())
    installed = models.installed()
    available = {} if arguments.installed else models.available()
    for name in sorted(installed.keys() | available.keys()):
        offered = f"{available[name].size / _MEGABYTE:6.1f} MB to fetch" if name in available else " " * 18
        here = f"   here, {installed[name].size / _MEGABYTE:.1f} MB" if name in installed else ""
        print(f"{name:16} {offered}{here}".rstrip())
    return 0


def run_get(arguments: argparse.Namespace) -> int:
    """Fetches the named models that are not here yet."""
    models = Models(Settings())
    available, installed = models.available(), models.installed()
    for name in _named(arguments.name, available, "The list has no model"):
        if name in installed:
            print(f"{name} is here already.")
            continue
        with _progress(available[name]) as progress:
            models.get(available[name], progress)
        print(f"{name} is ready.")
    return 0


def run_remove(arguments: argparse.Namespace) -> int:
    """Deletes the named models."""
    models = Models(Settings())
    for name in _named(arguments.name, models.installed(), "The model directory has no model"):
        models.remove(name)
        print(f"{name} is removed.")
    return 0


def _named(wanted: Sequence[str], known: Mapping[str, object], sorry: str) -> list[str]:
    """The models that the words mean; raises ModelError for a word that means none."""
    names: dict[str, None] = {}
    for word in wanted:
        meant = [word] if word in known else [name for name in (f"en-{word}", f"{word}-en") if name in known]
        if not meant:
            raise ModelError(f"{sorry} {word}; `enishi models list` tells what there is.")
        names |= dict.fromkeys(meant)
    return list(names)


@contextmanager
def _progress(model: Model) -> Iterator[Callable[[int], object]]:
    """A bar on a terminal, otherwise one plain line."""
    if not sys.stderr.isatty():
        print(f"Fetching {model.name}, {model.size / _MEGABYTE:.1f} MB.", file=sys.stderr)
    with tqdm(total=model.size, desc=model.name, unit="B", unit_scale=True, disable=None, leave=False) as bar:
        yield bar.update
