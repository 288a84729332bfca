"""What is done to accounts: opened, closed, signed in to; rights are the business of roles."""

from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from orgs.models import Org, User
from orgs.permissions import require_role
from orgs.selectors.quiet_hours import mail_hours_of
from orgs.services.audit import record
from orgs.services.roles import ACCOUNT_KEEPERS, OwnRightsRefused, stop_role
from orgs.services.workflow import change, lock
from partybuild.errors import RuleViolation


class PasswordTooWeak(RuleViolation):
    code = "password_too_weak"


class PasswordWrong(RuleViolation):
    """The old password is not the one that is set."""

    code = "password_wrong"


class UsernameTaken(RuleViolation):
    code = "username_taken"


class AccountClosed(RuleViolation):
    code = "account_closed"


@transaction.atomic
def open_account(
    *,
    username: str,
    name: str,
    password: str,
    over: Org,
    actor: User,
    work_phone: str = "",
    password_is_temporary: bool = True,
) -> User:
    """Give a person of the organisation an account; rights come by role assignments.

    The person replaces a temporary password at the first sign-in.
    """
    require_role(actor, *ACCOUNT_KEEPERS, over=over)
    user = User(
        username=username,
        name=name,
        work_phone=work_phone,
        org=over,
        password_is_temporary=password_is_temporary,
    )
    _set_password(user, password)
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as clash:
        raise UsernameTaken(_("This sign-in name is taken."), field="username") from clash
    record(actor=actor, verb="user.open", subject=user, changes={"username": [None, username]})
    return user


@transaction.atomic
def reset_password(*, user: User, password: str, actor: User) -> User:
    """Set a temporary password for somebody who has lost theirs."""
    user = _kept_account(user, actor)
    _set_password(user, password)
    user.password_is_temporary = True
    user.save(update_fields=["password", "password_is_temporary"])
    record(actor=actor, verb="user.reset_password", subject=user)
    return user


@transaction.atomic
def close_account(*, user: User, reason: str, actor: User) -> User:
    """End an account with all its roles and tokens; what the person did stays on record."""
    user = _kept_account(user, actor)
    if user == actor:
        raise OwnRightsRefused(_("Nobody closes their own account."))
    for assignment in user.role_assignments.current():
        stop_role(assignment=assignment, actor=actor, reason=reason)
    user.auth_token_set.all().delete()
    return change(user, {"is_active": False}, actor=actor, action="close", reason=reason)


@transaction.atomic
def change_own_password(*, old_password: str, password: str, actor: User) -> User:
    """Give oneself another password, knowing the old one."""
    user = lock(actor)
    if not user.check_password(old_password):
        raise PasswordWrong(_("This is not your password."), field="old_password")
    if old_password == password:
        raise PasswordTooWeak(_("Choose another password than the old one."), field="password")
    _set_password(user, password)
    user.password_is_temporary = False
    user.save(update_fields=["password", "password_is_temporary"])
    record(actor=actor, verb="user.change_password", subject=user)
    return user


class MailHourRefused(RuleViolation):
    """The office lets no mail out at this hour."""

    code = "mail_hour_refused"


@transaction.atomic
def amend_own_settings(*, actor: User, language: str, large_text: bool, **mail: Any) -> User:
    """Remember how a person likes to read; ``email``, ``wants_mail`` and ``mail_hour`` say where
    and when mail may come, and stay as they are when they are not given.

    Raises MailHourRefused for an hour at which the sub-district is silent.
    """
    user = lock(actor)
    facts = {"language": language, "large_text": large_text, **mail}
    if "mail_hour" in mail and mail["mail_hour"] not in mail_hours_of(user):
        raise MailHourRefused(_("At this hour your sub-district sends no mail."), field="mail_hour")
    return change(user, facts, actor=actor, action="amend")


@transaction.atomic
def note_sign_in(*, actor: User) -> None:
    """Write down that a person signed in."""
    record(actor=actor, verb="user.sign_in", subject=actor)


@transaction.atomic
def note_failed_sign_in(*, username: str, is_locked: bool) -> None:
    """Write down a failed sign-in; a name that nobody has is not kept, it may be a password."""
    account = User.objects.filter(username=username).first()
    record(
        actor=None,
        verb="user.sign_in_failed",
        subject=account or User(name=_("unknown account")),
        changes={"locked": [None, True]} if is_locked else {},
    )


def _kept_account(user: User, actor: User) -> User:
    """The account, locked, if the actor keeps the accounts of its organisation."""
    user = lock(user)
    if user.org is not None:
        require_role(actor, *ACCOUNT_KEEPERS, over=user.org)
    elif not actor.is_superuser:
        raise PermissionDenied
    if not user.is_active:
        raise AccountClosed(_("The account is closed."))
    return user


def _set_password(user: User, password: str) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise PasswordTooWeak("; ".join(error.messages), field="password") from error
    user.set_password(password)
