"""The numbers of the yearly appraisal that an office may set (R-296): its parts and its bands."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from liaison.year_enums import YearGrade
from orgs.standards import register_number

FIGURES, SELF, SUPERIOR, MUTUAL = "figures", "self", "superior", "mutual"
PARTS: Final = {
    FIGURES: ("year-part-figures", _("Yearly appraisal: weight of the figures"), 60),
    SELF: ("year-part-self", _("Yearly appraisal: weight of the own appraisal"), 10),
    SUPERIOR: ("year-part-superior", _("Yearly appraisal: weight of the superior"), 20),
    MUTUAL: ("year-part-mutual", _("Yearly appraisal: weight of the mutual appraisal"), 10),
}
# From which result on a band begins; below the last one the result is poor.
BANDS: Final = {
    YearGrade.GOOD: ("year-good-from", _("Yearly appraisal: good from"), 90),
    YearGrade.FAIR: ("year-fair-from", _("Yearly appraisal: fairly good from"), 75),
    YearGrade.AVERAGE: ("year-average-from", _("Yearly appraisal: average from"), 60),
}

for _key, _label, _default in PARTS.values():
    register_number(_key, "R-296", _label, _default, _("percent"), least=0, most=100)
for _key, _label, _default in BANDS.values():
    register_number(_key, "R-296", _label, _default, _("points"), least=0, most=100)
