"""Start the portal on this machine with one command, and stop it with Ctrl-C."""

import os
import socket
import sys
import time
import urllib.error
import urllib.request
from io import StringIO
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

from partybuild import env
from partybuild.embedded import AlreadyRunning, Household, alone_with
from partybuild.static_files import collect, is_collected

SECONDS_TO_ANSWER = 60

WEB = ["-m", "granian", "--interface", "wsgi", "--http", "1", "--no-ws", "--workers", "2"]
WEB += ["--blocking-threads", "4", "--log-level", "warning"]
# A web worker that is still starting overhears the first call to end.
WEB += ["--workers-kill-timeout", "5"]
# Threads, because SQLite likes one process that writes better than two. Which account all this
# runs under is chosen by whoever starts it; Celery's sermon about root is not repeated to them.
SERMON = ["-W", "ignore:You're running the worker with superuser privileges"]
WORKER = [*SERMON, "-m", "celery", "--quiet", "--app", "partybuild", "worker", "--pool", "threads"]
WORKER += ["--concurrency", "2", "--beat", "--loglevel", "WARNING"]
WORKER += ["--without-gossip", "--without-mingle", "--without-heartbeat"]


class Command(BaseCommand):
    help = "Start web server, worker and clock together; ADDRESS and PORT say where."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        address, port = env.text("ADDRESS", "127.0.0.1"), env.number("PORT", 8000)
        refuse_taken_port(address, port)
        try:
            with alone_with(settings.DATA_DIR) as lock:
                self.prepare()
                self.run(Household(lock), address, port)
        except AlreadyRunning as other:
            raise CommandError(
                f"The portal already runs on the data in {settings.DATA_DIR} (process {other})."
            ) from other

    def prepare(self) -> None:
        """Bring the data to this version; a portal that nobody lives in yet gets the demo."""
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Preparing the database")
            call_command("migrate", interactive=False, verbosity=0)
        if not is_collected():
            self.stdout.write("Collecting static files")
            collect()
        if self.wants_demo():
            self.stdout.write("Building the demo street")
            call_command("demo", stdout=StringIO())  # its sign-ins are shown at the end
        connections.close_all()

    def wants_demo(self) -> bool:
        return (
            env.flag("DEMO", default=True)
            and "demo" in get_commands()
            and not get_user_model().objects.exists()
        )

    def run(self, household: Household, address: str, port: int) -> None:
        """Start everything, say where it is, and stay until it shall end or something dies."""
        where = ["--host", address, "--port", str(port), "partybuild.wsgi:application"]
        try:
            household.start("web server", [sys.executable, *WEB, *where])
            dead = self.wait_for_answer(household, address, port)
            if not dead and not household.is_ending:
                household.start("worker", [sys.executable, *WORKER])
                self.welcome(address, port)
            while not dead and not household.is_ending:
                dead = household.wait()
        finally:
            self.stdout.write("Stopping")
            self.stdout.flush()
            household.end()
        if dead:
            raise CommandError(f"The {dead} has died, so the rest was stopped as well.")
        self.stdout.write("The portal is stopped.")

    def wait_for_answer(self, household: Household, address: str, port: int) -> str:
        """Return once the web server answers; otherwise the name of what died."""
        deadline = time.monotonic() + SECONDS_TO_ANSWER
        while not answers(address, port) and not household.is_ending:
            if dead := household.wait(0.05):
                return dead
            if time.monotonic() > deadline:
                return "web server, which never answered,"
        return ""

    def welcome(self, address: str, port: int) -> None:
        self.stdout.write(f"The portal runs at http://{address}:{port}/ (stop it with Ctrl-C).")
        sign_ins = settings.DATA_DIR / "sign-ins.txt"
        if sign_ins.is_file():
            self.stdout.write(f"Sign-ins of the demo street, from {sign_ins}:")
            self.stdout.write(sign_ins.read_text(encoding="utf-8"))
        self.stdout.flush()


def refuse_taken_port(address: str, port: int) -> None:
    """Say in words that somebody else listens there, before anything is started."""
    with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as refusal:
            raise CommandError(
                f"Cannot listen on {address}, port {port} ({os.strerror(refusal.errno or 0)}). "
                f"Choose another, for example: make run PORT={port + 1}"
            ) from refusal


def answers(address: str, port: int) -> bool:
    """True when the portal itself answers and can work."""
    reached = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(address, address)  # noqa: S104 - compared
    host = f"[{reached}]" if ":" in reached else reached
    request = urllib.request.Request(
        f"http://{host}:{port}/healthz", headers={"Host": settings.ALLOWED_HOSTS[0]}
    )
    try:
        with urllib.request.urlopen(request, timeout=5):  # noqa: S310 - our own address
            return True
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False
