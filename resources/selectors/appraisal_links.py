"""What is known of the appraisal of a project: numbers, and those only from five answers on."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from partybuild.suppression import LEAST_ANSWERS
from resources.models import AppraisalLink, AppraisalTally, Project


@dataclass(frozen=True, slots=True)
class Results:
    """How many links were issued and answered, and the three counts once they may be shown."""

    issued: int
    answered: int
    tally: AppraisalTally | None

    @property
    def is_shown(self) -> bool:
        return self.tally is not None and self.answered >= LEAST_ANSWERS

    @property
    def counts(self) -> list[tuple[str, int]]:
        """The three verdicts with their counts; nothing below five answers."""
        if self.tally is None or not self.is_shown:
            return []
        return [
            (_("satisfied"), self.tally.satisfied_count),
            (_("fairly satisfied"), self.tally.fairly_count),
            (_("dissatisfied"), self.tally.dissatisfied_count),
        ]

    @property
    def words(self) -> str:
        """The counts as one line of an official text."""
        if self.tally is None or not self.is_shown:
            return ""
        tally = self.tally
        return (
            f"受益方评价：收回{self.answered}份，满意{tally.satisfied_count}份，"
            f"基本满意{tally.fairly_count}份，不满意{tally.dissatisfied_count}份。"
        )


def results_of(project: Project) -> Results:
    """The appraisal of a project so far."""
    tally = AppraisalTally.objects.filter(project=project).first()
    issued = AppraisalLink.objects.filter(project=project).count()
    return Results(issued, tally.answer_count if tally else 0, tally)


def link_of(digest: str) -> AppraisalLink | None:
    """The link of this digest with the project it is for."""
    return (
        AppraisalLink.objects.filter(digest=digest)
        .select_related("project__need_org", "project__need_partner")
        .first()
    )
