"""Every check besides the tests, each with its time; `make check` and CI run this same list."""

import os
import secrets
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHOWN = 60
BIN = Path(sys.executable).parent
DEPLOYED = {
    "DEBUG": "0",
    "SECRET_KEY": secrets.token_urlsafe(60),
    "ALLOWED_HOSTS": "portal.example",
}


@dataclass(frozen=True, slots=True)
class Check:
    """A sentence that must be true, and the command that finds out."""

    sentence: str
    command: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)


def python(*arguments: str) -> tuple[str, ...]:
    return (sys.executable, *arguments)


def installed(program: str, *arguments: str) -> tuple[str, ...]:
    return (str(BIN / program), *arguments)


def templates() -> list[str]:
    return [str(path) for path in sorted((ROOT / "templates").rglob("*.html"))]


def checks() -> list[Check]:
    return [
        Check("The code is formatted.", installed("ruff", "format", "--check", ".")),
        Check("The code has no lint.", installed("ruff", "check", ".")),
        Check("The types hold.", installed("mypy", ".")),
        Check(
            "The migrations match the models.",
            python("manage.py", "makemigrations", "--check", "--dry-run"),
        ),
        Check(
            "The settings are fit for deployment.",
            python("manage.py", "check", "--deploy", "--fail-level", "WARNING"),
            DEPLOYED,
        ),
        Check("The catalogues match the code.", python("tools/catalogues.py", "drift")),
        Check("Everything is translated.", python("tools/catalogues.py", "check")),
        Check("The description of the API matches the code.", python("tools/openapi.py", "check")),
        Check("The templates have no lint.", installed("djlint", "--lint", "templates")),
        Check(
            "The templates are formatted.",
            installed("djade", "--check", "--target-version", "5.2", *templates()),
        ),
        Check(
            "The lock files hold what is asked for and name no host.",
            python("tools/locks.py", "check"),
        ),
    ]


def holds(check: Check) -> bool:
    """Run one check; show what it wrote only when it fails."""
    begun = time.monotonic()
    answer = subprocess.run(
        check.command,
        cwd=ROOT,
        env={**os.environ, **check.environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    mark = "FAILED" if answer.returncode else "ok"
    print(f"{mark:>6}  {time.monotonic() - begun:5.1f} s  {check.sentence}", flush=True)
    if answer.returncode:
        lines = answer.stdout.splitlines()
        print(*lines[:SHOWN], sep="\n")
        print(f"… and {len(lines) - SHOWN} more lines" if len(lines) > SHOWN else "", flush=True)
    return not answer.returncode


def main() -> int:
    broken = [check.sentence for check in checks() if not holds(check)]
    print(f"\n{len(broken)} of {len(checks())} checks failed." if broken else "\nAll checks hold.")
    return bool(broken)


if __name__ == "__main__":
    sys.exit(main())
