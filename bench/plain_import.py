"""The same preview as anybody would write it with django-import-export alone."""

import re
from datetime import date
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from import_export.fields import Field
from import_export.resources import ModelResource
from import_export.widgets import ForeignKeyWidget, Widget
from python_calamine import CalamineWorkbook
from tablib import Dataset

from orgs.enums import PARENT_KINDS, OrgKind
from orgs.models import Org

KINDS = {
    "党工委": OrgKind.COMMITTEE,
    "党总支": OrgKind.GENERAL_BRANCH,
    "党支部": OrgKind.BRANCH,
    "党小组": OrgKind.GROUP,
}
_NUMBERS = re.compile(r"\d+")
_PHONE = re.compile(r"1\d{10}")


class KindWidget(Widget):
    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        if value not in KINDS:
            raise ValueError(f"no such kind: {value}")
        return KINDS[value]


class DayWidget(Widget):
    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        parts = [int(part) for part in _NUMBERS.findall(str(value))]
        return date(*[*parts, 1, 1][:3]) if parts else None


class PlainOrgResource(ModelResource):
    """Matched by code; the superior is found by name, as the ledger writes it."""

    name = Field("name", "党组织名称")
    code = Field("code", "党组织代码")
    parent = Field("parent", "上级党组织", widget=ForeignKeyWidget(Org, "name"))
    kind = Field("kind", "组织类别", widget=KindWidget())
    founded_on = Field("founded_on", "成立时间", widget=DayWidget())
    term_ends_on = Field("term_ends_on", "届满时间", widget=DayWidget())
    member_count = Field("member_count", "党员总数")
    probationary_count = Field("probationary_count", "预备党员")

    class Meta:
        model = Org
        fields = (
            "name", "code", "parent", "kind", "founded_on", "term_ends_on", "member_count",
            "probationary_count",
        )  # fmt: skip
        import_id_fields = ("code",)
        clean_model_instances = True
        skip_unchanged = True
        report_skipped = True

    def before_import_row(self, row: Any, **kwargs: Any) -> None:
        if row["上级党组织"] == "无":
            row["上级党组织"] = ""
        if row["联系电话"] and not _PHONE.fullmatch(row["联系电话"]):
            raise ValidationError("not a telephone number")
        for name in ("成立", "届满"):
            row[f"{name}时间"] = row[f"{name}时间"].strip()

    def before_save_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
        above = instance.parent.kind if instance.parent else None
        if above not in PARENT_KINDS[instance.kind]:
            raise ValidationError("the superior is of another kind")

    def after_init_instance(self, instance: Any, new: bool, row: Any, **kwargs: Any) -> None:
        instance.founded_precision = instance.term_ends_precision = "month"


def dry_run(path: Path) -> int:
    """How many rows a dry run would add; the tree is not kept in order meanwhile."""
    headers, *rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    dataset = Dataset(*rows, headers=headers)
    result = PlainOrgResource().import_data(
        dataset, dry_run=True, use_transactions=True, raise_errors=False
    )
    if result.has_errors() or result.has_validation_errors():
        wrong = [*result.row_errors(), *result.invalid_rows]
        raise SystemExit(f"{len(wrong)} rows are wrong, the first: {wrong[0]}")
    return int(result.totals["new"])
