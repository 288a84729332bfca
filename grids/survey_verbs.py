"""What the deeds around a survey are called in the trail."""

from django.utils.translation import gettext_lazy as _

from orgs.verbs import register_verbs

register_verbs(
    {
        "survey.open": _("opened the survey of residents"),
        "survey.issue_links": _("issued links for the survey"),
        "survey.revoke_links": _("revoked the unused links of the survey"),
        "survey.close": _("closed the survey"),
        "ratinground.export": _("took the round out of the portal as a workbook"),
        "survey.lapse": _("the last day of the survey was over"),
    }
)
