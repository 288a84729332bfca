"""The Celery application and every schedule of the portal, each with a sentence in words."""

import os
from datetime import timedelta

from celery import Celery
from celery.schedules import crontab

from partybuild import env

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "partybuild.settings")


def _(sentence: str) -> str:
    """Mark a sentence for the catalogue; Django's own mark would load the settings too early."""
    return sentence


app = Celery("partybuild", task_cls="partybuild.clock:ClockTask")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

EVERY_MINUTE = env.seconds("JOB_RESEND_EVERY", 60)

app.conf.beat_schedule = {
    _("Every minute, send again each job whose message or worker was lost."): {
        "task": "orgs.tasks.resend_stale_jobs",
        "schedule": EVERY_MINUTE,
        # A tick that nobody took before the next one has nothing more to say.
        "options": {"expires": EVERY_MINUTE.total_seconds()},
    },
    _("Every ten minutes, seal what a process that died left unsealed in the trail."): {
        "task": "orgs.tasks.seal_trail",
        "schedule": timedelta(minutes=10),
        "options": {"expires": 600},
    },
    _("Every night, forget the cells of ledgers that were brought more than 30 days ago."): {
        "task": "orgs.tasks.forget_cells",
        "schedule": crontab(hour=2, minute=40),
        "options": {"expires": 3600},
    },
    _("Every night, compare what rows are found by with the rows, and mend it."): {
        "task": "orgs.tasks.mend_search_entries",
        "schedule": crontab(hour=3, minute=10),
        "options": {"expires": 3600},
    },
    _("Every night, sweep up stored files that hang on no row."): {
        "task": "orgs.tasks.sweep_attachments",
        "schedule": crontab(hour=2, minute=50),
        "options": {"expires": 3600},
    },
    _("Every night, let the proposals expire that nobody settled in time."): {
        "task": "resources.tasks.expire_overdue_matches",
        "schedule": crontab(hour=0, minute=20),
        "options": {"expires": 3600},
    },
    _("Every night, open to all units the needs that nobody took up in time."): {
        "task": "resources.tasks.open_unclaimed_needs",
        "schedule": crontab(hour=0, minute=30),
        "options": {"expires": 3600},
    },
    _("Every morning, remind both sides of proposals that are about to expire."): {
        "task": "resources.tasks.remind_of_open_matches",
        "schedule": crontab(hour=7, minute=40),
        "options": {"expires": 3600},
    },
    _("Every morning, remind of the action items that are due or overdue."): {
        "task": "liaison.tasks.remind_of_action_items",
        "schedule": crontab(hour=7, minute=50),
        "options": {"expires": 3600},
    },
    _("Every night, open the rating of a quarter that is over, where a scheme is confirmed."): {
        "task": "grids.tasks.open_rating_rounds",
        "schedule": crontab(hour=0, minute=15),
        "options": {"expires": 3600},
    },
    _("Every night, freeze what was put into a rating whose cut-off has passed."): {
        "task": "grids.tasks.cut_off_rating_rounds",
        "schedule": crontab(hour=0, minute=25),
        "options": {"expires": 3600},
    },
    _("Every morning, remind of the sheets of a rating and of its publication."): {
        "task": "grids.tasks.remind_of_rating_rounds",
        "schedule": crontab(hour=7, minute=45),
        "options": {"expires": 3600},
    },
    _("Every night, let the resources expire whose last day has passed."): {
        "task": "resources.tasks.expire_past_resources",
        "schedule": crontab(hour=0, minute=10),
        "options": {"expires": 3600},
    },
    _("Every night, turn the wishes that nobody claimed in time into needs."): {
        "task": "resources.tasks.turn_unclaimed_wishes",
        "schedule": crontab(hour=0, minute=30),
        "options": {"expires": 3600},
    },
    _("Every night, draw up the duties of each period that has begun."): {
        "task": "liaison.tasks.make_obligations",
        "schedule": crontab(hour=0, minute=40),
        "options": {"expires": 3600},
    },
    _("Every ten minutes, link the records that prove a duty."): {
        "task": "liaison.tasks.settle_obligations",
        "schedule": timedelta(minutes=10),
        "options": {"expires": 600},
    },
    _("Every hour of the working day, send each person the day's digest of duties once."): {
        "task": "liaison.tasks.send_digests",
        "schedule": crontab(hour="8-17", minute=15),
        "options": {"expires": 3000},
    },
    _("Every hour that is not quiet, mail the day's digests that nobody has mailed."): {
        "task": "liaison.tasks.mail_digests",
        "schedule": crontab(minute=20),
        "options": {"expires": 3000},
    },
    _("Every morning, warn of terms on bodies that end in half a year or in a month."): {
        "task": "liaison.tasks.warn_of_ending_terms",
        "schedule": crontab(hour=7, minute=20),
        "options": {"expires": 3600},
    },
    _("Every night, note the terms of nominated members that are over."): {
        "task": "liaison.tasks.expire_past_nominations",
        "schedule": crontab(hour=0, minute=40),
        "options": {"expires": 3600},
    },
    _("Every night, end the matters of communities whose last day has passed."): {
        "task": "liaison.tasks.expire_past_matters",
        "schedule": crontab(hour=0, minute=40),
        "options": {"expires": 3600},
    },
    _("Every morning, tell departments which of their matters in communities end soon."): {
        "task": "liaison.tasks.warn_of_ending_matters",
        "schedule": crontab(hour=7, minute=50),
        "options": {"expires": 3600},
    },
    _("Every hour, let requests for venues lapse and note as used what has taken place."): {
        "task": "resources.tasks.end_past_bookings",
        "schedule": crontab(minute=5),
        "options": {"expires": 3600},
    },
    _("Every hour, urge the cases that are overdue and give notice of those that stay so."): {
        "task": "grids.tasks.escalate_overdue_cases",
        "schedule": crontab(minute=15),
        "options": {"expires": 3600},
    },
    _("Every night, erase how reporters of cases are reached that have been over long enough."): {
        "task": "grids.tasks.erase_spent_contacts",
        "schedule": crontab(hour=3, minute=10),
        "options": {"expires": 3600},
    },
    _("Every night, close the surveys of residents whose last day is over."): {
        "task": "grids.tasks.close_past_surveys",
        "schedule": crontab(hour=0, minute=5),
        "options": {"expires": 3600},
    },
    _("Every night, forget who was busy at times that are over."): {
        "task": "liaison.tasks.forget_past_busy_times",
        "schedule": crontab(hour=2, minute=50),
        "options": {"expires": 3600},
    },
    _("Every minute, start again what a worker that died left unfinished."): {
        "task": "orgs.tasks.rerun_lost_runs",
        "schedule": EVERY_MINUTE,
        "options": {"expires": EVERY_MINUTE.total_seconds()},
    },
    _("Every night, forget old runs of the clock; those with failures stay longer."): {
        "task": "orgs.tasks.forget_runs",
        "schedule": crontab(hour=3, minute=10),
        "options": {"expires": 3600},
    },
    _("Every ten minutes, send what quiet hours held back."): {
        "task": "orgs.tasks.send_held_messages",
        "schedule": timedelta(minutes=10),
        "options": {"expires": 600},
    },
    _("Every ten minutes, mail notices to those who want mail."): {
        "task": "orgs.tasks.mail_notices",
        "schedule": timedelta(minutes=10),
        "options": {"expires": 600},
    },
    _("Every morning, tell the group robots how much is due today and overdue."): {
        "task": "liaison.tasks.tell_robots",
        "schedule": crontab(hour="7-12", minute=50),
        "options": {"expires": 3000},
    },
    _("Every morning, open the monthly reports where their day has come."): {
        "task": "liaison.tasks.open_reports",
        "schedule": crontab(hour=6, minute=10),
        "options": {"expires": 3600},
    },
    _("Every night, count the drafts of monthly reports anew."): {
        "task": "liaison.tasks.recount_reports",
        "schedule": crontab(hour=3, minute=20),
        "options": {"expires": 3600},
    },
    _("Every morning, remind the communities whose monthly report is missing."): {
        "task": "liaison.tasks.remind_of_reports",
        "schedule": crontab(hour=7, minute=30),
        "options": {"expires": 3600},
    },
}
