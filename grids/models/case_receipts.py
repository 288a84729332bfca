"""What somebody without an account holds of a case: a code that tells how far it is (R-094)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from grids.models.cases import Case


class CaseReceipt(models.Model):
    """The code of a case that came by the public page; only its digest is kept."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="receipt")
    digest = models.CharField(_("digest"), max_length=64, unique=True)

    class Meta:
        verbose_name = _("receipt of a case")
        verbose_name_plural = _("receipts of cases")

    def __str__(self) -> str:
        return self.case.code
