"""A unit stays what it is, whatever others do with it (R-004, R-223, R-327)."""

import importlib
import inspect
import pkgutil
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from grids.services import firms
from orgs.enums import OrgKind, PairingMode, PartnerDomain, PostKind, Role, SetUpMode
from orgs.models import Org, Partner, Posting, RoleAssignment
from orgs.services import (
    circlememberships,
    circles,
    coverages,
    guidances,
    pairings,
    partners,
    rotations,
)
from partybuild.partial_dates import PartialDate
from resources.services import agreements, appraisals, pledges, wishes
from tests.factories import OrgFactory, PostingFactory, PropertyFirmFactory
from tests.resources.factories import WishFactory

pytestmark = pytest.mark.django_db

APPS = ("orgs", "grids", "resources", "liaison")
# The register itself: only the office of the street and the liaison of the unit reach these.
OF_THE_UNIT = {partners.register_partner, partners.amend_partner, partners.take_back_partner}
RELATIONS = (pairings, coverages, guidances, circles, circlememberships, rotations)
TODAY = timezone.localdate()


@pytest.fixture
def world(town, office, person):
    """A unit with all its facts, a firm of the tree beside it, and everybody who works with it."""
    partners.amend_partner(
        partner=town.school,
        domain=PartnerDomain.INSTITUTIONS,
        party_org_name="示例小学党支部",
        set_up_mode=SetUpMode.INDEPENDENT,
        staff_count=80,
        member_count=30,
        actor=office,
    )
    firm = OrgFactory(name="示例公司党支部", kind=OrgKind.ENTERPRISE, parent=town.east)
    PostingFactory(org=firm, kind=PostKind.SECRETARY)
    return SimpleNamespace(
        unit=town.school,
        firm=firm,
        east=town.east,
        street=Org.objects.get(pk=town.root.pk),
        office=office,
        liaison=person(Role.PARTNER_LIAISON, over=town.school),
        posting=PostingFactory(org=town.east, kind=PostKind.INSTRUCTOR),
        wish=WishFactory(community=town.east),
        property_firm=PropertyFirmFactory(street=town.root),
    )


def own_data():
    """Every field of every unit and organisation, with its place in the tree and its people."""
    return {
        model.__name__: list(model._base_manager.order_by("pk").values())
        for model in (Partner, Org, Posting, RoleAssignment)
    }


def core(w, **facts):
    return {"membership": w.membership, **facts}


def turn(w, number, **facts):
    return {"rotation": w.turns[number], **facts}


# Each deed that others do with a unit: what it is given, and under which name its result is kept.
WALK = [
    (
        pairings.pair_partner,
        lambda w: {"partner": w.unit, "community": w.east, "agreed": PartialDate(2024)},
        "pairing",
    ),
    (
        appraisals.open_appraisal,
        lambda w: {"partner": w.unit, "community": w.east, "year": TODAY.year},
        "",
    ),
    (wishes.claim_wish, lambda w: {"wish": w.wish, "partner": w.unit, "actor": w.liaison}, ""),
    (
        pledges.report_pledge,
        lambda w: {"partner": w.unit, "year": TODAY.year, "actor": w.liaison},
        "",
    ),
    (coverages.cover_by_work, lambda w: {"partner": w.unit}, ""),
    (
        coverages.follow_up_coverage,
        lambda w: {"partner": w.unit, "responsible": w.east, "review_on": TODAY, "note": "示例"},
        "",
    ),
    (coverages.end_follow_up, lambda w: {"partner": w.unit, "reason": "示例"}, ""),
    (coverages.cover_by_organisation, lambda w: {"partner": w.unit}, ""),
    (coverages.fall_back_to_work, lambda w: {"partner": w.unit, "reason": "示例"}, ""),
    (coverages.lose_coverage, lambda w: {"partner": w.unit, "reason": "示例"}, ""),
    (guidances.guide_partner, lambda w: {"partner": w.unit, "posting": w.posting}, "guidance"),
    (guidances.end_guidance, lambda w: {"guidance": w.guidance, "on": TODAY}, ""),
    (guidances.take_back_guidance, lambda w: {"guidance": w.guidance}, ""),
    (circles.found_circle, lambda w: {"street": w.street, "name": "示例共建圈"}, "circle"),
    (circles.amend_circle, lambda w: {"circle": w.circle, "theme": "示例"}, ""),
    (circles.join_circle, lambda w: {"circle": w.circle, "member": w.unit}, "membership"),
    (circles.join_circle, lambda w: {"circle": w.circle, "member": w.firm}, "second"),
    (circlememberships.apply_for_core, lambda w: core(w, actor=w.liaison), ""),
    (circlememberships.turn_down_membership, lambda w: core(w, reason="示例"), ""),
    (circlememberships.recommend_for_core, core, ""),
    (circlememberships.assess_membership, lambda w: core(w, assessment="示例"), ""),
    (circlememberships.promote_membership, lambda w: core(w, reason="示例"), ""),
    (rotations.lay_out_roster, lambda w: {"circle": w.circle, "year": TODAY.year + 1}, "turns"),
    (rotations.begin_turn, lambda w: turn(w, 0), ""),
    (rotations.hand_over_turn, lambda w: turn(w, 0, handover="示例", actor=w.liaison), ""),
    (rotations.begin_turn, lambda w: turn(w, 1), ""),
    (
        rotations.hand_over_turn_on_behalf,
        lambda w: turn(w, 1, handover="示例", reason="单位委托"),
        "",
    ),
    (rotations.skip_turn, lambda w: turn(w, 2, reason="示例"), ""),
    (circlememberships.adjust_membership, lambda w: core(w, reason="示例"), ""),
    (circlememberships.leave_circle, lambda w: core(w, reason="示例", actor=w.liaison), ""),
    (
        circlememberships.release_membership,
        lambda w: {"membership": w.second, "reason": "示例"},
        "",
    ),
    (circles.dissolve_circle, lambda w: {"circle": w.circle, "reason": "示例"}, ""),
    (pairings.unpair_partner, lambda w: {"pairing": w.pairing}, ""),
    (
        agreements.apply_to_check_in,
        lambda w: {
            "partner": w.unit,
            "community": w.east,
            "mode": PairingMode.PAIRED,
            "actor": w.liaison,
        },
        "",
    ),
    (
        firms.name_unit_of_firm,
        lambda w: {"firm": w.property_firm, "partner": w.unit},
        "",
    ),
]


def test_nothing_that_others_do_changes_a_unit_an_organisation_or_its_place(world):
    before = own_data()

    for deed, given, kept_as in WALK:
        result = deed(**{"actor": world.office, **given(world)})
        if kept_as:
            setattr(world, kept_as, result)
        assert own_data() == before, f"{deed.__name__} changed what is the unit's own"


def deeds_of(module):
    for _name, function in inspect.getmembers(module, inspect.isfunction):
        is_own = function.__module__ == module.__name__ and not function.__name__.startswith("_")
        if is_own and "actor" in inspect.signature(function).parameters:
            yield function


def test_every_deed_with_a_unit_is_on_the_walk():
    """A deed that is new stands in the list above before it can be used."""
    found = {deed for module in RELATIONS for deed in deeds_of(module)}
    for app in APPS:
        package = importlib.import_module(f"{app}.services")
        for each in pkgutil.iter_modules(package.__path__):
            module = importlib.import_module(f"{package.__name__}.{each.name}")
            found |= {
                deed for deed in deeds_of(module) if "partner" in inspect.signature(deed).parameters
            }

    assert found - OF_THE_UNIT == {deed for deed, _given, _kept_as in WALK}


def others(town, person):
    """Everybody who works with the unit and is neither its liaison nor the office of its street."""
    beside = OrgFactory(code="202", name="另一示例街道")
    yield person(Role.OFFICE, over=beside)
    yield person(Role.OFFICE, over=town.east)
    yield person(Role.PARTNER_LIAISON, over=town.bank)
    for role in set(Role) - {Role.OFFICE, Role.PARTNER_LIAISON}:
        yield person(role, over=town.root)


def test_only_its_liaison_and_the_office_of_its_street_amend_a_unit(town, person, office):
    pairings.pair_partner(partner=town.school, community=town.east, actor=office)
    strangers = list(others(town, person))
    before = own_data()

    for stranger in strangers:
        with pytest.raises(PermissionDenied):
            partners.amend_partner(partner=town.school, staff_count=1, actor=stranger)

    assert own_data() == before
    liaison = person(Role.PARTNER_LIAISON, over=town.school)
    assert partners.amend_partner(partner=town.school, staff_count=2, actor=liaison).version == 2
    assert partners.amend_partner(partner=town.school, staff_count=3, actor=office).version == 3
