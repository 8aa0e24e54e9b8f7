"""The WSGI entry for gunicorn."""

from __future__ import annotations

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from ozgtracker.logs import guard_what_nobody_caught
from ozgtracker.receiving import Receiving

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ozgtracker.settings")

guard_what_nobody_caught()
application = Receiving(get_wsgi_application(), working=settings.WORKING)
