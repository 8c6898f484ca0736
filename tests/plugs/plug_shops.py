"""Repositories as a pipeline checks them out, and the scripts of pipelines run in them."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from ruamel.yaml import YAML

from ground import REPOSITORY

DELIVERY = "4900 · Delivery Income"


class Ended(NamedTuple):
    """What a script came to."""

    status: int
    out: str
    err: str


def shop(folder: Path, account: str = DELIVERY) -> Path:
    """Lay out the corner store; "4900 · Delivery" is an error in it, and "6400" is a warning."""
    shutil.copytree(REPOSITORY / "examples" / "corner-store", folder)
    rules = folder / "rules.gl"
    text = rules.read_text(encoding="utf-8")
    assert DELIVERY in text
    rules.write_text(text.replace(DELIVERY, account), encoding="utf-8")
    return folder


def read(path: Path) -> Any:
    return YAML(typ="safe").load(path.read_text(encoding="utf-8"))


def is_valid(path: Path, schema: str, *options: str) -> None:
    """Fail where a file is not as a schema of its platform's has it."""
    if importlib.util.find_spec("check_jsonschema") is None:
        pytest.skip("check-jsonschema, which has the schemas, is not installed here")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *options]
    done = subprocess.run([*command, path], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def shell(*names: str) -> str:
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        pytest.skip(f"{' or '.join(names)} is not installed here")
    return found


def script(
    command: Sequence[str], text: str, folder: Path, variables: Mapping[str, str], path: str = ""
) -> Ended:
    """Run a script as a pipeline does: of itself it knows its variables and the programs here."""
    file = folder.parent / "step.sh"
    file.write_text(text, encoding="utf-8")
    here = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {
        "HOME": str(folder.parent),
        **{
            name: os.environ[name]
            for name in ("PIP_CONFIG_FILE", "PIP_INDEX_URL")
            if name in os.environ
        },
        **variables,
        "PATH": f"{path}{os.pathsep}{here}" if path else here,
    }
    done = subprocess.run(
        [*command, str(file)],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return Ended(done.returncode, done.stdout, done.stderr)


def skip_without_index(folder: Path) -> None:
    """Skip where pip reaches no index, which is why an installation failed."""
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--quiet", "hatchling"]
    done = subprocess.run([*command, "--dest", folder], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("pip reaches no package index here")


EVIL = (
    "$(touch pwned)",
    "`touch pwned`",
    "; touch pwned #",
    '"; touch pwned; "',
    "'; touch pwned; '",
    "&& touch pwned",
    "--fix",
    "--format=json=pwned",
)
"""What somebody may write where a path is wanted."""
