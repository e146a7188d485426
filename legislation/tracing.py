"""Which code carries each provision, and which tests prove it: read from the sources, without importing them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from .provisions import Provision, provisions

ID = re.compile(r"\b(?:okul|smm)/(?:ek|\d+(?:/\d+(?:/[abcçdefgğhı])?)?)(?![\w/])")
SKIPPED = {"migrations", "tests", "node_modules", "staticfiles", ".venv", ".git", ".data", "docs", "script"}
# Here the ids are listed or explained, not carried.
LISTS = {"legislation/provisions.toml", "legislation/tracing.py", "legislation/provisions.py"}


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A line of a source: ``path`` relative to the root."""

    path: str
    line: int
    name: str = ""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" + (f" {self.name}" if self.name else "")


@dataclass
class Trace:
    """One provision with the places that carry it and the tests that prove it."""

    provision: Provision
    carriers: list[Place] = field(default_factory=list)
    tests: list[Place] = field(default_factory=list)

    @property
    def problem(self) -> str:
        """What is wrong, or nothing: carried by nothing, or carried and not tested."""
        if self.provision.is_context or (self.provision.planned and not self.carriers):
            return ""
        if not self.carriers:
            return "carried by nothing"
        if not self.tests and not self.provision.planned:
            return "carried without a test"
        return ""


def trace(root: Path) -> tuple[dict[str, Trace], list[str]]:
    """Every provision with its carriers and tests, and the unknown ids that code or tests cite."""
    traces = {id: Trace(provision) for id, provision in provisions().items()}
    unknown = []
    for kind, id, place in [*_carriers(root), *_tests(root)]:
        found = traces.get(id)
        if found is not None:
            getattr(found, kind).append(place)
        elif not _is_article(id):
            unknown.append(f"{id} at {place}")
    return traces, sorted(unknown)


def _is_article(id: str) -> bool:
    """An article or paragraph whose parts are provisions, such as ``okul/4``."""
    return any(known.startswith(f"{id}/") for known in provisions())


def _sources(root: Path) -> Iterator[Path]:
    for pattern in ("*.py", "*.html"):
        for path in sorted(root.rglob(pattern)):
            parts = path.relative_to(root).parts
            if not SKIPPED.intersection(parts) and str(path.relative_to(root)) not in LISTS:
                yield path


def _carriers(root: Path) -> Iterator[tuple[str, str, Place]]:
    for path in _sources(root):
        name = str(path.relative_to(root))
        for number, line in enumerate(path.read_text(encoding="utf8").splitlines(), 1):
            for id in dict.fromkeys(ID.findall(line)):
                yield "carriers", id, Place(name, number)


def _tests(root: Path) -> Iterator[tuple[str, str, Place]]:
    for path in sorted((root / "tests").rglob("test_*.py")):
        tree = ast.parse(path.read_text(encoding="utf8"))
        name = str(path.relative_to(root))
        whole = [id for node in tree.body if _is_pytestmark(node) for id in _marked(ast.walk(node))]
        for node in (node for node in tree.body if isinstance(node, ast.FunctionDef)):
            inside = (part for decorator in node.decorator_list for part in ast.walk(decorator))
            place = Place(name, node.lineno, node.name)
            yield from (("tests", id, place) for id in dict.fromkeys([*whole, *_marked(inside)]))


def _is_pytestmark(node: ast.stmt) -> bool:
    return isinstance(node, ast.Assign) and any(
        isinstance(target, ast.Name) and target.id == "pytestmark" for target in node.targets
    )


def _marked(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """The ids in ``pytest.mark.provision("…")``, wherever it stands."""
    calls = (node for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute))
    arguments = (argument for call in calls if call.func.attr == "provision" for argument in call.args)  # type: ignore[attr-defined]
    for argument in arguments:
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            yield argument.value
