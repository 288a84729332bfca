"""The resources app."""

from django.apps import AppConfig


class ResourcesConfig(AppConfig):
    name = "resources"

    def ready(self) -> None:
        import resources.verbs  # noqa: F401 - known to the trail once it is read
        from resources.imports import ledgers

        ledgers.register()
