"""The frame of the portal."""

from partybuild.celery import app as celery_app

__all__ = ["celery_app"]
