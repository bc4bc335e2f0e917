"""The rules of the house: floors, sizes, licences, what loads when, what a wheel carries."""

from __future__ import annotations

import ast
import importlib.metadata
import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from importlinter.cli import lint_imports
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import dev
from visitplanner import resources
from visitplanner.__main__ import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "visitplanner"

SLOW = {
    *("babel", "docx", "icalendar", "openpyxl", "ortools", "pikepdf", "pypdfium2", "reportlab"),
    *("caldav", "niquests", "recurring_ical_events"),
}


def test_imports_point_downwards(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    assert lint_imports(no_cache=True, no_logo=True) == 0, capsys.readouterr().out


LONGEST = 60
"""Lines of a function."""


def _lines(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _long_functions(text: str) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Functions of too many lines; there is none in a statement that has fewer itself."""
    waiting: list[Any] = [ast.parse(text)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.stmt) and _lines(node) <= LONGEST:
            continue
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
        for inner in ("body", "orelse", "finalbody", "handlers", "cases"):
            waiting += getattr(node, inner, [])


def test_modules_and_functions_stay_small() -> None:
    too_long = []
    for module in sorted([*SOURCE.rglob("*.py"), *(ROOT / "tests").rglob("*.py")]):
        name = module.relative_to(ROOT)
        text = module.read_text(encoding="utf-8")
        lines = text.count("\n")
        if lines > 500:
            too_long.append(f"{name}: {lines} lines")
        too_long += [
            f"{name}:{function.lineno} {function.name}: {_lines(function)} lines"
            for function in _long_functions(text)
        ]
    assert too_long == []


@pytest.mark.parametrize(
    "around",
    [
        "",
        "class A:",
        "if a:\n pass\nelse:",
        "try:\n pass\nfinally:",
        "try:\n pass\nexcept A:",
        "match a:\n case 1:",
        "with a:\n async def b():",
        "for a in b:",
    ],
)
def test_a_long_function_is_found_wherever_it_is(around: str) -> None:
    last = around.rpartition("\n")[2]
    indent = " " * (len(last) - len(last.lstrip()) + bool(last))

    def written(lines: int) -> str:
        return f"{around}\n{indent}def long():\n" + f"{indent} pass\n" * (lines - 1)

    assert "long" in {one.name for one in _long_functions(written(LONGEST + 1))}
    assert "long" not in {one.name for one in _long_functions(written(LONGEST))}


# --- What loads when -----------------------------------------------------------------------------


def _loaded_by(module: str) -> set[str]:
    """The top-level packages that a fresh interpreter holds after importing `module`."""
    code = f"import json, sys, {module}; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, encoding="utf-8"
    )
    return {name.partition(".")[0] for name in json.loads(done.stdout)}


def test_the_entry_point_loads_nothing_heavy() -> None:
    loaded = _loaded_by("visitplanner.__main__")
    assert "visitplanner" in loaded
    assert loaded & (SLOW | {"PySide6", "pydantic", "typer"}) == set()


def test_the_window_loads_no_file_format() -> None:
    loaded = _loaded_by("visitplanner.desktop.application")
    assert "PySide6" in loaded
    assert loaded & (SLOW | {"typer"}) == set()


def test_the_command_line_loads_no_window_and_no_file_format() -> None:
    loaded = _loaded_by("visitplanner.cli")
    assert "typer" in loaded
    assert loaded & (SLOW | {"PySide6"}) == set()


# --- Licences and versions -----------------------------------------------------------------------


def _runtime_distributions() -> dict[str, importlib.metadata.Distribution]:
    """The program's libraries and theirs, as installed for this system."""
    found: dict[str, importlib.metadata.Distribution] = {}
    waiting = [Requirement("visitplanner")]
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        if name in found or (requirement.marker and not requirement.marker.evaluate()):
            continue
        found[name] = importlib.metadata.distribution(name)
        waiting += map(Requirement, found[name].requires or [])
    return found


_OFFERED = {
    # Its classifiers name three licences; its README and COPYING files leave the choice to us.
    "pyphen": "GPL-2.0-or-later OR LGPL-2.1-or-later OR MPL-1.1",
}


def _licence(distribution: importlib.metadata.Distribution) -> str:
    """What a library says of its licence, the most formal statement first."""
    if offered := _OFFERED.get(canonicalize_name(distribution.name)):
        return offered
    stated = distribution.metadata.get_all
    classifiers = [line for line in stated("Classifier") or [] if line.startswith("License ::")]
    return " ".join(stated("License-Expression") or classifiers or stated("License") or [])


def _is_acceptable(licence: str) -> bool:
    """Whether one of the alternatives of a licence is neither the GPL nor the AGPL."""
    strict = re.compile(r"(?<!L)GPL|GNU (Affero )?General Public|Affero", re.IGNORECASE)
    return bool(licence) and any(not strict.search(choice) for choice in licence.split(" OR "))


@pytest.mark.parametrize(
    ("licence", "acceptable"),
    [
        ("MIT", True),
        ("LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", True),
        ("License :: OSI Approved :: GNU Lesser General Public License v3 (LGPLv3)", True),
        ("GPL-3.0-or-later", False),
        ("AGPL-3.0-only", False),
        ("MIT AND GPL-2.0-only", False),
        ("License :: OSI Approved :: GNU Affero General Public License v3", False),
        ("License :: OSI Approved :: GNU General Public License (GPL)", False),
        ("", False),
    ],
)
def test_a_strict_licence_is_recognised(licence: str, *, acceptable: bool) -> None:
    assert _is_acceptable(licence) is acceptable


def test_no_library_asks_for_the_source_of_the_program() -> None:
    distributions = _runtime_distributions()
    assert {"pyside6-essentials", "pydantic-core", "reportlab"} <= distributions.keys()
    licences = {name: _licence(found) for name, found in distributions.items()}
    assert {n: text for n, text in licences.items() if not _is_acceptable(text)} == {}


def _as_locked(requirements: list[str]) -> set[tuple[str, frozenset[str]]]:
    parsed = map(Requirement, requirements)
    return {(canonicalize_name(r.name), frozenset(map(str, r.specifier))) for r in parsed}


def test_the_lock_fits_the_project() -> None:
    def stated(rows: list[dict[str, Any]]) -> set[tuple[str, frozenset[str]]]:
        return _as_locked([row["name"] + row.get("specifier", "") for row in rows])

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    ours = next(p for p in lock["package"] if p["name"] == project["project"]["name"])
    wanted = _as_locked(project["project"]["dependencies"])
    assert stated(ours["metadata"]["requires-dist"]) == wanted
    tools = _as_locked(project["dependency-groups"]["dev"])
    assert stated(ours["metadata"]["requires-dev"]["dev"]) == tools


# --- The README ----------------------------------------------------------------------------------


def test_the_readme_names_the_commands_and_the_system_libraries() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `visitplanner ([a-z-]+)", readme, re.MULTILINE)) == COMMANDS
    assert f"apt-get install -y {' '.join(dev.QT_PACKAGES)}\n" in readme
    for subcommand in ("demo", "test", "window"):
        assert subcommand in dev.SUBCOMMANDS
        assert f"python3 dev.py {subcommand}" in readme


# --- The wheel -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package folder of a wheel that was built here and unpacked elsewhere."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site" / "visitplanner"


def _files(folder: Path) -> dict[str, int]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.stat().st_size for path in found}


def test_a_wheel_carries_every_resource(installed: Path) -> None:
    source = _files(ROOT / "resources")
    assert "sample/clusgrid.xlsx" in source
    assert _files(installed / "_resources") == source


def test_a_wheel_carries_the_program_and_nothing_else(installed: Path) -> None:
    carried = {name for name in _files(installed) if not name.startswith("_resources/")}
    assert carried == {name for name in _files(SOURCE) if "__pycache__" not in name}
    beside = {path.name for path in installed.parent.iterdir()}
    assert {name.partition("-")[0] for name in beside} == {"visitplanner"}


def test_resources_are_found_alike_from_wheel_and_source(installed: Path) -> None:
    assert resources.root() == ROOT / "resources"
    code = "from visitplanner import resources as r; print(r.path('sample', 'clusgrid.xlsx'))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=installed.parent,
        env={**os.environ, "PYTHONPATH": str(installed.parent)},
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    assert Path(done.stdout.strip()) == installed / "_resources" / "sample" / "clusgrid.xlsx"
