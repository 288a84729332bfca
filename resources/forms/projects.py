"""What is asked of those who file, review and carry out projects."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from orgs.views.deeds import DeedForm
from resources.enums import FundingSource, ProjectClass
from resources.forms.inputs import amount, day, text, words
from resources.models import Project
from resources.selectors.appraisal_links import results_of
from resources.selectors.assessments import assessment_of, class_by_scores

FUNDING = [("", "—"), *FundingSource.choices]


class ProjectFactsForm(forms.Form):
    """What the two sides do together, from when until when, and who answers for it."""

    name = forms.CharField(label=_("name"), max_length=120)
    summary = text(_("summary"), 2000)
    responsible_name = words(_("responsible"), 60)
    starts_on = day(_("starts on"))
    due_on = day(_("due on"))
    funding_source = forms.ChoiceField(label=_("funding"), choices=FUNDING, required=False)


class AmendProjectForm(ProjectFactsForm):
    """The facts as they are, and the version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, subject: Project, **kwargs: Any) -> None:
        initial = {name: getattr(subject, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)
        self.initial = initial


class ClassifyForm(DeedForm):
    """In which class, by theme, significance and audience, and with which grant (R-325)."""

    project_class = forms.ChoiceField(label=_("class"), choices=ProjectClass.choices)
    grant = amount(_("grant (yuan)"), initial=0)
    funding_source = forms.ChoiceField(label=_("funding"), choices=FUNDING, required=False)
    reason = words(
        _("reason"), 300, help_text=_("Only where the class does not follow from the scores.")
    )

    def __init__(self, *args: Any, subject: Project, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        follows = class_by_scores(subject, assessment_of(subject))
        self.initial = {
            "project_class": follows or subject.project_class,
            "grant": subject.grant,
            "funding_source": subject.funding_source,
        }


class EndorseForm(DeedForm):
    """The number of the resolution with which a joint meeting endorsed the project."""

    endorsement = forms.CharField(label=_("number of the resolution"), max_length=60)


class ReportForm(DeedForm):
    """How far the project has come."""

    progress = forms.IntegerField(label=_("progress (%)"), min_value=0, max_value=100)
    outcome = text(_("outcome"), 2000, rows=3)

    def __init__(self, *args: Any, subject: Project, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        self.initial = {"progress": subject.progress, "outcome": subject.outcome}
        if subject.milestones.exists():
            del self.fields["progress"]


class AppraiseForm(DeedForm):
    """What those who were served say, in words and counts."""

    appraisal = text(_("appraisal"), 2000, rows=3, required=True)

    def __init__(self, *args: Any, subject: Project, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        self.initial = {"appraisal": results_of(subject).words}


class ArchiveForm(DeedForm):
    """What came of the project, summed up for the archive (R-048)."""

    closing_summary = text(_("closing summary"), 300, rows=3, required=True)
