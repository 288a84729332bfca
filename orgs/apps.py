"""The orgs app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrgsConfig(AppConfig):
    name = "orgs"

    def ready(self) -> None:
        from orgs import indicators
        from orgs.jobs import register_job_labels
        from orgs.services.exports import record_export
        from orgs.views.doors import open_doors
        from partybuild.exports import record_exports_with

        record_exports_with(record_export)
        register_job_labels(
            {
                "trail.check": _("check of the trail"),
                "channel.send": _("message to a group robot"),
                "notice.send": _("delivery of a notice"),
                "import.check": _("check of a ledger"),
                "import.apply": _("import of a ledger"),
                "import.undo": _("taking an import back"),
            }
        )
        open_doors()
        from orgs.selectors.gallery import Paper, register_papers
        from orgs.selectors.papers import hand_over_document
        from orgs.selectors.samples import hand_over_sample
        from orgs.services.belongings import Belonging, register_belonging
        from orgs.services.heirs import hand_over_pairings, pairings_at

        register_belonging(Belonging(_("partner units"), pairings_at, hand_over_pairings))
        indicators.register()
        from orgs.selectors import own_tiles

        own_tiles.register()
        from orgs.imports import ledgers
        from orgs.views.superior_templates import formats_when_asked
        from partybuild.listing import offer_formats_with

        ledgers.register()
        register_papers(
            Paper(
                key="hand-over",
                title=_("Hand-over sheet"),
                of="orgs.HandOver",
                document=hand_over_document,
                sample=hand_over_sample,
                made_at="orgs:handovers",
            )
        )
        offer_formats_with(formats_when_asked)
