"""The git repository that a project lies in: the one place where git is run."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath
from typing import NamedTuple

_LINK, _MODULE = "120000", "160000"
"""The modes that git gives a symbolic link, and another repository inside of this one."""

_POINTER = b"version https://git-lfs.github.com/spec/"
"""How a file begins that stands for one kept outside of git."""

_OF_A_HOOK = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")
"""What git tells a hook of where it is; the project may lie elsewhere."""


class NoRevision(LookupError):
    """A revision, or the project in it, is not to be had; the message is for the reader."""


class UnknownRevision(NoRevision):
    """There is no revision of that name."""


class NoRepository(NoRevision):
    """There is no repository, or no git to read it."""


@dataclass(frozen=True, slots=True)
class Tree:
    """The files of a folder at a revision: what git calls each, by its path in the folder."""

    folder: Path
    files: dict[str, str]

    def write(self, into: Path, wanted: Callable[[str], bool]) -> None:
        """Write the files with a path that is wanted, byte for byte as they were committed.

        Raises NoRevision where git does not have them, OSError where they cannot be written.
        """
        paths = [path for path in self.files if wanted(path)]
        contents = _blobs(self.folder, [self.files[path] for path in paths])
        for path, content in zip(paths, contents, strict=True):
            if content.startswith(_POINTER):
                raise NoRevision(
                    f"git keeps `{path}` elsewhere (Git LFS), and has no text of it: "
                    "check both versions out, and name the two folders"
                )
            place = into / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)


def tree(folder: Path, revision: str) -> Tree:
    """Return the files that a folder had at a revision, such as ``HEAD~1``, a branch or a tag.

    Raises NoRevision, which says why there are none.
    """
    _fit(revision)
    prefix = _text(folder, "rev-parse", "--show-prefix").removesuffix("\n")
    commit = _commit(folder, revision)
    listed = _git(folder, "ls-tree", "-r", "-z", "--full-tree", f"{commit}:{prefix}")
    if listed.returncode:
        raise NoRevision(f"the folder `{prefix.rstrip('/')}` is not in the revision `{revision}`")
    at = f"{commit}:{prefix}"
    return Tree(folder, dict(_files(folder, os.fsdecode(listed.stdout), revision, at)))


class Change(NamedTuple):
    """A file that is not as it was: its path from the top of the repository, with ``/``.

    What was renamed is two of them. `is_new` where there was none before.
    """

    path: str
    is_new: bool


def changed(folder: Path, revision: str) -> tuple[Change, ...]:
    """Return what differs from a revision in the repository of a folder, committed or not.

    Files that git does not know yet are among it, those that it ignores are not. Raises
    NoRevision, which says why it is not known.
    """
    commit = _commit(folder, _fit(revision), "git revision")
    top = Path(_text(folder, "rev-parse", "--show-toplevel").removesuffix("\n"))
    told = _text(top, "diff", "--name-status", "-z", "--no-renames", "--no-relative", commit, "--")
    words = told.split("\0")[:-1]
    known = [Change(path, kind == "A") for kind, path in zip(words[::2], words[1::2], strict=True)]
    others = _text(top, "ls-files", "--others", "--exclude-standard", "-z").split("\0")[:-1]
    return (*known, *(Change(path, is_new=True) for path in others))


def top_of(folder: Path) -> Path | None:
    """Return the top of the repository that a folder lies in; None where it lies in none."""
    place = folder.resolve()
    return next((each for each in (place, *place.parents) if (each / ".git").exists()), None)


def revisions(folder: Path) -> tuple[str, ...]:
    """Return the branches and tags by name; none where there is no repository."""
    found = _git(folder, "for-each-ref", "--format=%(refname:short)")
    return () if found.returncode else tuple(os.fsdecode(found.stdout).split())


def _fit(revision: str) -> str:
    """Return what can be a revision: nothing that git could take for an option."""
    if revision.startswith("-") or "\0" in revision:
        raise NoRevision(f"`{revision}` is no git revision")
    return revision


def _commit(folder: Path, revision: str, wanted_as: str = "folder and no git revision") -> str:
    wanted = f"{revision}^{{commit}}"
    found = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", wanted)
    if found.returncode == 0:
        return os.fsdecode(found.stdout).split()[-1]
    message = f"there is no {wanted_as} `{revision}`"
    theirs = _of_a_server(folder, revision)
    if theirs is not None:
        raise NoRevision(f"{message}; did you mean `{theirs}`?")
    if _text(folder, "rev-parse", "--is-shallow-repository").strip() == "true":
        raise NoRevision(
            f"{message}; this copy has the last commits only: type `git fetch --unshallow`"
        )
    raise UnknownRevision(message)


def _of_a_server(folder: Path, branch: str) -> str | None:
    """Return a server's branch of that name, ``origin/main``: a pipeline has no other."""
    found = _git(folder, "for-each-ref", "--format=%(refname:lstrip=2)", "refs/remotes/")
    names = os.fsdecode(found.stdout).split()
    return next((name for name in names if name.partition("/")[2] == branch), None)


def _files(folder: Path, listed: str, revision: str, at: str) -> Iterator[tuple[str, str]]:
    """Yield path and object of each file; of a link, the file of the repository it leads to."""
    rows = [row.partition("\t")[::2] for row in listed.split("\0") if row]
    links = [path for about, path in rows if about.startswith(_LINK)]
    led = _led(folder, at, [path for path in links if _is_inside(path)])
    for about, path in rows:
        mode, _, name = about.split()[:3]
        if mode == _MODULE:
            raise NoRevision(
                f"at the revision `{revision}`, `{path}` is a repository of its own (a submodule), "
                "whose files are not here: check both versions out, and name the two folders"
            )
        if not _is_inside(path):
            continue
        if mode == _LINK:
            name = led.get(path, "")
        if name:
            yield path, name


def _led(folder: Path, at: str, links: list[str]) -> dict[str, str]:
    """Return the files that links lead to, as far as they are in the repository."""
    told = "".join(f"{at}{path}\n" for path in links)
    found = (
        _git(folder, "cat-file", "--batch-check", "--follow-symlinks", told=told) if links else None
    )
    # Of what leads nowhere, or out of the repository, the target stands on a line of its own.
    rows = iter(os.fsdecode(found.stdout).splitlines() if found is not None else ())
    objects: dict[str, str] = {}
    for path in links:
        words = next(rows, "").split(" ")
        if words[0] in ("symlink", "dangling", "loop", "notdir"):
            next(rows, "")
        elif words[1:2] == ["blob"]:
            objects[path] = words[0]
    return objects


def _is_inside(path: str) -> bool:
    """Whether a path can only mean a file of the folder that it is written to, on any system."""
    is_odd = "\\" in path or "\n" in path or PureWindowsPath(path).drive
    return not is_odd and not {"..", ".", "", ".git"} & {*path.split("/")}


def _blobs(folder: Path, names: list[str]) -> Iterator[bytes]:
    """Yield the contents of objects."""
    found = _git(folder, "cat-file", "--batch", told="".join(f"{name}\n" for name in names))
    out, at = found.stdout, 0
    for name in names:
        end = out.find(b"\n", at)
        about = out[at:end].split()
        if len(about) != 3:
            raise NoRevision(f"git does not have the file {name} that the revision names")
        at = end + 1 + int(about[2])
        yield out[end + 1 : at]
        at += 1


def _text(folder: Path, *arguments: str) -> str:
    """Return what git answers. Raises NoRevision where it cannot."""
    found = _git(folder, *arguments)
    if found.returncode:
        told = os.fsdecode(found.stderr).strip().split("\n")[0].removeprefix("fatal: ")
        if "dubious ownership" in told:
            place = told.partition("'")[2].rpartition("'")[0]
            raise NoRevision(
                "git does not read this repository, since it belongs to somebody else; if you "
                f"trust it, type `git config --global --add safe.directory '{place}'`"
            )
        if "not a git repository" in told:
            where = "this folder" if folder == Path() else f"`{folder}`"
            raise NoRepository(f"{where} is not in a git repository, so it has no earlier versions")
        raise NoRevision(f"git says: {told}")
    return os.fsdecode(found.stdout)


def _git(folder: Path, *arguments: str, told: str = "") -> subprocess.CompletedProcess[bytes]:
    """Run git in a folder, whatever it comes to. Raises NoRevision where there is no git."""
    environment = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
    try:
        return subprocess.run(
            ["git", "-C", str(folder), *arguments],
            input=told.encode(),
            capture_output=True,
            check=False,
            env={**environment, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0"},
        )
    except FileNotFoundError:
        raise NoRepository(
            "git is not installed, so there are no earlier versions to be had; name two folders"
        ) from None
