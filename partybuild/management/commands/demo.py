"""Build the demo street on an empty database."""

import os
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation

from partybuild.demo.build import build_demo
from partybuild.demo.people import SignIn
from partybuild.demo.sizes import SIZES
from partybuild.errors import RuleViolation

OWNER_ONLY = 0o600


class Command(BaseCommand):
    help = "Build a fictional street, the same on every run, and print its sign-ins."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--size", choices=list(SIZES), default="M")
        parser.add_argument("--today", type=date.fromisoformat, help="day up to which history runs")

    def handle(self, *args: Any, **options: Any) -> None:
        today = options["today"] or timezone.localdate()
        with translation.override(settings.LANGUAGE_CODE):
            try:
                sign_ins = build_demo(size=options["size"], today=today, say=self.stdout.write)
            except RuleViolation as refusal:
                raise CommandError(refusal.message) from refusal
        keep(sign_ins, Path(settings.DATA_DIR) / "sign-ins.txt")
        for sign_in in sign_ins:
            self.stdout.write(line(sign_in))


def line(sign_in: SignIn) -> str:
    """One sign-in as it is printed."""
    return f"{sign_in.username:<12}{sign_in.password:<20}{sign_in.who}"


def keep(sign_ins: list[SignIn], path: Path) -> None:
    """Write the sign-ins where only the owner of the installation can read them."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWNER_ONLY)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write("\n".join(line(sign_in) for sign_in in sign_ins) + "\n")
