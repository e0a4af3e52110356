"""The command `enishi`: reads the command line, runs one command, tells every failure in a sentence."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import version
from io import TextIOWrapper

from pydantic import ValidationError

from enishi.errors import EnishiError

COMMANDS = ("serve", "host", "work", "translate", "languages", "models", "backup", "restore", "check")
"""Modules beside this one; each offers `add(subparsers)`, which sets `run`: from the arguments to the exit code."""


def main(argv: Sequence[str] | None = None) -> int:
    """The exit code: 0 done, 1 failed (a sentence on standard error says why), 2 misused, 130 interrupted."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # what is not of its encoding is shown as such, and stops nothing
            stream.reconfigure(errors="replace")
    words = sys.argv[1:] if argv is None else argv
    arguments = _parser(words).parse_args(words)
    try:
        code: int = arguments.run(arguments)
        sys.stdout.flush()
    except EnishiError as fault:
        return _failed(fault.sentence)
    except ValidationError as fault:  # of the settings
        return _failed("\n".join(f"{'.'.join(map(str, error['loc']))}: {error['msg']}." for error in fault.errors()))
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # whoever read our output has enough; what is still buffered goes nowhere
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as fault:
        return _failed(f"{fault.filename or 'The system'}: {fault.strerror or fault}.")
    return code


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="enishi", description="One room, every language.")
    parser.add_argument("--version", action="version", version=f"%(prog)s {version('enishi')}")
    subparsers = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in _meant(words):
        import_module(f"enishi.cli.{command}").add(subparsers)
    return parser


def _meant(words: Sequence[str]) -> Sequence[str]:
    """The commands that have to be loaded, as few as possible: the libraries of the server take a second."""
    if words[:1] == ["--version"]:
        return ()
    return words[:1] if words and words[0] in COMMANDS else COMMANDS


def _failed(sentence: str) -> int:
    print(f"enishi: {sentence}", file=sys.stderr)
    return 1
