"""The official papers of proposals: public notice and written report. Their words are Chinese."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils import timezone

from liaison.models import Proposal, ProposalStep
from liaison.proposal_enums import ProposalAction, ProposerKind, Voice
from liaison.selectors.proposals import chain_of, committee_above
from partybuild.documents import Document, Heading, Item, Paragraph, chinese_date
from partybuild.documents import paragraphs as paragraphs_of
from partybuild.documents.blocks import Block

_PROPOSERS = {
    ProposerKind.COMMUNITY: "社区党委",
    ProposerKind.BRANCH: "党支部（党小组）",
    ProposerKind.MEMBERS: "党员",
    ProposerKind.RESIDENTS: "居民群众",
    ProposerKind.UNIT: "成员单位",
    ProposerKind.OTHER: "其他",
}
_VOICES = {
    Voice.MEMBER_DELEGATES: "党员代表会议审议",
    Voice.RESIDENT_DELEGATES: "居民代表会议决议",
}


def notice_document(proposal: Proposal) -> Document:
    """The public notice of a community decision: what, how it was decided, until when, to whom."""
    steps = proposal.steps.filter(round=proposal.round, present_count__isnull=False)
    return notice_from(proposal, list(steps.order_by("serial")))


def notice_from(proposal: Proposal, votes: Sequence[ProposalStep]) -> Document:
    """The public notice as it is printed."""
    community = proposal.community or proposal.street
    starts, ends = proposal.notice_starts_on, proposal.notice_ends_on
    blocks: list[Block] = [
        Paragraph(
            f"“{proposal.title}”已按照提议、商议、审议、决议程序形成决定，现予公示，接受监督。"
        ),
        Heading(1, "公示内容"),
        *paragraphs_of(proposal.content),
        Heading(1, "议决情况"),
        *_votes_of(votes),
        Heading(1, "公示时间"),
        Paragraph(
            f"{chinese_date(starts)}至{chinese_date(ends)}。" if starts and ends else "另行通知。"
        ),
        Heading(1, "意见反映"),
        Paragraph(f"公示期间如有异议，请以书面或当面形式向{community.name}反映。"),
    ]
    if proposal.objection_count:
        blocks.append(Paragraph(f"截至目前收到异议{proposal.objection_count}件。"))
    return Document(
        title=f"关于“{proposal.title}”的公示",
        blocks=blocks,
        signature=community.name,
        issued_on=starts,
    )


def report_document(proposal: Proposal) -> Document:
    """The written report on a proposal to the committee above, with a copy for the proposer."""
    steps = list(proposal.steps.order_by("serial"))
    return report_from(proposal, steps, addressee=_addressee(proposal))


def report_from(proposal: Proposal, steps: Sequence[ProposalStep], *, addressee: str) -> Document:
    """The written report as it is printed."""
    table, signer = chain_of(proposal), _signer(proposal)
    kind = _PROPOSERS[ProposerKind(proposal.proposer_kind)]
    blocks: list[Block] = [
        Paragraph(
            f"{chinese_date(proposal.raised_on)}，{proposal.owner.name}提出“{proposal.title}”"
            f"（编号{proposal.code}，提出主体：{kind}{proposal.proposer_count}{_counted(proposal)}）。"
            f"现将{table.report_verb}情况报告如下："
        ),
        Heading(1, "基本情况"),
        *paragraphs_of(proposal.content),
        Heading(1, f"{table.report_verb}过程"),
        *_course_of(steps),
        Heading(1, f"{table.report_verb}结果"),
        *(_result_of(steps) or [Paragraph("已按要求办理完毕。")]),
    ]
    return Document(
        title=table.report_title.format(title=proposal.title),
        addressee=addressee,
        blocks=blocks,
        signature=signer.name,
        issued_on=timezone.localdate(),
        copies_to="" if proposal.owner.name in (addressee, signer.name) else proposal.owner.name,
    )


def _counted(proposal: Proposal) -> str:
    """People are counted as 人, organisations as 个."""
    people = {ProposerKind.MEMBERS, ProposerKind.RESIDENTS, ProposerKind.OTHER}
    return "人" if proposal.proposer_kind in people else "个"


def _signer(proposal: Proposal) -> Any:
    """Who reports: the group, the community on its decision, or whoever did what it raised."""
    if proposal.group is not None:
        return proposal.group
    if proposal.community is not None and proposal.community != proposal.owner:
        return proposal.community
    return proposal.undertaker


def _addressee(proposal: Proposal) -> str:
    """The committee above; where that is the one that reports, the proposer."""
    if chain_of(proposal).above == "committee":
        committee = committee_above(proposal.street)
        return committee.name if committee else proposal.street.name
    reports_itself = _signer(proposal) == proposal.street
    return proposal.owner.name if reports_itself else proposal.street.name


def _course_of(steps: Sequence[ProposalStep]) -> Iterator[Block]:
    for step in steps:
        is_told_below = step.action == ProposalAction.ANSWER or not step.words
        told = "".join(step.words.split())
        words = "" if is_told_below else f"：{told.rstrip('。')}"
        numbers = _numbers_of(step)
        with_numbers = f"（{numbers}）" if numbers else ""
        yield Item(f"{chinese_date(step.taken_on)}，{_done(step)}{with_numbers}{words}。", 4)


def _result_of(steps: Sequence[ProposalStep]) -> list[Block]:
    """The words of the last step that says what was done."""
    telling = (
        ProposalAction.ANSWER,
        ProposalAction.REPORT,
        ProposalAction.REPORT_ON_BEHALF,
    )
    told = [step.words for step in steps if step.action in telling and step.words]
    return list(paragraphs_of(told[-1])) if told else []


def _votes_of(steps: Sequence[ProposalStep]) -> list[Block]:
    return [
        Item(f"{_VOICES.get(Voice(step.voice), '表决')}：{_numbers_of(step) or '已通过'}。")
        for step in steps
    ] or [Paragraph("已按程序通过。")]


def _numbers_of(step: ProposalStep) -> str:
    """Votes or verdicts in words; few votes would say how each of them was cast (D11)."""
    if not step.is_tally_public:
        return ""
    if step.present_count is not None:
        return (
            f"应到{step.expected_count}人，实到{step.present_count}人，赞成{step.for_count}票，"
            f"反对{step.against_count}票，弃权{step.abstained_count}票"
        )
    return (
        f"满意{step.satisfied_count}人，基本满意{step.mostly_count}人，"
        f"不满意{step.unsatisfied_count}人"
    )


_DEEDS = {
    ProposalAction.RAISE: "提出",
    ProposalAction.TAKE_UP: "议定立即办理",
    ProposalAction.PLAN: "议定列入计划",
    ProposalAction.DECLINE: "研究不予采纳",
    ProposalAction.REFER: "研究转上级",
    ProposalAction.REPORT: "报告办理结果",
    ProposalAction.REPORT_ON_BEHALF: "代报办理结果",
    ProposalAction.EXTEND: "延长办理期限",
    ProposalAction.APPRAISE: "党员群众代表评议",
    ProposalAction.CLOSE: "办结",
    ProposalAction.REDO: "退回继续办理",
    ProposalAction.CONSULT: "社区党委商议",
    ProposalAction.DELIBERATE: "党员代表审议",
    ProposalAction.RESOLVE: "居民代表决议",
    ProposalAction.ANNOUNCE: "予以公示",
    ProposalAction.NOTE_OBJECTIONS: "登记公示异议",
    ProposalAction.RECONSIDER: "重新商议",
    ProposalAction.EXECUTE: "组织执行",
    ProposalAction.FEED_BACK: "向居民反馈",
    ProposalAction.ROUTE: "按内容归口",
    ProposalAction.STUDY: "协调小组研究办理",
    ProposalAction.ANSWER: "书面答复",
    ProposalAction.CONFIRM: "认可答复",
}


def _done(step: ProposalStep) -> str:
    return _DEEDS.get(ProposalAction(step.action), str(step.get_action_display()))
