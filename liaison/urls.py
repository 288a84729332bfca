"""Where the pages of the liaison app are."""

from django.urls import path

from liaison.views import (
    agenda_items,
    bodies,
    feeds,
    heat,
    meetings,
    minutes,
    obligation_rules,
    obligations,
    resolutions,
)

app_name = "liaison"
urlpatterns = [
    path("", meetings.meeting_list, name="meetings"),
    path("plan/", meetings.meeting_plan, name="meeting-plan"),
    path("bodies/", bodies.body_list, name="bodies"),
    path("bodies/set-up/", bodies.body_set_up, name="body-set-up"),
    path("bodies/<uuid:public_id>/", bodies.body_detail, name="body"),
    path("bodies/<uuid:public_id>/amend/", bodies.body_amend, name="body-amend"),
    path("bodies/<uuid:public_id>/seats/new/", bodies.seat_new, name="seat-new"),
    path("bodies/<uuid:public_id>/<slug:action>/", bodies.body_step, name="body-step"),
    path("seats/<uuid:public_id>/amend/", bodies.seat_amend, name="seat-amend"),
    path("seats/<uuid:public_id>/end/", bodies.seat_end, name="seat-end"),
    path("items/propose/", agenda_items.item_propose, name="item-propose"),
    path("items/<uuid:public_id>/", agenda_items.item_detail, name="agendaitem"),
    path(
        "items/<uuid:public_id>/resolution/",
        agenda_items.resolution_record,
        name="resolution-record",
    ),
    path("items/<uuid:public_id>/<slug:action>/", agenda_items.item_step, name="item-step"),
    path("resolutions/", resolutions.resolution_list, name="resolutions"),
    path(
        "resolutions/<uuid:public_id>/amend/",
        resolutions.resolution_amend,
        name="resolution-amend",
    ),
    path("minutes/<uuid:public_id>/", minutes.minutes_detail, name="minutes"),
    path("minutes/<uuid:public_id>/edit/", minutes.minutes_edit, name="minutes-edit"),
    path("minutes/<uuid:public_id>/minutes.docx", minutes.minutes_file, name="minutes-file"),
    path("minutes/<uuid:public_id>/<slug:action>/", minutes.minutes_step, name="minutes-step"),
    path("duties/", obligations.duty_list, name="duties"),
    path("duties/mine/", obligations.my_duty_list, name="my-duties"),
    path("duties/calendar/", heat.duty_heat, name="duty-heat"),
    path("duties/rules/", obligation_rules.duty_rules, name="duty-rules"),
    path("duties/rules/<uuid:public_id>/", obligation_rules.duty_rules, name="duty-rules"),
    path("duties/digests/<uuid:public_id>/", obligations.digest_detail, name="digest"),
    path("duties/<uuid:public_id>/", obligations.duty_detail, name="duty"),
    path("duties/<uuid:public_id>/<slug:action>/", obligations.duty_step, name="duty-step"),
    path("calendar/", feeds.calendar, name="calendar"),
    path("calendar/revoke/", feeds.calendar_revoke, name="calendar-revoke"),
    path("calendar/<str:secret>.ics", feeds.calendar_feed, name="calendar-feed"),
    path("<uuid:public_id>/", meetings.meeting_detail, name="meeting"),
    path("<uuid:public_id>/amend/", meetings.meeting_amend, name="meeting-amend"),
    path("<uuid:public_id>/notice.docx", meetings.meeting_notice, name="meeting-notice"),
    path("<uuid:public_id>/pick/<slug:kind>/", agenda_items.agenda_picker, name="agenda-picker"),
    path("<uuid:public_id>/<slug:action>/", meetings.meeting_step, name="meeting-step"),
]
