"""What is asked when a file is hung on a row, or taken off."""

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from partybuild.media import KINDS


def _rules() -> str:
    return gettext(
        "%(kinds)s, at most %(largest)s. Place and camera are taken out of pictures."
    ) % {
        "kinds": ", ".join(KINDS),
        "largest": filesizeformat(settings.ATTACHMENT_MAX_BYTES),
    }


class AttachForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        help_text=lazy(_rules, str)(),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(f".{kind}" for kind in KINDS)}),
    )


class RemoveAttachmentForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
