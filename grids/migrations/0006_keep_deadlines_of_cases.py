"""Keep on each case the latest deadlines of its response and of its handling."""

from django.db import migrations
from django.db.models import OuterRef, Subquery

KEPT = {"respond": "response_due_at", "handle": "answer_due_at"}


def keep_deadlines(apps, schema_editor):
    deadlines = apps.get_model("grids", "CaseDeadline").objects.filter(case=OuterRef("pk"))
    cases = apps.get_model("grids", "Case").objects
    for clock, field in KEPT.items():
        latest = deadlines.filter(clock=clock).order_by("-number").values("due_at")[:1]
        cases.filter(**{field: None}).update(**{field: Subquery(latest)})


class Migration(migrations.Migration):
    dependencies = [("grids", "0005_ratings_reports_search")]

    operations = [migrations.RunPython(keep_deadlines, migrations.RunPython.noop, elidable=True)]
