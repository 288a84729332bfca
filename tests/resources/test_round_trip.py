"""What leaves the lists as a spreadsheet can be brought back, and changes nothing."""

import pytest
from django.urls import reverse

from orgs import tasks  # noqa: F401 - a worker knows its kinds of jobs from there
from orgs.imports import centre
from resources.enums import BeneficiaryKind, ResourceClass, Urgency
from resources.models import Need, Resource
from tests.resources.factories import NeedFactory, ResourceFactory

pytestmark = pytest.mark.django_db


def brought_back(browser, office, noun):
    """Export a list in the browser and import the file: new, changed, unchanged, held rows."""
    answer = browser(office).post(reverse(f"resources:{noun}"), {"format": "xlsx"})
    content = b"".join(answer.streaming_content)
    (run,) = centre.bring(content=content, file_name=f"{noun}.xlsx", actor=office)
    run = centre.apply(run=centre.check(run=run, actor=office), actor=office)
    names = ("created", "amended", "unchanged", "held_count")
    return run.kind, *(run.report[name] for name in names)


def test_a_list_of_needs_comes_back_unchanged(town, people, browser):
    for number, found in enumerate(ResourceClass):
        NeedFactory(
            owner_org=town.east,
            resource_class=found,
            title=f"需求{number}",
            content=f"为居民办理第{number}件实事，约{number + 40}人受益",
            beneficiary_kind=BeneficiaryKind.values[number % 7],
            beneficiary_count=number + 40,
            urgency=Urgency.values[number % 3],
            wished_text="年底前",
            contact_name="李样",
            contact_phone=f"1900000{number:04d}",
            remark="示例",
        )
    NeedFactory(owner_partner=town.school, content="招聘书法教师", beneficiary_count=20)
    before = list(Need.objects.order_by("pk").values())

    found = brought_back(browser, people.office, "needs")

    assert found == ("needs", 0, 0, 9, 0)
    assert list(Need.objects.order_by("pk").values()) == before


def test_a_list_of_resources_comes_back_unchanged(town, people, browser):
    for number, found in enumerate(ResourceClass):
        ResourceFactory(
            owner_partner=town.school if number % 2 else town.bank,
            resource_class=found,
            title=f"资源{number}",
            content=f"可提供第{number}项支持",
            seat_count=number + 10,
            available_text="双休日",
            place="示例路1号",
            contact_name="李样",
            contact_phone=f"1900000{number:04d}",
        )
    before = list(Resource.objects.order_by("pk").values())

    found = brought_back(browser, people.office, "resources")

    assert found == ("resources", 0, 0, 8, 0)
    assert list(Resource.objects.order_by("pk").values()) == before
