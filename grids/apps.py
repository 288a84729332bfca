"""The grid app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GridsConfig(AppConfig):
    name = "grids"

    def ready(self) -> None:
        import grids.case_standards
        import grids.case_verbs
        import grids.searchable
        import grids.standards
        import grids.verbs  # noqa: F401 - registers the verbs
        from grids import indicators
        from grids.imports import ledgers
        from grids.scoping import branches_of_communities
        from grids.selectors.grids import ties_of_org
        from grids.selectors.posts import posts_of_the_person
        from grids.services.heirs import grids_at, hand_over_grids
        from grids.services.movers import register_movers
        from grids.services.moving_estates import MOVERS
        from grids.views.doors import open_doors
        from orgs.scoping import register_neighbours
        from orgs.selectors.orgs import register_ties
        from orgs.selectors.postings import register_other_posts
        from orgs.services.belongings import Belonging, register_belonging

        register_belonging(Belonging(_("grids"), grids_at, hand_over_grids))
        register_neighbours(branches_of_communities)
        register_ties(ties_of_org)
        register_other_posts(posts_of_the_person)
        open_doors()
        indicators.register()
        ledgers.register()
        register_movers(*MOVERS)
