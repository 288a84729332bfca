"""Pages of the quarterly rating."""

from django.urls import path

from grids.views import firm_scores, plates, rating_schemes, ratings

urlpatterns = [
    path("ratings/", ratings.rating_list, name="ratings"),
    path("ratings/open/", ratings.rating_open, name="rating-open"),
    path("ratings/schemes/", rating_schemes.scheme_list, name="ratingschemes"),
    path("ratings/schemes/draft/", rating_schemes.scheme_draft, name="ratingscheme-draft"),
    path("ratings/schemes/<uuid:public_id>/", rating_schemes.scheme_detail, name="ratingscheme"),
    path(
        "ratings/schemes/<uuid:public_id>/word/",
        rating_schemes.scheme_word,
        name="ratingscheme-word",
    ),
    path(
        "ratings/schemes/<uuid:public_id>/<slug:action>/",
        rating_schemes.scheme_step,
        name="ratingscheme-step",
    ),
    path("ratings/estates/<uuid:public_id>/", firm_scores.unit_detail, name="ratingunit"),
    path(
        "ratings/estates/<uuid:public_id>/<slug:sheet>/",
        firm_scores.unit_sheet,
        name="ratingunit-sheet",
    ),
    path("ratings/scores/<uuid:public_id>/", firm_scores.score_detail, name="firmscore"),
    path(
        "ratings/scores/<uuid:public_id>/<slug:action>/",
        firm_scores.score_step,
        name="firmscore-step",
    ),
    path("ratings/objections/", firm_scores.objection_list, name="objections"),
    path("ratings/objections/<uuid:public_id>/", firm_scores.objection_detail, name="objection"),
    path(
        "ratings/objections/<uuid:public_id>/<slug:action>/",
        firm_scores.objection_step,
        name="objection-step",
    ),
    path("ratings/<uuid:public_id>/", ratings.rating_detail, name="ratinground"),
    path("ratings/<uuid:public_id>/<slug:action>/", ratings.rating_step, name="ratinground-step"),
    path("plates/", plates.plate_board, name="plates"),
    path("plates/public/<uuid:street>/", plates.plate_board_public, name="plates-published"),
    path("plates/<uuid:public_id>/", plates.plate_detail, name="plate"),
    path("plates/<uuid:public_id>/<slug:action>/", plates.plate_step, name="plate-step"),
    path("sanctions/", plates.sanction_list, name="sanctions"),
    path("sanctions/<uuid:public_id>/", plates.sanction_detail, name="sanction"),
    path("sanctions/<uuid:public_id>/<slug:action>/", plates.sanction_step, name="sanction-step"),
]
