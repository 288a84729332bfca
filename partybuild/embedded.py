"""The portal on one machine: its own key, its own data, and its processes as one.

``prepare_environment`` runs before the settings are read, so nothing here reads them on import.
"""

import ctypes
import fcntl
import os
import secrets
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parent.parent
SECONDS_BETWEEN_LOOKS = 0.2
SECONDS_TO_END = 15
PR_SET_PDEATHSIG = 1


class AlreadyRunning(Exception):
    """Another process runs the portal on the same data."""


def prepare_environment() -> None:
    """Choose what the settings read: no debugging, plain HTTP, and a key that was made here."""
    os.umask(0o077)  # whatever is kept is for this account only
    folder = Path(os.environ.setdefault("DATA_DIR", str(ROOT / "var")))
    folder.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("DEBUG", "0")
    os.environ.setdefault("HTTPS", "0")
    if not {"SECRET_KEY", "SECRET_KEY_FILE"} & set(os.environ):
        os.environ["SECRET_KEY_FILE"] = str(secret_key(folder / "secret-key"))


def secret_key(path: Path) -> Path:
    """The file with the key of this installation, made on its first start."""
    with suppress(FileExistsError), path.open("x", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(50))
    return path


@contextmanager
def alone_with(folder: Path) -> Iterator[IO[str]]:
    """Keep a second portal from working on the same data. Raises AlreadyRunning."""
    with (folder / "serve.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise AlreadyRunning(lock.read().strip()) from None
        yield lock


class Household:
    """Processes that live and end together."""

    def __init__(self, lock: IO[str]) -> None:
        self._lock = lock
        self._members: dict[str, subprocess.Popen[bytes]] = {}
        self._end = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: self._end.set())

    @property
    def is_ending(self) -> bool:
        return self._end.is_set()

    def start(self, name: str, command: Sequence[str]) -> None:
        """Add a process, with its children in a group of their own, out of Ctrl-C's reach.

        It ends when this process is killed. Where the system cannot promise that, it still holds
        the lock, so that a new portal does not start beside what the old one left over.
        """
        self._members[name] = subprocess.Popen(  # noqa: S603 - our own commands, nobody's input
            command,
            cwd=ROOT,
            start_new_session=True,
            pass_fds=[self._lock.fileno()],
            preexec_fn=end_with_parent,  # noqa: PLW1509 - no other thread runs here yet
        )
        self._lock.seek(0)
        self._lock.truncate()
        self._lock.write(" ".join(str(member.pid) for member in self._members.values()))
        self._lock.flush()

    def wait(self, seconds: float = SECONDS_BETWEEN_LOOKS) -> str:
        """Wait a moment; the name of a process that has died meanwhile, or nothing."""
        self._end.wait(seconds)
        dead = [name for name, member in self._members.items() if member.poll() is not None]
        return "" if self.is_ending or not dead else dead[0]

    def end(self) -> None:
        """Ask each to end, which looks after its own children, and after a while make them all."""
        for member in self._members.values():
            member.terminate()
        for member in self._members.values():
            with suppress(subprocess.TimeoutExpired):
                member.wait(SECONDS_TO_END)
            with suppress(ProcessLookupError):
                os.killpg(member.pid, signal.SIGKILL)
            member.wait()


def end_with_parent() -> None:
    """Have the kernel send SIGTERM when the parent is gone, however it went (Linux only)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
