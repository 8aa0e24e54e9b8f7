"""The environment: when it is made, what counts as one, and the sentences for a failed installation."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest
from house import environment
from house.checkout import Checkout
from house.failures import Failure
from house.progress import Progress

HASH = f"--hash=sha256:{'a' * 64}"


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checkout:
    """A checkout whose lock asks for nothing, on a machine without a network."""
    made = Checkout(tmp_path / "checkout")
    made.lock.parent.mkdir(parents=True)
    made.lock.write_text("")
    made.prepare()
    monkeypatch.chdir(made.root)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    return made


def new(checkout: Checkout) -> bool:
    """Whether the environment is another one than before."""
    witness = checkout.venv / "witness"
    with Progress(1, io.StringIO()).step("a") as step:
        environment.ensure(checkout, step)
    made = not witness.exists()
    witness.touch()
    return made


@pytest.mark.slow
def test_the_environment_is_made_once_and_a_half_made_one_anew(checkout: Checkout) -> None:
    assert (new(checkout), new(checkout)) == (True, False)
    (checkout.venv / environment.STAMP).write_text("")  # killed in the midst
    assert new(checkout) is True
    checkout.lock.write_text(f"nobody-has-made-this==1.0 {HASH}\n")
    with pytest.raises(Failure, match="gibt es für diesen Rechner nicht"):
        new(checkout)
    checkout.lock.write_text("")
    assert new(checkout) is True
    assert sorted(path.name for path in checkout.root.iterdir()) == [".venv", "requirements", "var"]


@pytest.mark.slow
def test_somebody_s_own_environment_is_completed(checkout: Checkout) -> None:
    own(checkout.venv)
    described = next((checkout.venv / "lib").glob("python*/site-packages")) / "Foo_Bar-1.0.dist-info"
    described.mkdir()
    (described / "METADATA").write_text("Metadata-Version: 2.1\nName: Foo_Bar\nVersion: 1.0\n")
    checkout.lock.write_text(f"foo-bar==1.0 {HASH}\ncolorama==0.4 ; sys_platform == 'win32' {HASH}\n")

    assert new(checkout) is False  # pip finds nothing to add, and asks nobody
    assert (checkout.venv / environment.STAMP).read_text() == environment.stamp(checkout.lock, checkout.venv)


@pytest.mark.slow
@pytest.mark.parametrize("unusable", ["without pip", "no Python", "somewhere else"])
def test_what_cannot_serve_is_replaced_and_a_link_s_target_left_alone(checkout: Checkout, unusable: str) -> None:
    target = checkout.root.parent / "elsewhere"
    match unusable:
        case "without pip":
            own(checkout.venv, "--without-pip")
        case "no Python":
            (checkout.venv / "bin").mkdir(parents=True)
            checkout.python.symlink_to("/nonexistent/python3.12")
        case _:
            own(target)
            (target / environment.STAMP).write_text(environment.stamp(checkout.lock, target))
            checkout.venv.symlink_to(target)

    assert (new(checkout), checkout.venv.is_symlink()) == (True, False)
    assert new(checkout) is False
    assert (target / "witness").exists() == (unusable == "somewhere else")


def own(place: Path, *options: str) -> None:
    """Makes an environment by hand."""
    subprocess.run([getattr(sys, "_base_executable", sys.executable), "-m", "venv", *options, place], check=True)
    (place / "witness").touch()


def test_the_stamp_changes_with_the_lock_and_the_place(tmp_path: Path) -> None:
    lock = tmp_path / "a.lock"
    lock.write_text("django==6.1.3\n")
    first = environment.stamp(lock, tmp_path / ".venv")

    assert environment.stamp(lock, tmp_path / ".venv") == first
    assert environment.stamp(lock, tmp_path / "moved" / ".venv") != first
    lock.write_text("django==6.1.4\n")
    assert environment.stamp(lock, tmp_path / ".venv") != first


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
