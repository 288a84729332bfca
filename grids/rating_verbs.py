"""What the steps of a rating are called in the trail."""

from django.utils.translation import gettext_lazy as _

from orgs.verbs import register_verbs

register_verbs(
    {
        "ratingscheme.draft": _("drafted the rating scheme"),
        "ratingscheme.amend": _("changed the rules of the rating scheme"),
        "ratingscheme.word": _("worded the items of the rating scheme"),
        "ratingscheme.confirm": _("confirmed the rating scheme"),
        "ratingscheme.retire": _("retired the rating scheme"),
        "ratinground.open": _("opened the rating round"),
        "ratinground.collect": _("froze the inputs of the rating"),
        "ratinground.cut_off": _("froze the inputs of the rating at the cut-off"),
        "ratinground.reopen": _("opened the collection of the rating again"),
        "ratinground.score": _("scored the rating"),
        "ratinground.review": _("reviewed the rating"),
        "ratinground.return": _("returned the rating"),
        "ratinground.announce": _("announced the rating"),
        "ratinground.publish": _("published the plates"),
        "ratinground.rectify": _("began the consequences of the rating"),
        "ratinground.archive": _("archived the rating"),
        "ratinground.adjust": _("scored the rating again after an objection"),
        "ratinground.remind": _("reminded of the rating"),
        "ratinground.note_veto": _("noted a veto against a firm"),
        "ratinground.withdraw_veto": _("took a veto back"),
        "ratingunit.fill_self": _("filled in the firm's own score"),
        "ratingunit.fill_community": _("filled in the sheet of the community"),
        "ratingunit.fill_office": _("filled in the sheet of the office"),
        "objection.file": _("objected to the rating"),
        "objection.examine": _("examined the objection"),
        "objection.uphold": _("upheld the objection"),
        "objection.dismiss": _("dismissed the objection"),
        "objection.adjust": _("adjusted points after the objection"),
        "sanction.propose": _("drew up what follows the plate"),
        "sanction.approve": _("approved what follows the plate"),
        "sanction.begin": _("began to carry out what follows the plate"),
        "sanction.finish": _("noted that what follows the plate is done"),
        "sanction.drop": _("dropped what was to follow the plate"),
        "propertyfirm.name_unit": _("named the unit that speaks for the firm"),
    }
)
