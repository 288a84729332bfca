"""Jobs, the schedule and its runs over HTTP."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response

from orgs.api.deeds import NounViewSet
from orgs.enums import Role
from orgs.models import Job, Org, RunFailure, TaskRun, User
from orgs.permissions import roles_of
from orgs.selectors.clock import scheduled_tasks, worker_life
from partybuild.api import PortalViewSet


class JobSerializer(serializers.ModelSerializer):
    org = serializers.SlugRelatedField[Org](slug_field="code", read_only=True)
    requested_by = serializers.SlugRelatedField[User](slug_field="public_id", read_only=True)
    done = serializers.IntegerField(source="progress.done")
    total = serializers.IntegerField(source="progress.total")

    class Meta:
        model = Job
        fields = [
            "public_id",
            "kind",
            "state",
            "attempts",
            "done",
            "total",
            "error",
            "org",
            "requested_by",
            "created_at",
            "started_at",
            "finished_at",
        ]
        read_only_fields = fields


class JobViewSet(NounViewSet):
    """Your own jobs, and those that you look after as office or system administrator."""

    queryset = Job.objects.none()
    serializer_class = JobSerializer
    filterset_fields = ["kind", "state"]
    ordering_fields = ["created_at", "finished_at"]

    def get_queryset(self) -> QuerySet[Job]:
        return Job.objects.visible_to(self.request.user).for_list()


class RunFailureSerializer(serializers.ModelSerializer):
    class Meta:
        model = RunFailure
        fields = ["subject", "item", "error"]
        read_only_fields = fields


class TaskRunSerializer(serializers.ModelSerializer):
    failures = RunFailureSerializer(many=True, read_only=True)

    class Meta:
        model = TaskRun
        fields = [
            "public_id",
            "task",
            "state",
            "attempt",
            "handled_count",
            "error",
            "begun_at",
            "ended_at",
            "failures",
        ]
        read_only_fields = fields


class TaskRunViewSet(NounViewSet):
    """Runs of the clock, for system administrators."""

    queryset = TaskRun.objects.none()
    serializer_class = TaskRunSerializer
    filterset_fields = ["task", "state"]
    ordering_fields = ["begun_at"]

    def get_queryset(self) -> QuerySet[TaskRun]:
        runs = TaskRun.objects.visible_to(self.request.user)
        return runs.prefetch_related("failures").order_by("-begun_at", "-pk")


class ScheduledTaskSerializer(serializers.Serializer):
    """A task of the schedule in words, its last run and the next."""

    task = serializers.CharField()
    sentence = serializers.CharField()
    last_run = serializers.UUIDField(source="last.public_id", default=None)
    last_begun_at = serializers.DateTimeField(source="last.begun_at", default=None)
    last_state = serializers.CharField(source="last.state", default="")
    handled_count = serializers.IntegerField(source="last.handled_count", default=0)
    failed_count = serializers.IntegerField()
    next_due_at = serializers.DateTimeField()
    is_overdue = serializers.BooleanField()


class ScheduleSerializer(serializers.Serializer):
    """The schedule, and whether a worker is there to do it."""

    worker_is_alive = serializers.BooleanField()
    worker_seen_at = serializers.DateTimeField(allow_null=True)
    tasks = ScheduledTaskSerializer(many=True)


class ScheduleViewSet(PortalViewSet):
    """What runs by itself, for system administrators."""

    queryset = TaskRun.objects.none()
    serializer_class = ScheduleSerializer
    pagination_class = None
    filter_backends = ()

    @extend_schema(responses=ScheduleSerializer)
    def list(self, request: Request, **kwargs: Any) -> Response:
        """Every scheduled task, and the last sign of life of a worker."""
        if Role.SYSTEM not in roles_of(request.user):
            raise PermissionDenied
        now = timezone.now()
        life = worker_life(now)
        found = {
            "worker_is_alive": life.is_alive,
            "worker_seen_at": life.seen_at,
            "tasks": scheduled_tasks(now),
        }
        return Response(ScheduleSerializer(found).data)
