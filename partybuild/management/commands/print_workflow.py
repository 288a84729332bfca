"""Print the life of a noun as a table, straight from the code that enforces it."""

from argparse import ArgumentParser
from importlib import import_module
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from orgs.workflow import Moves

APPS = ("orgs", "grids", "resources", "liaison")
SUFFIX = "_MOVES"


def workflows() -> dict[str, Moves]:
    """Every workflow table of the portal by its noun: ``need`` → the table ``NEED_MOVES``."""
    found: dict[str, Moves] = {}
    for app in APPS:
        module = import_module(f"{app}.workflow")
        for name, value in vars(module).items():
            if name.endswith(SUFFIX):
                found[name.removesuffix(SUFFIX).lower()] = value
    return found


def as_markdown(moves: Moves) -> str:
    """The table in Markdown: step, from, to, by whom, over which owner."""
    lines = ["| Step | From | To | By | Over | Reason |", "|---|---|---|---|---|---|"]
    for action, step in moves.items():
        sources = ", ".join(sorted(step.sources))
        roles = ", ".join(sorted(role.value for role in step.roles)) or "the clock"
        reason = "required" if step.needs_reason else ""
        lines.append(f"| {action} | {sources} | {step.target} | {roles} | {step.over} | {reason} |")
    return "\n".join(lines)


class Command(BaseCommand):
    help = "Print the workflow table of a noun, or of all nouns."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("noun", nargs="?", help="need, resource, match, project, meeting, …")

    def handle(self, *args: Any, **options: Any) -> None:
        tables = workflows()
        wanted = [options["noun"]] if options["noun"] else list(tables)
        if unknown := set(wanted) - set(tables):
            known = ", ".join(tables)
            raise CommandError(f"No workflow of {', '.join(unknown)}. There are: {known}.")
        with translation.override("en"):
            for noun in wanted:
                self.stdout.write(f"## {noun}\n\n{as_markdown(tables[noun])}\n")
