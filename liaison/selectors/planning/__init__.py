"""When and where the meetings that are due can sit: plain facts in, a timetable out."""
