"""Ports, space, sentences, progress, packages and what a killed run leaves behind."""

from __future__ import annotations

import errno
import io
import os
import socket
import stat
import sys
from pathlib import Path

import pytest
from house import engines, locking, packages, server, site, suite
from house.checkout import Checkout
from house.failures import Failure, explained, last_word
from house.progress import Progress, Step
from house.site import Address


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """An empty checkout."""
    made = Checkout(tmp_path)
    made.prepare()
    return made


def test_a_free_port_is_accepted() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])

    site.require_free(Address("127.0.0.1", port))


def test_a_taken_port_is_refused_with_the_next_one_as_remedy() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = int(taken.getsockname()[1])
        with pytest.raises(Failure) as raised:
            site.require_free(Address("127.0.0.1", port))

    other = port + 1 if port < 65535 else 8000
    assert str(raised.value) == (
        f"Port {port} ist belegt. Abhilfe: das andere Programm beenden oder einen anderen Port wählen: "
        f"PORT={other} script/server"
    )


@pytest.mark.parametrize("wrong", ["abc", "0", "65536", "-1", "８０００"])
def test_a_wrong_port_is_refused(monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    monkeypatch.setenv("PORT", wrong)

    with pytest.raises(Failure, match="ist keine Portnummer"):
        site.wanted()


def test_the_address_has_these_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PORT", raising=False)
    monkeypatch.delenv("HOST", raising=False)

    assert site.wanted() == Address("127.0.0.1", 8000)


@pytest.mark.parametrize(
    ("host", "bind", "url"),
    [
        ("127.0.0.1", "127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("0.0.0.0", "0.0.0.0:8000", "http://127.0.0.1:8000"),
        ("::1", "[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_an_address_is_written_for_server_and_browser(host: str, bind: str, url: str) -> None:
    assert (Address(host, 8000).bind, Address(host, 8000).url) == (bind, url)


def test_too_little_space_is_refused_before_anything_is_begun(checkout: Checkout) -> None:
    with pytest.raises(Failure, match=r"nötig sind 1000000000 MB. Abhilfe: Platz schaffen"):
        checkout.require_space(1_000_000_000)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "Der Datenträger ist voll (/x). Abhilfe: Platz schaffen und erneut starten."),
        (errno.EACCES, "Für /x fehlen die Rechte. Abhilfe: Eigentümer des Ordners prüfen (ls -ld) und erneut starten."),
        (errno.ENOENT, "/x fehlt. Abhilfe: git status zeigt, was dem Projekt fehlt, git restore holt es zurück."),
        (errno.EROFS, "/x ist schreibgeschützt. Abhilfe: das Projekt in einen beschreibbaren Ordner legen."),
        (errno.EIO, "/x: Input/output error."),
    ],
)
def test_errors_of_the_system_become_sentences(number: int, said: str) -> None:
    assert str(explained(OSError(number, os.strerror(number), "/x"))) == said


def test_a_failure_names_its_log(tmp_path: Path) -> None:
    assert str(Failure("So nicht.", log=tmp_path / "a.log")) == f"So nicht.\nEinzelheiten: {tmp_path}/a.log"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("django.db.utils.ProgrammingError: column x does not exist\nLINE 1: select\n        ^\n", "django.db.utils."),
        ("CommandError: plan.csv, Zeile 3: kein Datum\n", "CommandError: plan.csv, Zeile 3: kein Datum"),
        ("OZG_TODAY='x': Erlaubt ist ein Tag\n", "OZG_TODAY='x': Erlaubt ist ein Tag"),
        ("first\n 10%\r 20%\r\nlast \n\n", "last"),
        ("", "ohne ein Wort"),
    ],
)
def test_the_reason_of_an_end_is_picked_from_its_log(tmp_path: Path, written: str, said: str) -> None:
    log = tmp_path / "a.log"
    log.write_text(written)

    assert last_word(log).startswith(said)


def test_progress_numbers_its_steps_and_says_how_long_they_took() -> None:
    out = io.StringIO()
    progress = Progress(2, out)

    with progress.step("Eins") as step:
        step.note("schon da")
    with pytest.raises(Failure), progress.step("Zwei"):
        raise Failure("So nicht.")

    assert out.getvalue() == "[1/2] Eins … schon da, 0,0 s\n[2/2] Zwei …\n"


def test_long_steps_show_that_they_live(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.StringIO()
    clock = iter((0.0, 4.0, 5.5, 5.5, 9.0, 62.04))
    monkeypatch.setattr("time.monotonic", lambda: next(clock))

    with Step("Drei", out) as step:
        for _second in range(3):
            step.alive()

    assert out.getvalue() == "Drei …. 62,0 s\n"


def test_what_is_missing_is_named_in_one_line_with_the_command() -> None:
    sentence = packages.sentence([*packages.PDF, *packages.BROWSER])

    assert sentence == (
        "Es fehlt für Browsertests, PDF-Berichte, Prüfung der PDF-Seiten: "
        "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 chromium poppler-utils. "
        "Abhilfe: sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 chromium poppler-utils "
        "– und erneut starten."
    )


def test_a_need_is_met_by_a_library_that_loads_or_a_program_on_the_path() -> None:
    assert packages.Need("libc6", "alles", library="libc.so.6").met() is True
    assert packages.Need("nothing", "nichts", library="libnothing.so.9").met() is False
    assert packages.Need("dash", "alles", programs=("nothing", "sh")).met() is True
    assert packages.Need("nothing", "nichts", programs=("nothing",)).met() is False


def test_the_secret_key_is_made_once_and_for_its_owner_alone(
    checkout: Checkout, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OZG_SECRET_KEY_FILE", raising=False)
    monkeypatch.delenv("OZG_SECRET_KEY", raising=False)

    first = Path(site.settings(checkout, Address("127.0.0.1", 1), demo=False)["OZG_SECRET_KEY_FILE"])
    key = first.read_text()
    again = Path(site.settings(checkout, Address("127.0.0.1", 1), demo=True)["OZG_SECRET_KEY_FILE"])

    assert again.read_text() == key
    assert len(key) == 64
    assert stat.S_IMODE(first.stat().st_mode) == 0o600


def test_only_the_demonstration_moves_the_clock(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OZG_TODAY", raising=False)
    address = Address("127.0.0.1", 8000)

    assert site.settings(checkout, address, demo=True)["OZG_TODAY"] == "2022-06-15"
    assert "OZG_TODAY" not in site.settings(checkout, address, demo=False)


def test_a_person_s_own_settings_win(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OZG_SMTP_HOST", "mail.example.org")
    monkeypatch.setenv("OZG_BASE_URL", "https://ozg.example.org")
    settings = site.settings(checkout, Address("127.0.0.1", 8000), demo=False)

    assert "OZG_MAIL_DIR" not in settings
    assert "OZG_BASE_URL" not in settings


def test_a_command_in_another_window_gets_the_settings_the_site_was_started_with(
    checkout: Checkout, monkeypatch: pytest.MonkeyPatch
) -> None:
    checkout.python.parent.mkdir(parents=True)
    checkout.python.symlink_to(sys.executable)
    (checkout.root / "manage.py").write_text(
        "import os, pathlib\n"
        "names = ('OZG_TODAY', 'OZG_SMTP_HOST', 'OZG_BASE_URL')\n"
        "pathlib.Path('told').write_text(' '.join(os.environ[name] for name in names))\n"
    )
    monkeypatch.chdir(checkout.root)
    monkeypatch.setenv("OZG_TODAY", "2022-01-31")
    monkeypatch.setenv("OZG_SMTP_HOST", "mail.example.org")

    env = {"OZG_BASE_URL": "http://127.0.0.1:1"}
    with server.announced(checkout, {"application": env, "owner": {"OZG_BASE_URL": "http://owner:1"}}):
        monkeypatch.delenv("OZG_TODAY")
        monkeypatch.setenv("OZG_SMTP_HOST", "elsewhere.example.org")
        codes = server.manage(checkout, ["run_reports"]), (checkout.root / "told").read_text()
        as_owner = server.manage(checkout, ["migrate"]), (checkout.root / "told").read_text()

    assert codes == (0, "2022-01-31 mail.example.org http://127.0.0.1:1")
    assert as_owner == (0, "2022-01-31 mail.example.org http://owner:1")


def test_the_site_does_not_know_the_owner_the_person_s_environment_names(monkeypatch: pytest.MonkeyPatch) -> None:
    urls = {"DATABASE_URL": "postgresql://application", "DATABASE_OWNER_URL": "postgresql://owner"}
    for name, url in urls.items():
        monkeypatch.setenv(name, url)

    site = os.environ | engines.as_application(engines.given())
    migrate = os.environ | engines.as_owner(engines.given())

    assert (site["DATABASE_URL"], site["DATABASE_OWNER_URL"]) == ("postgresql://application", "")
    assert migrate["DATABASE_URL"] == "postgresql://owner"


def test_a_test_run_knows_nothing_of_the_person_s_own_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OZG_TODAY", "2030-01-01")

    assert suite.settings({"REDIS_URL": "r"})["OZG_TODAY"] == ""
    assert suite.settings({"REDIS_URL": "r"})["REDIS_URL"] == "r"


def test_what_killed_test_runs_left_is_swept_and_a_running_one_is_kept(checkout: Checkout) -> None:
    left, elsewhere = checkout.var / "test-left", checkout.root / "elsewhere"
    for folder in (left, elsewhere, elsewhere / "data"):
        folder.mkdir()
    (left / "elsewhere").symlink_to(elsewhere)
    running = checkout.var / "test-running"
    running.mkdir()

    with locking.held(running / "lock"):
        engines.sweep(checkout.var)

    assert not left.exists()
    assert not elsewhere.exists()
    assert running.exists()


def test_a_second_start_from_the_same_folder_is_refused_by_name(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    refused = pytest.raises(Failure, match=f"läuft .* schon .Prozess {os.getpid()}")

    with locking.held(lock), refused, locking.held(lock):
        raise AssertionError
