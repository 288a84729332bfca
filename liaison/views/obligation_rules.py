"""The page on which an office says which duties it keeps, how often and until when."""

from typing import Any
from uuid import UUID

from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from liaison.forms.obligations import RuleForm, rule_form, with_forms
from liaison.models import ObligationRule
from liaison.selectors.obligations import rules_of
from liaison.services.obligation_rules import KEEPERS, set_rule
from orgs.models import AuditEntry, Org, User
from orgs.permissions import holds_role
from orgs.selectors.numbers import streets_of
from orgs.selectors.trail import LATEST, in_words
from partybuild.http import perform


@require_http_methods(["GET", "HEAD", "POST"])
def duty_rules(request: HttpRequest, public_id: UUID | None = None) -> HttpResponse:
    """Every obligation of the plans as a sub-district keeps it; its office sets them one by one."""
    reader: Any = request.user
    streets = streets_of(reader)
    street = _chosen(reader, streets, public_id)
    lines = rules_of(street)
    keeps = holds_role(reader, *KEEPERS, over=street)

    def page(*, form: Any = None, status: int = 200) -> HttpResponse:
        context = {
            "street": street,
            "streets": streets if len(streets) > 1 else [],
            "lines": with_forms(lines, form) if keeps else [(line, None) for line in lines],
            "failed": form.prefix if form else "",
            "history": _history(street),
        }
        return render(request, "liaison/duty_rules.html", context, status=status)

    if request.method != "POST":
        return page()
    key = request.POST.get("key", "")
    line = next((each for each in lines if each.rule.key == key), None)
    if line is None:
        raise Http404

    def deed(*, actor: User, **facts: Any) -> Model:
        return set_rule(street=street, key=key, actor=actor, **facts)

    form: RuleForm = rule_form(line, request.POST)
    return perform(request, form=form, deed=deed, page=page)


def _chosen(reader: User, streets: list[Org], public_id: UUID | None) -> Org:
    if public_id is not None:
        rows = Org.objects.visible_to(reader).streets()
        return get_object_or_404(rows, public_id=public_id)
    if not streets:
        raise Http404
    return streets[0]


def _history(street: Org) -> list[Any]:
    """Who set which rule of this sub-district, the latest first."""
    subject = ObligationRule._meta.label_lower
    entries = AuditEntry.objects.filter(subject_type=subject, org=street).for_list()
    return [in_words(entry) for entry in entries[:LATEST]]
