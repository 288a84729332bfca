"""A name written in short, in full or askew still names the same body, and never another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partybuild.spreadsheets import Known, Register
from partybuild.spreadsheets.names import NameIndex, entries_of, merged
from tests.spreadsheets.offices import Names

ORGS = [
    Known("中共青梧街道工作委员会", "001", "党工委"),
    Known("东苑片区党总支", "001001", "党总支"),
    Known("东苑第一网格党支部", "001001001", "党支部"),
    Known("锦程社区党委", "001802", "社区党委"),
    Known("西桥社区党委", "001803", "社区党委"),
    Known("西桥片区党总支", "001002", "党总支"),
    Known("青梧样例电子有限公司党支部", "001901", "企业党组织"),
]
PARTNERS = [Known("样例区住建局"), Known("样例区住建局第二分部"), Known("青梧样例律师事务所")]


def found(written, entries):
    return [entry.name for entry in NameIndex(entries).find(written)]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("中共青梧街道工委", "中共青梧街道工作委员会"),
        ("青梧街道党工委", "中共青梧街道工作委员会"),
        (" 东苑片区 党总支", "东苑片区党总支"),
        ("东苑片区总支部", "东苑片区党总支"),
        ("东苑片区党总支部委员会", "东苑片区党总支"),
        ("东苑一网格党支部", "东苑第一网格党支部"),
        ("东苑第１网格支部", "东苑第一网格党支部"),
        ("中共东苑第一网格支部委员会", "东苑第一网格党支部"),
        ("锦程社区", "锦程社区党委"),
        ("锦程", "锦程社区党委"),
        ("中共锦程社区委员会", "锦程社区党委"),
        ("青梧街道锦程社区党委", "锦程社区党委"),
        ("锦程社区居委会", "锦程社区党委"),
        ("001802", "锦程社区党委"),
        ("青梧样例电子有限公司", "青梧样例电子有限公司党支部"),
    ],
)
def test_an_organisation_is_found_by_the_ways_to_write_its_name(written, name):
    assert found(written, ORGS) == [name]


@pytest.mark.parametrize(
    "written",
    [
        "不存在社区党委",
        "不存在的第九十九网格党支部",
        "东苑",
        "网格",
        "党支部",
        "社区",
        "锦程社区党支部",
        "青梧样例电子有限公司党委",
    ],
)
def test_a_name_of_nobody_finds_nobody(written):
    assert found(written, ORGS) == []


@pytest.mark.parametrize("entry", [*ORGS, *PARTNERS], ids=lambda entry: entry.name)
def test_a_full_name_finds_its_own_body_only(entry):
    entries = ORGS if entry in ORGS else PARTNERS

    assert NameIndex(entries).find(entry.name) == [entry]


def test_a_unit_is_found_by_the_name_of_its_organisation():
    assert found("样例区住建局机关党委", PARTNERS) == ["样例区住建局"]


@pytest.mark.parametrize("written", ["东苑片区东苑一网格", "锦程社区东苑一网格", "东苑一网格"])
def test_a_grid_is_found_with_the_place_around_it_before_its_name(written):
    grids = [Known("东苑片区"), Known("东苑一网格"), Known("东苑一网格01")]

    assert NameIndex(grids, is_nested=True).find(written) == [grids[1]]


def test_two_bodies_of_one_name_are_both_offered():
    twins = [Known("01党小组", "1"), Known("01党小组", "2")]

    assert NameIndex(twins).find("01党小组") == twins


def test_a_slip_of_the_pen_is_answered_with_a_suggestion():
    assert NameIndex(ORGS).similar("东苑片区党总枝") == "东苑片区党总支"


def test_the_communities_are_read_from_the_organisations():
    names = Names({Register.ORGS: ORGS})

    communities = [entry.name for entry in entries_of(names, Register.COMMUNITIES)]

    assert communities == ["锦程社区", "西桥社区"]
    assert found("锦程", entries_of(names, Register.COMMUNITIES)) == ["锦程社区"]


def test_a_body_of_the_file_that_is_stored_already_counts_once():
    own = [Known("锦程社区党委", "001802", ref="row"), Known("新社区党委", ref="row")]
    stored = [Known("锦程社区党委", "001802"), Known("新社区党委", "77"), Known("老社区党委", "3")]

    assert merged(own, stored) == [*own, Known("老社区党委", "3")]


@given(st.text())
def test_no_name_breaks_the_index(written):
    index = NameIndex([*ORGS, Known(written)])

    assert index.find(written)
    assert index.similar(written) is not None


def test_only_the_committee_of_a_community_stands_for_it():
    orgs = [Known("甲社区党委", "1", "社区党委"), Known("乙社区党总支", "2", "党总支")]

    communities = entries_of(Names({Register.ORGS: orgs}), Register.COMMUNITIES)

    assert [entry.name for entry in communities] == ["甲社区"]
