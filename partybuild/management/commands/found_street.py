"""Open the first street and its first people, on the first day of an installation."""

import secrets
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from orgs.enums import Role
from orgs.services.founding import FirstPerson, found_portal
from partybuild.errors import RuleViolation

FIRST_PEOPLE = (Role.OFFICE, Role.SECURITY, Role.SYSTEM, Role.AUDITOR)


def first_password() -> str:
    """A password that satisfies every rule, to be told once and changed at once."""
    return f"{secrets.token_urlsafe(9)}-7Aa"


class Command(BaseCommand):
    help = "Found the portal: a street, its office and the three administrators."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", help="code of the street's working committee")
        parser.add_argument("name", help="its name")

    def handle(self, *args: Any, **options: Any) -> None:
        people = {
            role: FirstPerson(role.value, str(role.label), first_password())
            for role in FIRST_PEOPLE
        }
        try:
            found_portal(code=options["code"], name=options["name"], people=people)
        except RuleViolation as refusal:
            raise CommandError(refusal.message) from refusal
        for person in people.values():
            self.stdout.write(f"{person.username}\t{person.password}\t{person.name}")
