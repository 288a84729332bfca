"""Measurements, each a module to run from a clone: ``python -m bench.trees``."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "partybuild.settings")
# Everything that is measured needs the apps, whatever a measurement imports first.
django.setup()
