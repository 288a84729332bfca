"""What is done to the templates of superiors."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from orgs.enums import Role
from orgs.models import Org, SuperiorTemplate, User
from orgs.permissions import require_role
from orgs.services.audit import record
from orgs.services.facts import check_facts
from orgs.services.workflow import lock
from partybuild.errors import RuleViolation

LARGEST = 1024 * 1024


class TemplateRefused(RuleViolation):
    """The spreadsheet cannot serve as a template."""

    code = "template_refused"


@transaction.atomic
def keep_template(
    *,
    street: Org,
    ledger: str,
    title: str,
    content: bytes,
    blank_columns: Sequence[str],
    actor: User,
) -> SuperiorTemplate:
    """Keep a superior's spreadsheet, to be filled from the list of its ledger.

    Raises TemplateRefused for a title that is taken, or a file of more than a mebibyte.
    """
    require_role(actor, Role.OFFICE, over=street)
    if len(content) > LARGEST:
        raise TemplateRefused(_("An empty template is smaller than 1 MB."), field="file")
    template = SuperiorTemplate(
        street=street,
        ledger=ledger,
        title=title,
        content=content,
        blank_columns=list(blank_columns),
    )
    check_facts(template)
    try:
        with transaction.atomic():
            template.save(force_insert=True)
    except IntegrityError as clash:
        raise TemplateRefused(
            _("There is a template of this title already."), field="title"
        ) from clash
    record(
        actor=actor, verb="template.keep", subject=street, changes={"title": [None, template.title]}
    )
    return template


@transaction.atomic
def remove_template(*, template: SuperiorTemplate, actor: User) -> None:
    """Take a superior's template out of use."""
    template = lock(template)
    require_role(actor, Role.OFFICE, over=template.street)
    record(
        actor=actor,
        verb="template.remove",
        subject=template.street,
        changes={"title": [template.title, None]},
    )
    template.delete()
