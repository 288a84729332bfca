"""Where the pages of the liaison app are."""

from django.urls import path

from liaison.views import (
    agenda_items,
    bodies,
    busy_times,
    calendar,
    meetings,
    minutes,
    planned_sittings,
    resolutions,
    schedules,
    series,
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
    path("calendar/", calendar.month_calendar, name="calendar"),
    path("slots/", calendar.slots, name="slots"),
    path("series/", series.series_list, name="series-list"),
    path("series/add/", series.series_add, name="series-add"),
    path("series/sittings/<uuid:public_id>/", series.sitting_series, name="sitting-series"),
    path(
        "series/sittings/<uuid:public_id>/<slug:action>/",
        series.sitting_series_step,
        name="sitting-series-step",
    ),
    path("series/<uuid:public_id>/", series.series_detail, name="series"),
    path("series/<uuid:public_id>/amend/", series.series_amend, name="series-amend"),
    path("series/<uuid:public_id>/<slug:action>/", series.series_step, name="series-step"),
    path("busy/", busy_times.busy_time_list, name="busy-times"),
    path("busy/note/", busy_times.busy_time_note, name="busy-time-note"),
    path("busy/<uuid:public_id>/", busy_times.busy_time_detail, name="busy-time"),
    path("busy/<uuid:public_id>/amend/", busy_times.busy_time_amend, name="busy-time-amend"),
    path("busy/<uuid:public_id>/drop/", busy_times.busy_time_drop, name="busy-time-drop"),
    path("schedules/", schedules.schedule_list, name="schedules"),
    path("schedules/make/", schedules.schedule_make, name="schedule-make"),
    path(
        "schedules/sittings/<uuid:public_id>/",
        planned_sittings.sitting_detail,
        name="planned-sitting",
    ),
    path(
        "schedules/sittings/<uuid:public_id>/<slug:action>/",
        planned_sittings.sitting_step,
        name="planned-sitting-step",
    ),
    path("schedules/<uuid:public_id>/", schedules.schedule_detail, name="schedule"),
    path("schedules/<uuid:public_id>/sittings/", schedules.sitting_list, name="schedule-sittings"),
    path(
        "schedules/<uuid:public_id>/<slug:action>/", schedules.schedule_step, name="schedule-step"
    ),
    path("<uuid:public_id>/", meetings.meeting_detail, name="meeting"),
    path("<uuid:public_id>/series/", series.meeting_series, name="meeting-series"),
    path("<uuid:public_id>/amend/", meetings.meeting_amend, name="meeting-amend"),
    path("<uuid:public_id>/notice.docx", meetings.meeting_notice, name="meeting-notice"),
    path("<uuid:public_id>/pick/<slug:kind>/", agenda_items.agenda_picker, name="agenda-picker"),
    path("<uuid:public_id>/<slug:action>/", meetings.meeting_step, name="meeting-step"),
]
