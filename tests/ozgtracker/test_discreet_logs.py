"""What a line of the log says of an exception, a request, a task: enough to find the cause, and nobody's words."""

from __future__ import annotations

import io
import logging
import smtplib
from collections.abc import Callable

import psycopg
import pytest
from django.db import DataError, IntegrityError, connection, transaction
from django.test import RequestFactory

from ozgtracker.addresses import shown_address
from ozgtracker.logs import DiscreetFormatter, describe, trace

SECRET = "nur-fuer-uns@geheim.example"


def sql(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def raised(act: Callable[[], object]) -> BaseException:
    try:
        act()
    except BaseException as error:  # noqa: BLE001 - whatever it is
        return error
    raise AssertionError


def says(message: object, *args: object, error: BaseException | None = None, **extra: object) -> str:
    """What a handler with our formatter writes."""
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(DiscreetFormatter("%(levelname)s %(message)s"))
    logger = logging.Logger(str(extra.pop("logger", "probe")))
    logger.addHandler(handler)
    logger.error(message, *args, exc_info=error, extra=extra)
    return out.getvalue()


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ValueError(f"{SECRET} is not a valid Occasion"), "builtins.ValueError"),
        (KeyError(SECRET), "builtins.KeyError"),
        (smtplib.SMTPRecipientsRefused({SECRET: (550, b"no")}), "smtplib.SMTPRecipientsRefused"),
        (smtplib.SMTPDataError(554, f"<{SECRET}>".encode()), "smtplib.SMTPDataError (554)"),
        (FileNotFoundError(2, "No such file", SECRET), "builtins.FileNotFoundError (No such file or directory)"),
        (
            AttributeError("'NoneType' object has no attribute 'pk'"),
            "builtins.AttributeError ('NoneType' object has no attribute 'pk')",
        ),
    ],
)
def test_an_exception_is_told_without_its_text(error: BaseException, said: str) -> None:
    assert describe(error) == said


@pytest.mark.django_db
def test_the_database_s_refusal_is_told_by_code_and_constraint() -> None:
    insert = "INSERT INTO ozgtracker_jobrun (name, ended_at) VALUES"
    sql(f"{insert} ('{SECRET}', now())")

    twice = raised(lambda: sql(f"{insert} ('{SECRET}', now())"))
    no_number = raised(lambda: sql(f"{insert} ('x', '{SECRET}')"))
    no_table = raised(lambda: sql("SELECT * FROM nothing"))

    assert (type(twice), type(no_number)) == (IntegrityError, DataError)
    assert SECRET in str(twice)
    assert SECRET in str(no_number)
    assert describe(twice) == "django.db.utils.IntegrityError (23505, ozgtracker_jobrun_name_key, ozgtracker_jobrun)"
    assert describe(no_number) == "django.db.utils.DataError (22007)"
    assert describe(no_table) == 'django.db.utils.ProgrammingError (42P01, relation "nothing" does not exist)'
    whole = trace(twice)
    assert SECRET not in whole
    assert whole.count("psycopg.errors.UniqueViolation (23505, ozgtracker_jobrun_name_key, ozgtracker_jobrun)") == 1
    assert whole.splitlines()[-1] == describe(twice)
    assert f'File "{__file__}"' in whole


def test_without_a_server_the_reason_is_told() -> None:
    error = raised(lambda: psycopg.connect("host=/nowhere dbname=ozg"))

    assert describe(error).endswith('socket "/nowhere/.s.PGSQL.5432" failed: No such file or directory)')


def test_of_messages_the_exceptions_in_them_are_told_the_same_way() -> None:
    error = ValueError(SECRET)

    assert says("failed: %s", error) == "ERROR failed: builtins.ValueError\n"
    assert says("failed: %r", error) == "ERROR failed: builtins.ValueError\n"
    assert says(error) == "ERROR builtins.ValueError\n"
    assert says("%s of %d", "one", 2) == "ERROR one of 2\n"
    assert says("100 %") == "ERROR 100 %\n"


def test_of_a_task_name_and_kind_are_told() -> None:
    failed = {"name": "a.b", "id": "1", "description": "raised unexpected", "exc": f"ValueError('{SECRET}')"}
    line = "Task %(name)s[%(id)s] %(description)s: %(exc)s"
    retried = {"name": "a.b", "id": "1", "exc": f"Retry in 30s: SMTPRecipientsRefused({{'{SECRET}': (550, b'')}})"}

    assert says(line, failed) == "ERROR Task a.b[1] raised unexpected: ValueError\n"
    assert says(line, failed, error=ValueError(SECRET)).splitlines()[0] == (
        "ERROR Task a.b[1] raised unexpected: builtins.ValueError"
    )
    assert says("Task %(name)s[%(id)s] retry: %(exc)s", retried) == (
        "ERROR Task a.b[1] retry: Retry in 30s: SMTPRecipientsRefused\n"
    )
    body = says(
        "Received unregistered task of type %s.\nThe body was:\n%s",
        "x.y",
        SECRET,
        logger="celery.worker.consumer.consumer",
    )
    assert body == "ERROR Received unregistered task of type x.y.\n"


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/", "/"),
        ("/people/17/", "/people/17/"),
        (
            "/konto/password/reset/key/1a-c0ffee-0123456789abcdef/",
            "/^konto/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        ),
        (f"/nowhere/{SECRET}/", "/?"),
        ("/static/app.js", "/static/app.js"),
        ("/static/a\nb", "/?"),
    ],
)
def test_an_address_is_told_by_its_page(path: str, shown: str) -> None:
    assert shown_address(path) == shown


def test_of_a_request_page_and_status_are_told() -> None:
    request = RequestFactory().post(f"/people/17/?q={SECRET}", {"name": SECRET}, headers={"Referer": SECRET})

    assert says(
        "Internal Server Error: %s", request.path, request=request, status_code=500, error=ValueError(SECRET)
    ) == ("ERROR 500 POST /people/17/\nTraceback (most recent call last):\n\nbuiltins.ValueError\n")


def test_a_record_stays_as_it_was_for_others() -> None:
    record = logging.LogRecord("probe", logging.ERROR, __file__, 1, "%s", (ValueError(SECRET),), None)

    DiscreetFormatter().format(record)

    assert record.getMessage() == SECRET


def test_chains_and_groups_are_told_whole() -> None:
    def fail(error: BaseException) -> None:
        raise error

    def act() -> None:
        try:
            fail(KeyError(SECRET))
        except KeyError as error:
            raise ExceptionGroup(SECRET, [OSError(13, SECRET)]) from error

    told = trace(raised(act))

    assert SECRET not in told
    kinds = [line for line in told.splitlines() if line.startswith("builtins.")]
    assert kinds == ["builtins.KeyError", "builtins.ExceptionGroup", "builtins.PermissionError (Permission denied)"]
