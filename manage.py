#!/usr/bin/env python
"""Django's command line for this project."""

import os
import sys


def main() -> None:
    """Run one management command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ozgtracker.settings")
    from django.core.management import execute_from_command_line

    from ozgtracker.logs import guard_what_nobody_caught

    guard_what_nobody_caught()

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
