"""What the deeds of the resources app are called in the trail."""

from django.utils.translation import gettext_lazy as _

from orgs.verbs import register_verbs

register_verbs(
    {
        "need.file": _("filed the need"),
        "need.amend": _("corrected the need"),
        "need.take_back": _("took the need back"),
        "need.submit": _("submitted the need"),
        "need.enlist": _("put the need on the list"),
        "need.send_back": _("sent the need back"),
        "need.shelve": _("shelved the need"),
        "need.withdraw": _("withdrew the need"),
        "need.withdraw_on_behalf": _("withdrew the need on behalf of the unit"),
        "need.match": _("matched the need"),
        "need.release": _("put the need back on the list"),
        "need.hand_on": _("put the need into the successor's name"),
        "need.solve": _("solved the need"),
        "resource.file": _("filed the resource"),
        "resource.enlist": _("published the resource from a ledger"),
        "resource.amend": _("corrected the resource"),
        "resource.hand_on": _("put the resource into the successor's name"),
        "resource.take_back": _("took the resource back"),
        "resource.submit": _("submitted the resource"),
        "resource.publish": _("published the resource"),
        "resource.send_back": _("sent the resource back"),
        "resource.withdraw": _("withdrew the resource"),
        "resource.withdraw_on_behalf": _("withdrew the resource on behalf of the unit"),
        "resource.draw": _("drew on the resource"),
        "resource.draw_last": _("drew the rest of the resource"),
        "resource.give_back": _("gave a part of the resource back"),
        "resource.give_back_all": _("gave the resource back"),
        "resource.expire": _("let the resource expire"),
        "match.propose": _("proposed the match"),
        "match.agree_for_need": _("agreed for the need"),
        "match.agree_for_resource": _("agreed for the resource"),
        "match.agree_for_need_on_behalf": _("agreed for the need on behalf of the unit"),
        "match.agree_for_resource_on_behalf": _("agreed for the resource on behalf of the unit"),
        "match.decline_for_need": _("declined for the need"),
        "match.decline_for_resource": _("declined for the resource"),
        "match.call_off": _("called the match off"),
        "match.settle": _("settled the match"),
        "match.expire": _("let the proposal expire"),
        "match.enter_project": _("made the match a project"),
        "match.dissolve": _("dissolved the match"),
        "project.file": _("filed the project"),
        "project.amend": _("corrected the project"),
        "project.review": _("reviewed the project"),
        "project.classify": _("classified the project"),
        "project.endorse": _("noted that a meeting endorsed the project"),
        "project.approve": _("approved the project"),
        "project.start": _("started the project"),
        "project.report": _("reported progress of the project"),
        "project.sign_for_need": _("signed the acceptance for the need"),
        "project.sign_for_resource": _("signed the acceptance for the resource"),
        "project.sign_for_need_on_behalf": _(
            "signed the acceptance for the need on behalf of the unit"
        ),
        "project.sign_for_resource_on_behalf": _(
            "signed the acceptance for the resource on behalf of the unit"
        ),
        "project.accept": _("accepted the project"),
        "project.appraise": _("appraised the project"),
        "project.archive": _("archived the project"),
        "project.hand_on": _("put the project into the successor's name"),
        "project.stop": _("stopped the project"),
        "matchingweights.amend": _("changed the weights of matching"),
    }
)
