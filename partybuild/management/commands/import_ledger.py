"""Read ledgers and import them without a browser."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import translation

from orgs.imports import centre
from orgs.imports.registry import ledger_import
from orgs.models import ImportRun, User
from partybuild.errors import RuleViolation
from partybuild.spreadsheets import Reading

HELD, NOT_UNDERSTOOD = 3, 2


class _PreviewOver(Exception):
    """Ends a preview, so that nothing of it stays."""


class Command(BaseCommand):
    help = (
        "Import ledgers: organisations, grids, grid staff, partner units, needs, resources, cases. "
        "Exit status: 0 nothing was held back, 3 rows were held back, 2 a file was not understood."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", type=Path)
        parser.add_argument("--as", dest="username", required=True, metavar="USER")
        parser.add_argument("--preview", action="store_true", help="import nothing")
        parser.add_argument("--json", action="store_true", help="print what was read as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        actor = User.objects.filter(username=options["username"], is_active=True).first()
        if actor is None:
            raise CommandError(f"There is no user {options['username']}.", returncode=1)
        with translation.override(actor.language or settings.LANGUAGE_CODE):
            taken = self._take(options["files"], actor, is_preview=options["preview"])
        if options["json"]:
            self.stdout.write(json.dumps(taken.as_json(), ensure_ascii=False, indent=1))
        else:
            for line in taken.lines:
                self.stdout.write(line)
        for problem in taken.problems:
            self.stderr.write(problem)
        if taken.problems:
            sys.exit(NOT_UNDERSTOOD)
        if taken.held:
            sys.exit(HELD)

    def _take(self, files: list[Path], actor: User, *, is_preview: bool) -> "Taken":
        """Take the files in, in the order in which ledgers build on each other."""
        taken = Taken()
        try:
            with transaction.atomic():
                for path, run in self._brought(files, actor, taken):
                    self._import(path, run, actor, taken)
                if is_preview:
                    raise _PreviewOver
        except _PreviewOver:
            pass
        except PermissionDenied as denial:
            raise CommandError(f"{actor} may not import ledgers.", returncode=1) from denial
        return taken

    def _brought(self, files: list[Path], actor: User, taken: "Taken") -> list[Any]:
        brought = []
        for path in files:
            try:
                content = path.read_bytes()
                runs = centre.bring(content=content, file_name=path.name, actor=actor)
            except (RuleViolation, OSError) as problem:
                taken.problems.append(f"{path}: {problem}")
                continue
            brought += [(path, run) for run in runs]
        return sorted(brought, key=lambda pair: ledger_import(pair[1].kind).order)

    def _import(self, path: Path, run: ImportRun, actor: User, taken: "Taken") -> None:
        run, reading = centre.check_reading(run=run, actor=actor)
        if reading.missing or run.report["refusal"]:
            missing = run.report["refusal"] or ", ".join(reading.missing)
            taken.problems.append(f"{path}: {missing}")
            return
        taken.held += len(reading.held)
        taken.answer(path.name, reading.as_json())
        run = centre.apply(run=run, actor=actor)
        taken.street = taken.street or str(run.street or "")
        taken.lines += summary(path.name, run, reading)


class Taken:
    """What became of the files of one call."""

    def __init__(self) -> None:
        self.answers: dict[str, Any] = {}
        self.lines: list[str] = []
        self.problems: list[str] = []
        self.held = 0
        self.street = ""

    def as_json(self) -> dict[str, Any]:
        """What was read, by file."""
        return {"street": self.street, "files": self.answers}

    def answer(self, name: str, reading: dict[str, Any]) -> None:
        """Keep what was read in a file; a second ledger in it stands beside the first."""
        key = name if name not in self.answers else f"{name}#{reading['kind']}"
        self.answers[key] = reading


def summary(name: str, run: ImportRun, reading: Reading) -> list[str]:
    """A few lines for a person: what came in, what was held back and why."""
    report = run.report
    lines = [
        f"{name}: {ledger_import(run.kind).ledger.title} · +{report['created']} "
        f"~{report['amended']} ={report['unchanged']} · held {report['held_count']} · "
        f"duplicates {report['duplicate_count']}"
    ]
    lines += [f"  {sentence}" for held in reading.held for sentence in held.sentences()]
    return lines
