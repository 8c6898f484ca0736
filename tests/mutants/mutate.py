"""Changes the prover in small ways, one at a time, and tells which changes no test notices.

    python tests/mutants/mutate.py                 every module of the prover
    python tests/mutants/mutate.py linear signs    some of them

mutmut makes the changes and runs the tests, in a copy of the repository under build/. A change
that no test notices must stand in survivors.txt with a reason; whoever changes the prover
finds there what it cannot tell apart.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COPY = ROOT / "build" / "mutants"
SURVIVORS = Path(__file__).with_name("survivors.txt")
LEAST = 95
"""The share of the changes, in per cent, that the tests have to notice."""

OPEN = "open"
"""How the reason begins where a test is still to be found."""

DATA = ("grammar", "rules", "templates", "tests", "examples", "tools")
PROOF = "src/crossfoot/proof"

PLAIN = "plain_"
"""Stands before the name of a property's function in the copy."""

NOTICED = {1, 2, 3, 24, 36, 152, 255, -24, -9, -11}
"""Exit statuses of a run that failed, could not begin, or would not end."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: in which function, the lines that differ, and whether a test noticed.

    The lines are there only where none did.
    """

    function: str
    change: str
    is_noticed: bool

    @property
    def module(self) -> str:
        """The module that was changed."""
        return self.function.partition(".")[0]

    @property
    def shown(self) -> str:
        """The change as survivors.txt has it."""
        return f"{self.function}\n{self.change}"


def main() -> int:
    """Try the changes to some modules, or to all; return 0 where the tests are good enough."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("modules", nargs="*", help="modules of the prover, all if none is named")
    parser.add_argument("--at-once", type=int, default=os.cpu_count(), help="how many runs at once")
    arguments = parser.parse_args()
    copied(arguments.modules)
    if mutmut("run", "--max-children", str(arguments.at_once)).returncode:
        return 1
    tried = list(mutants())
    excused = reasons(SURVIVORS.read_text(encoding="utf-8"))
    missed = [each for each in tried if not each.is_noticed and each.shown not in excused]
    for each in missed:
        print(f"\nno test notices:\n{each.shown}")
    for stale in stale_in(excused, tried):
        print(f"\nstands in survivors.txt, but is noticed, or is no change any more:\n{stale}")
    return 0 if told(tried, excused) and not missed else 1


def told(tried: Sequence[Mutant], excused: Mapping[str, str]) -> bool:
    """Print how many changes were noticed, by module; return whether they are enough.

    What makes no difference cannot be noticed and does not count; what is still open does.
    """
    print()
    for module in sorted({each.module for each in tried}):
        line(module, [each for each in tried if each.module == module], excused)
    return line("all", tried, excused) >= LEAST


def line(name: str, tried: Sequence[Mutant], excused: Mapping[str, str]) -> float:
    """Print one line of the table; return the share in per cent."""
    noticed = sum(each.is_noticed for each in tried)
    idle = sum(not excused.get(each.shown, OPEN).startswith(OPEN) for each in tried)
    share = 100 * noticed / max(len(tried) - idle, 1)
    print(f"{name:<16}{noticed:>5} of {len(tried):>4}, {idle:>3} idle  {share:5.1f} %")
    return share


def copied(modules: Sequence[str]) -> None:
    """Make a fresh copy of the repository in which mutmut finds what it looks for."""
    shutil.rmtree(COPY, ignore_errors=True)
    leave = shutil.ignore_patterns("__pycache__")
    # mutmut knows packages in src/ only; `resources` finds the data folders beside it all the same.
    shutil.copytree(ROOT / "compiler", COPY / "src", ignore=leave)
    for folder in DATA:
        if (ROOT / folder).is_dir():
            shutil.copytree(ROOT / folder, COPY / folder, ignore=leave)
    for path in (COPY / PROOF).glob("*.py"):
        path.write_text(bared(path.read_text(encoding="utf-8")), encoding="utf-8")
    configuration = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    if modules:
        only = ", ".join(f'"{PROOF}/{module}.py"' for module in modules)
        configuration = re.sub(r"(?m)^only_mutate = .*$", f"only_mutate = [{only}]", configuration)
    (COPY / "pyproject.toml").write_text(configuration, encoding="utf-8")


def bared(code: str) -> str:
    """Return code whose properties are made of plain functions: mutmut changes no decorated one."""
    lines = code.split("\n")
    for function in reversed(list(decorated(ast.parse(code)))):
        (decorator,) = function.decorator_list
        indent = " " * function.col_offset
        made = f"{indent}{function.name} = {ast.unparse(decorator)}({PLAIN}{function.name})"
        lines.insert(function.end_lineno or 0, made)
        at = function.lineno - 1
        lines[at] = lines[at].replace(f"def {function.name}", f"def {PLAIN}{function.name}")
        del lines[decorator.lineno - 1]
    return "\n".join(lines)


def decorated(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    """Yield the decorated functions, in the order of the file."""
    found = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
    yield from sorted((node for node in found if node.decorator_list), key=lambda node: node.lineno)


def mutmut(*arguments: str, capture: bool = False) -> subprocess.CompletedProcess[str]:
    """Run mutmut in the copy."""
    command = [sys.executable, "-m", "mutmut", *arguments]
    return subprocess.run(command, cwd=COPY, check=False, text=True, capture_output=capture)


def mutants() -> Iterator[Mutant]:
    """Yield every change that was tried, by module and function."""
    for path in sorted((COPY / "mutants" / PROOF).glob("*.meta")):
        statuses: Mapping[str, int] = json.loads(path.read_text("utf-8"))["exit_code_by_key"]
        for name, status in statuses.items():
            is_noticed = status in NOTICED
            change = "" if is_noticed else lines_of(mutmut("show", name, capture=True).stdout)
            yield Mutant(function_of(name), change, is_noticed)


def function_of(name: str) -> str:
    """Return `linear.Basis.reduce` for the name that mutmut gives to a change in it."""
    module, _, function = name.rpartition("__mutmut_")[0].rpartition(".")
    plain = function.removeprefix("x").replace("ǁ", ".").replace(PLAIN, "")
    return f"{module.rpartition('.')[2]}.{plain.removeprefix('_').lstrip('.')}"


def lines_of(difference: str) -> str:
    """Return the lines of a difference that were taken away and added."""
    return "\n".join(
        f"{each[0]} {each[1:].strip()}"
        for each in difference.splitlines()
        if each[:1] in "+-" and each[:3] not in ("+++", "---")
    )


def reasons(text: str) -> dict[str, str]:
    """Return the changes of survivors.txt, each with why no test can tell."""
    found: dict[str, str] = {}
    for block in re.split(r"\n\s*\n", text):
        change = [each for each in block.splitlines() if each[:1] not in "=#"]
        reason = " ".join(each[1:].strip() for each in block.splitlines() if each[:1] == "=")
        if change:
            assert reason, f"no reason is given for\n{block}"
            found["\n".join(change)] = reason
    return found


def stale_in(excused: Mapping[str, str], tried: Sequence[Mutant]) -> list[str]:
    """Return what survivors.txt excuses needlessly, of the modules that were tried."""
    missed = {each.shown for each in tried if not each.is_noticed}
    modules = {each.module for each in tried}
    return [each for each in excused if each.partition(".")[0] in modules and each not in missed]


if __name__ == "__main__":
    raise SystemExit(main())
