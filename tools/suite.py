"""Run every test on both engines, one after the other, and say at the end what was run.

Arguments go to pytest as they are; ENGINE=sqlite or ENGINE=postgresql keeps to one engine.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
ENGINES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def run(engine: str, report: Path, arguments: list[str]) -> int:
    """Run the suite on one engine, on both cores."""
    options = ["--engine", engine, "--numprocesses=2"]
    # Migrations are run by the first start of the portal and by the composed one, on both engines.
    options += ["--nomigrations", f"--junitxml={report}"]
    return subprocess.call([sys.executable, "-m", "pytest", *options, *arguments], cwd=ROOT)


def counted(report: Path) -> str:
    """How many tests passed, failed and were skipped."""
    suites = list(ElementTree.parse(report).iter("testsuite")) if report.exists() else []
    total, failures, errors, skipped = (
        sum(int(suite.get(name, 0)) for suite in suites)
        for name in ("tests", "failures", "errors", "skipped")
    )
    failed = failures + errors
    return f"{total - failed - skipped} passed, {failed} failed, {skipped} skipped"


def main(arguments: list[str]) -> int:
    chosen = os.environ.get("ENGINE")
    lines, worst = [], 0
    with tempfile.TemporaryDirectory() as folder:
        for engine in [chosen] if chosen else ENGINES:
            report, begun = Path(folder) / f"{engine}.xml", time.monotonic()
            worst = max(worst, run(engine, report, arguments))
            lines.append(f"{ENGINES[engine]}: {counted(report)}")
            lines.append(f"    in {time.monotonic() - begun:.0f} s")
    print("", *lines, sep="\n", flush=True)
    return worst


if __name__ == "__main__":
    # Whoever ends this ends the run of pytest as well: an exception passes through its call.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    sys.exit(main(sys.argv[1:]))
