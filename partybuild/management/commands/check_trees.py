"""The command that says whether both trees are sound."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from grids.selectors.soundness import grid_breaches
from orgs.selectors.soundness import org_breaches


class Command(BaseCommand):
    help = (
        "Check the organisation tree and the grid tree. Prints a sentence for everything that is "
        "wrong and ends with status 1; it repairs nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print the findings as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        found = {"orgs": org_breaches(), "grids": grid_breaches()}
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
        else:
            for tree, breaches in found.items():
                self.stdout.write(f"{tree}: {len(breaches) or 'sound'}")
                for breach in breaches:
                    self.stdout.write(f"  {breach}")
        if any(found.values()):
            sys.exit(1)
