"""`enishi host`: a link for who runs the machine, to come in as an owner of the house; the server may run."""

import argparse

from enishi.cli.data import add_data, keep_private, settings_of
from enishi.features.invites import owner_links
from enishi.features.invites.links import link_to


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declares the command."""
    parser = subparsers.add_parser("host", help="print a link to come in as an owner; the server may run")
    add_data(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Leaves the link where the server looks for it, and prints it."""
    keep_private()
    settings = settings_of(arguments)
    address = settings.url or f"http://localhost:{settings.port}"
    print(link_to(address, owner_links.leave(settings.data)))
    print("It is for one person, once, within 24 hours; one that was printed before leads nowhere any more.")
    return 0
