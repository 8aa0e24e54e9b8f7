"""How much room is left on the disks we write on: said before it is gone, because then nothing can be said any more."""

from __future__ import annotations

import shutil
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _


def short_of_space() -> str:
    """A sentence naming the folder with the least room, if that is less than OZG_FREE_SPACE_MB; otherwise ""."""
    left, folder = min((free_megabytes(folder), folder) for folder in settings.WATCHED_FOLDERS)
    if left >= settings.FREE_SPACE_MB:
        return ""
    return _("Auf dem Datenträger von %(folder)s sind noch %(left)d MB frei, weniger als %(limit)d MB.") % {
        "folder": folder,
        "left": left,
        "limit": settings.FREE_SPACE_MB,
    }


def free_megabytes(folder: Path) -> int:
    """Megabytes that may still be written there; a folder that is not made yet will lie where the next one above does.

    What only the database's own account may look into cannot be measured from here, but the disk it lies on can.
    """
    while True:
        try:
            return shutil.disk_usage(folder).free // 1_000_000
        except OSError:
            if folder == folder.parent:
                raise
            folder = folder.parent
