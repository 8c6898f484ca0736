"""The wheel, installed where there is no checkout, does the same work."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

CLEAN = {
    name: value
    for name, value in os.environ.items()
    if name not in ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")
}

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("wheel")]


def run(command: Sequence[str | Path], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=folder, env=CLEAN, capture_output=True, encoding="utf-8", check=False
    )


def pip(python: Path, folder: Path, *arguments: str | Path) -> None:
    """Run pip; skip where the index it needs cannot be reached, fail on anything else."""
    quiet = ("--quiet", "--disable-pip-version-check", "--no-input")
    done = run([python, "-m", "pip", arguments[0], *quiet, *arguments[1:]], folder)
    if done.returncode == 0:
        return
    probe = run([python, "-m", "pip", "download", "--no-deps", "hatchling", *quiet], folder)
    if probe.returncode:
        pytest.skip("pip reaches no package index here")
    pytest.fail(done.stderr)


@pytest.fixture(scope="module")
def wheel(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip(Path(sys.executable), folder, "wheel", "--no-deps", "--wheel-dir", folder, repository)
    (built,) = folder.glob("crossfoot-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command of a clean environment that knows nothing of the checkout."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder / "venv", with_pip=True)
    programs = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    pip(programs / "python", folder, "install", wheel)
    return programs / "crossfoot"


def test_what_is_in_it(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert {
        "crossfoot/cli/__init__.py",
        "crossfoot/py.typed",
        "crossfoot/grammar/crossfoot.lark",
        "crossfoot/grammar/check.schema.json",
        "crossfoot/rules/rms.gl",
    } <= names
    assert any(name.startswith("crossfoot/templates/qbxml/") for name in names)
    tops = {name.split("/")[0] for name in names}
    assert tops == {"crossfoot", next(top for top in tops if top.endswith(".dist-info"))}
    assert not [name for name in names if "__pycache__" in name or name.endswith(".keep")]
    assert any(name.endswith("licenses/LICENSE") for name in names)


@pytest.mark.parametrize("example", ["corner-store", "opening-closing", "two-stores"])
@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "{shop}"],
        ["check", "{shop}", "--format", "json"],
        ["explain", "XF302"],
        ["explain", "Tender Received", "--project", "{shop}"],
        ["post", "{shop}", "--out", "out"],
        ["post", "{shop}", "--out", "out", "--target", "journal"],
        ["fmt", "{shop}", "--check"],
    ],
    ids=lambda arguments: " ".join(arguments).replace("{shop}", "shop"),
)
def test_the_same_as_from_the_checkout(
    arguments: list[str], example: str, installed: Path, repository: Path, tmp_path: Path
) -> None:
    checkout = [sys.executable, "-m", "crossfoot"]
    here = ran(checkout, arguments, repository / "examples" / example, tmp_path / "a")
    there = ran([str(installed)], arguments, repository / "examples" / example, tmp_path / "b")
    assert here == there
    assert there[0] == 0


def ran(
    command: list[str], arguments: list[str], example: Path, folder: Path
) -> tuple[int, str, str, dict[str, bytes]]:
    """Run a command on a copy of an example; return status, output, and what was written."""
    shutil.copytree(example, folder / "shop")
    filled = [argument.replace("{shop}", "shop") for argument in arguments]
    done = run([*command, *filled], folder)
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.glob("out/**/*"))
        if path.is_file()
    }
    return done.returncode, done.stdout, done.stderr, files


def test_it_does_not_come_from_the_checkout(installed: Path, tmp_path: Path) -> None:
    python = installed.with_name("python")
    done = run([python, "-c", "import crossfoot; print(crossfoot.__file__)"], tmp_path)
    assert Path(done.stdout.strip()).is_relative_to(installed.parent.parent)
