"""What the demo street says to many people and to the outside: notices, and a robot still off."""

from datetime import timedelta

from orgs import tasks
from orgs.clock_enums import RunState
from orgs.enums import Role
from orgs.models import Job, RunFailure, TaskRun, User
from orgs.selectors.calendar import work_calendar
from orgs.services import notices
from orgs.services.channels import set_up_channel
from partybuild.demo.clock import clock_at
from partybuild.demo.street import Street
from resources.models import Match

NIGHT, MORNING = 0, 9
# No group has such a robot: whoever sends a test message sees how a refusal looks.
ADDRESS = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=demo-robot-that-does-not-exist"


def build_outward(street: Street) -> None:
    """One notice that went out, one draft, a robot that nobody has tried, and some runs."""
    with clock_at(work_calendar().workdays_before(street.today, 1), hour=MORNING):
        _write_notices(street)
        set_up_channel(
            street=street.root,
            kind="wecom",
            name="示例街道党建工作群",
            address=ADDRESS,
            actor=User.objects.get(username="security"),
        )
    _keep_runs(street)


def _write_notices(street: Street) -> None:
    sent = notices.draft_notice(
        org=street.root,
        roles=[Role.SECRETARY, Role.PARTNER_LIAISON],
        title="关于报送本月需求清单和资源清单的通知",
        body="请各社区党委、共建单位于本月25日前核对需求清单和资源清单，并在系统中更新。",
        actor=street.office,
    )
    notices.send_notice(notice=sent, actor=street.office)
    tasks.run_job(Job.objects.get(kind=notices.SEND).pk)
    notices.draft_notice(
        org=street.root,
        roles=[Role.SECRETARY],
        title="关于召开季度联席会议的预备通知",
        body="会议时间另行通知，请提前准备议题。",
        by_mail=True,
        actor=street.office,
    )


def _keep_runs(street: Street) -> None:
    """Three nights of one task, the last with an item that failed."""
    failed = Match.objects.order_by("-pk").first()
    for back in (3, 2, 1):
        with clock_at(street.today - timedelta(days=back), hour=NIGHT) as now:
            run = TaskRun.objects.create(
                task="resources.tasks.expire_overdue_matches",
                message=f"demo-{back}",
                state=RunState.DONE,
                handled_count=4 - back,
                begun_at=now,
                ended_at=now + timedelta(seconds=back),
            )
    if failed is not None:
        RunFailure.objects.create(
            run=run, subject="resources.Match", item=str(failed.pk), error="OperationalError"
        )
