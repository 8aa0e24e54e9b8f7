"""The environment: when it is made, what counts as one, and the sentences for a failed installation."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from house import environment
from house.checkout import Checkout
from house.failures import Failure
from house.progress import Progress

ROOT = Path(__file__).resolve().parents[2]
HASH = f"--hash=sha256:{'a' * 64}"


@pytest.fixture(scope="module")
def venv(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Somebody's own environment with three packages in it."""
    made = tmp_path_factory.mktemp("own") / ".venv"
    base = getattr(sys, "_base_executable", sys.executable)
    subprocess.run([base, "-m", "venv", made], check=True)
    packages = next((made / "lib").glob("python*/site-packages"))
    for name, version in {"django": "6.1.3", "Foo_Bar.baz": "1.0", "psycopg": "3.3.9"}.items():
        described = packages / f"{name}-{version}.dist-info"
        described.mkdir()
        (described / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
        (described / "RECORD").write_text("")
    return made


def holds(venv: Path, *pins: str) -> bool:
    """Whether the environment holds a lock of these pins."""
    lock = venv.with_name("a.lock")
    lock.write_text("".join(f"{pin} \\\n    {HASH}\n" for pin in pins))
    return environment.holds(venv, lock)


def test_the_locks_of_this_project_are_held_by_the_environment_made_from_them() -> None:
    for name in ("production", "development"):
        assert environment.holds(Path(sys.prefix), ROOT / "requirements" / f"{name}.lock") is True


def test_nothing_is_missing_when_every_version_agrees(venv: Path) -> None:
    not_here = "colorama==0.4 ; sys_platform == 'win32'"

    assert holds(venv, "django==6.1.3", not_here, "psycopg[binary,pool]==3.3.9") is True
    assert holds(venv, not_here) is True


@pytest.mark.parametrize("wanted", ["django==6.0", "celery==5.7.0", "pip==0.1 ; python_version >= '3.12'"])
def test_absent_and_other_versions_are_missing(venv: Path, wanted: str) -> None:
    assert holds(venv, "psycopg==3.3.9", wanted) is False


@pytest.mark.parametrize("name", ["Foo_Bar.baz", "foo-bar-baz", "FOO.BAR_BAZ", "foo--bar__baz"])
def test_however_a_name_is_spelt_it_is_the_same_package(venv: Path, name: str) -> None:
    assert holds(venv, f"{name}==1.0") is True


def test_what_a_configured_folder_offers_is_not_there(
    venv: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with zipfile.ZipFile(tmp_path / "offered-1.0-py3-none-any.whl", "w") as wheel:
        wheel.writestr("offered-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: offered\nVersion: 1.0\n")
        wheel.writestr("offered-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\n")
        wheel.writestr("offered-1.0.dist-info/RECORD", "")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    (tmp_path / "pip.conf").write_text(f"[global]\nfind-links = {tmp_path}\n")
    monkeypatch.setenv("PIP_CONFIG_FILE", str(tmp_path / "pip.conf"))

    assert holds(venv, "offered==1.0") is False


def test_an_environment_made_elsewhere_is_none(venv: Path, tmp_path: Path) -> None:
    moved = tmp_path / ".venv"
    moved.symlink_to(venv)

    assert holds(moved, "django==6.1.3") is False


@pytest.mark.slow
def test_the_environment_is_made_once_and_a_half_made_one_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checkout = Checkout(tmp_path)
    checkout.prepare()
    checkout.lock.parent.mkdir()
    checkout.lock.write_text("")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    out = io.StringIO()
    witness = checkout.venv / "witness"

    def ensure() -> bool:
        """Whether the environment is another one than before."""
        with Progress(1, out).step("a") as step:
            environment.ensure(checkout, step)
        new = not witness.exists()
        witness.touch()
        return new

    assert (ensure(), ensure()) == (True, False)
    assert out.getvalue().splitlines()[1].startswith("[1/1] a … schon da, ")
    (checkout.venv / environment.STAMP).unlink()  # somebody's own, and it fits
    assert (ensure(), out.getvalue().splitlines()[2][:31]) == (False, "[1/1] a … passt zur Sperrdatei,")
    (checkout.venv / environment.STAMP).write_text("")  # killed in the midst
    assert ensure() is True

    checkout.lock.write_text(f"nobody-has-made-this==1.0 {HASH}\n")
    with pytest.raises(Failure, match="gibt es für diesen Rechner nicht"):
        ensure()
    checkout.lock.write_text("")
    assert (ensure(), sorted(path.name for path in tmp_path.iterdir())) == (False, [".venv", "requirements", "var"])


def test_the_stamp_changes_with_the_lock_and_the_place(tmp_path: Path) -> None:
    lock = tmp_path / "a.lock"
    lock.write_text("django==6.1.3\n")
    first = environment.stamp(lock, tmp_path / ".venv")

    assert environment.stamp(lock, tmp_path / ".venv") == first
    assert environment.stamp(lock, tmp_path / "moved" / ".venv") != first
    lock.write_text("django==6.1.4\n")
    assert environment.stamp(lock, tmp_path / ".venv") != first


def test_a_lost_lock_is_named(tmp_path: Path) -> None:
    with pytest.raises(Failure) as raised:
        environment.stamp(tmp_path / "gone.lock", tmp_path)

    assert str(raised.value).startswith(f"Die Sperrdatei {tmp_path}/gone.lock fehlt. Abhilfe:")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "Sperrdatei l ist beschädigt"),
        ("ERROR: Invalid requirement: 'django=6'", "Sperrdatei l ist beschädigt"),
        ("ERROR: Hashes are required in --require-hashes mode, but they are missing", "Sperrdatei l ist beschädigt"),
        ("OSError: [Errno 28] No space left on device", "Datenträger ist voll"),
        ("NewConnectionError('...: Temporary failure in name resolution')", "PyPI ist nicht erreichbar"),
        ("ProxyError('Cannot connect to proxy.')\nERROR: No matching distribution found", "PyPI ist nicht erreichbar"),
        ("ERROR: No matching distribution found for django==6.1.3", "gibt es für diesen Rechner nicht"),
        ("something else", "ließen sich nicht installieren"),
    ],
)
def test_each_way_to_fail_has_its_sentence(written: str, said: str) -> None:
    sentence = environment.reason(written, "l")

    assert said in sentence
    assert "Abhilfe:" in sentence
