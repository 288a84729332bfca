"""The composed portal, each service's own command started as a plain process.

Only names of machines, ports and paths are put in place of those inside containers.
"""

import os
import re
import secrets
import shlex
import shutil
import ssl
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2
import pytest
import redis
import yaml

from tests.processes import ROOT, started, wait_until
from tests.servers import free_port

pytestmark = [pytest.mark.process, pytest.mark.engine("postgresql")]

PORTAL = "portal.example"


class Composed:
    """docker-compose.yml with the machines of this test in it."""

    def __init__(self, folder: Path) -> None:
        self.web_port, self.folder = free_port(), folder
        self.services = yaml.safe_load(self._written_for_here())
        self.proxy_port, self.plain_port = free_port(), free_port()

    def _written_for_here(self) -> str:
        database = urlsplit(os.environ["DATABASE_URL"])
        name = f"composed_{secrets.token_hex(4)}"
        self._create_database(name)
        self._keep("database-password", database.password)
        self._keep("secret-key", secrets.token_urlsafe(50))
        address = f"{database.username}@{database.hostname}:{database.port}/{name}"
        text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
        for inside, here in {
            "partybuild@db:5432/partybuild": address,
            "redis://redis:6379/0": os.environ["REDIS_URL"],
            "/run/secrets": str(self.folder),
            "http://web:8000": f"http://127.0.0.1:{self.web_port}",
            "--host=0.0.0.0": "--host=127.0.0.1",
            "--port=8000": f"--port={self.web_port}",
        }.items():
            assert inside in text
            text = text.replace(inside, here)
        return re.sub(r"\$\{PORTAL_HOST[^}]*}", PORTAL, text)

    def _create_database(self, name: str) -> None:
        connection = psycopg2.connect(os.environ["DATABASE_URL"])
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name}")
        connection.close()

    def _keep(self, name: str, secret: str | None) -> None:
        (self.folder / name).write_text(secret or "")

    def command(self, service: str) -> list[str]:
        written = self.services["services"][service]["command"]
        words = shlex.split(written) if isinstance(written, str) else written
        return [sys.executable if word == "python" else word for word in words]

    def environment(self, service: str) -> dict[str, str]:
        own = self.services["services"][service]["environment"]
        static, data = str(self.folder / "static"), str(self.folder / "data")
        taken_away = {"DATABASE_URL": "", "SECRET_KEY": ""}
        image = {"DEBUG": "0", "DATA_DIR": data, "STATIC_ROOT": static}
        return {**taken_away, **image, **own}

    def start(self, service: str, *more: str, **environment: str):
        return started(
            [*self.command(service), *more],
            environment={**self.environment(service), **environment},
        )

    def run(self, service: str, *arguments: str) -> None:
        """Run another command as the service would."""
        with started([sys.executable, *arguments], environment=self.environment(service)) as one:
            assert one.wait() == 0

    def is_healthy(self) -> bool:
        probe = self.services["services"]["web"]["healthcheck"]["test"][1:-1]
        command = [sys.executable if word == "python" else word for word in probe]
        command.append(f"http://127.0.0.1:{self.web_port}/healthz")
        environment = {**os.environ, **self.environment("web")}
        return not subprocess.call(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)


@pytest.fixture(scope="module")
def composed(tmp_path_factory):
    portal = Composed(tmp_path_factory.mktemp("composed"))
    with portal.start("migrate") as migrating:
        assert migrating.wait() == 0
    portal.run("web", "manage.py", "collectstatic", "--noinput", "--verbosity=0")
    return portal


@pytest.fixture
def queue():
    """The broker's queue, empty before and after."""
    client = redis.Redis.from_url(os.environ["REDIS_URL"])
    client.flushdb()
    yield lambda: client.llen("celery")
    client.flushdb()
    client.close()


def test_the_web_server_is_healthy_and_answers_to_its_own_name_only(composed):
    with composed.start("web"):
        wait_until(composed.is_healthy)

        answers = {name: ask(composed, name) for name in (PORTAL, "elsewhere.example")}

    assert answers == {PORTAL: 200, "elsewhere.example": 400}


def ask(composed, name):
    request = urllib.request.Request(
        f"http://127.0.0.1:{composed.web_port}/sign-in/",
        headers={"Host": name, "X-Forwarded-Proto": "https"},
    )
    try:
        return urllib.request.urlopen(request, timeout=10).status
    except urllib.error.HTTPError as refusal:
        return refusal.code


def test_the_worker_does_a_job_that_another_process_asked_for(composed, queue):
    ask_for_job = (
        "from orgs.services.jobs import request_job as ask;"
        "ask(kind='tests.welcome', arguments={'username': 'newcomer'}, actor=None)"
    )
    composed.run("web", "manage.py", "shell", "--no-imports", "-c", ask_for_job)
    assert queue() == 1

    with composed.start("worker", "--include", "tests.job_kinds") as worker:
        wait_until(lambda: "succeeded" in worker.output)

    assert rows(composed, "SELECT state FROM orgs_job") == [("done",)]
    assert rows(composed, "SELECT username FROM orgs_user") == [("newcomer",)]


def rows(composed, query):
    address = composed.environment("web")["DATABASE_URL"]
    password = (composed.folder / "database-password").read_text()
    connection = psycopg2.connect(address, password=password)
    try:
        with connection.cursor() as cursor:
            cursor.execute(query)
            return cursor.fetchall()
    finally:
        connection.close()


def test_the_clock_ticks(composed, queue):
    with composed.start("beat", JOB_RESEND_EVERY="1"):
        wait_until(lambda: queue() >= 2)


def test_every_service_of_the_portal_says_when_it_may_start(composed):
    waits = {
        name: set(service.get("depends_on", {}))
        for name, service in composed.services["services"].items()
    }

    assert waits["proxy"] == {"web"}
    assert waits["web"] == waits["worker"] == waits["beat"] == {"migrate", "redis"}
    assert waits["migrate"] == {"db"}


def test_no_secret_stands_in_the_file_and_each_variable_is_explained():
    written = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    wanted = set(re.findall(r"\$\{(\w+)", written)) | set(
        re.findall(r"environment: (\w+)", written)
    )

    assert wanted == set(re.findall(r"^(\w+)=", example, re.MULTILINE))
    assert re.findall(r"^(?:SECRET_KEY|DATABASE_PASSWORD)=(.+)", example, re.MULTILINE) == []


@pytest.fixture
def proxy(composed, tmp_path):
    """nginx with the proxy's own configuration and a certificate made for this test."""
    if not shutil.which("nginx"):
        pytest.skip("there is no nginx here")
    key, certificate = composed.folder / "tls-key", composed.folder / "tls-certificate"
    request = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1"]
    names = ["-subj", f"/CN={PORTAL}", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run([*request, *names], check=True, stderr=subprocess.DEVNULL)
    written = composed.services["configs"]["proxy"]["content"].replace("$$", "$")
    for inside, port in {
        "listen 80;": composed.plain_port,
        "listen 443 ssl;": composed.proxy_port,
        "listen 127.0.0.1:8080;": free_port(),
    }.items():
        assert inside in written
        kind = " ssl" if "ssl" in inside else ""
        written = written.replace(inside, f"listen 127.0.0.1:{port}{kind};")
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    folders = "".join(f"{kind}_temp_path {tmp_path / kind};" for kind in kinds)
    config = tmp_path / "nginx.conf"
    config.write_text(
        f"daemon off; pid {tmp_path}/pid; error_log stderr; events {{}}\n"
        f"http {{ access_log off; {folders}\n{written}\n}}\n"
    )
    with started(["nginx", "-p", str(tmp_path), "-c", str(config)]) as running:
        yield running


def test_the_proxy_ends_tls_and_sends_everybody_else_to_it(composed, proxy):
    trusting = ssl.create_default_context(cafile=str(composed.folder / "tls-certificate"))
    trusting.check_hostname = False
    secure, plain = composed.proxy_port, composed.plain_port
    with composed.start("web"):
        wait_until(composed.is_healthy)
        page = urllib.request.Request(
            f"https://127.0.0.1:{secure}/sign-in/", headers={"Host": PORTAL}
        )

        with urllib.request.urlopen(page, context=trusting, timeout=10) as response:
            answer = (response.status, response.headers["Strict-Transport-Security"])
        sent_to = where_to(f"http://127.0.0.1:{plain}/sign-in/")

    assert answer[0] == 200
    assert "max-age" in answer[1]
    assert sent_to == (301, f"https://{PORTAL}/sign-in/")


class Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args, **kwargs):
        return None


def where_to(url):
    request = urllib.request.Request(url, headers={"Host": PORTAL})
    try:
        urllib.request.build_opener(Stay).open(request, timeout=10)
    except urllib.error.HTTPError as answer:
        return answer.code, answer.headers["Location"]
    raise AssertionError("nobody was sent anywhere")
