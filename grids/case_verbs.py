"""What the steps of a case are called in the trail."""

from django.utils.translation import gettext_lazy as _

from orgs.verbs import register_verbs

register_verbs(
    {
        "case.file": _("filed the case"),
        "case.take_on": _("took the case through the seven steps"),
        "case.respond": _("responded to the case"),
        "case.dispatch": _("dispatched the case"),
        "case.sign_for": _("signed for the case"),
        "case.send_back": _("returned the case"),
        "case.dispute": _("returned the case a second time"),
        "case.bring_up": _("put the case on the conference"),
        "case.confer": _("noted what was conferred on the case"),
        "case.answer": _("answered the case"),
        "case.miss": _("called and reached nobody"),
        "case.call_back": _("called back on the case"),
        "case.redo": _("had the case redone"),
        "case.verify": _("verified the case"),
        "case.close": _("closed the case"),
        "case.ask_extension": _("asked for more time for the case"),
        "case.grant_extension": _("granted more time for the case"),
        "case.deny_extension": _("denied more time for the case"),
        "case.shelve": _("shelved the case"),
        "case.resume": _("took the case up again"),
        "case.escalate": _("called the upper level on the case"),
        "case.acknowledge": _("acknowledged the call on the case"),
        "case.merge": _("merged the case into another"),
        "case.withdraw": _("noted that the case was withdrawn"),
        "case.not_admit": _("did not admit the case"),
        "case.urge": _("urged the overdue case"),
        "case.notice": _("gave written notice of the overdue case"),
        "casecontact.erase": _("erased the reporter's contact"),
        "caselimit.set": _("set a limit of handling"),
        "caselimit.clear": _("cleared a limit of handling"),
        "caseroute.add": _("added a route of cases"),
        "caseroute.remove": _("removed a route of cases"),
    }
)
