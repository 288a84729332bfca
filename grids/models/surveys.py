"""What residents say of the property service of their estate, without a name (R-104, D11).

An answer knows its question and its mark. It has no link, no address, no account and no moment,
and the answers of one sheet do not know each other; a link only knows whether it was used.
"""

import uuid
from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Count, F, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grids.models.estates import Estate
from grids.models.rating_rounds import RatingRound
from grids.survey_enums import Mark, SurveyState
from orgs.models import Org


class SurveyQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """Surveys of the estates somebody sees; a firm does not see who answers for it."""
        return self.filter(estate__in=Estate.objects.visible_to(user).values("pk"))

    def open(self) -> Self:
        return self.filter(state=SurveyState.OPEN)

    def due(self, now: datetime) -> Self:
        """Those whose last day is over."""
        return self.open().filter(closes_at__lte=now)

    def counted(self) -> Self:
        """With how many links were issued and how many sheets came back."""
        return self.annotate(
            issued_count=_links_of_the_survey(Q(is_revoked=False)),
            answered_count=_links_of_the_survey(Q(is_used=True)),
        ).annotate(missing_count=Greatest(F("needed_count") - F("answered_count"), 0))

    def for_list(self) -> Self:
        return self.select_related("rating_round__street", "estate__community").order_by(
            "-rating_round__year", "-rating_round__quarter", "estate__code", "pk"
        )


def _links_of_the_survey(condition: Q) -> Coalesce:
    """Expression: how many links of the survey fulfil the condition, without a join."""
    links = SurveyToken.objects.filter(condition, survey=OuterRef("pk")).order_by()
    count = links.values("survey").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(count, output_field=IntegerField()), 0)


class Survey(models.Model):
    """The survey of one estate for one round of the rating: what is asked, and until when."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    rating_round = models.ForeignKey(
        RatingRound,
        verbose_name=_("rating round"),
        on_delete=models.PROTECT,
        related_name="surveys",
    )
    estate = models.ForeignKey(
        Estate, verbose_name=_("estate"), on_delete=models.PROTECT, related_name="surveys"
    )
    state = models.CharField(
        _("state"), max_length=8, choices=SurveyState, default=SurveyState.OPEN
    )
    closes_at = models.DateTimeField(_("open until"))
    # The sample it takes was set when the survey was opened, so that it cannot move afterwards.
    household_count = models.PositiveIntegerField(_("households"), null=True, blank=True)
    needed_count = models.PositiveIntegerField(_("answers needed"))
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    objects = SurveyQuerySet.as_manager()

    class Meta:
        verbose_name = _("survey of residents")
        verbose_name_plural = _("surveys of residents")
        indexes = [models.Index(fields=["state", "closes_at"])]
        constraints = [
            models.UniqueConstraint(
                name="estate_surveyed_once_in_a_round", fields=["rating_round", "estate"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.estate} {self.rating_round.period.label}"

    def get_absolute_url(self) -> str:
        return reverse("grids:survey", args=[self.public_id])

    @property
    def org(self) -> Org:
        """The organisation whose scope this row is in."""
        return self.estate.org


class SurveyQuestion(models.Model):
    """One question of a survey, answered by a mark from one to five."""

    survey = models.ForeignKey(
        Survey, verbose_name=_("survey"), on_delete=models.CASCADE, related_name="questions"
    )
    position = models.PositiveSmallIntegerField(_("position"))
    text = models.CharField(_("question"), max_length=120)

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                name="survey_has_one_question_at_a_position", fields=["survey", "position"]
            ),
        ]

    def __str__(self) -> str:
        return self.text


class SurveyAnswer(models.Model):
    """One mark for one question; its key is random, so that it tells no order."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    question = models.ForeignKey(
        SurveyQuestion,
        verbose_name=_("question"),
        on_delete=models.CASCADE,
        related_name="answers",
    )
    mark = models.PositiveSmallIntegerField(_("mark"), choices=Mark)

    class Meta:
        verbose_name = _("answer of the survey")
        verbose_name_plural = _("answers of the survey")
        indexes = [models.Index(fields=["question", "mark"])]
        constraints = [
            models.CheckConstraint(
                name="survey_mark_between_one_and_five",
                condition=Q(mark__gte=min(Mark.values), mark__lte=max(Mark.values)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question}: {Mark(self.mark).label}"


class SurveyToken(models.Model):
    """The right to answer a survey once; only the digest of what stands on the paper is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(
        Survey, verbose_name=_("survey"), on_delete=models.PROTECT, related_name="links"
    )
    digest = models.CharField(_("digest"), max_length=64, unique=True)
    is_used = models.BooleanField(_("used"), default=False)
    is_revoked = models.BooleanField(_("revoked"), default=False)

    class Meta:
        verbose_name = _("link for the survey")
        verbose_name_plural = _("links for the survey")
        indexes = [models.Index(fields=["survey", "is_used"])]
        constraints = [
            models.CheckConstraint(
                name="survey_link_used_or_revoked", condition=Q(is_used=False) | Q(is_revoked=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.survey}"
