"""Make .venv, and bring it to exactly what a lock file names.

Runs on the machine's own Python before anything is installed, so it uses nothing but the standard
library, and no syntax that a Python too old for the portal could not read its refusal in.
"""

import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"


def dotted(version: tuple) -> str:
    return ".".join(str(part) for part in version[:2])


def require_python() -> None:
    if sys.version_info < OLDEST:
        sys.exit(
            f"\nThe portal needs Python {dotted(OLDEST)} or later, and {sys.executable} is "
            f"{dotted(sys.version_info)}.\nName another one, for example: "
            f"make run PYTHON=python{dotted(OLDEST)}\n"
        )


def works(python: Path) -> bool:
    """True when the interpreter of an existing .venv still starts and can install."""
    try:
        subprocess.run([str(python), "-c", "import pip"], check=True, stderr=subprocess.DEVNULL)
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


def make_venv() -> None:
    if works(VENV_PYTHON):
        return
    print(f"Making .venv with Python {dotted(sys.version_info)}", flush=True)
    if subprocess.call([sys.executable, "-m", "venv", "--clear", str(VENV)]):
        sys.exit(
            "\nPython could not make a virtual environment. On Debian and Ubuntu its part for "
            "that is a package of its own: apt install python3-venv\n"
        )


def install(lock: str) -> None:
    print(f"Installing what {lock} names", flush=True)
    pip = [str(VENV_PYTHON), "-m", "pip", "--disable-pip-version-check"]
    if subprocess.call([*pip, "install", "-qq", "--require-hashes", "-r", lock], cwd=str(ROOT)):
        sys.exit(f"\nThe packages of {lock} could not be installed: the words above say why.\n")


def remember(stamp: Path) -> None:
    """Leave the stamp that tells make this very lock is installed, and take away older ones."""
    for older in stamp.parent.glob(f"{stamp.stem}.*"):
        older.unlink()
    stamp.touch()


if __name__ == "__main__":
    require_python()
    make_venv()
    install(sys.argv[1])
    remember(ROOT / sys.argv[2])
