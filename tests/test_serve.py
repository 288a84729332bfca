"""One command starts the portal on one machine, and Ctrl-C stops all of it."""

import shutil
import signal
import socket
import sys
import urllib.error
import urllib.request
from types import SimpleNamespace

import psutil
import pytest

from tests.processes import started, wait_until
from tests.servers import free_port

pytestmark = [pytest.mark.process, pytest.mark.engine("sqlite")]

SERVE = [sys.executable, "-W", "error", "manage.py", "serve"]


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """What a portal did that was started on nothing and stopped by Ctrl-C."""
    return a_whole_run(tmp_path_factory.mktemp("served") / "var", signal.SIGINT)


@pytest.fixture(scope="module")
def later(first, tmp_path_factory):
    """What the next one did on the same data, stopped by the machine, with a rival beside it."""
    folder = shutil.copytree(first.folder, tmp_path_factory.mktemp("again") / "var")
    (folder / "sign-ins.txt").write_text("示例\tfor-this-test-only\n", encoding="utf-8")
    return a_whole_run(folder, signal.SIGTERM, rival=True)


def a_whole_run(folder, how, *, rival=False):
    run = SimpleNamespace(folder=folder, port=free_port())
    with serving(folder, port=run.port) as portal:
        wait_until(lambda: "runs at" in portal.output)
        run.answers = [answer(run.port, path) for path in ("/healthz", "/admin/login/")]
        run.processes = portal.family()
        if rival:
            with serving(folder) as second:
                run.rival_ending = second.wait()
            run.rival_output = second.output
            run.outlived_the_rival = portal.is_running
        portal.send(how)
        run.ending = portal.wait()
    run.output = portal.output
    return run


@pytest.fixture
def folder(first, tmp_path):
    return shutil.copytree(first.folder, tmp_path / "var")


def serving(folder, *, port=None):
    environment = {"DATA_DIR": str(folder), "PORT": str(port or free_port()), "DEMO": "0"}
    return started(SERVE, environment=environment)


def answer(port, path):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as response:
            return response.status
    except urllib.error.HTTPError as refusal:
        return refusal.code
    except urllib.error.URLError:
        return None


def survivors(processes):
    """Those that still do something; an orphan may stay a zombie until init looks at it."""
    return [
        process
        for process in processes
        if process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    ]


@pytest.mark.parametrize("run", ["first", "later"])
def test_the_portal_answers_until_it_is_stopped_and_leaves_no_process_behind(run, request):
    portal = request.getfixturevalue(run)

    assert (portal.answers, portal.ending) == ([200, 200], 0)
    assert len(portal.processes) > 3
    assert survivors(portal.processes) == []
    assert answer(portal.port, "/healthz") is None


def test_the_first_start_makes_what_only_this_account_may_read(first):
    names = ("secret-key", "static")
    made = {name: (first.folder / name).stat().st_mode & 0o777 for name in names}

    assert made == {"secret-key": 0o600, "static": 0o700}
    assert len((first.folder / "secret-key").read_text()) > 50


def test_a_later_start_finds_everything_done_and_changes_no_key(first, later):
    assert later.output.startswith("The portal runs at")
    assert (later.folder / "secret-key").read_text() == (first.folder / "secret-key").read_text()


def test_the_sign_ins_that_the_demo_street_left_are_shown(later):
    assert "示例\tfor-this-test-only" in later.output


def test_a_second_portal_on_the_same_data_is_refused(later):
    assert (later.rival_ending, later.outlived_the_rival) == (1, True)
    assert "already runs" in later.rival_output


@pytest.mark.parametrize(("mark", "name"), [("granian", "web server"), ("celery", "worker")])
def test_when_one_process_dies_the_portal_says_which_and_stops_the_rest(folder, mark, name):
    with serving(folder) as portal:
        wait_until(lambda: "runs at" in portal.output)
        processes = portal.family()
        victim = next(each for each in processes if mark in each.cmdline())
        victim.kill()
        ending = portal.wait()

    assert ending == 1
    assert f"The {name} has died" in portal.output
    assert survivors(processes) == []


def test_when_the_portal_itself_is_killed_its_processes_end_too(folder):
    with serving(folder) as portal:
        wait_until(lambda: "runs at" in portal.output)
        head, *processes = portal.family()
        head.kill()
        portal.wait()
        wait_until(lambda: survivors(processes) == [])

    assert len(processes) > 2


def test_a_port_that_is_taken_is_named_and_another_is_offered(folder):
    with socket.create_server(("127.0.0.1", 0)) as neighbour:
        port = neighbour.getsockname()[1]
        with serving(folder, port=port) as portal:
            ending = portal.wait()

    assert ending == 1
    assert f"port {port}" in portal.output
    assert f"make run PORT={port + 1}" in portal.output
    assert "Traceback" not in portal.output
