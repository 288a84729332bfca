#!/usr/bin/env python3
"""Entry point of the portal's commands."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "partybuild.settings")
    if sys.argv[1:2] == ["serve"]:
        # The mode and the key must stand before the settings are read.
        from partybuild.embedded import prepare_environment

        prepare_environment()
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
