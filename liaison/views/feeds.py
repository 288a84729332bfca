"""A person's calendar address, and the calendar behind it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from liaison.models import CalendarFeed
from liaison.selectors.feeds import calendar_of, feed_of
from liaison.services.feeds import issue_feed, revoke_feed
from partybuild.limits import knocks_too_often
from partybuild.secret_links import digest_of, unseen

KNOCKS = 30  # a minute: several programs of one office may stand behind one address
TOO_MANY = 429


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request: HttpRequest) -> HttpResponse:
    """Whether the reader has an address; a new one is shown this one time."""
    reader: Any = request.user
    address = ""
    if request.method == "POST":
        _feed, secret = issue_feed(actor=reader)
        address = request.build_absolute_uri(reverse("liaison:calendar-feed", args=[secret]))
    feed = CalendarFeed.objects.visible_to(reader).first()
    return render(request, "liaison/calendar.html", {"feed": feed, "address": address})


@require_POST
def calendar_revoke(request: HttpRequest) -> HttpResponse:
    """Let the address work no more."""
    reader: Any = request.user
    revoke_feed(actor=reader)
    messages.success(request, _("The address no longer works."))
    return HttpResponseRedirect(reverse("liaison:calendar"))


@login_not_required
@never_cache
@require_safe
def calendar_feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar of whoever was given this address; without a door, since programs read it."""
    if knocks_too_often(request, "calendar", most=KNOCKS):
        return HttpResponse(status=TOO_MANY)
    feed = feed_of(digest_of(secret))
    if feed is None:
        raise Http404
    host = f"{request.scheme}://{request.get_host()}"
    with translation.override(feed.person.language or None):
        body = calendar_of(feed.person, now=timezone.now(), host=host)
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = 'inline; filename="calendar.ics"'
    return unseen(answer)
