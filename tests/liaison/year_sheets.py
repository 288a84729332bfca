"""The smallest legal rows of the yearly appraisal."""

import factory
from django.utils import timezone

from liaison.models import YearSheet
from liaison.year_enums import YearSheetState


class YearSheetFactory(factory.django.DjangoModelFactory):
    """A sheet of this year that its organisation has not handed in."""

    class Meta:
        model = YearSheet

    class Params:
        handed_in = factory.Trait(
            state=YearSheetState.SELF_APPRAISED,
            frozen_on=factory.LazyFunction(timezone.localdate),
            figures_score="80.0",
            self_score=90,
        )
        appraised = factory.Trait(handed_in=True, state=YearSheetState.APPRAISED, superior_score=85)
        mutual = factory.Trait(appraised=True, state=YearSheetState.MUTUAL)
        graded = factory.Trait(
            mutual=True,
            state=YearSheetState.GRADED,
            result_score="83.0",
            grade="fair",
            graded_on=factory.LazyFunction(timezone.localdate),
        )

    street = factory.LazyAttribute(lambda row: row.org.get_root())
    year = factory.LazyFunction(lambda: timezone.localdate().year)
