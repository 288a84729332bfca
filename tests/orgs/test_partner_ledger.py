"""共建单位台账 in its full shape: every column has a home, and comes back as it went out."""

import pytest
from django.urls import reverse

from orgs.enums import PairingMode, PartnerDomain
from orgs.imports import centre
from orgs.imports.partner_units import domain_of
from orgs.models import AuditEntry, Guidance, Pairing, Partner, Posting
from tests.factories import GuidanceFactory, PairingFactory, PartnerFactory, PostingFactory
from tests.orgs.imports import checked, figures, imported

pytestmark = pytest.mark.django_db

HEAD = [
    "序号",
    "单位名称",
    "统一社会信用代码",
    "单位性质",
    "领域",
    "党组织名称",
    "党员数",
    "结对社区",
    "共建方式",
    "签约时间",
    "到期时间",
    "党建指导员",
    "联络员",
    "联系电话",
    "是否大工委兼职委员单位",
    "备注",
]
BUREAU = [
    "1",
    "样例区住建局",
    "11000000MB000001XU",
    "机关",
    "机关",
    "样例区住建局机关党委",
    "56",
    "东社区、西",
    "共驻共建",
    "2022.4",
    "2027.3.31",
    "李样例",
    "何联样",
    "19000000041",
    "√",
    "示例",
]
FIRM = [
    "2",
    "青梧样例电子有限公司",
    "无",
    "非公",
    "互联网企业",
    "/",
    "12",
    "西社区",
    "结对共建",
    "2023年",
    "长期",
    "无",
    "李企样",
    "19000000022",
    "×",
    "无",
]


def ledger(*rows):
    return [["示例街道共建单位台账"], HEAD, *rows]


def changed(row, **cells):
    """The row with other words under some headers."""
    return [cells.get(head, cell) for head, cell in zip(HEAD, row, strict=True)]


def test_every_column_of_the_ledger_has_a_home(town, office):
    run = imported(ledger(BUREAU, FIRM), office)

    assert figures(run) == (2, 0, 0, 0)
    unit = Partner.objects.get(name="样例区住建局")
    east, west = unit.pairings.order_by("community__code")
    assert (unit.domain, unit.party_org_name) == ("organs", "样例区住建局机关党委")
    assert (unit.credit_code, unit.member_count, unit.remark) == ("11000000MB000001XU", 56, "示例")
    assert unit.has_part_time_member is True
    assert {east.community, west.community} == {town.east, town.west}
    for pairing in (east, west):
        assert (pairing.mode, pairing.agreement_signed) == (PairingMode.RESIDENT, True)
        assert (str(pairing.agreed), str(pairing.agreement_ends)) == ("2022-04", "2027-03-31")
    assert [(each.posting.person_name, each.posting.org) for each in unit.guides] == [
        ("李样例", town.east)
    ]
    firm = Partner.objects.get(name="青梧样例电子有限公司")
    assert (firm.domain, firm.party_org_name, firm.guides) == ("internet_firms", "", [])
    assert (str(firm.pairings.get().agreed), firm.pairings.get().agreement_ends) == ("2023", None)


@pytest.mark.parametrize("extension", ["xlsx", "csv"])
def test_the_list_leaves_as_the_ledger_and_comes_back_without_a_change(
    town, office, browser, extension
):
    imported(ledger(BUREAU, FIRM), office)
    apart = PartnerFactory(street=town.root, name="示例中学", nature="institution")
    for community, year in ((town.east, "2020-01-01"), (town.west, "2021-01-01")):
        PairingFactory(
            partner=apart, community=community, checked_in_on=year, checked_in_precision="year"
        )

    response = browser(office).post(reverse("orgs:partners"), {"format": extension})
    (run,) = centre.bring(
        content=b"".join(response.streaming_content),
        file_name=f"共建单位台账.{extension}",
        actor=office,
        street=town.root,
    )
    report = centre.check(run=run, actor=office).report

    assert (report["held"], report["unmapped"], report["dropped_columns"]) == ([], [], [])
    assert (report["created"], report["amended"], report["deeds"]) == (0, 0, [])
    assert report["row_count"] == 5


def test_the_headers_that_leave_are_those_of_the_ledger(office, browser):
    response = browser(office).post(reverse("orgs:partners"), {"format": "csv"})

    header = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()[0].split(",")
    assert set(HEAD) - set(header) == {"序号"}


def test_a_second_reading_corrects_and_leaves_what_it_does_not_say(town, office):
    imported(ledger(BUREAU), office)

    later = changed(BUREAU, 到期时间="2030.3.31", 共建方式="", 领域="/", 党建指导员="王样例")
    run = imported(ledger(later), office)

    assert figures(run) == (0, 1, 0, 0)
    unit = Partner.objects.get(name="样例区住建局")
    assert {str(each.agreement_ends) for each in unit.pairings.all()} == {"2030-03-31"}
    assert {each.mode for each in unit.pairings.all()} == {PairingMode.RESIDENT}
    assert unit.domain == PartnerDomain.ORGANS
    assert [each.posting.person_name for each in unit.guides] == ["李样例", "王样例"]


def test_an_instructor_of_the_community_is_not_appointed_again(town, office):
    held = PostingFactory(org=town.east, kind="instructor", person_name="李样例")

    imported(ledger(BUREAU), office)

    assert Guidance.objects.get().posting == held
    assert Posting.objects.count() == 1


def test_an_instructor_without_a_community_stays_open(office):
    run = imported(ledger(changed(BUREAU, 结对社区="")), office)

    assert figures(run)[0] == 1
    assert len(run.report["notices"]) == 1
    assert not Posting.objects.exists()


def test_an_import_is_taken_back_with_its_agreements_and_instructors(town, office):
    kept = PartnerFactory(street=town.root, name="样例区住建局", nature="government")
    before = PairingFactory(
        partner=kept,
        community=town.east,
        mode="joint",
        agreement_signed=True,
        agreement_on="2020-01-01",
        agreement_precision="day",
    )
    run = imported(ledger(BUREAU, FIRM), office)

    centre.undo(run=run, actor=office)

    pairing = Pairing.objects.get()
    assert (pairing.pk, pairing.mode, str(pairing.agreed)) == (before.pk, "joint", "2020-01-01")
    assert (pairing.agreement_ends, pairing.checked_in) == (None, None)
    assert not Guidance.objects.exists()
    assert not Posting.objects.exists()
    assert set(Partner.objects.values_list("name", flat=True)) == {
        "示例小学",
        "示例银行",
        kept.name,
    }
    assert AuditEntry.objects.filter(verb="partner.take_back_guidance").count() == 1


def test_an_agreement_that_contradicts_itself_is_held(office):
    head = [*HEAD, "签订协议"]
    rows = [["示例街道共建单位台账"], head, [*BUREAU, "否"], [*changed(FIRM, 到期时间="2022"), ""]]

    report = checked(rows, office).report

    assert [held["reason"] for held in report["held"]] == ["contradiction", "contradiction"]


def test_doubtful_words_are_told_and_keep_nothing_back(office):
    odd = changed(BUREAU, 领域="航天", 统一社会信用代码="11000000MB000001X6")

    report = checked(ledger(odd), office).report

    assert report["held"] == []
    domain, code = (notice["message"] for notice in report["notices"])
    assert "航天" in domain
    assert "统一社会信用代码" in code or "credit code" in code


@pytest.mark.parametrize(
    ("written", "domain"),
    [
        ("街道社区", PartnerDomain.STREET),
        ("党政机关", PartnerDomain.ORGANS),
        ("学校等事业单位", PartnerDomain.INSTITUTIONS),
        ("国企", PartnerDomain.STATE_FIRMS),
        ("非公有制企业", PartnerDomain.PRIVATE_FIRMS),
        ("社会组织", PartnerDomain.SOCIAL_ORGS),
        ("互联网企业", PartnerDomain.INTERNET_FIRMS),
        ("新就业群体", PartnerDomain.NEW_GROUPS),
        ("航天", ""),
        (None, ""),
    ],
)
def test_domains_are_read_from_the_words_of_offices(written, domain):
    assert domain_of(written) == domain


def test_guidance_by_two_is_told_by_the_first(town, office, browser):
    unit = PartnerFactory(street=town.root, name="示例中学")
    for name in ("王样例", "李样例"):
        posting = PostingFactory(org=town.east, kind="instructor", person_name=name)
        GuidanceFactory(partner=unit, posting=posting)

    response = browser(office).post(f"{reverse('orgs:partners')}?q=示例中学", {"format": "csv"})

    (line,) = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()[1:]
    assert "王样例" in line
    assert "李样例" not in line
