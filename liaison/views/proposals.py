"""Pages of proposals: one list for all chains, the chain as a line, public notice and report."""

from functools import partial
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from liaison.api.proposal_filters import ProposalFilter
from liaison.forms.proposals import AmendProposalForm, RaiseProposalForm, step_form
from liaison.models import Proposal, ProposalReport, Resolution
from liaison.proposal_enums import Chain, ProposalAction
from liaison.proposal_workflow import CHAINS
from liaison.selectors.proposal_leads import may_raise, words_from
from liaison.selectors.proposal_papers import notice_document
from liaison.selectors.proposals import alike, chain_of, line_of, open_steps
from liaison.services import proposals
from liaison.views.writing import form_page, named
from orgs.selectors.calendar import calendar_warnings
from orgs.selectors.trail import history_of, way_to
from orgs.views.deeds import Step, Steps, deed_view, offer
from partybuild.documents import docx_file
from partybuild.documents import render as render_document
from partybuild.listing import Column, Empty, Kind, Listing, list_page
from partybuild.pages import Crumb, Fact
from resources.models import Need

STEPS: Steps = {
    action: Step(partial(proposals.take_step, action=action), step_form(action))
    for action in ProposalAction
    if any(action in table.works for table in CHAINS.values())
}

PROPOSALS = Listing(
    key="proposals",
    ledger="proposals",
    title=_("Proposals"),
    columns=(
        Column("title", _("title"), ledger="建议标题"),
        Column("code", _("number"), kind=Kind.CODE, ledger="建议编号"),
        Column("chain", _("chain"), ledger="类别"),
        Column("owner.name", _("put forward by"), sort="", ledger="提出单位"),
        Column("state", _("state"), kind=Kind.STATE, ledger="办理状态"),
        Column("group.name", _("group"), ledger="归口小组", on_page=False),
        Column("named_undertaker.name", _("undertaken by"), sort="", ledger="承办单位"),
        Column("raised_on", _("raised on"), kind=Kind.DATE, ledger="提出日期"),
        Column("due_on", _("due on"), kind=Kind.DATE, ledger="办理期限"),
        Column(
            "closed_on",
            pgettext_lazy("proposal", "closed on"),
            kind=Kind.DATE,
            ledger="办结日期",
            on_page=False,
        ),
        Column("content", _("content"), kind=Kind.LONG, ledger="建议内容", on_page=False),
        Column(
            "proposer_count",
            _("how many propose it"),
            kind=Kind.NUMBER,
            ledger="提出人数",
            on_page=False,
        ),
    ),
    filterset=ProposalFilter,
    tabs="chain",
    search=("title", "code", "content", "owner_org__name", "owner_partner__name"),
    order=("-pk",),
    empty=Empty(
        _("Here stands what communities, branches and member units put forward."),
        _("Put something forward"),
        lambda request: reverse("liaison:proposal-raise") if may_raise(request.user) else "",
    ),
)


def _list_crumb() -> Crumb:
    return Crumb(_("Proposals"), reverse("liaison:proposals"))


@require_http_methods(["GET", "HEAD", "POST"])
def proposal_list(request: HttpRequest) -> HttpResponseBase:
    """The proposals the reader can see, chain by chain."""
    chain = request.GET.get("chain", "")
    address = reverse("liaison:proposal-raise")
    address += f"?chain={chain}" if chain in Chain.values else ""
    new = [Crumb(_("Put something forward"), address)] if may_raise(request.user) else []
    rows = Proposal.objects.visible_to(request.user).for_list()
    return list_page(request, PROPOSALS, rows, context={"actions": new})


@require_http_methods(["GET", "HEAD", "POST"])
def proposal_raise(request: HttpRequest) -> HttpResponse:
    """Put something forward; the address may name the chain and what it comes from."""
    if not may_raise(request.user):
        raise PermissionDenied
    sources: dict[str, Any] = {
        name: named(model.objects.visible_to(request.user), request.GET.get(name, ""))
        for name, model in (("need", Need), ("resolution", Resolution))
    }
    known = words_from(**sources)
    known |= {name: row.public_id for name, row in sources.items() if row}
    chain = request.GET.get("chain", "")
    form = RaiseProposalForm(
        request.POST or None,
        reader=request.user,
        initial={**known, **({"chain": chain} if chain in Chain.values else {})},
    )
    return form_page(
        request,
        form=form,
        deed=proposals.raise_proposal,
        title=_("Put something forward"),
        label=_("Put forward"),
        trail=[_list_crumb()],
        notices=[
            *(f"{Chain(chain).label}: {table.purpose}" for chain, table in CHAINS.items()),
            *(f"{row._meta.verbose_name}: {row}" for row in sources.values() if row),
        ],
    )


@require_http_methods(["GET", "HEAD", "POST"])
def proposal_amend(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Correct the words of a proposal that nobody has decided on."""
    proposal = visible_proposal(request, public_id)
    if not proposals.may_amend_proposal(request.user, proposal):
        raise PermissionDenied
    known = {name: getattr(proposal, name) for name in AmendProposalForm.base_fields}
    return form_page(
        request,
        form=AmendProposalForm(request.POST or None, initial=known),
        deed=partial(proposals.amend_proposal, proposal=proposal),
        title=_("Correct the proposal"),
        label=_("Keep"),
        trail=[_list_crumb(), proposal],
    )


@require_safe
def proposal_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One proposal: its chain as a line, what it says, and what may be done next."""
    return proposal_page(request, visible_proposal(request, public_id))


@require_safe
def proposal_notice(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The public notice of a decision, as it is printed and hung up."""
    reader: Any = request.user
    proposal = _announced(request, public_id)
    context = {
        "row": proposal,
        "document": notice_document(proposal),
        "way": [*way_to(proposal.org, reader=reader), _list_crumb(), proposal],
        "title": _("Public notice"),
        "file_url": reverse("liaison:proposal-notice-file", args=[public_id]),
    }
    return render(request, "liaison/paper.html", context)


@require_safe
def proposal_notice_file(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """The public notice as .docx."""
    document = notice_document(_announced(request, public_id))
    return docx_file(render_document(document), document.name)


@require_safe
def proposal_report(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """A written report, exactly as it went out."""
    rows = ProposalReport.objects.visible_to(request.user).select_related("proposal")
    report = get_object_or_404(rows, public_id=public_id)
    return docx_file(bytes(report.document), str(report))


def proposal_page(
    request: HttpRequest, proposal: Proposal, *, failed: Any = None, status: int = 200
) -> HttpResponse:
    reader: Any = request.user
    can_amend = proposals.may_amend_proposal(reader, proposal)
    context = {
        "proposal": proposal,
        "way": [*way_to(proposal.org, reader=reader), _list_crumb()],
        "table": chain_of(proposal),
        "line": line_of(proposal),
        "steps": proposal.steps.select_related("taken_by").order_by("serial"),
        "facts": _facts(proposal, reader),
        "warnings": _warnings(proposal),
        "alike": [] if proposal.is_over else alike(proposal, reader=reader),
        "reports": proposal.reports.defer("document").order_by("edition"),
        "can_amend": can_amend,
        "offers": [
            offer(
                proposal,
                str(action),
                action.label,
                step=STEPS[action],
                reader=reader,
                url_name="liaison:proposal-step",
                failed=failed,
            )
            for action in open_steps(proposal, reader=reader)
        ],
        "entries": history_of(proposal),
    }
    return render(request, "liaison/proposal_detail.html", context, status=status)


proposal_step = deed_view(model=Proposal, subject="proposal", steps=STEPS, page=proposal_page)


def visible_proposal(request: HttpRequest, public_id: UUID) -> Proposal:
    rows = Proposal.objects.visible_to(request.user).for_list()
    return get_object_or_404(rows, public_id=public_id)


def _announced(request: HttpRequest, public_id: UUID) -> Proposal:
    proposal = visible_proposal(request, public_id)
    if proposal.notice_ends_on is None:
        raise Http404
    return proposal


def _warnings(proposal: Proposal) -> list[str]:
    """What to say beside days that were counted in a year not announced yet."""
    days = [day for day in (proposal.due_on, proposal.notice_ends_on) if day]
    if proposal.is_over or not days:
        return []
    return calendar_warnings(timezone.localdate(), max(days))


def _facts(proposal: Proposal, reader: Any) -> list[Fact]:
    owner, community = proposal.owner, proposal.community
    undertaker, group = proposal.named_undertaker, proposal.group
    facts = [
        Fact(_("number"), proposal.code),
        Fact(_("chain"), proposal.get_chain_display()),
        Fact(_("put forward by"), owner, owner.get_absolute_url()),
        Fact(
            _("who proposes"), f"{proposal.get_proposer_kind_display()} {proposal.proposer_count}"
        ),
        Fact(_("raised on"), proposal.raised_on),
    ]
    if community is not None:
        facts.append(Fact(_("community"), community, community.get_absolute_url()))
    if group is not None:
        facts.append(Fact(_("group"), group, group.get_absolute_url()))
    if undertaker is not None:
        facts.append(Fact(_("undertaken by"), undertaker, undertaker.get_absolute_url()))
    if proposal.due_on:
        facts += [Fact(_("due on"), proposal.due_on), Fact(_("rule"), proposal.due_rule)]
    if proposal.notice_ends_on:
        days = f"{proposal.notice_starts_on} – {proposal.notice_ends_on}"
        facts += [
            Fact(
                _("public notice"),
                days,
                reverse("liaison:proposal-notice", args=[proposal.public_id]),
            ),
            Fact(_("rule"), proposal.notice_rule),
            Fact(_("objections"), proposal.objection_count),
        ]
    if proposal.closed_on:
        facts.append(Fact(pgettext_lazy("proposal", "closed on"), proposal.closed_on))
    return [*facts, *_sources(proposal, reader)]


def _sources(proposal: Proposal, reader: Any) -> list[Fact]:
    """Where it comes from, and where it is talked about, as far as the reader sees that."""
    needs = Need.objects.visible_to(reader).filter(proposals=proposal)
    resolutions = Resolution.objects.visible_to(reader).filter(proposals=proposal)
    items = proposal.agenda_items.visible_to(reader).select_related("meeting")
    sources: list[Any] = [*needs, *resolutions.select_related("meeting")]
    return [
        *(Fact(row._meta.verbose_name, row, row.get_absolute_url()) for row in sources),
        *(Fact(item._meta.verbose_name, item.meeting, item.get_absolute_url()) for item in items),
    ]
