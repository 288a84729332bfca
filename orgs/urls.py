"""Pages of the organisation app."""

from django.urls import path

from orgs.views import (
    contacts,
    holidays,
    jobs,
    notifications,
    orgs,
    partners,
    people,
    pickers,
    postings,
    standards,
    tokens,
    trail,
    trees,
)

app_name = "orgs"

urlpatterns = [
    path("", trees.org_tree, name="orgs"),
    path("list/", orgs.org_list, name="org-list"),
    path("found/", orgs.org_found, name="org-found"),
    path("<uuid:public_id>/", orgs.org_detail, name="org"),
    path("<uuid:public_id>/standards/", standards.standard_list, name="standards-below"),
    path("<uuid:public_id>/branch/", trees.org_branch, name="org-branch"),
    path("<uuid:public_id>/<slug:action>/", orgs.org_step, name="org-step"),
    path("postings/", postings.posting_list, name="postings"),
    path("postings/<uuid:public_id>/", postings.posting_detail, name="posting"),
    path("postings/<uuid:public_id>/<slug:action>/", postings.posting_step, name="posting-step"),
    path("partners/", partners.partner_list, name="partners"),
    path("partners/register/", partners.partner_register, name="partner-register"),
    path("partners/<uuid:public_id>/", partners.partner_detail, name="partner"),
    path(
        "partners/<uuid:public_id>/unpair/<uuid:community>/",
        partners.partner_unpair,
        name="partner-unpair",
    ),
    path("partners/<uuid:public_id>/<slug:action>/", partners.partner_step, name="partner-step"),
    path("messages/", notifications.notification_list, name="notifications"),
    path("messages/read/", notifications.notifications_read, name="notifications-read"),
    path(
        "messages/<uuid:public_id>/open/",
        notifications.notification_open,
        name="notification-open",
    ),
    path("standards/", standards.standard_list, name="standards"),
    path("standards/<slug:key>/<slug:part>/", standards.indicator_rows, name="indicator"),
    path(
        "<uuid:public_id>/standards/<slug:key>/<slug:part>/",
        standards.indicator_rows,
        name="indicator-below",
    ),
    path("pick/<slug:kind>/", pickers.pick, name="pick"),
    path("people/", people.user_list, name="users"),
    path("people/open/", people.user_open, name="user-open"),
    path("people/<uuid:public_id>/", people.user_detail, name="user"),
    path(
        "people/<uuid:public_id>/reset-password/",
        people.user_reset_password,
        name="user-reset-password",
    ),
    path("people/<uuid:public_id>/<slug:action>/", people.user_step, name="user-step"),
    path("contacts/<slug:kind>/<uuid:public_id>/", contacts.contact_read, name="contact-read"),
    path("audit/", trail.trail_list, name="audit"),
    path("audit/check/", trail.trail_check, name="audit-check"),
    path("audit/<uuid:public_id>/", trail.trail_entry, name="audit-entry"),
    path("jobs/", jobs.job_list, name="jobs"),
    path("jobs/<uuid:public_id>/", jobs.job_detail, name="job"),
    path("calendar/", holidays.calendar_year, name="calendar"),
    path("calendar/<int:year>/", holidays.calendar_year, name="calendar-year"),
    path("calendar/import/", holidays.calendar_import, name="calendar-import"),
    path("tokens/", tokens.token_list, name="tokens"),
    path("tokens/<uuid:public_id>/revoke/", tokens.token_revoke, name="token-revoke"),
    path("roles/<uuid:public_id>/end/", people.role_end, name="role-end"),
]
