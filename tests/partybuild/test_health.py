"""What a watchman hears."""

import pytest
from django.db import OperationalError
from django.test import Client

from partybuild import health


@pytest.fixture
def watchman():
    return Client()


@pytest.mark.django_db
def test_a_portal_that_can_work_says_so_to_anybody(watchman):
    response = watchman.get("/healthz")

    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.django_db
@pytest.mark.engine("sqlite")
def test_a_portal_without_its_broker_folder_is_down(watchman, settings, tmp_path):
    settings.BROKER_DIR = tmp_path

    response = watchman.get("/healthz")

    assert (response.status_code, response.json()) == (503, {"status": "down"})


@pytest.mark.django_db
@pytest.mark.engine("postgresql")
def test_a_portal_without_redis_is_down(watchman, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1"

    assert watchman.get("/healthz").status_code == 503


@pytest.mark.django_db
def test_a_portal_without_its_database_is_down(watchman):
    def refuse(*args):
        raise OperationalError("the server at 192.0.2.1 is away")

    with health.connection.execute_wrapper(refuse):
        response = watchman.get("/healthz")

    assert (response.status_code, response.json()) == (503, {"status": "down"})


@pytest.mark.django_db
def test_a_watchman_inside_is_not_sent_to_https(watchman, settings):
    settings.SECURE_SSL_REDIRECT = True

    assert watchman.get("/healthz").status_code == 200
