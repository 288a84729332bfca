"""Where series, busy times, schedules and the calendar are, below the meetings."""

from django.urls import path

from liaison.views import busy_times, months, planned_sittings, schedules, series

urlpatterns = [
    path("month/", months.month_page, name="month"),
    path("slots/", months.slots, name="slots"),
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
    path(
        "schedules/sittings/<uuid:public_id>/on-the-weeks/<slug:action>/",
        planned_sittings.sitting_on_the_weeks,
        name="planned-sitting-drop",
    ),
    path("schedules/<uuid:public_id>/", schedules.schedule_detail, name="schedule"),
    path("schedules/<uuid:public_id>/sittings/", schedules.sitting_list, name="schedule-sittings"),
    path(
        "schedules/<uuid:public_id>/<slug:action>/", schedules.schedule_step, name="schedule-step"
    ),
    path("<uuid:public_id>/series/", series.meeting_series, name="meeting-series"),
]
