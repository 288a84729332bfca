"""Ledgers on their way in: checked without a trace, imported as they are, taken back whole."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from grids.enums import GridTier
from grids.models import Grid, GridPost
from orgs import tasks  # noqa: F401 - a worker knows its kinds of jobs from there
from orgs.enums import ImportState, OrgKind, Role
from orgs.imports import centre
from orgs.models import AuditEntry, ColumnMapping, ImportRun, Org, Partner, Posting
from orgs.services import imports, tree
from orgs.services.imports import ImportStep
from partybuild.errors import MoveRefused
from resources.models import Need, Resource
from tests.factories import OrgFactory
from tests.orgs.imports import (
    GRIDS,
    IN_ORDER,
    NEEDS,
    ORGANIZATIONS,
    STAFF,
    TRUTH,
    bring,
    checked,
    figures,
    imported,
)

pytestmark = pytest.mark.django_db

HEAD = ["党组织名称", "党组织代码", "上级党组织", "组织类别", "书记姓名", "联系电话", "党员总数"]
NORTH = ["北片区党总支", "101001", "示例街道党工委", "党总支", "王示范", "19000000001", 12]
NEW = ["东片区党总支", "101009", "示例街道党工委", "党总支", "李样例", "19000000002", 7]
BUSINESS = (Org, Posting, Partner, Grid, GridPost, Need, Resource)


def dump(*models):
    """Every business row as it stands, without what a touch alone would change."""
    passing = {"id", "updated_at", "version", "created_at"}
    return {
        model.__name__: sorted(
            str({k: v for k, v in row.items() if k not in passing})
            for row in model._base_manager.values()
        )
        for model in models or BUSINESS
    }


def counts():
    return {model.__name__: model._base_manager.count() for model in BUSINESS}


@pytest.fixture
def founder(office):
    """An office that may found a further street."""
    return office


@pytest.fixture
def qingwu(founder):
    """The street with its six ledgers imported."""
    return [imported(name, founder) for name in IN_ORDER]


def business_lines():
    return AuditEntry.objects.exclude(verb__startswith="import.").count()


def test_six_ledgers_in_one_sitting_are_what_a_careful_clerk_reads(founder):
    for name in IN_ORDER:
        run, reading = centre.check_reading(run=bring(name, founder), actor=founder)
        assert {k: v for k, v in reading.as_json().items() if k in TRUTH[name]} == TRUTH[name]
        centre.apply(run=run, actor=founder)


@pytest.mark.engine("sqlite")
def test_the_organisations_stand_in_the_database_as_the_ledger_says(qingwu):
    street = qingwu[0].street
    rows = {row["code"]: row for row in TRUTH[ORGANIZATIONS]["rows"]}
    stored = Org.objects.filter(tree_id=street.tree_id).select_related("parent")
    posts = {post.org_id: post for post in Posting.objects.filter(org__in=stored)}

    found = {
        org.code: (
            org.name,
            org.parent.name if org.parent else None,
            org.member_count,
            posts[org.pk].person_name if org.pk in posts else None,
            (posts[org.pk].work_phone or None) if org.pk in posts else None,
        )
        for org in stored
    }

    assert found == {
        code: (row["name"], row["parent"], row["members"], row["secretary"], row["phone"])
        for code, row in rows.items()
    }


@pytest.mark.engine("sqlite")
def test_the_other_ledgers_stand_in_the_database_too(qingwu):
    street = qingwu[0].street
    grids = Grid.objects.filter(street=street)

    assert grids.filter(tier=GridTier.BASE).count() == len(TRUTH[GRIDS]["rows"])
    assert {
        (p.name, p.member_count, p.liaison_phone or None)
        for p in Partner.objects.filter(street=street)
    } == {(r["name"], r["members"], r["phone"]) for r in TRUTH["共建单位台账.xlsx"]["rows"]}
    needs = Need.objects.filter(street=street)
    assert {need.content for need in needs} == {r["content"] for r in TRUTH[NEEDS]["rows"]}


def test_importing_the_same_again_changes_nothing(qingwu, founder):
    before, rows, lines = dump(), counts(), business_lines()

    again = [imported(name, founder) for name in IN_ORDER]

    assert [figures(run)[:2] for run in again] == [(0, 0)] * len(again)
    assert (dump(), counts(), business_lines()) == (before, rows, lines)


def test_taking_all_imports_back_leaves_what_was_there_before(founder):
    before = dump()
    runs = [imported(name, founder) for name in IN_ORDER]

    for run in reversed(runs):
        centre.undo(run=run, actor=founder)

    assert dump() == before
    assert set(ImportRun.objects.values_list("state", flat=True)) == {ImportState.UNDONE}


def test_a_check_writes_nothing_but_the_run(founder):
    before, lines = dump(), business_lines()

    run = checked(ORGANIZATIONS, founder)

    assert (dump(), business_lines()) == (before, lines)
    assert run.state == ImportState.CHECKED
    assert figures(run)[0] == len(TRUTH[ORGANIZATIONS]["rows"])


@pytest.mark.engine("sqlite")
def test_private_columns_are_stored_nowhere(qingwu):
    """D7: what only the original file says of a person is in no table and no stored run."""
    run = next(run for run in qingwu if run.kind == "grid_staff")
    stored = str(ImportRun.objects.filter(pk=run.pk).values().get())
    everything = stored + str(list(GridPost.objects.values()))
    everything += str(list(AuditEntry.objects.values("changes", "subject_label", "reason")))

    assert run.report["dropped_columns"] == TRUTH[STAFF]["dropped_columns"]
    assert [word for word in ("中共党员", "群众", "共青团员", "199001") if word in everything] == []


def test_one_changed_cell_corrects_exactly_that(town, office):
    imported([HEAD, NORTH], office)
    lines = business_lines()

    run = imported([HEAD, [*NORTH[:6], 13]], office)

    assert figures(run) == (0, 1, 0, 0)
    entry = AuditEntry.objects.filter(run=run).get()
    assert (entry.verb, entry.changes) == ("org.amend", {"member_count": [12, 13]})
    assert business_lines() == lines + 1


def test_a_blank_erases_nothing(town, office):
    imported([HEAD, NORTH], office)
    before = dump(Org, Posting)

    run = imported([HEAD, [*NORTH[:4], "", "无", "—"]], office)

    assert (figures(run), dump(Org, Posting)) == ((0, 0, 1, 0), before)


def test_what_would_change_is_told_before_it_is_done(town, office):
    imported([HEAD, NORTH], office)

    run = checked([HEAD, [*NORTH[:6], 13], NEW], office)

    assert figures(run) == (1, 1, 0, 0)
    assert [(d["subject"], d["changes"]) for d in run.report["deeds"]] == [
        ("北片区党总支", {"member_count": [12, 13]})
    ]


def test_a_correction_that_is_taken_back_restores_the_value(town, office):
    imported([HEAD, NORTH], office)
    before = dump(Org, Posting)
    other = [*NORTH[:4], "赵测试", "19000000009", 20]

    run = imported([HEAD, other], office)
    centre.undo(run=run, actor=office)

    assert dump(Org, Posting) == before


def test_an_import_stays_whole_when_something_was_built_on_it(town, office):
    run = imported([HEAD, NEW], office)
    opened = Org.objects.get(code="101009")
    OrgFactory(code="101009001", name="样例支部", kind=OrgKind.BRANCH, parent=opened)

    with pytest.raises(centre.RuleViolation, match="东片区党总支"):
        centre.undo(run=run, actor=office)

    run.refresh_from_db()
    assert run.state == ImportState.DONE
    assert Org.objects.filter(code="101009").exists()


def test_a_value_that_was_changed_since_is_not_overwritten_by_taking_back(town, office):
    imported([HEAD, NORTH], office)
    run = imported([HEAD, [*NORTH[:6], 13]], office)
    tree.amend_org(org=town.north, member_count=14, actor=office)

    with pytest.raises(centre.RuleViolation, match="北片区党总支"):
        centre.undo(run=run, actor=office)


def test_an_import_is_taken_back_within_a_day(town, office):
    run = imported([HEAD, NEW], office)
    ImportRun.objects.filter(pk=run.pk).update(applied_at=timezone.now() - timedelta(hours=25))

    with pytest.raises(imports.ImportNotAllowed):
        centre.undo(run=run, actor=office)


@pytest.mark.parametrize("step", ImportStep)
def test_the_office_of_another_street_may_not_touch_an_import(town, office, person, step):
    run = checked([HEAD, NEW], office)
    stranger = person(Role.OFFICE, over=OrgFactory(code="909", name="拟定街道党工委"))

    with pytest.raises(PermissionDenied):
        centre.proceed(run=run, step=step, actor=stranger)

    assert not ImportRun.objects.visible_to(stranger).exists()


def test_a_colleague_of_the_same_office_may_finish_the_work(town, office, person):
    run = checked([HEAD, NEW], office)
    colleague = person(Role.OFFICE, over=town.root)

    done = centre.apply(run=run, actor=colleague)
    undone = centre.undo(run=done, actor=colleague)

    assert undone.state == ImportState.UNDONE


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.LEADER, Role.AUDITOR])
def test_only_an_office_brings_ledgers(town, person, role):
    with pytest.raises(PermissionDenied):
        bring([HEAD, NEW], person(role, over=town.root))


@pytest.mark.parametrize(
    ("state", "step"),
    [
        (ImportState.UPLOADED, ImportStep.APPLY),
        (ImportState.UPLOADED, ImportStep.UNDO),
        (ImportState.CHECKED, ImportStep.UNDO),
        (ImportState.DONE, ImportStep.CHECK),
        (ImportState.DONE, ImportStep.APPLY),
        (ImportState.UNDONE, ImportStep.CHECK),
        (ImportState.UNDONE, ImportStep.APPLY),
        (ImportState.UNDONE, ImportStep.UNDO),
        (ImportState.FAILED, ImportStep.APPLY),
    ],
)
def test_a_step_out_of_turn_is_refused(town, office, state, step):
    run = checked([HEAD, NEW], office)
    ImportRun.objects.filter(pk=run.pk).update(state=state)

    with pytest.raises(MoveRefused):
        centre.proceed(run=run, step=step, actor=office)


def test_what_a_header_means_is_remembered_for_the_next_file(town, office):
    strange = ["甲", "乙", "丙", "丁"]
    rows = [strange, ["东片区党总支", "101009", "示例街道党工委", "党总支"]]
    run = checked(rows, office, kind="organizations")
    assert run.report["missing"]

    mapping = dict(zip(strange, ["name", "code", "parent", "kind"], strict=True))
    mapped = centre.map_headers(run=run, mapping=mapping, actor=office)
    again = checked([strange, ["西片区党总支", "101008", "示例街道党工委", "党总支"]], office)

    assert figures(mapped) == (1, 0, 0, 0)
    assert (again.kind, figures(again)) == ("organizations", (1, 0, 0, 0))
    assert ColumnMapping.objects.count() == 1


def test_private_columns_do_not_hide_a_remembered_header(town, office):
    head = ["甲", "身份证号", "乙", "丙", "丁"]
    row = ["东片区党总支", "000000199001010000", "101009", "示例街道党工委", "党总支"]
    run = checked([head, row], office, kind="organizations")
    mapping = {"甲": "name", "乙": "code", "丙": "parent", "丁": "kind"}
    centre.map_headers(run=run, mapping=mapping, actor=office)

    again = bring([head, [*row[:2], "101008", *row[3:]]], office)

    assert again.mapping == mapping


def test_an_office_of_two_streets_says_which_one_is_meant(town, office):
    other = tree.open_org(
        code="202", name="拟定街道党工委", kind=OrgKind.COMMITTEE, parent=None, actor=office
    )
    rows = [["单位名称", "单位性质", "党员数"], ["样例银行", "企业", 5]]

    imported(rows, office, street=other, kind="partner_units")

    assert Partner.objects.get(name="样例银行").street == other


def test_a_street_may_not_be_named_by_somebody_elses_office(town, office):
    foreign = OrgFactory(code="909", name="拟定街道党工委")

    with pytest.raises(PermissionDenied):
        bring([HEAD, NEW], office, street=foreign)


@pytest.mark.parametrize("name", ["中共示例街道工作委员会", "示例街道工委", "示例街道党工委"])
def test_the_top_of_a_street_is_known_by_any_of_its_names(town, office, name):
    top = [name, "101", "无", "党工委", "王示范", "", 99]

    run = imported([HEAD, top, [*NEW[:2], name, *NEW[3:]]], office)

    assert run.street == town.root
    assert Org.objects.streets().count() == 1
    assert Org.objects.get(code="101009").parent == town.root


def test_a_ledger_without_codes_gives_them_and_finds_the_rows_again(town, office):
    head = ["党组织名称", "上级党组织", "组织类别", "党员总数"]
    rows = [
        head,
        ["东片区党总支", "示例街道党工委", "党总支", 7],
        ["东一网格党支部", "东片区党总支", "党支部", 3],
    ]
    first = imported(rows, office)

    second = imported(rows, office)

    assert (figures(first)[0], figures(second)) == (2, (0, 0, 2, 0))
    branch = Org.objects.get(name="东一网格党支部")
    assert branch.code.startswith(branch.parent.code)


def test_a_ledger_whose_top_stands_in_the_portal_needs_no_top(town, office):
    run = imported([HEAD, NEW], office)

    assert (run.street, figures(run)) == (town.root, (1, 0, 0, 0))


def test_a_ledger_before_its_street_is_refused_in_words(person):
    office = person(Role.OFFICE, over=OrgFactory(code="909", name="拟定街道党工委"))

    run = checked(NEEDS, office)

    assert run.report["row_count"] == 0
    assert run.report["held_count"] > 0
