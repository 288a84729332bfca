"""How long somebody waits for the first page: on a fresh clone, and on every later start.

Run it from a clone: ``python bench/startup.py``. It clones what is committed into a temporary
folder, runs ``make run`` there twice, and prints each phase and the ratio. It asserts nothing.
"""

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PORT = int(os.environ.get("PORT", "8199"))
PAGE = f"http://127.0.0.1:{PORT}/sign-in/"
PATIENCE = 900


class Start:
    """One `make run`, with the moment of each line it wrote and of the first page."""

    def __init__(self, clone: Path) -> None:
        self.begun = time.monotonic()
        self.phases: list[tuple[float, str]] = []
        self.process = subprocess.Popen(
            ["make", "run"],
            cwd=clone,
            env={**os.environ, "PORT": str(PORT), "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        threading.Thread(target=self._listen, daemon=True).start()
        self.first_page = self._wait_for_page()

    def _listen(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.phases.append((time.monotonic() - self.begun, line.strip()))

    def _wait_for_page(self) -> float:
        while time.monotonic() - self.begun < PATIENCE:
            if self.process.poll() is not None:
                sys.exit("\n".join(line for _, line in self.phases))
            try:
                urllib.request.urlopen(PAGE, timeout=5).close()
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.02)
            else:
                return time.monotonic() - self.begun
        sys.exit("there was never a page")

    def stop(self) -> float:
        """End the portal and say how long that took."""
        time.sleep(5)  # the worker is still coming up
        asked = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)
        return time.monotonic() - asked


def tell(name: str, start: Start, stopped: float) -> None:
    print(f"{name}: first page after {start.first_page:.1f} s, stopped within {stopped:.1f} s")
    for moment, line in start.phases:
        print(f"  {moment:6.1f} s  {line}")
        if line.startswith("The portal runs"):
            break  # the sign-ins that follow are nobody's business


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder) / "clone"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        cold = Start(clone)
        tell("cold", cold, cold.stop())
        warm = Start(clone)
        tell("warm", warm, warm.stop())
    print(f"warm/cold: {warm.first_page / cold.first_page:.3f}")


if __name__ == "__main__":
    main()
