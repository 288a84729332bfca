"""The words that fields of the resources app can hold."""

import re
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ResourceClass(models.TextChoices):
    """The eight classes that the plans' four lists of classes merge into (A-08, R-006)."""

    POLICY = "policy", _("policy")
    INFORMATION = "information", _("information")
    FUNDS = "funds", _("funds")
    TALENT = "talent", _("talent and teachers")
    VENUE = "venue", _("venues")
    FACILITY = "facility", _("facilities and goods")
    SERVICE = "service", _("services")
    COOPERATION = "cooperation", _("organisational cooperation")

    @classmethod
    def written(cls, text: str) -> tuple[Self, ...]:
        """The classes a cell names, in its order: a cell may name two (“场地、师资”)."""
        words = (word.removesuffix("类") for word in re.split(r"[、,，/;；和及\s]+", text.strip()))
        found = (CLASS_ALIASES.get(word) for word in words)
        return tuple(dict.fromkeys(cls(each) for each in found if each))

    @property
    def ledger_word(self) -> str:
        """The word that stands in ledgers, whatever language the reader has chosen."""
        return next(word for word, found in CLASS_ALIASES.items() if found == self)


# What offices write for a class, our own word first. Every import reads classes through it.
CLASS_ALIASES: dict[str, ResourceClass] = {
    word: ResourceClass(name)
    for name, words in {
        "policy": "政策",
        "information": "信息",
        "funds": "资金 财力 经费",
        "talent": "人才师资 人才 师资 人力",
        "venue": "场地阵地 场地 场所 阵地",
        # The first plan calls goods simply 资源, beside 政策, 资金, 信息 and 人才.
        "facility": "设施物资 设施 设备 物资 物质 物力 资源",
        "service": "服务",
        "cooperation": "组织协作 组织 协作",
    }.items()
    for word in words.split()
}

# Offices often put the same thing into one or the other class of a pair.
RELATED_CLASSES = frozenset(
    {
        frozenset({ResourceClass.POLICY, ResourceClass.INFORMATION}),
        frozenset({ResourceClass.TALENT, ResourceClass.SERVICE}),
        frozenset({ResourceClass.VENUE, ResourceClass.FACILITY}),
    }
)


class BeneficiaryKind(models.TextChoices):
    """Whom a need serves (R-011): a group, never a person (D5)."""

    RESIDENTS = "residents", _("residents")
    EMPLOYEES = "employees", _("employees")
    FIRMS = "firms", _("firms")
    MEMBERS = "members", _("Party members")
    ELDERLY = "elderly", _("elderly people")
    YOUTH = "youth", _("young people")
    HARDSHIP = "hardship", _("households in hardship")
    OTHER = "other", pgettext_lazy("beneficiaries", "others")

    @classmethod
    def written(cls, text: str) -> Self | None:
        """The group whose word a cell contains, or None where it contains none of ours."""
        return next((cls(kind) for word, kind in BENEFICIARY_WORDS.items() if word in text), None)

    @property
    def ledger_word(self) -> str:
        """The word that stands in ledgers, whatever language the reader has chosen."""
        return next(word for word, found in BENEFICIARY_WORDS.items() if found == self)


# What offices write for whom a need serves, our own word first; a pupil of a firm is a pupil.
BENEFICIARY_WORDS: dict[str, BeneficiaryKind] = {
    word: BeneficiaryKind(name)
    for name, words in {
        "elderly": "老年人 老",
        "youth": "青少年 儿童 学生 青年 未成年",
        "hardship": "困难群众 困难 低收入",
        "employees": "职工 员工",
        "firms": "企业 商户",
        "members": "党员",
        "residents": "居民 群众",
        "other": "其他 其它",
    }.items()
    for word in words.split()
}


class Urgency(models.TextChoices):
    ORDINARY = "ordinary", pgettext_lazy("urgency", "ordinary")
    PRESSING = "pressing", pgettext_lazy("urgency", "pressing")
    URGENT = "urgent", pgettext_lazy("urgency", "urgent")

    @classmethod
    def written(cls, text: str) -> Self | None:
        """The urgency whose word a cell contains, or None where it contains none of ours."""
        return next((cls(found) for word, found in URGENCY_WORDS.items() if word in text), None)

    @property
    def ledger_word(self) -> str:
        """The word that stands in ledgers, whatever language the reader has chosen."""
        return next(word for word, found in URGENCY_WORDS.items() if found == self)


URGENCY_WORDS: dict[str, Urgency] = {
    "一般": Urgency.ORDINARY,
    "普通": Urgency.ORDINARY,
    "不急": Urgency.ORDINARY,
    "较急": Urgency.PRESSING,
    "紧急": Urgency.URGENT,
    "急": Urgency.URGENT,
}


class NeedState(models.TextChoices):
    """SM-1."""

    DRAFT = "draft", pgettext_lazy("need", "draft")
    SUBMITTED = "submitted", pgettext_lazy("need", "submitted")
    LISTED = "listed", pgettext_lazy("need", "on the list")
    MATCHED = "matched", pgettext_lazy("need", "matched")
    SOLVED = "solved", pgettext_lazy("need", "solved")
    RETURNED = "returned", pgettext_lazy("need", "sent back")
    WITHDRAWN = "withdrawn", pgettext_lazy("need", "withdrawn")
    SHELVED = "shelved", pgettext_lazy("need", "shelved")
    MERGED = "merged", pgettext_lazy("need", "merged")


OWN_NEED_STATES = frozenset({NeedState.DRAFT, NeedState.RETURNED})
LIVE_NEED_STATES = frozenset(
    {NeedState.SUBMITTED, NeedState.LISTED, NeedState.SHELVED, NeedState.MATCHED}
)


class NeedAction(models.TextChoices):
    SUBMIT = "submit", pgettext_lazy("need", "submit")
    LIST = "enlist", pgettext_lazy("need", "put on the list")
    SEND_BACK = "send_back", pgettext_lazy("need", "send back")
    SHELVE = "shelve", pgettext_lazy("need", "shelve")
    WITHDRAW = "withdraw", pgettext_lazy("need", "withdraw")
    WITHDRAW_ON_BEHALF = "withdraw_on_behalf", pgettext_lazy("need", "withdraw for the unit")
    REVIEW = "review", pgettext_lazy("need", "keep shelved")
    MERGE = "merge", pgettext_lazy("need", "merge into another")
    OPEN = "open", pgettext_lazy("need", "open to all units")
    MATCH = "match", pgettext_lazy("need", "match")
    RELEASE = "release", pgettext_lazy("need", "put back on the list")
    SOLVE = "solve", pgettext_lazy("need", "solve")


class ResourceState(models.TextChoices):
    """SM-2."""

    DRAFT = "draft", pgettext_lazy("resource", "draft")
    SUBMITTED = "submitted", pgettext_lazy("resource", "submitted")
    PUBLISHED = "published", pgettext_lazy("resource", "published")
    PARTLY_TAKEN = "partly_taken", pgettext_lazy("resource", "partly taken")
    TAKEN = "taken", pgettext_lazy("resource", "taken")
    EXPIRED = "expired", pgettext_lazy("resource", "expired")
    RETURNED = "returned", pgettext_lazy("resource", "sent back")
    WITHDRAWN = "withdrawn", pgettext_lazy("resource", "withdrawn")


OWN_RESOURCE_STATES = frozenset({ResourceState.DRAFT, ResourceState.RETURNED})
AVAILABLE_STATES = frozenset({ResourceState.PUBLISHED, ResourceState.PARTLY_TAKEN})
PUBLIC_STATES = AVAILABLE_STATES | {ResourceState.TAKEN}
LIVE_RESOURCE_STATES = PUBLIC_STATES | {ResourceState.SUBMITTED}


class ResourceAction(models.TextChoices):
    SUBMIT = "submit", pgettext_lazy("resource", "submit")
    PUBLISH = "publish", pgettext_lazy("resource", "publish")
    SEND_BACK = "send_back", pgettext_lazy("resource", "send back")
    WITHDRAW = "withdraw", pgettext_lazy("resource", "withdraw")
    WITHDRAW_ON_BEHALF = "withdraw_on_behalf", pgettext_lazy("resource", "withdraw for the unit")
    DRAW = "draw", pgettext_lazy("resource", "draw a part")
    DRAW_LAST = "draw_last", pgettext_lazy("resource", "draw the rest")
    GIVE_BACK = "give_back", pgettext_lazy("resource", "give a part back")
    GIVE_BACK_ALL = "give_back_all", pgettext_lazy("resource", "give everything back")
    EXPIRE = "expire", pgettext_lazy("resource", "expire")


class MatchState(models.TextChoices):
    """SM-3."""

    PROPOSED = "proposed", pgettext_lazy("match", "proposed")
    AGREED = "agreed", pgettext_lazy("match", "agreed")
    IN_PROJECT = "in_project", pgettext_lazy("match", "in a project")
    DECLINED = "declined", pgettext_lazy("match", "declined")
    EXPIRED = "expired", pgettext_lazy("match", "expired")


# A settled match holds its need and the capacity it drew.
SETTLED_STATES = frozenset({MatchState.AGREED, MatchState.IN_PROJECT})
OPEN_MATCH_STATES = SETTLED_STATES | {MatchState.PROPOSED}
# Pairs that the desk does not propose again: they are talking, or one side has said no.
MET_STATES = OPEN_MATCH_STATES | {MatchState.DECLINED}


class MatchAction(models.TextChoices):
    AGREE_FOR_NEED = "agree_for_need", _("agree for the need")
    AGREE_FOR_RESOURCE = "agree_for_resource", _("agree for the resource")
    AGREE_FOR_NEED_ON_BEHALF = (
        "agree_for_need_on_behalf",
        _("agree for the need on behalf of the unit"),
    )
    AGREE_FOR_RESOURCE_ON_BEHALF = (
        "agree_for_resource_on_behalf",
        _("agree for the resource on behalf of the unit"),
    )
    DECLINE_FOR_NEED = "decline_for_need", _("decline for the need")
    DECLINE_FOR_RESOURCE = "decline_for_resource", _("decline for the resource")
    CALL_OFF = "call_off", pgettext_lazy("match", "call off")
    SETTLE = "settle", pgettext_lazy("match", "settle")
    GIVE_WAY = "give_way", pgettext_lazy("match", "give way to another claim")
    EXPIRE = "expire", pgettext_lazy("match", "expire")
    ENTER_PROJECT = "enter_project", pgettext_lazy("match", "become a project")
    DISSOLVE = "dissolve", pgettext_lazy("match", "dissolve")


class ProjectClass(models.TextChoices):
    """R-324: the three classes; an unfunded project is a full project without a grant (A-30)."""

    KEY = "key", pgettext_lazy("project", "key")
    ORDINARY = "ordinary", pgettext_lazy("project", "ordinary")
    UNFUNDED = "unfunded", pgettext_lazy("project", "approved, unfunded")


class FundingSource(models.TextChoices):
    """Where a grant comes from (closed list of the plans)."""

    BUDGET = "budget", _("public budget")
    PARTY_DUES = "party_dues", _("Party dues")
    UNIT = "unit", _("borne by the units")
    OTHER = "other", pgettext_lazy("funding", "other")


class ProjectState(models.TextChoices):
    """SM-4."""

    FILED = "filed", pgettext_lazy("project", "filed")
    REVIEWED = "reviewed", pgettext_lazy("project", "reviewed")
    CLASSED = "classed", pgettext_lazy("project", "classed")
    APPROVED = "approved", pgettext_lazy("project", "approved")
    RUNNING = "running", pgettext_lazy("project", "running")
    ACCEPTED = "accepted", pgettext_lazy("project", "accepted")
    APPRAISED = "appraised", pgettext_lazy("project", "appraised")
    ARCHIVED = "archived", pgettext_lazy("project", "archived")
    STOPPED = "stopped", pgettext_lazy("project", "stopped")
    SUSPENDED = "suspended", pgettext_lazy("project", "suspended")


ACCEPTED_STATES = frozenset({ProjectState.ACCEPTED, ProjectState.APPRAISED, ProjectState.ARCHIVED})
STARTED_STATES = ACCEPTED_STATES | {ProjectState.RUNNING, ProjectState.SUSPENDED}
APPROVED_STATES = STARTED_STATES | {ProjectState.APPROVED}
UNCLASSED_STATES = frozenset({ProjectState.FILED, ProjectState.REVIEWED})
ACTIVE_PROJECT_STATES = frozenset(ProjectState) - ACCEPTED_STATES - {ProjectState.STOPPED}


class ProjectAction(models.TextChoices):
    REVIEW = "review", pgettext_lazy("project", "pass the review")
    CLASSIFY = "classify", pgettext_lazy("project", "classify")
    ENDORSE = "endorse", pgettext_lazy("project", "note the endorsement")
    APPROVE = "approve", pgettext_lazy("project", "approve")
    START = "start", pgettext_lazy("project", "start")
    REPORT = "report", pgettext_lazy("project", "report progress")
    SIGN_FOR_NEED = "sign_for_need", _("sign the acceptance for the need")
    SIGN_FOR_RESOURCE = "sign_for_resource", _("sign the acceptance for the resource")
    SIGN_FOR_NEED_ON_BEHALF = (
        "sign_for_need_on_behalf",
        _("sign the acceptance for the need on behalf of the unit"),
    )
    SIGN_FOR_RESOURCE_ON_BEHALF = (
        "sign_for_resource_on_behalf",
        _("sign the acceptance for the resource on behalf of the unit"),
    )
    ACCEPT = "accept", pgettext_lazy("project", "accept")
    APPRAISE = "appraise", pgettext_lazy("project", "appraise")
    ARCHIVE = "archive", pgettext_lazy("project", "archive")
    STOP = "stop", pgettext_lazy("project", "stop")
    SUSPEND = "suspend", pgettext_lazy("project", "suspend")
    RESUME = "resume", pgettext_lazy("project", "resume")


class ProjectWork(models.TextChoices):
    """What people do on a project while its state stays as it is."""

    ASSESS = "assess", _("score by theme, significance and audience")
    NAME_GUIDE = "name_guide", _("name the guide")
    SET_BUDGET = "set_budget", _("set the budget of a source")
    SET_MILESTONE = "set_milestone", _("set a milestone")
    REACH_MILESTONE = "reach_milestone", _("reach a milestone")
    DROP_MILESTONE = "drop_milestone", _("drop a milestone")
    ENTER_EXPENSE = "enter_expense", _("enter an expense")
    CANCEL_EXPENSE = "cancel_expense", _("cancel an expense")
    WRITE_NOTE = "write_note", _("write a note")
    ISSUE_LINKS = "issue_links", _("print links for the appraisal")


# What the street grants; the rest the two sides raise themselves.
GRANTED_SOURCES = frozenset({FundingSource.BUDGET, FundingSource.PARTY_DUES})


class Verdict(models.TextChoices):
    """How somebody who was served judges a project."""

    SATISFIED = "satisfied", _("satisfied")
    FAIRLY = "fairly", _("fairly satisfied")
    DISSATISFIED = "dissatisfied", _("dissatisfied")


class MatchPlanState(models.TextChoices):
    """A proposal for the whole list: worked out, looked through by the office, and sent."""

    SOLVING = "solving", pgettext_lazy("match plan", "being worked out")
    DRAFT = "draft", pgettext_lazy("match plan", "draft")
    SENDING = "sending", pgettext_lazy("match plan", "being sent")
    SENT = "sent", pgettext_lazy("match plan", "sent")
    DISCARDED = "discarded", pgettext_lazy("match plan", "discarded")


OPEN_PLAN_STATES = frozenset({MatchPlanState.SOLVING, MatchPlanState.DRAFT, MatchPlanState.SENDING})


class MatchPlanAction(models.TextChoices):
    SETTLE = "settle", pgettext_lazy("match plan", "note what was worked out")
    SOLVE_AGAIN = "solve_again", pgettext_lazy("match plan", "work out again")
    SEND = "send", pgettext_lazy("match plan", "send all proposals")
    DELIVER = "deliver", pgettext_lazy("match plan", "note what was sent")
    HALT = "halt", pgettext_lazy("match plan", "halt")
    DISCARD = "discard", pgettext_lazy("match plan", "discard")


class LineState(models.TextChoices):
    """What a plan says about one need."""

    PAIRED = "paired", pgettext_lazy("plan line", "to be proposed")
    LOCKED = "locked", pgettext_lazy("plan line", "locked")
    UNSERVED = "unserved", pgettext_lazy("plan line", "unserved")
    TAKEN_OUT = "taken_out", pgettext_lazy("plan line", "taken out")


PAIRED_LINES = frozenset({LineState.PAIRED, LineState.LOCKED})


class LineAction(models.TextChoices):
    LOCK = "lock", pgettext_lazy("plan line", "lock the pair")
    UNLOCK = "unlock", pgettext_lazy("plan line", "unlock the pair")
    TAKE_OUT = "take_out", pgettext_lazy("plan line", "take the need out")
    PUT_BACK = "put_back", pgettext_lazy("plan line", "put the need back")
    EXCLUDE = "exclude", pgettext_lazy("plan line", "exclude this pair")
    CHOOSE = "choose", pgettext_lazy("plan line", "choose another resource")


class LineOrigin(models.TextChoices):
    SOLVER = "solver", pgettext_lazy("plan line", "worked out")
    STAFF = "staff", pgettext_lazy("plan line", "chosen by staff")


class Unserved(models.TextChoices):
    """Why a need has no resource in a plan: the first sieve that nothing passed."""

    NOT_SOLVED = "not_solved", _("Not worked out yet.")
    IN_TALKS = "in_talks", _("It is being talked about with a resource already.")
    NO_CLASS = "no_class", _("No resource of its class is available.")
    SAME_SIDE = "same_side", _("Only its own side offers resources of its class.")
    OTHER_TIME = "other_time", _("No resource of its class is available at the wished time.")
    DECLINED = "declined", _("A side declined each pair that would fit.")
    POOR_FIT = "poor_fit", _("No resource reaches the least score.")
    EXCLUDED = "excluded", _("The pairs that would fit were excluded by staff.")
    USED_UP = "used_up", _("Better pairs use up the resources that fit.")
