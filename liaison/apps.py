"""The liaison app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LiaisonConfig(AppConfig):
    name = "liaison"
    verbose_name = _("Liaison")

    def ready(self) -> None:
        import liaison.plan_standards
        import liaison.planning_standards
        import liaison.report_standards
        import liaison.searchable
        import liaison.standards
        import liaison.verbs
        import liaison.year_standards  # noqa: F401 - known to the portal once they are read
        from liaison import registrations

        registrations.register()
