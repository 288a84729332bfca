"""Every deed of the portal has a verb, and every verb a sentence that the trail can show."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

VERBS: dict[str, Any] = {}
# By verb, what the trail calls the entries of its lines that are no fields of the row.
TERMS: dict[str, Mapping[str, Any]] = {}


def register_verbs(verbs: Mapping[str, Any]) -> None:
    """Make known what the verbs of an app are called."""
    VERBS.update(verbs)


def register_terms(terms: Mapping[str, Mapping[str, Any]]) -> None:
    """Make known what the entries of lines are called that are no fields of their row."""
    TERMS.update(terms)


register_verbs(
    {
        "org.open": _("opened the organisation"),
        "org.amend": _("corrected the organisation"),
        "org.move": _("moved the organisation"),
        "org.close": _("closed the organisation"),
        "org.succeed": _("took over from another organisation"),
        "org.tag": _("changed the tags of the organisation"),
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
        "attachment.attach": _("attached a file"),
        "attachment.remove": _("removed a file"),
        "partner.register": _("registered the partner unit"),
        "partner.amend": _("corrected the partner unit"),
        "partner.pair": _("paired the unit with a community"),
        "partner.unpair": _("ended the pairing"),
        "partner.take_back": _("took the partner unit back"),
        "partner.guide": _("let an instructor guide the unit"),
        "partner.end_guidance": _("ended the guidance"),
        "partner.take_back_guidance": _("took the guidance back"),
        "coverage.cover_by_work": _("noted that the unit is covered by work"),
        "coverage.cover_by_organisation": _("noted that the unit has an organisation"),
        "coverage.fall_back_to_work": _("noted that the unit has no organisation any more"),
        "coverage.lose_coverage": _("noted that the unit is not covered any more"),
        "coverage.follow_up": _("followed up that an organisation is set up"),
        "coverage.end_follow_up": _("ended the follow-up"),
        "circle.found": _("founded the circle"),
        "circle.amend": _("corrected the circle"),
        "circle.dissolve": _("dissolved the circle"),
        "circlemembership.join": _("took the member into the circle"),
        "circlemembership.apply": _("applied for the core"),
        "circlemembership.recommend": _("recommended for the core"),
        "circlemembership.assess": _("noted the assessment"),
        "circlemembership.promote": _("promoted to the core"),
        "circlemembership.turn_down": _("turned the member down"),
        "circlemembership.adjust": _("took the member out of the core"),
        "circlemembership.leave": _("left the circle"),
        "circlemembership.release": _("released the member from the circle"),
        "rotation.lay_out": _("put the turn on the roster"),
        "rotation.begin": _("began the turn"),
        "rotation.hand_over": _("handed the turn over"),
        "rotation.hand_over_on_behalf": _("handed the turn over on behalf"),
        "rotation.skip": _("skipped the turn"),
        "rotation.drop": _("the turn was dropped"),
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
        "channel.set_up": _("set up the channel"),
        "channel.renew": _("gave the channel a new address"),
        "channel.try": _("sent a test message through the channel"),
        "channel.switch_on": _("switched the channel on"),
        "channel.switch_off": _("switched the channel off"),
        "channel.resend": _("had failed messages of the channel sent again"),
        "channel.remove": _("removed the channel"),
        "notice.draft": _("drafted the notice"),
        "notice.send": _("sent the notice"),
        "notice.deliver": _("delivered the notice"),
        "notice.discard": _("discarded the notice"),
        "token.issue": _("issued an API token"),
        "token.revoke": _("revoked an API token"),
    }
)

_FILE = {"file": _("file"), "digest": _("fingerprint")}
register_terms({"attachment.attach": _FILE, "attachment.remove": _FILE})
