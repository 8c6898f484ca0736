"""The rule files of a project and the models they use, read and parsed."""

from __future__ import annotations

from pathlib import Path

from crossfoot import resources
from crossfoot.codes.bad_text import BAD_TEXT
from crossfoot.codes.unknown_name import UNKNOWN_NAME
from crossfoot.diagnostic import Diagnostic
from crossfoot.model.names import key
from crossfoot.model.stores import Project
from crossfoot.project.load import MissingFile, read
from crossfoot.source import BadText
from crossfoot.suggest import did_you_mean
from crossfoot.syntax.parse import parse
from crossfoot.syntax.tree import File, Use


def rule_files(
    project: Project,
) -> tuple[tuple[tuple[File, bool], ...], tuple[Diagnostic, ...]]:
    """Return the models in use and the company's rule files, parsed, with what is wrong in them.

    Each file comes with whether it is a model; models stand before the company's files, so that
    where two say different things, it is the company's that says it a second time.
    """
    reader = RuleFiles(project.root)
    for rules in project.rules:
        reader.read(project.root / rules.path, rules.path, is_model=False)
    models_first = sorted(reader.files, key=lambda each: not each[1])
    return tuple(models_first), tuple(reader.found)


class RuleFiles:
    """Reads rule files and what they use, each once."""

    def __init__(self, root: Path) -> None:
        self.files: list[tuple[File, bool]] = []
        self.found: list[Diagnostic] = []
        self._root = root
        self._used: set[str] = set()

    def read(self, path: Path, shown: str, *, is_model: bool) -> None:
        """Take in one file, after the models it uses."""
        try:
            source = read(path, shown)
        except BadText as error:
            self.found.append(Diagnostic(BAD_TEXT, error.message, error.at))
            return
        file, faults = parse(source)
        self.found.extend(faults)
        self.add(file, is_model=is_model)

    def add(self, file: File, *, is_model: bool) -> None:
        """Take in a file that is read already."""
        for statement in file.statements:
            if isinstance(statement, Use) and key(statement.name.text) not in self._used:
                self._used.add(key(statement.name.text))
                self._use(statement)
        self.files.append((file, is_model))

    def read_model(self, name: str) -> bool:
        """Take in a shipped model, or one beside the project; return whether there is one."""
        shipped = resources.model(name.casefold())
        own = self._root / f"{name}.gl"
        if name.casefold() in resources.models():
            self.read(shipped, f"crossfoot/rules/{shipped.name}", is_model=True)
        elif own.is_file():
            self.read(own, own.name, is_model=True)
        else:
            return False
        return True

    def _use(self, statement: Use) -> None:
        name = statement.name.text
        if not self.read_model(name):
            self.found.append(
                Diagnostic(
                    UNKNOWN_NAME,
                    f"there is no model called `{name}`",
                    statement.name.at,
                    help=did_you_mean(name, resources.models())
                    or f"with Crossfoot comes {_shipped()}; your own would be `{name}.gl` here",
                )
            )


def model_files(
    name: str, root: Path
) -> tuple[tuple[tuple[File, bool], ...], tuple[Diagnostic, ...]]:
    """Return a model by its name, and the models that it uses, as `rule_files` does.

    Raises MissingFile where there is no model of that name, shipped or in folder `root`.
    """
    reader = RuleFiles(root)
    if not reader.read_model(name):
        raise MissingFile(f"there is no model called `{name}`; with Crossfoot comes {_shipped()}")
    return tuple(reader.files), tuple(reader.found)


def _shipped() -> str:
    return ", ".join(f"`{each}`" for each in resources.models())
