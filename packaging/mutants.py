# /// script
# requires-python = ">=3.11"
# dependencies = ["cosmic-ray>=8.4", "coverage>=7", "pytest-cov>=6"]
# ///
"""Break `planning/` in many small ways, one at a time, and count how often the tests notice.

    uv pip install cosmic-ray pytest-cov
    python packaging/mutants.py 300 [--seed 1] [--only checks/rules/meals.py] [--jobs 2]

Mutations are those of cosmic-ray. A place in the source is drawn first and then one of the
mutations that fit there, so that operators with many variants do not count more. Annotations are
left out, since they are never evaluated. All tests of `planning/` run once, to see which of them
reach which line; a mutant then meets those that reach its line, the quick ones first. Each job
works on a copy of the project.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
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
"""Tests that draw whole plans at random, and come last."""
TIMEOUT = 300
"""Seconds after which a run counts as one that noticed: the mutant never came to an end."""


Reach = dict[tuple[str, int], list[str]]
"""The tests that reach a line of a module."""


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
        reach = _reach(folders.queue[0])
        with ThreadPoolExecutor(wanted.jobs) as pool:
            found = list(pool.map(lambda mutant: _tried(mutant, folders, reach), drawn))
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


def _tried(mutant: Mutant, folders: Queue[Path], reach: Reach) -> bool:
    from cosmic_ray.mutating import mutate_code
    from cosmic_ray.plugins import get_operator

    folder = folders.get()
    path = folder / mutant.module
    original = path.read_text(encoding="utf-8")
    try:
        operator = get_operator(mutant.operator)(**dict(mutant.arguments))
        path.write_text(mutate_code(original, operator, mutant.occurrence), encoding="utf-8")
        tests = reach.get((str(mutant.module), mutant.line), [])
        noticed = bool(tests) and _fails(folder, *tests)
    finally:
        path.write_text(original, encoding="utf-8")
        folders.put(folder)
    word = "noticed " if noticed else "SURVIVED"
    print(word, f"{mutant.module}:{mutant.line}", mutant.operator.removeprefix("core/"), flush=True)
    return noticed


def _reach(folder: Path) -> Reach:
    """Which tests reach which lines; ends the program if they fail without any mutant."""
    coverage = ("--cov=src/visitplanner/planning", "--cov-context=test", "--cov-report=")
    if _fails(folder, *coverage, TESTS):
        sys.exit("The tests fail without any mutant: put that right first.")
    from coverage import CoverageData

    data, found = CoverageData(str(folder / ".coverage")), {}
    data.read()
    for name in data.measured_files():
        module = str(Path(name).relative_to(folder))
        for line, contexts in data.contexts_by_lineno(name).items():
            tests = {context.partition("|")[0] for context in contexts if context}
            # Without a context, a line runs when its module is imported: anything may notice it.
            found[module, line] = sorted(tests, key=_quick_first) or [TESTS]
    return found


def _quick_first(test: str) -> tuple[bool, str]:
    return any(name in test for name in SLOW), test


def _fails(folder: Path, *words: str) -> bool:
    command = [sys.executable, "-B", "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider"]
    paths = os.pathsep.join((str(folder / "src"), str(folder)))
    # The names of thousands of tests are more than a command line holds.
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".txt", delete=False) as chosen:
        chosen.write("\n".join(words))
    try:
        done = subprocess.run(
            [*command, f"@{chosen.name}"],
            cwd=folder,
            env=os.environ | {"PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=TIMEOUT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return True
    finally:
        Path(chosen.name).unlink()
    return done.returncode != 0


if __name__ == "__main__":
    sys.exit(main())
