"""Every step that a person makes, with the smallest input it takes."""

from functools import partial

from resources.enums import (
    MatchAction,
    NeedAction,
    ProjectAction,
    ProjectClass,
    ResourceAction,
)
from resources.services import matches, merging, needs, projects, resources
from tests.resources.factories import NeedFactory

WHY = {"reason": "应单位要求"}


def merge_into_another(*, need, actor):
    """Merge a need into a new one of the same owner."""
    into = NeedFactory(
        owner_org=need.owner_org, owner_partner=need.owner_partner, state="submitted"
    )
    return merging.merge_need(need=need, into=into, actor=actor, **WHY)


NEED_DEEDS = {
    NeedAction.SUBMIT: needs.submit_need,
    NeedAction.LIST: needs.list_need,
    NeedAction.SEND_BACK: partial(needs.send_back_need, **WHY),
    NeedAction.SHELVE: partial(needs.shelve_need, **WHY),
    NeedAction.REVIEW: partial(merging.review_need, **WHY),
    NeedAction.MERGE: merge_into_another,
    NeedAction.WITHDRAW: needs.withdraw_need,
    NeedAction.WITHDRAW_ON_BEHALF: partial(needs.withdraw_need_on_behalf, **WHY),
}
RESOURCE_DEEDS = {
    ResourceAction.SUBMIT: resources.submit_resource,
    ResourceAction.PUBLISH: resources.publish_resource,
    ResourceAction.SEND_BACK: partial(resources.send_back_resource, **WHY),
    ResourceAction.WITHDRAW: resources.withdraw_resource,
    ResourceAction.WITHDRAW_ON_BEHALF: partial(resources.withdraw_resource_on_behalf, **WHY),
}
MATCH_DEEDS = {
    MatchAction.AGREE_FOR_NEED: matches.agree_for_need,
    MatchAction.AGREE_FOR_RESOURCE: matches.agree_for_resource,
    MatchAction.AGREE_FOR_NEED_ON_BEHALF: partial(matches.agree_for_need_on_behalf, **WHY),
    MatchAction.AGREE_FOR_RESOURCE_ON_BEHALF: partial(matches.agree_for_resource_on_behalf, **WHY),
    MatchAction.DECLINE_FOR_NEED: partial(matches.decline_for_need, **WHY),
    MatchAction.DECLINE_FOR_RESOURCE: partial(matches.decline_for_resource, **WHY),
    MatchAction.CALL_OFF: partial(matches.call_off_match, **WHY),
}
PROJECT_DEEDS = {
    ProjectAction.REVIEW: projects.review_project,
    ProjectAction.CLASSIFY: partial(
        projects.classify_project, project_class=ProjectClass.ORDINARY, **WHY
    ),
    ProjectAction.ENDORSE: partial(projects.endorse_project, endorsement="联席〔2026〕3号"),
    ProjectAction.APPROVE: projects.approve_project,
    ProjectAction.START: projects.start_project,
    ProjectAction.REPORT: partial(projects.report_on_project, progress=50),
    ProjectAction.SIGN_FOR_NEED: projects.sign_for_need,
    ProjectAction.SIGN_FOR_RESOURCE: projects.sign_for_resource,
    ProjectAction.SIGN_FOR_NEED_ON_BEHALF: partial(projects.sign_for_need_on_behalf, **WHY),
    ProjectAction.SIGN_FOR_RESOURCE_ON_BEHALF: partial(projects.sign_for_resource_on_behalf, **WHY),
    ProjectAction.APPRAISE: partial(projects.appraise_project, appraisal="满意"),
    ProjectAction.ARCHIVE: partial(projects.archive_project, closing_summary="服务老人120人次"),
    ProjectAction.STOP: partial(projects.stop_project, **WHY),
    ProjectAction.SUSPEND: partial(projects.suspend_project, **WHY),
    ProjectAction.RESUME: projects.resume_project,
}


def made_by_people(moves):
    """The steps of a table that some person makes."""
    return {action for action, step in moves.items() if step.roles}


def refused_moves(moves, states):
    """Every step a person makes, with every state it may not follow."""
    return [
        (action, state)
        for action, step in moves.items()
        for state in states
        if step.roles and state not in step.sources
    ]
