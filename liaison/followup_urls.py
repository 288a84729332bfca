"""Where the pages of action items, visits, findings, inspections and censures are."""

from django.urls import path

from liaison.views import action_items, censures, contact_points, findings, inspections, visits

urlpatterns = [
    path("action-items/", action_items.action_item_list, name="action-items"),
    path("action-items/board/", action_items.followup_board, name="followup-board"),
    path("action-items/assign/", action_items.action_item_assign, name="actionitem-assign"),
    path("action-items/<uuid:public_id>/", action_items.action_item_detail, name="actionitem"),
    path(
        "action-items/<uuid:public_id>/amend/",
        action_items.action_item_amend,
        name="actionitem-amend",
    ),
    path(
        "action-items/<uuid:public_id>/sheet.docx",
        action_items.action_item_sheet,
        name="actionitem-sheet",
    ),
    path("action-items/<uuid:public_id>/censure/", censures.censure_draft, name="censure-draft"),
    path(
        "action-items/<uuid:public_id>/<slug:action>/",
        action_items.action_item_step,
        name="actionitem-step",
    ),
    path("censures/", censures.censure_list, name="censures"),
    path("censures/<uuid:public_id>/", censures.censure_detail, name="censure"),
    path("censures/<uuid:public_id>/amend/", censures.censure_amend, name="censure-amend"),
    path("censures/<uuid:public_id>/draft.docx", censures.censure_file, name="censure-file"),
    path("censures/<uuid:public_id>/<slug:action>/", censures.censure_step, name="censure-step"),
    path("visits/", visits.visit_list, name="visits"),
    path("visits/note/", visits.visit_note, name="visit-note"),
    path("visits/<uuid:public_id>/", visits.visit_detail, name="visit"),
    path("visits/<uuid:public_id>/amend/", visits.visit_amend, name="visit-amend"),
    path("visits/<uuid:public_id>/<slug:action>/", visits.visit_step, name="visit-step"),
    path("contact-points/", contact_points.contact_point_list, name="contact-points"),
    path("contact-points/name/", contact_points.contact_point_name, name="contactpoint-name"),
    path(
        "contact-points/<uuid:public_id>/", contact_points.contact_point_detail, name="contactpoint"
    ),
    path(
        "contact-points/<uuid:public_id>/<slug:action>/",
        contact_points.contact_point_step,
        name="contactpoint-step",
    ),
    path("findings/", findings.finding_list, name="findings"),
    path("findings/<uuid:public_id>/", findings.finding_detail, name="finding"),
    path("findings/<uuid:public_id>/<slug:action>/", findings.finding_step, name="finding-step"),
    path("inspections/", inspections.inspection_list, name="inspections"),
    path("inspections/prepare/", inspections.inspection_prepare, name="inspection-prepare"),
    path("inspections/<uuid:public_id>/", inspections.inspection_detail, name="inspection"),
    path(
        "inspections/<uuid:public_id>/<slug:action>/",
        inspections.inspection_step,
        name="inspection-step",
    ),
]
