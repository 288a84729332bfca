"""One command starts the portal on one machine, and Ctrl-C stops all of it."""

import shutil
import signal
import socket
import sys
import urllib.error
import urllib.request

import psutil
import pytest

from tests.processes import started, wait_until
from tests.servers import free_port

pytestmark = [pytest.mark.process, pytest.mark.engine("sqlite")]

SERVE = [sys.executable, "-W", "error", "manage.py", "serve"]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """A data folder that has been served once, to be copied by tests that want a quick start."""
    folder = tmp_path_factory.mktemp("served") / "var"
    with serving(folder) as portal:
        wait_until(lambda: "runs at" in portal.output)
        portal.send(signal.SIGINT)
        assert portal.wait() == 0
    return folder


@pytest.fixture
def folder(prepared, tmp_path):
    return shutil.copytree(prepared, tmp_path / "var")


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


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_the_portal_answers_until_it_is_stopped_and_leaves_no_process_behind(folder, how):
    port = free_port()

    with serving(folder, port=port) as portal:
        wait_until(lambda: "runs at" in portal.output)
        answers = [answer(port, path) for path in ("/healthz", "/admin/login/")]
        processes = portal.family()
        portal.send(how)
        ending = portal.wait()

    assert (answers, ending) == ([200, 200], 0)
    assert len(processes) > 3
    assert survivors(processes) == []
    assert answer(port, "/healthz") is None


def test_the_first_start_makes_what_only_this_account_may_read(prepared):
    made = {name: (prepared / name).stat().st_mode & 0o777 for name in ("secret-key", "static")}

    assert made == {"secret-key": 0o600, "static": 0o700}
    assert len((prepared / "secret-key").read_text()) > 50


def test_a_later_start_finds_everything_done_and_changes_no_key(folder, prepared):
    with serving(folder) as portal:
        wait_until(lambda: "runs at" in portal.output)
        portal.send(signal.SIGINT)
        portal.wait()

    assert portal.output.startswith("The portal runs at")
    assert (folder / "secret-key").read_text() == (prepared / "secret-key").read_text()


def test_the_sign_ins_that_the_demo_street_left_are_shown(folder):
    (folder / "sign-ins.txt").write_text("示例\tfor-this-test-only\n", encoding="utf-8")

    with serving(folder) as portal:
        wait_until(lambda: "示例\tfor-this-test-only" in portal.output)


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


def test_a_second_portal_on_the_same_data_is_refused(folder):
    with serving(folder) as first:
        wait_until(lambda: "runs at" in first.output)
        with serving(folder) as second:
            ending = second.wait()
        still_there = first.is_running

    assert (ending, still_there) == (1, True)
    assert "already runs" in second.output
