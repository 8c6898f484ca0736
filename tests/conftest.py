"""What all tests share: where things lie, and the command line run in this process."""

from __future__ import annotations

import contextlib
import io
import os
from pathlib import Path

import pytest
from hypothesis import settings

from crossfoot.cli import main
from ground import REPOSITORY, Crossfoot, Ran

# The suite says the same today and tomorrow; HYPOTHESIS_PROFILE=explore looks further.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=2_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the checkout."""
    return REPOSITORY


@pytest.fixture(scope="session")
def examples() -> Path:
    """The folder of the example projects."""
    return REPOSITORY / "examples"


@pytest.fixture(scope="session")
def oracle() -> Path:
    """The folder of others' schemas and samples; tests that need it are skipped where it is not."""
    folder = REPOSITORY.parent / "shared" / "oracle"
    if not folder.is_dir():
        pytest.skip("the schemas and samples of ../shared/oracle are not here")
    return folder


@pytest.fixture(scope="session")
def crossfoot() -> Crossfoot:
    """A function that runs the command line as a user would, and returns what it came to."""

    def run(*arguments: str | Path) -> Ran:
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                status = main([str(argument) for argument in arguments])
            except SystemExit as end:
                status = end.code if isinstance(end.code, int) else 1
        return Ran(status, out.getvalue(), err.getvalue())

    return run


@pytest.fixture(autouse=True)
def plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what the machine's terminal is like out of the tests."""
    for name in ("NO_COLOR", "FORCE_COLOR", "GITHUB_WORKSPACE", "CROSSFOOT_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
