"""Every deed of the portal has a verb, and every verb a sentence that the trail can show."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

VERBS: dict[str, Any] = {}


def register_verbs(verbs: Mapping[str, Any]) -> None:
    """Make known what the verbs of an app are called."""
    VERBS.update(verbs)


register_verbs(
    {
        "org.open": _("opened the organisation"),
        "org.amend": _("corrected the organisation"),
        "org.move": _("moved the organisation"),
        "org.close": _("closed the organisation"),
        "org.take_back": _("took the organisation back"),
        "posting.fill": _("filled the post"),
        "posting.amend": _("corrected the posting"),
        "posting.end": _("ended the posting"),
        "posting.take_back": _("took the posting back"),
        "handover.make": _("handed the post over"),
        "role.assign": _("assigned the role"),
        "role.end": _("ended the role"),
        "user.open": _("opened the account"),
        "user.reset_password": _("set a new password"),
        "user.change_password": _("changed the own password"),
        "user.close": _("closed the account"),
        "user.amend": _("changed own settings"),
        "user.sign_in": _("signed in"),
        "user.sign_in_failed": _("failed to sign in"),
        "partner.register": _("registered the partner unit"),
        "partner.amend": _("corrected the partner unit"),
        "partner.pair": _("paired the unit with a community"),
        "partner.unpair": _("ended the pairing"),
        "partner.take_back": _("took the partner unit back"),
        "contact.read": _("read contact data"),
        "trail.check": _("had the trail checked"),
        "streetnumber.set": _("set a number of the plans"),
        "calendar.import": _("imported the holidays of a year"),
        "import.upload": _("brought a ledger"),
        "import.map": _("matched the columns of a ledger"),
        "import.apply": _("imported a ledger"),
        "import.undo": _("took an import back"),
        "export.make": _("exported a list"),
        "template.keep": _("kept a superior's template"),
        "template.remove": _("removed a superior's template"),
        "job.request": _("asked for a job"),
        "job.fail": _("a job failed"),
        "token.issue": _("issued an API token"),
        "token.revoke": _("revoked an API token"),
    }
)
