"""What the shell around every page shows of its reader: the menu, the inbox, how to read."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from orgs.models import Notification, User
from orgs.permissions import roles_of
from partybuild.navigation import MenuSection, menu_for

LARGE_TEXT_COOKIE = "large_text"


@dataclass(frozen=True)
class Shell:
    """Asked only by whole pages, so that a partial costs no query for it."""

    request: HttpRequest

    @property
    def reader(self) -> User | None:
        user: Any = getattr(self.request, "user", None)
        return user if user is not None and user.is_authenticated else None

    @property
    def large_text(self) -> bool:
        if self.reader:
            return self.reader.large_text
        return self.request.COOKIES.get(LARGE_TEXT_COOKIE) == "on"

    @property
    def other_languages(self) -> list[tuple[str, str]]:
        now = get_language()
        return [(code, name) for code, name in settings.LANGUAGES if code != now]

    @cached_property
    def menu(self) -> list[MenuSection]:
        return menu_for(roles_of(self.reader), self.request.path) if self.reader else []

    @cached_property
    def unread(self) -> int:
        return Notification.objects.visible_to(self.reader).unread().count()


def shell(request: HttpRequest) -> dict[str, Any]:
    """The context processor behind ``base.html``."""
    return {"shell": Shell(request)}
