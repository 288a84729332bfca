"""Pages of resources."""

import pytest
from django.urls import reverse

from resources.enums import ResourceClass, ResourceState
from resources.models import Resource
from tests.resources.factories import MatchFactory, NeedFactory, ResourceFactory

pytestmark = pytest.mark.django_db

FILED = {
    "owner": "示例小学",
    "resource_class": "venue",
    "title": "报告厅",
    "quantity": "4",
    "unit": "次",
}


def address(name, *args):
    return reverse(f"resources:{name}", args=args)


def test_a_liaison_files_and_hands_in(town, people, browser):
    answer = browser(people.school).post(address("resource-file"), {**FILED, "submit": "on"})

    resource = Resource.objects.get()
    assert answer.url == resource.get_absolute_url()
    assert (resource.owner, resource.state) == (town.school, ResourceState.SUBMITTED)


@pytest.mark.parametrize("name", ["resource", "resource-amend"])
def test_a_draft_of_others_does_not_exist(town, people, browser, name):
    draft = ResourceFactory(owner_partner=town.school, state="draft")

    assert browser(people.bank).get(address(name, draft.public_id)).status_code == 404


def test_a_published_resource_is_read_but_not_corrected_by_others(resource, people, browser):
    client = browser(people.bank)

    read = client.get(resource.get_absolute_url())
    amend = client.get(address("resource-amend", resource.public_id))

    assert (read.status_code, amend.status_code) == (200, 403)


def test_the_office_publishes_on_the_page(town, people, browser):
    resource = ResourceFactory(owner_partner=town.school, state="submitted")

    answer = browser(people.office).post(address("resource-step", resource.public_id, "publish"))

    assert answer.url == resource.get_absolute_url()
    assert Resource.objects.get().state == ResourceState.PUBLISHED


def test_less_than_is_taken_is_refused_beside_the_quantity(town, people, browser):
    resource = ResourceFactory(owner_partner=town.school, state="taken")
    changed = {**FILED, "quantity": "3", "version": "1"}

    answer = browser(people.office).post(address("resource-amend", resource.public_id), changed)

    assert answer.status_code == 409
    assert 'href="#id_quantity"' in answer.text


def test_the_needs_a_resource_fits_stand_on_its_page(town, need, resource, people, browser):
    page = browser(people.office).get(resource.get_absolute_url()).text

    assert address("propose", need.public_id) in page


@pytest.mark.parametrize("name", ["resources", "resource"])
def test_a_page_costs_the_same_with_one_row_and_with_three(
    town, resource, people, browser, cost, name
):
    client = browser(people.office)
    url = address(name, *([resource.public_id] if name == "resource" else []))

    def grow():
        ResourceFactory(owner_org=town.west)
        NeedFactory(owner_org=town.east)
        MatchFactory(need=NeedFactory(owner_org=town.east), resource=resource)

    grow()
    with_one = cost(client, url)
    grow()
    grow()

    assert cost(client, url) == with_one


def test_the_export_stands_under_the_headers_of_the_ledger(town, people, browser):
    ResourceFactory(owner_partner=town.school, code="ZY-2026-0001", resource_class="venue")

    answer = browser(people.office).post(address("resources"), {"format": "csv"})

    header, row = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert header == (
        "资源编号,资源名称,提供单位,资源类别,内容说明,可提供数量/频次,容量,可用时段,地点,"
        "有效期,联系人,联系电话,备注"
    )
    assert row.startswith("ZY-2026-0001,上门理发志愿者,示例小学,场地阵地,上门理发志愿者,4次,")


@pytest.mark.parametrize("found", ResourceClass)
def test_the_word_that_leaves_in_a_ledger_is_read_back(found):
    assert ResourceClass.written(found.ledger_word) == (found,)


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("场地、师资", ("venue", "talent")),
        ("人力/物力/财力", ("talent", "facility", "funds")),
        ("服务类", ("service",)),
        ("资源", ("facility",)),
        ("场地，场所", ("venue",)),
        ("", ()),
        ("希望", ()),
    ],
)
def test_a_cell_names_one_class_or_two(cell, found):
    assert ResourceClass.written(cell) == found
