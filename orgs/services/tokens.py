"""Tokens of REST clients: issued with a name, a scope and an end; shown once; revoked."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from knox.settings import knox_settings

from orgs.models import ApiToken, User
from orgs.services.audit import record
from orgs.services.workflow import lock
from partybuild.errors import RuleViolation

LONGEST = timedelta(days=365)
LAST_MINUTE = time(23, 59)


class TokenRefused(RuleViolation):
    code = "token_refused"


@transaction.atomic
def issue_token(*, name: str, scope: str, expires_on: date, actor: User) -> tuple[ApiToken, str]:
    """Give oneself a token that works up to and including a day; its text is never kept."""
    actor = lock(actor)
    today = timezone.localdate()
    if not today <= expires_on <= today + LONGEST:
        raise TokenRefused(
            _("A token lives for a year at most, and at least for today."), field="expires_on"
        )
    if actor.auth_token_set.count() >= knox_settings.TOKEN_LIMIT_PER_USER:
        raise TokenRefused(_("You have as many tokens as one person may have. Revoke one first."))
    end = timezone.make_aware(datetime.combine(expires_on, LAST_MINUTE))
    token, text = ApiToken.objects.create(
        user=actor, expiry=end - timezone.now(), name=name, scope=scope
    )
    record(
        actor=actor,
        verb="token.issue",
        subject=token,
        changes={"scope": [None, scope], "expires_on": [None, expires_on]},
    )
    return token, text


@transaction.atomic
def revoke_token(*, token: ApiToken, actor: User) -> None:
    """Make a token of one's own worthless at once."""
    token = ApiToken.objects.select_for_update(of=("self",)).get(pk=token.pk, user=actor)
    record(actor=actor, verb="token.revoke", subject=token)
    token.delete()
