"""The orgs app."""

from django.apps import AppConfig


class OrgsConfig(AppConfig):
    name = "orgs"

    def ready(self) -> None:
        from orgs.services.exports import record_export
        from orgs.views.doors import open_doors
        from partybuild.exports import record_exports_with

        record_exports_with(record_export)
        open_doors()
        from orgs.imports import ledgers

        ledgers.register()
