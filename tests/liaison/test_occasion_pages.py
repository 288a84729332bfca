"""Trainings, receptions and mutual appraisals on pages and over HTTP."""

import pytest
from django.urls import reverse

from liaison.models import Finding, MutualAppraisal, Occasion
from tests.factories import CircleFactory, CircleMembershipFactory
from tests.liaison.followup import FindingFactory
from tests.liaison.occasions import MutualAppraisalLineFactory, OccasionFactory

pytestmark = pytest.mark.django_db

OCCASIONS, APPRAISALS = "/api/v1/occasions/", "/api/v1/mutual-appraisals/"


def members(town):
    return {"membership__member_partner": town.school, "checker__member_partner": town.bank}


def test_a_reception_is_noted_on_the_phone_with_the_own_community_filled_in(town, people, browser):
    east = browser(people.east)
    address = reverse("liaison:occasion-note", args=["reception"])

    form = east.get(address).context["form"]
    facts = {"org": "101801", "held_on": form.initial["held_on"], "topic": "接待日"}
    east.post(address, {**facts, "headcount": "5", "findings": "路灯不亮\n缺座椅"})

    occasion = Occasion.objects.get()
    assert (form.initial["org"], "hours" in form.fields) == (town.east, False)
    assert (occasion.org, occasion.headcount, occasion.findings.count()) == (town.east, 5, 2)
    page = east.get(occasion.get_absolute_url())
    assert Finding.objects.first().get_absolute_url() in page.text
    again = east.post(address, {**facts, "headcount": "5"})
    assert again.status_code == 409


def test_a_round_is_opened_and_judged_on_its_pages(town, people, browser):
    circle = CircleFactory(street=town.root)
    for unit in (town.school, town.bank):
        CircleMembershipFactory(circle=circle, member_partner=unit)
    office = browser(people.office)
    office.post(reverse("liaison:mutualappraisal-open"), {"circle": circle.pk})
    appraisal = MutualAppraisal.objects.get()
    address = reverse("liaison:mutualappraisal-step", args=[appraisal.public_id, "score"])
    first, second = [line.membership_id for line in appraisal.lines.all()]

    assert office.post(address, {"membership": first}).status_code == 409
    office.post(address, {"membership": first, "score": "95"})
    office.post(address, {"membership": second, "has_no_findings": "on"})

    assert MutualAppraisal.objects.complete().get() == appraisal
    export = reverse("liaison:mutualappraisal-export", args=[appraisal.public_id])
    assert b"".join(office.post(export, {"format": "xlsx"})).startswith(b"PK")


def test_what_is_out_of_reach_does_not_exist(town, people, browser, api):
    line = MutualAppraisalLineFactory(appraisal__circle__street=town.root, **members(town))
    rows = [
        ("occasion", OCCASIONS, OccasionFactory(org=town.east)),
        ("mutualappraisal", APPRAISALS, line.appraisal),
    ]

    for name, base, row in rows:
        url = reverse(f"liaison:{name}", args=[row.public_id])
        assert browser(people.west).get(url).status_code == 404
        assert api(people.west).get(f"{base}{row.public_id}/").status_code == 404
    assert browser(people.bank).get(line.appraisal.get_absolute_url()).status_code == 200


def test_lists_cost_the_same_at_any_length(town, people, browser, api, cost):
    client, machine = browser(people.office), api(people.office)
    pages = [reverse("liaison:occasions"), reverse("liaison:mutualappraisals")]

    def more():
        occasion = OccasionFactory(org=town.east, reception=True)
        FindingFactory(visit=None, occasion=occasion)
        MutualAppraisalLineFactory(appraisal__circle__street=town.root, **members(town))

    def costs():
        asked = [cost(client, page) for page in [*pages, reverse("liaison:findings")]]
        return asked + [cost(machine, base) for base in (OCCASIONS, APPRAISALS)]

    more()
    before = costs()
    more()
    more()

    assert costs() == before


def test_both_go_their_way_over_http(town, people, api):
    office = api(people.office)
    facts = {"kind": "training", "org": "101", "topic": "轮训", "headcount": 40, "hours": "8.0"}
    made = office.post(OCCASIONS, facts)
    own = f"{OCCASIONS}{made.json()['public_id']}/"
    circle = CircleFactory(street=town.root)
    school, _bank = (
        CircleMembershipFactory(circle=circle, member_partner=unit)
        for unit in (town.school, town.bank)
    )
    opened = office.post(APPRAISALS, {"circle": str(circle.public_id)})
    round_ = f"{APPRAISALS}{opened.json()['public_id']}/"

    answers = [
        made,
        office.patch(own, {"headcount": 42}, headers={"If-Match": '"1"'}),
        office.post(f"{own}find/", {"content": "路灯不亮"}),
        office.post(f"{own}take-back/", {"reason": "重复"}),
        opened,
        office.post(f"{round_}score/", {"membership": str(school.public_id), "score": 90}),
        office.post(f"{round_}take-in/"),
        office.post(f"{round_}take-back/", {"reason": "误建"}),
    ]

    assert [answer.status_code for answer in answers] == [201, 200, 409, 204, 201, 200, 409, 409]
    assert api(people.east).post(OCCASIONS, facts).status_code in (400, 403)
