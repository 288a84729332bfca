"""Filing a case without an account, where the office has switched that on (R-094)."""

import secrets
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from grids.enums import CaseKind, CaseSource
from grids.models import Case, CaseReceipt
from grids.selectors.public_cases import is_public
from grids.services.filing_cases import FACTS, enter_case
from orgs.models import Org
from orgs.services.facts import only_known
from partybuild import secret_links
from partybuild.errors import RuleViolation

# Without the signs that are taken for one another on paper.
_SIGNS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_LENGTH: Final = 12
_GROUP: Final = 4


class PublicPageClosed(RuleViolation):
    """The office takes no cases from people without an account."""

    code = "public_page_closed"


@transaction.atomic
def file_public_case(*, street: Org, phone: str = "", name: str = "", **facts: Any) -> str:
    """Put what a resident wrote on the public page into the register, and return its code.

    Nobody is recorded as having filed it. The code is told this one time and tells its holder
    how far the case is; only its digest is kept. Raises PublicPageClosed, PrivateWords.
    """
    if not is_public(street):
        raise PublicPageClosed(_("This sub-district takes no cases here."))
    facts = {"kind": CaseKind.REQUEST, **only_known(facts, FACTS)}
    case = Case(street=street, source=CaseSource.PUBLIC, **facts)
    case = enter_case(case, actor=None, phone=phone, name=name)
    code = "".join(secrets.choice(_SIGNS) for _sign in range(_LENGTH))
    CaseReceipt.objects.create(case=case, digest=digest_of(code))
    return "-".join(code[start : start + _GROUP] for start in range(0, _LENGTH, _GROUP))


def digest_of(code: str) -> str:
    """What is kept of a code, however it was typed."""
    return secret_links.digest_of("".join(sign for sign in code.upper() if sign in _SIGNS))
