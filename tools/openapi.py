"""The committed description of the API: write it anew, or check that the code still matches it."""

import difflib
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMMITTED = ROOT / "docs" / "openapi.yaml"


def describe(target: Path = COMMITTED) -> int:
    command = [sys.executable, "manage.py", "spectacular", "--validate", "--fail-on-warn"]
    return subprocess.call([*command, "--file", str(target)], cwd=ROOT)


def check() -> int:
    with tempfile.TemporaryDirectory() as folder:
        described = Path(folder) / "openapi.yaml"
        if refused := describe(described):
            return refused
        committed, code = (path.read_text().splitlines() for path in (COMMITTED, described))
    drift = list(
        difflib.unified_diff(committed, code, "docs/openapi.yaml", "the code", lineterm="")
    )
    print("\n".join(drift) or "The description matches the code.")
    return int(bool(drift))


if __name__ == "__main__":
    sys.exit(check() if sys.argv[1:] == ["check"] else describe())
