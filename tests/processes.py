"""The portal's own processes, started as a person would start them."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
from django.db import connection

from partybuild.embedded import end_with_parent

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 120.0


class Process:
    """One process with all its children, and what they wrote."""

    def __init__(self, command: list[str], environment: Mapping[str, str], cwd: Path) -> None:
        number, name = tempfile.mkstemp(dir=os.environ["TEST_FOLDER"])
        self._log = Path(name)
        self._popen = subprocess.Popen(
            command,
            cwd=cwd,
            env={**os.environ, "PYTHONUNBUFFERED": "1", **environment},
            stdout=number,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=end_with_parent,  # noqa: PLW1509 - it only asks the kernel
        )
        os.close(number)

    @property
    def pid(self) -> int:
        return self._popen.pid

    @property
    def output(self) -> str:
        return self._log.read_text(encoding="utf-8")

    @property
    def is_running(self) -> bool:
        return self._popen.poll() is None

    def send(self, how: signal.Signals) -> None:
        self._popen.send_signal(how)

    def wait(self, seconds: float = PATIENCE) -> int:
        return self._popen.wait(seconds)

    def kill(self) -> None:
        """End the process and all that came from it, as a power cut would."""
        for process in self.family():
            with suppress(psutil.NoSuchProcess):
                process.kill()
        self._popen.wait(PATIENCE)

    def family(self) -> list[psutil.Process]:
        """The process and all that came from it, as far as they live."""
        if not self.is_running:
            return []
        head = psutil.Process(self._popen.pid)
        return [head, *head.children(recursive=True)]


@contextmanager
def started(
    command: list[str], *, environment: Mapping[str, str] | None = None, cwd: Path = ROOT
) -> Iterator[Process]:
    """Run a command for as long as the block lasts; show what it wrote when the block fails."""
    process = Process(command, environment or {}, cwd)
    try:
        yield process
    except BaseException:
        sys.stderr.write(f"--- {' '.join(command)}\n{process.output}\n---\n")
        raise
    finally:
        process.kill()


def wait_until(condition: Callable[[], object], *, seconds: float = PATIENCE) -> None:
    """Return as soon as the condition holds; fail when it has not after so many seconds."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it never came true"
        time.sleep(0.05)


def database_url() -> str:
    """The address of the database this test works on, for another process to work on it too."""
    facts = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{facts['NAME']}"
    return "postgresql://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**facts)
