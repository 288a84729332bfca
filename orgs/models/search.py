"""What a row is found by, beside the row: its words, in one line each, and the street it is in."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

# Room for a title, a number, some further words and initials.
LONGEST = 760


class SearchEntryQuerySet(models.QuerySet):
    def of(self, label: str) -> Self:
        return self.filter(kind=label)

    def containing(self, *terms: str) -> Self:
        """Entries that say every one of the terms somewhere."""
        found = self
        for term in terms:
            found = found.filter(text__contains=term)
        return found


class SearchEntry(models.Model):
    """The words of one row: title, number, further words, initials; nobody reads it but a search.

    Who may find the row is asked of the row itself each time; the street only narrows where to
    look.
    """

    kind = models.CharField(_("kind of row"), max_length=40)
    subject = models.UUIDField(_("row"))
    street = models.ForeignKey(
        "orgs.Org",
        verbose_name=_("sub-district"),
        on_delete=models.CASCADE,
        related_name="+",
        db_index=False,
    )
    place = models.ForeignKey(
        "orgs.Org",
        verbose_name=_("organisation"),
        on_delete=models.CASCADE,
        related_name="+",
        db_index=False,
    )
    text = models.CharField(_("words"), max_length=LONGEST)

    objects = SearchEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        ordering = ["-pk"]
        indexes = [
            # The newest come first, and the walk ends with the last one that is shown.
            models.Index(fields=["kind", "id"], name="search_newest_of_kind"),
            models.Index(fields=["street", "kind", "id"], name="search_newest_of_street"),
        ]
        constraints = [
            models.UniqueConstraint(name="search_entry_once_for_a_row", fields=["kind", "subject"])
        ]

    def __str__(self) -> str:
        return self.lines[0]

    @property
    def lines(self) -> list[str]:
        """Title, number, further words and initials."""
        return self.text.split("\n")
