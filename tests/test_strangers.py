"""Somebody without any role gets nothing: every page and endpoint is asked for every row.

The rows are those of the small demo street, so a noun that is new is asked for by itself.
"""

import logging
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from partybuild.demo.build import build_demo
from tests.factories import UserFactory

# Every address is asked for every row, which takes its time and asks no engine anything new.
pytestmark = [pytest.mark.django_db, pytest.mark.engine("sqlite")]

APPS = ("orgs", "grids", "resources", "liaison")
# The page that explains rights names a kind of row beside the row itself.
KINDS = (
    "org",
    "posting",
    "handover",
    "notice",
    "grid",
    "facility",
    "estate",
    "propertyfirm",
    "servicecontract",
    "bundle",
    "survey",
    "partner",
    "circle",
    "circlemembership",
    "rotation",
    "case",
    "ratingscheme",
    "ratinground",
    "ratingunit",
    "firmscore",
    "plate",
    "objection",
    "sanction",
    "reportreturn",
    "need",
    "resource",
    "match",
    "matchplan",
    "matchplanline",
    "project",
    "projectnote",
    "wish",
    "agreement",
    "annualpledge",
    "appraisal",
    "volunteertally",
    "venue",
    "booking",
    "body",
    "nomination",
    "meeting",
    "obligation",
    "meetingseries",
    "seriessitting",
    "busytime",
    "scheduleplan",
    "plannedsitting",
    "proposal",
    "matter",
    "actionitem",
    "visit",
    "finding",
    "inspection",
    "contactpoint",
    "censure",
    "plan",
    "phasetarget",
    "occasion",
    "mutualappraisal",
    "yearsheet",
)
REFUSED = {302, 403, 404, 405}


def addresses(resolver: Any = None, before: str = "/") -> Iterator[tuple[str, str]]:
    """Every address that names a row, with ``{}`` for its public id, and the noun it is named by.

    An address is named after its noun (``need-amend``); where the name says none, its app is given
    instead, and it is asked for every noun of that app.
    """
    for entry in (resolver or get_resolver()).url_patterns:
        route = before + str(entry.pattern).lstrip("^").rstrip("$").removesuffix(r"\Z")
        if isinstance(entry, URLResolver):
            if entry.namespace != "admin":
                yield from addresses(entry, route)
        elif isinstance(entry, URLPattern) and "public_id" in route:
            for kind in KINDS if "<slug:kind>" in route else ("",):
                noun = kind or noun_of(entry)
                yield from ((address, noun) for address in filled(route, kind))


def noun_of(entry: URLPattern) -> str:
    nouns = {model._meta.model_name for app in APPS for model in models_of(app)}
    named = str(entry.name).partition("-")[0]
    return named if named in nouns else str(entry.callback.__module__).partition(".")[0]


def models_of(app: str) -> list[Any]:
    """The nouns of an app that the outside knows by a public id."""
    every = apps.get_app_config(app).get_models()
    return [each for each in every if any(f.name == "public_id" for f in each._meta.fields)]


def filled(route: str, kind: str) -> Iterator[str]:
    """The address with its other parts filled in."""
    route = route.replace("<uuid:public_id>", "{}")
    start = route.find("(?P<public_id>")
    if start >= 0:
        route = f"{route[:start]}{{}}{route[route.index(')', start) + 1 :]}"
    route = route.replace(r"\.", ".").replace("^", "").replace("$", "")
    if "(?P<format>" not in route and "\\" not in route:  # the same endpoint under another suffix
        yield route.replace("<slug:kind>", kind).replace("<str:action>", "submit")


def rows() -> dict[str, list[str]]:
    """The public id of one row of each noun, by the noun and all together by its app."""
    found: dict[str, list[str]] = {app: [] for app in APPS}
    for app in APPS:
        for model in models_of(app):
            row = model._base_manager.order_by("pk").first()
            if row is not None:
                found[model._meta.model_name] = [str(row.public_id)]
                found[app].append(str(row.public_id))
    return found


def test_a_stranger_gets_no_row_from_any_address(caplog):
    caplog.set_level(logging.CRITICAL)
    build_demo(size="S", today=date(2026, 11, 20), say=lambda words: None)
    stranger = Client()
    stranger.force_login(UserFactory(), backend="django.contrib.auth.backends.ModelBackend")
    found = sorted(set(addresses()))
    ids = rows()
    assert len(found) > 20, "the addresses of rows are not found any more"
    assert len(ids) > 10, "the rows of the demo are not found any more"
    everywhere = [public_id for app in APPS for public_id in ids[app]]
    asked = [
        address.format(public_id)
        for address, noun in found
        for public_id in ids.get(noun, everywhere)
    ]

    shown = [url for url in asked if stranger.get(url).status_code not in REFUSED]

    assert shown == []
