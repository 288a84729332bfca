"""What a token may be used for."""

from typing import Any

from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from orgs import enums
from orgs.models import ApiToken


class TokenScope(BasePermission):
    """A read-only token reads; only a token for deeds may do anything else."""

    def has_permission(self, request: Request, view: Any) -> bool:
        if request.method in SAFE_METHODS or not isinstance(request.auth, ApiToken):
            return True
        return request.auth.scope == enums.TokenScope.DEEDS
