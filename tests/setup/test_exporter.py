"""Long lists have a worker of their own, in compose as in script/server, and a folder that all who need it share."""

from __future__ import annotations

from django.conf import settings
from house import site

from tests.setup.test_compose import ROOT, SERVICES

QUEUES = {route["queue"] for route in settings.CELERY_TASK_ROUTES.values()}


def test_long_lists_are_written_by_a_worker_of_their_own_where_all_who_need_them_find_them() -> None:
    holders = {name for name, one in SERVICES.items() if "exports:/srv/ozg/var/exports" in one.get("volumes", [])}

    assert f"--queues={','.join(QUEUES)}" in SERVICES["exporter"]["command"]
    assert not any(word.startswith("--queues") for word in SERVICES["worker"]["command"])
    assert holders == {"web", "worker", "exporter"}
    # A new volume belongs to whom the folder of the image belongs.
    assert "--owner=10001 --group=10001 --mode=700 var/exports" in (ROOT / "deploy" / "Dockerfile").read_text("utf-8")


def test_on_ones_own_machine_it_takes_the_same_queue_under_a_name_of_its_own() -> None:
    assert site.EXPORTS[:4] == ("--queues", ",".join(QUEUES), "--concurrency", "1")
    assert "--hostname" in site.EXPORTS
