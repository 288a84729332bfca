"""Signing in and out, the own password, and how one likes to read."""

from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth import views as auth
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from orgs.forms.account import OwnPasswordForm, OwnSettingsForm
from orgs.selectors.quiet_hours import mail_hours_of
from orgs.services.accounts import (
    amend_own_settings,
    change_own_password,
    note_failed_sign_in,
    note_sign_in,
)
from orgs.views.shell import LARGE_TEXT_COOKIE
from partybuild.errors import RuleViolation
from partybuild.http import INVALID, REFUSED, refuse

A_YEAR = 365 * 24 * 3600


@method_decorator(login_not_required, name="dispatch")
class SignInView(auth.LoginView):
    """The door. A session that ended by itself says so here."""

    template_name = "registration/sign_in.html"
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        minutes = int(settings.SESSION_IDLE_AGE.total_seconds() // 60)
        idled_out = "idle" in self.request.GET
        return super().get_context_data(idled_out=idled_out, idle_minutes=minutes, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        user = form.get_user()
        note_sign_in(actor=user)
        response = super().form_valid(form)
        # From here on reading pages writes nothing, not even the start of the idle clock.
        self.request.session["seen_at"] = timezone.now().isoformat()
        return response

    def form_invalid(self, form: Any) -> HttpResponse:
        locked = getattr(self.request, "axes_locked_out", False)
        failures = AxesProxyHandler.get_failures(self.request, {"username": self._asked})
        # Behind a locked door every knock sounds the same: only the one that locked it is noted.
        if not locked or failures <= settings.AXES_FAILURE_LIMIT:
            note_failed_sign_in(username=self._asked, is_locked=locked)
        return super().form_invalid(form)

    @property
    def _asked(self) -> str:
        return self.request.POST.get("username", "")


@login_not_required
@require_safe
def admin_door(request: HttpRequest) -> HttpResponse:
    """The admin has no door of its own; who is inside already and still sent here may not enter."""
    if request.user.is_authenticated:
        raise PermissionDenied
    return HttpResponseRedirect(f"{reverse('sign-in')}?{request.GET.urlencode()}")


class SignOutView(auth.LogoutView):
    """The way out, by POST alone."""


@require_http_methods(["GET", "HEAD", "POST"])
def own_settings(request: HttpRequest) -> HttpResponse:
    """The page on which people say how they like to read."""
    user: Any = request.user
    known = {
        "language": user.language or settings.LANGUAGE_CODE,
        "large_text": user.large_text,
        "email": user.email,
        "wants_mail": user.wants_mail,
        "mail_hour": user.mail_hour,
    }
    form = OwnSettingsForm(request.POST or None, initial=known, hours=mail_hours_of(user))
    if request.method == "POST" and form.is_valid():
        amend_own_settings(actor=user, **form.cleaned_data)
        messages.success(request, _("Your settings are kept."))
        return HttpResponseRedirect(reverse("own-settings"))
    status = INVALID if form.errors else 200
    return render(request, "registration/own_settings.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def password_change(request: HttpRequest) -> HttpResponse:
    """The page on which people change their own password."""
    form = OwnPasswordForm(request.POST or None)
    user: Any = request.user
    status = 200
    if request.method == "POST":
        status = INVALID
        if form.is_valid():
            try:
                user = change_own_password(actor=user, **form.cleaned_data)
            except RuleViolation as refusal:
                refuse(form, refusal)
                status = REFUSED
            else:
                update_session_auth_hash(request, user)
                messages.success(request, _("Your password is changed."))
                return HttpResponseRedirect(reverse("own-settings"))
    return render(request, "registration/password_change.html", {"form": form}, status=status)


@login_not_required
@require_POST
def reading(request: HttpRequest) -> HttpResponse:
    """Switch the language or the size of the text, and go back to where one was."""
    response = HttpResponseRedirect(_back(request))
    language = request.POST.get("language", "")
    language = language if language in dict(settings.LANGUAGES) else ""
    large_text = request.POST.get("large_text", "")
    user: Any = request.user
    if user.is_authenticated:
        amend_own_settings(
            actor=user,
            language=language or user.language,
            large_text=large_text == "on" if large_text else user.large_text,
        )
    if language:
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, A_YEAR, samesite="Lax")
    if large_text in {"on", "off"}:
        response.set_cookie(LARGE_TEXT_COOKIE, large_text, A_YEAR, samesite="Lax")
    return response


def _back(request: HttpRequest) -> str:
    target = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(target, {request.get_host()})
    return target if is_ours else reverse("home")
