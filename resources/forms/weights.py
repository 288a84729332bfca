"""What is asked of the office that sets how pairs are ranked."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from resources.models import MatchingWeights

MOST = 100


def weight(label: Any, **kwargs: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=MOST, **kwargs)


class WeightsForm(forms.Form):
    """How much each reason counts, and how long a proposal stays open."""

    same_class = weight(_("same class"))
    wording = weight(_("shared wording"))
    nearness = weight(_("nearness"))
    capacity = weight(_("capacity left"))
    period = weight(_("time"))
    least_score = weight(
        _("least score shown"), help_text=_("Pairs below this are not shown at the desk.")
    )
    workdays_open = forms.IntegerField(
        label=_("workdays a proposal stays open"), min_value=1, max_value=MOST
    )

    def __init__(self, *args: Any, subject: MatchingWeights, **kwargs: Any) -> None:
        initial = {name: getattr(subject, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)
        self.initial = initial
