"""What the deeds of the grid app are called in the trail."""

from django.utils.translation import gettext_lazy as _

from orgs.verbs import register_verbs

register_verbs(
    {
        "grid.open": _("opened the grid"),
        "grid.amend": _("corrected the grid"),
        "grid.move": _("moved the grid"),
        "grid.close": _("retired the grid"),
        "grid.link": _("linked the grid with an organisation"),
        "grid.assign": _("assigned the grid to a community"),
        "grid.split": _("split the grid"),
        "grid.merge": _("merged grids into the grid"),
        "grid.take_back": _("took the grid back"),
        "case.register": _("registered the case"),
        "case.amend": _("corrected the case"),
        "case.take_back": _("took the case back"),
        "gridpost.fill": _("filled the grid post"),
        "gridpost.amend": _("corrected the grid post"),
        "gridpost.end": _("ended the grid post"),
        "gridpost.take_back": _("took the grid post back"),
        "gridpostsource.keep": _("settled a source of grid staff"),
    }
)
