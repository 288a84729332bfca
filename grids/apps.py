"""The grid app."""

from django.apps import AppConfig


class GridsConfig(AppConfig):
    name = "grids"

    def ready(self) -> None:
        import grids.verbs  # noqa: F401 - registers the verbs
        from grids import indicators
        from grids.imports import ledgers
        from grids.scoping import branches_of_communities
        from grids.selectors.grids import ties_of_org
        from grids.views.doors import open_doors
        from orgs.scoping import register_neighbours
        from orgs.selectors.orgs import register_ties

        register_neighbours(branches_of_communities)
        register_ties(ties_of_org)
        open_doors()
        indicators.register()
        ledgers.register()
