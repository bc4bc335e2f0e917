# /// script
# requires-python = ">=3.11"
# dependencies = ["cosmic-ray>=8.4"]
# ///
"""Break `planning/` in many small ways, one at a time, and count how often the tests notice.

    uv pip install cosmic-ray
    python packaging/mutants.py 300 [--seed 1] [--only checks/rules/meals.py] [--jobs 2]

Mutations are those of cosmic-ray. A place in the source is drawn first and then one of the
mutations that fit there, so that operators with many variants do not count more. Annotations are
left out, since they are never evaluated. A mutant meets the tests that bear the name of its module,
import from it or speak of its codes, and then those that plant mistakes of every kind; others might
notice more, so the figure is the least that is true. Each job works on a copy of the project.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import Queue
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PLANNING = Path("src/visitplanner/planning")
TESTS = "tests/planning"
SLOW = ("test_checker.py", "test_engine.py", "test_completeness_properties.py")
"""Tests that draw whole plans at random, and take long; they meet mutants of nothing."""
GENERAL = tuple(f"{TESTS}/checks/test_{name}.py" for name in ("planted", "sample", "wording"))
"""Tests that look at everything at once."""
TIMEOUT = 300
"""Seconds after which a run counts as one that noticed: the mutant never came to an end."""


@dataclass(frozen=True)
class Mutant:
    """One small change of one module."""

    module: Path
    operator: str
    arguments: tuple[tuple[str, Any], ...]
    occurrence: int
    line: int


def main() -> int:
    """Draw, run, and report what survived."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", action="append", default=[])
    parser.add_argument("--jobs", type=int, default=2)
    wanted = parser.parse_args()
    drawn = draw(wanted.count, random.Random(wanted.seed), wanted.only)
    folders: Queue[Path] = Queue()
    with tempfile.TemporaryDirectory() as scratch:
        for number in range(wanted.jobs):
            folders.put(_copy(Path(scratch) / str(number)))
        if _fails(folders.queue[0], TESTS):
            sys.exit("The tests fail without any mutant: put that right first.")
        with ThreadPoolExecutor(wanted.jobs) as pool:
            found = list(pool.map(lambda mutant: _tried(mutant, folders), drawn))
    killed = sum(found)
    print(f"{killed} of {len(found)} mutants were noticed: {killed / max(1, len(found)):.1%}")
    return 0


def draw(count: int, dice: random.Random, only: list[str]) -> list[Mutant]:
    """Some mutants, each at a place of its own."""
    places: dict[tuple[Path, tuple[int, int]], list[Mutant]] = {}
    for path in sorted((ROOT / PLANNING).rglob("*.py")):
        module = path.relative_to(ROOT)
        if not only or any(str(module).endswith(each) for each in only):
            for place, mutant in _mutants(module):
                places.setdefault((module, place), []).append(mutant)
    chosen = dice.sample(sorted(places), min(count, len(places)))
    return [dice.choice(places[place]) for place in chosen]


def _mutants(module: Path) -> list[tuple[tuple[int, int], Mutant]]:
    from cosmic_ray.ast import ast_nodes, get_ast_from_path
    from cosmic_ray.plugins import get_operator, operator_names

    source = (ROOT / module).read_text(encoding="utf-8")
    silent = _lines_nobody_notices(ast.parse(source))
    tree, found = get_ast_from_path(ROOT / module), []
    for name in operator_names():
        kind = get_operator(name)
        if kind.arguments():
            continue
        places = [place for node in ast_nodes(tree) for place in kind().mutation_positions(node)]
        found += [
            (start, Mutant(module, name, (), occurrence, start[0]))
            for occurrence, (start, end) in enumerate(places)
            if not any(first <= start < last for first, last in silent)
        ]
    return found


def _lines_nobody_notices(tree: ast.Module) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Where annotations stand: they are never evaluated."""
    nodes: list[ast.AST | None] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            arguments = node.args
            every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
            nodes += [node.returns, *(each.annotation for each in every)]
            nodes += [each.annotation for each in (arguments.vararg, arguments.kwarg) if each]
        elif isinstance(node, ast.AnnAssign):
            nodes.append(node.annotation)
    return [
        ((node.lineno, node.col_offset), (node.end_lineno or 0, node.end_col_offset or 0))
        for node in nodes
        if isinstance(node, ast.expr)
    ]


def _copy(folder: Path) -> Path:
    kept = shutil.ignore_patterns(".git", ".venv", ".tools", ".*_cache", "__pycache__")
    shutil.copytree(ROOT, folder, ignore=kept)
    return folder


def _tried(mutant: Mutant, folders: Queue[Path]) -> bool:
    from cosmic_ray.mutating import mutate_code
    from cosmic_ray.plugins import get_operator

    folder = folders.get()
    path = folder / mutant.module
    original = path.read_text(encoding="utf-8")
    try:
        operator = get_operator(mutant.operator)(**dict(mutant.arguments))
        path.write_text(mutate_code(original, operator, mutant.occurrence), encoding="utf-8")
        noticed = _fails(folder, *_nearest(folder, mutant.module)) or _fails(folder, *GENERAL)
    finally:
        path.write_text(original, encoding="utf-8")
        folders.put(folder)
    word = "noticed " if noticed else "SURVIVED"
    print(word, f"{mutant.module}:{mutant.line}", mutant.operator.removeprefix("core/"), flush=True)
    return noticed


def _nearest(folder: Path, module: Path) -> list[str]:
    """The test modules that a mutant of a module meets first."""
    codes = re.findall(r'rule\(\s*"([a-z-]+)"', (folder / module).read_text(encoding="utf-8"))
    imported = ".".join(module.with_suffix("").parts[1:])
    names = {module.stem, module.parent.name} - {"__init__", "rules", "checks", "planning"}
    found = []
    for path in sorted((folder / TESTS).rglob("test_*.py")):
        if path.name in SLOW or str(path.relative_to(folder)) in GENERAL:
            continue
        text, own = path.read_text(encoding="utf-8"), path.stem.removeprefix("test_")
        spoken = any(f'"{code}"' in text for code in codes) or imported in text
        if spoken or own.startswith(tuple(names)):
            found.append(path)
    found.sort(key=lambda path: path.stem.removeprefix("test_") not in names)
    return [str(path.relative_to(folder)) for path in found] or list(GENERAL)


def _fails(folder: Path, *words: str) -> bool:
    command = [sys.executable, "-B", "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider"]
    paths = os.pathsep.join((str(folder / "src"), str(folder)))
    try:
        done = subprocess.run(
            [*command, *words],
            cwd=folder,
            env=os.environ | {"PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=TIMEOUT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return True
    return done.returncode != 0


if __name__ == "__main__":
    sys.exit(main())
