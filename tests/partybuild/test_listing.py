"""The one way to show a list, tried on organisations and messages."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import django_filters
import openpyxl
import pytest
from django.test import RequestFactory
from django.utils.translation import gettext

from orgs.enums import OrgKind
from orgs.models import AuditEntry, Org
from partybuild import exports
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from tests.factories import OrgFactory, UserFactory

pytestmark = pytest.mark.django_db


class KindFilter(django_filters.FilterSet):
    kind = django_filters.ChoiceFilter(choices=OrgKind)
    founded_on = django_filters.DateFilter()


ORGS = Listing(
    key="orgs",
    title="Organisations",
    columns=(
        Column("name", "name"),
        Column("code", "code", kind=Kind.CODE, ledger="编码"),
        Column("kind", "kind"),
        Column("parent.name", "superior"),
        Column("member_count", "members", kind=Kind.NUMBER),
        Column("length", "length", value=lambda org: len(org.name), on_page=False),
    ),
    filterset=KindFilter,
    tabs="kind",
    search=("name", "parent__name"),
    order=("code",),
    link=None,
    empty=Empty("Organisations stand here.", "Open one", lambda _request: "/open/"),
)


def ask(query="", *, htmx=False, post=None, reader=None, listing=ORGS):
    make = RequestFactory()
    path = f"/list/{query}"
    request = make.get(path) if post is None else make.post(path, post)
    request.user = reader or UserFactory()
    request.htmx = htmx and type("Htmx", (), {"boosted": False, "history_restore_request": False})()
    return list_page(request, listing, Org.objects.select_related("parent"))


def names(response):
    return [row[0] for row in rows(response)]


def rows(response):
    return list(csv.reader(io.StringIO(content(response).decode("utf-8-sig"))))[1:]


def content(response):
    whole = b"".join(response.streaming_content)
    response.file_to_stream.close()
    return whole


def exported(query):
    return names(ask(query, post={"format": "csv"}))


def test_it_is_ordered_as_declared_and_then_as_asked(town):
    assert exported("")[0] == town.root.name
    assert exported("?sort=-code")[0] == town.west.name


def test_an_unknown_column_orders_nothing(town):
    assert exported("?sort=password") == exported("")


def test_what_has_no_value_stands_last_either_way(town):
    Org.objects.filter(pk=town.east.pk).update(member_count=5)
    Org.objects.filter(pk=town.west.pk).update(member_count=7)

    up, down = exported("?sort=member_count"), exported("?sort=-member_count")

    assert (up[:2], down[:2]) == (
        [town.east.name, town.west.name],
        [town.west.name, town.east.name],
    )


def test_every_word_of_a_search_must_be_found_somewhere(town):
    assert exported("?q=党支部 北片区") == [town.branch.name]


def test_a_filter_narrows_and_a_wrong_one_says_so(town):
    assert exported("?kind=group") == [town.group.name]

    response = ask("?founded_on=nonsense")

    assert "field-errors" in response.text


def test_a_page_holds_twenty_five_and_says_how_many_there_are(db):
    OrgFactory.create_batch(60)

    first, last = ask(), ask("?page=3")

    assert first.text.count('<tr role="row">') == 26
    assert last.text.count('<tr role="row">') == 11
    assert "60" in first.text


@pytest.mark.parametrize("page", ["0", "99", "x"])
def test_a_page_that_is_not_there_is_the_nearest_one(town, page):
    assert ask(f"?page={page}").status_code == 200


def test_a_swap_gets_the_partial_and_the_address_without_empty_words(town):
    response = ask("?q=&kind=group&page=", htmx=True)

    assert "<html" not in response.text
    assert 'id="list"' in response.text
    assert 'hx-swap-oob="innerHTML"' in response.text
    assert response.headers["HX-Push-Url"] == "/list/?kind=group"
    assert "HX-Request" in response.headers["Vary"]


def test_links_keep_what_else_was_asked(town):
    page = ask("?q=党&kind=group&sort=code").text

    assert "?q=%E5%85%9A&amp;kind=branch&amp;sort=code" in page
    assert '<input type="hidden" name="sort" value="code">' in page
    assert '<input type="hidden" name="kind" value="group">' in page


def test_the_sorted_column_says_its_direction(town):
    assert 'aria-sort="descending"' in ask("?sort=-code").text


def test_an_empty_list_says_what_it_is_for_and_what_to_do(db):
    page = ask().text

    assert "Organisations stand here." in page
    assert 'href="/open/"' in page


def test_a_list_that_is_filtered_empty_leads_back(town):
    assert gettext("Nothing here fits these filters.") in ask("?q=nowhere").text


@pytest.mark.parametrize("size", [1, 3])
def test_a_list_costs_two_queries_at_any_length(db, size, django_assert_num_queries):
    OrgFactory.create_batch(size)
    reader = UserFactory()

    with django_assert_num_queries(2):
        ask("?q=示例&sort=name", htmx=True, reader=reader)


def test_the_way_to_a_value_may_end_early_but_may_not_be_misspelt(town):
    assert Column("parent.name", "").raw(town.root) is None
    with pytest.raises(AttributeError):
        Column("parent.nome", "").raw(town.branch)
    with pytest.raises(AttributeError):
        Column("nome", "").raw(town.root)


def test_an_export_has_all_columns_under_the_headers_an_import_expects(town):
    response = ask("?kind=group", post={"format": "csv"})

    text = content(response)
    lines = text.decode("utf-8").splitlines()
    assert text.startswith(b"\xef\xbb\xbf")
    assert lines[0] == "\ufeffname,编码,kind,superior,members,length"
    assert (
        lines[1] == f"{town.group.name},101001001001\t,{OrgKind.GROUP.label},{town.branch.name},,7"
    )
    assert response.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("name", ["=1+1", "+49", "-2", "@SUM(A1)", "\tx"])
def test_no_cell_of_a_csv_is_a_formula(db, name):
    OrgFactory(name=name)

    assert exported("") == [f"'{name}"]


def test_codes_stay_text_in_a_workbook(db):
    OrgFactory(code="007", name="=1+1", member_count=12)

    response = ask(post={"format": "xlsx"})

    sheet = openpyxl.load_workbook(io.BytesIO(content(response))).active
    values = [(cell.value, cell.data_type) for cell in sheet[2]]
    assert values[:2] == [("=1+1", "s"), ("007", "s")]
    assert values[4] == (12, "n")
    assert sheet.freeze_panes == "A2"


def test_an_export_is_recorded_with_how_it_was_filtered(town):
    content(ask("?kind=group", post={"format": "csv"}))

    entry = AuditEntry.objects.get(verb="export.make")
    assert entry.changes == {
        "list": [None, "orgs"],
        "rows": [None, 1],
        "asked": [None, {"kind": "group"}],
        "format": [None, "csv"],
    }


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (None, ""),
        (3, 3),
        (Decimal("1.50"), Decimal("1.50")),
        (date(2026, 11, 22), "2026-11-22"),
        (datetime(2026, 11, 22, 8, 30, tzinfo=UTC), "2026-11-22 16:30"),
        ("word", "word"),
    ],
)
def test_a_value_is_exported_as_people_write_it(value, plain):
    assert exports.plain(value) == plain
