"""Times whole processes: seconds and peak memory, as the system counts them."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple, TypeAlias


class Cost(NamedTuple):
    """What one run of a program took: wall-clock seconds, and megabytes at its largest."""

    seconds: float
    megabytes: float


Command: TypeAlias = Sequence[str | Path]


def once(command: Command, status: int = 0) -> Cost:
    """Run a program to its end. Raises RuntimeError where it ends with any other status."""
    begin = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as run:
        errors = run.stderr.read() if run.stderr else b""
        _, ended, usage = os.wait4(run.pid, 0)
        run.returncode = os.waitstatus_to_exitcode(ended)
    seconds = time.perf_counter() - begin
    if run.returncode != status:
        told = errors.decode(errors="replace")
        raise RuntimeError(f"{' '.join(map(str, command))}: exit {run.returncode}\n{told}")
    scale = 1024**2 if sys.platform == "darwin" else 1024
    return Cost(seconds, usage.ru_maxrss / scale)


def typical(command: Command, runs: int, status: int = 0) -> Cost:
    """Return the medians of several runs, after one that is not counted."""
    return typically([command], runs, status)[0]


def typically(commands: Sequence[Command], runs: int, status: int = 0) -> list[Cost]:
    """Return the medians of several programs that take turns, so that all meet the same weather."""
    for command in commands:
        once(command, status)
    rounds = [[once(command, status) for command in commands] for _ in range(runs)]
    return [
        Cost(median(cost.seconds for cost in costs), max(cost.megabytes for cost in costs))
        for costs in zip(*rounds, strict=True)
    ]


def machine() -> str:
    """Return what was measured on, in general terms."""
    return f"{os.cpu_count()} cores, {_processor()}, Python {platform.python_version()}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    named = (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.machine())
