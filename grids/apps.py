"""The grid app."""

from django.apps import AppConfig


class GridsConfig(AppConfig):
    name = "grids"

    def ready(self) -> None:
        import grids.verbs  # noqa: F401 - registers the verbs
        from grids.scoping import branches_of_communities
        from orgs.scoping import register_neighbours

        register_neighbours(branches_of_communities)
        from grids.imports import ledgers

        ledgers.register()
