"""The grid app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GridsConfig(AppConfig):
    name = "grids"

    def ready(self) -> None:
        import grids.case_standards
        import grids.case_verbs
        import grids.rating_verbs
        import grids.searchable
        import grids.standards
        import grids.survey_verbs
        import grids.verbs  # noqa: F401 - registers the verbs
        from grids import indicators
        from grids.imports import ledgers
        from grids.rating_enums import RatingSource
        from grids.scoping import branches_of_communities
        from grids.selectors import case_rate_tile, gallery, rating_tiles, tiles
        from grids.selectors.attaching import may_attach_to_case
        from grids.selectors.grids import ties_of_org
        from grids.selectors.posts import posts_of_the_person
        from grids.selectors.rating import readings
        from grids.selectors.rating.sources import register_source
        from grids.selectors.surveys import surveys_of
        from grids.services.heirs import grids_at, hand_over_grids
        from grids.services.movers import register_movers
        from grids.services.moving_estates import MOVERS
        from grids.views.doors import open_doors
        from grids.views.rating_doors import open_rating_doors
        from orgs.models.attachments import register_attachable
        from orgs.scoping import register_neighbours
        from orgs.selectors.orgs import register_ties
        from orgs.selectors.postings import register_other_posts
        from orgs.services.belongings import Belonging, register_belonging

        register_belonging(Belonging(_("grids"), grids_at, hand_over_grids))
        register_attachable("grids.case", may_attach_to_case)
        register_neighbours(branches_of_communities)
        register_ties(ties_of_org)
        register_other_posts(posts_of_the_person)
        register_source(RatingSource.SURVEY, surveys_of)
        open_doors()
        open_rating_doors()
        indicators.register()
        gallery.register()
        case_rate_tile.register()
        tiles.register()
        rating_tiles.register()
        ledgers.register()
        register_movers(*MOVERS)
        readings.register()
