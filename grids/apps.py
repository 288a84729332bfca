"""The grid app."""

from django.apps import AppConfig


class GridsConfig(AppConfig):
    name = "grids"

    def ready(self) -> None:
        import grids.verbs  # noqa: F401 - registers the verbs
        from grids.imports import ledgers
        from grids.models import Grid, GridPost
        from grids.scoping import branches_of_communities
        from grids.selectors.sight import owners_of_grid
        from orgs.scoping import register_neighbours
        from orgs.selectors.contacts import register_contacts
        from orgs.selectors.sight import Sight, register_sight

        register_neighbours(branches_of_communities)
        register_sight("grid", Sight(Grid, owners_of_grid))
        register_contacts({GridPost: "work_phone"})
        ledgers.register()
