"""The frame as an app: its commands and template tags."""

from django.apps import AppConfig


class PartybuildConfig(AppConfig):
    name = "partybuild"
