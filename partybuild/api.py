"""What every endpoint does the same way: check what came in, report a refusal."""

from typing import Any

from rest_framework import status
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import exception_handler as drf_exception_handler
from rest_framework.viewsets import GenericViewSet

from partybuild.errors import RuleViolation, StaleVersion


class PortalViewSet(GenericViewSet):
    """A viewset that checks what came in before any service sees it."""

    def cleaned(self, serializer_class: type[Serializer]) -> dict[str, Any]:
        """The checked input of a deed, as the keywords of its service."""
        serializer = serializer_class(data=self.request.data, context=self.get_serializer_context())
        serializer.is_valid(raise_exception=True)
        return serializer.validated_data


def exception_handler(exc: Exception, context: dict[str, Any]) -> Response | None:
    """Report a refused request as 409 (a lost update as 412) with a stable code."""
    if isinstance(exc, RuleViolation):
        lost_update = isinstance(exc, StaleVersion)
        return Response(
            {"code": exc.code, "detail": exc.message},
            status=status.HTTP_412_PRECONDITION_FAILED if lost_update else status.HTTP_409_CONFLICT,
        )
    return drf_exception_handler(exc, context)
