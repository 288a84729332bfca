"""The papers that this app prints, for the gallery."""

from django.utils.translation import gettext_lazy as _

from orgs.selectors.gallery import Paper, register_papers
from resources.selectors.agreement_papers import agreement_document
from resources.selectors.dossiers import dossier_of
from resources.selectors.samples import agreement_sample, dossier_sample


def register() -> None:
    """Put them into the gallery."""
    register_papers(
        Paper(
            key="agreement",
            title=_("Agreement on co-building"),
            of="resources.Agreement",
            document=agreement_document,
            sample=agreement_sample,
            made_at="resources:agreements",
        ),
        Paper(
            key="dossier",
            title=_("Dossier of a project"),
            of="resources.Project",
            document=dossier_of,
            sample=dossier_sample,
            made_at="resources:projects",
        ),
    )
