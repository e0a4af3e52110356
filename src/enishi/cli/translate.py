"""`enishi translate`: words on the command line, or lines on standard input, into another language."""

import argparse
import asyncio
import sys
from collections.abc import Iterator
from contextlib import AsyncExitStack

from enishi.cli.data import add_data, settings_of
from enishi.errors import Invalid, NoRoute
from enishi.model import Step
from enishi.translate.pool.pool import Pool
from enishi.translate.pool.slot import process_slots
from enishi.translate.registry import load_engines
from enishi.translate.translator import Translator


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declares the command."""
    parser = subparsers.add_parser("translate", help="translate words, or the lines of standard input")
    parser.add_argument("text", nargs="*", metavar="TEXT", help="the words; without any: each line of standard input")
    parser.add_argument("--from", dest="source", metavar="LANGUAGE", help="the language of the text, such as en")
    parser.add_argument("--to", dest="target", metavar="LANGUAGE", required=True, help="the language to translate into")
    parser.add_argument("--route", action="store_true", help="tell the way through engines on standard error")
    add_data(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Translates in order, each line as soon as it is there."""
    settings = settings_of(arguments)
    # The loop rests while standard input is read: an interrupt then ends the command at once.
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        pool = runner.run(stack.enter_async_context(Pool(process_slots(settings))))
        try:
            translator = Translator(load_engines(settings), pool, settings.cache)
            source = arguments.source or _only_source(translator, arguments.target)
            if arguments.route:
                print(told(translator.route(source, arguments.target)), file=sys.stderr)
            for text in _texts(arguments.text):
                line, ending = text.removesuffix("\n"), "\n" if text.endswith("\n") else ""
                rendering = runner.run(translator.translate(line, source, arguments.target))
                print(rendering.text, end=ending, flush=True)
        finally:
            runner.run(stack.aclose())
    return 0


def told(route: tuple[Step, ...]) -> str:
    """A route in one line: `en → pt (firefox) → es (apertium)`."""
    if not route:
        return "nothing to translate"
    return " → ".join([route[0].source, *(f"{step.target} ({step.engine})" for step in route)])


def _texts(words: list[str]) -> Iterator[str]:
    if words:
        yield " ".join(words) + "\n"
    else:
        yield from sys.stdin


def _only_source(translator: Translator, target: str) -> str:
    """The one language that can be translated into `target`; raises Invalid when there are several, NoRoute if none."""
    sources = [source for source in sorted(translator.languages) if _joined(translator, source, target)]
    if not sources:
        raise NoRoute(f"No installed engine translates into {target}; `enishi languages` tells what there is.")
    if len(sources) > 1:
        raise Invalid(f"Which language is the text in? Say it with --from: {', '.join(sources)}.")
    return sources[0]


def _joined(translator: Translator, source: str, target: str) -> bool:
    try:
        return bool(translator.route(source, target))
    except NoRoute:
        return False
