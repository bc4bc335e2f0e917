# /// script
# requires-python = ">=3.11"
# dependencies = ["cosmic-ray>=8.4", "coverage>=7"]
# ///
"""Break `planning/` in many small ways, one at a time, and count how often the tests notice.

    uv pip install cosmic-ray coverage
    python packaging/mutants.py 300 [--seed 1] [--only checks/rules/meals.py] [--jobs 2] [--log F]

Mutations are those of cosmic-ray. A place in the source is drawn first and then one of the
mutations that fit there, so that operators with many variants do not count more. Annotations are
left out, since they are never evaluated.

First every test module runs once by itself, without any mutant, to learn which lines it reaches.
A mutant then meets all test modules of `tests/planning` that reach its statement, until a test
fails: those that bear the name of its module first, then those that look at everything or speak of
its codes, then the rest, quick ones first. Hypothesis draws the same examples in every run, and
does not look for smaller ones. A mutant that changes nothing counts as one that survived.

With `--log`, a run that was cut off goes on where it ended, as long as `planning/` is the same;
`--again` lets those that survived meet the tests anew, when tests have been added. `--without` a
test module that takes long finds most survivors sooner; `--again` then puts the rest right. The
line of a survivor to which somebody adds the word `equivalent` is left as it is.

Each job works on a copy of the project, in a process that has imported what no mutant touches and
forks for each run; so this needs a system that can fork.
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from queue import Queue
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PLANNING = Path("src/visitplanner/planning")
TESTS = "tests/planning"
GENERAL = tuple(f"{TESTS}/checks/test_{name}.py" for name in ("planted", "sample", "wording"))
"""Tests that look at everything at once."""
TIMEOUT = 60
"""Seconds after which a test counts as one that noticed: the mutant never comes to an end."""
EQUIVALENT = "equivalent"
"""Ends the line of a survivor in a log to which somebody has looked: it changes nothing."""
MEMORY = 8 << 30
"""Bytes that a run may take, so that a mutant without end does not take the whole machine."""

PRELOADED = (
    *("pytest", "hypothesis.strategies", "phonenumbers", "PySide6.QtTest", "PySide6.QtWidgets"),
    *("visitplanner.domain.queries", "visitplanner.domain.index", "visitplanner.i18n"),
)
"""Modules that many tests import and no mutant touches."""

OPTIONS = ("-x", "-q", "-p", "no:cacheprovider", "-W", "ignore::pytest.PytestAssertRewriteWarning")

Reach = dict[str, Any]
"""For each test module, how many `seconds` it takes and which lines of which file it reaches."""


@dataclass(frozen=True)
class Mutant:
    """One small change of one module."""

    module: Path
    operator: str
    arguments: tuple[tuple[str, Any], ...]
    occurrence: int
    line: int

    def __str__(self) -> str:
        """What tells it apart from every other mutant of the same source."""
        operator = self.operator.removeprefix("core/")
        return f"{self.module}:{self.line} {operator}#{self.occurrence}"


def main() -> int:
    """Draw, run, and report what survived."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", action="append", default=[])
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--log", type=Path)
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--without", action="append", default=[], metavar="TEST_MODULE")
    wanted = parser.parse_args()
    drawn = draw(wanted.count, random.Random(wanted.seed), wanted.only)
    with tempfile.TemporaryDirectory() as scratch:
        log = Log(wanted.log or Path(scratch) / "log", _digest(PLANNING), again=wanted.again)
        runners: Queue[Runner] = Queue()
        for number in range(wanted.jobs):
            runners.put(Runner(Path(scratch) / str(number)))
        reach = _reach(runners.queue[0], log.path.with_suffix(".reach.json"))
        reach = {
            name: found for name, found in reach.items() if Path(name).name not in wanted.without
        }
        with ThreadPoolExecutor(wanted.jobs) as pool:
            found = list(pool.map(lambda mutant: _tried(mutant, runners, reach, log), drawn))
        for runner in runners.queue:
            runner.close()
    killed = sum(found)
    print(f"{killed} of {len(found)} mutants were noticed: {killed / max(1, len(found)):.1%}")
    return 0


class Log:
    """What has been found, one mutant a line, in a file that outlives a run."""

    def __init__(self, path: Path, digest: str, *, again: bool) -> None:
        self.path, self._known, first = path, dict[str, bool](), f"# planning {digest}"
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else [first]
        if lines[0] != first:
            sys.exit(f"{path} is about another state of planning/: name another log.")
        for line in lines[1:]:
            noticed, settled = line.startswith("noticed"), line.endswith(EQUIVALENT)
            name = " ".join(line.split()[1:3])
            self._known.pop(name, None)
            if noticed or settled or not again:
                self._known[name] = noticed
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")

    def __getitem__(self, mutant: Mutant) -> bool | None:
        """Whether a mutant was noticed, if that is known."""
        return self._known.get(str(mutant))

    def add(self, mutant: Mutant, by: str) -> bool:
        """Write down which test noticed a mutant, or that none did, and return whether one did."""
        line = f"noticed  {mutant}  {by}" if by else f"SURVIVED {mutant}"
        print(line, flush=True)
        with self.path.open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")
        return bool(by)


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
    nodes, found = list(ast_nodes(get_ast_from_path(ROOT / module))), []
    for name in operator_names():
        kind = get_operator(name)
        if kind.arguments():
            continue
        places = [place for node in nodes for place in kind().mutation_positions(node)]
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


class Runner:
    """A copy of the project, and a process that runs tests on it."""

    def __init__(self, folder: Path) -> None:
        kept = shutil.ignore_patterns(".git", ".venv", ".tools", ".*_cache", "__pycache__")
        self.folder = shutil.copytree(ROOT, folder, ignore=kept)
        paths = os.pathsep.join((str(folder / "src"), str(folder)))
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).resolve()), "--serve"],
            cwd=folder,
            env=os.environ | {"PYTHONPATH": paths},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.run(["--collect-only", TESTS], measure=True)  # compiles everything once

    def run(self, tests: list[str], *, measure: bool = False) -> dict[str, Any]:
        """Run test modules until one test fails, and say which (`by`), or what they `reach`."""
        if not tests:
            return {"by": ""}
        if self._process.stdin is None or self._process.stdout is None:
            raise ValueError("a process without pipes")
        self._process.stdin.write(json.dumps({"tests": tests, "measure": measure}) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer

    def close(self) -> None:
        """Let the process come to its end."""
        self._process.communicate()


def _digest(*folders: str | Path) -> str:
    """What tells files of Python, and those in folders, from any other state of theirs."""
    found = hashlib.sha256()
    for folder in (ROOT / each for each in folders):
        for path in sorted(folder.rglob("*.py")) if folder.is_dir() else [folder]:
            found.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return found.hexdigest()[:16]


def _reach(runner: Runner, kept: Path) -> Reach:
    """What each test module reaches when nothing is broken; `kept` spares doing it twice."""
    known: Reach = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {}
    every = sorted((ROOT / TESTS).rglob("*.py"))
    tests = [path for path in every if path.name.startswith("test_")]
    others = [path for path in every if path not in tests]
    found: Reach = {}
    for path in tests:
        name = str(path.relative_to(ROOT))
        state = _digest("src", "tests/conftest.py", *others, path)
        if name not in known or known[name]["state"] != state:
            known[name] = runner.run([name], measure=True) | {"state": state}
        found[name] = known[name]
        if found[name]["by"]:
            sys.exit(f"{found[name]['by']} fails without any mutant: put that right first.")
    kept.write_text(json.dumps(found), encoding="utf-8")
    return found


def _tried(mutant: Mutant, runners: Queue[Runner], reach: Reach, log: Log) -> bool:
    from cosmic_ray.mutating import mutate_code
    from cosmic_ray.plugins import get_operator

    if (known := log[mutant]) is not None:
        return known
    runner = runners.get()
    path = runner.folder / mutant.module
    original, times = path.read_text(encoding="utf-8"), path.stat()
    try:
        operator = get_operator(mutant.operator)(**dict(mutant.arguments))
        path.write_text(mutate_code(original, operator, mutant.occurrence), encoding="utf-8")
        near, far = _ordered(mutant, reach)
        by = runner.run(near)["by"] or runner.run(far)["by"]
    finally:
        path.write_text(original, encoding="utf-8")
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
        runners.put(runner)
    return log.add(mutant, by)


def _ordered(mutant: Mutant, reach: Reach) -> tuple[list[str], list[str]]:
    """The test modules that reach a mutant: first those near to it, and then the rest."""
    first, last = _statement(mutant)
    reaching = [
        name
        for name, found in reach.items()
        if any(first <= line <= last for line in found["reach"].get(str(mutant.module), ()))
    ]
    near = [name for name in _nearest(mutant.module) if name in reaching]
    far = [name for name in reaching if name not in near]
    return near, sorted(far, key=lambda name: float(reach[name]["seconds"]))


def _statement(mutant: Mutant) -> tuple[int, int]:
    """First and last line of the statement in which a mutant is, without what is nested in it."""
    tree = ast.parse((ROOT / mutant.module).read_text(encoding="utf-8"))
    found = (1, mutant.line)
    for node in ast.walk(tree):  # the outer ones come first
        if not isinstance(node, ast.stmt):
            continue
        start = min([node.lineno, *(each.lineno for each in getattr(node, "decorator_list", ()))])
        end, body = node.end_lineno or node.lineno, getattr(node, "body", None)
        if start <= mutant.line <= end:
            in_head = body and mutant.line < body[0].lineno
            found = (start, body[0].lineno - 1) if body and in_head else (start, end)
    return found


def _nearest(module: Path) -> list[str]:
    """The test modules that a mutant of a module meets first."""
    codes = re.findall(r'rule\(\s*"([a-z-]+)"', (ROOT / module).read_text(encoding="utf-8"))
    imported = ".".join(module.with_suffix("").parts[1:])
    names = {module.stem, module.parent.name} - {"__init__", "rules", "checks", "planning"}
    named, spoken = [], []
    for path in sorted((ROOT / TESTS).rglob("test_*.py")):
        text, own = path.read_text(encoding="utf-8"), path.stem.removeprefix("test_")
        if own in names or own.startswith(tuple(f"{name}_" for name in names)):
            named.append(str(path.relative_to(ROOT)))
        elif any(f'"{code}"' in text for code in codes) or imported in text:
            spoken.append(str(path.relative_to(ROOT)))
    return list(dict.fromkeys((*named, *GENERAL, *spoken)))


def serve() -> int:
    """Run tests on demand, each time in a fork of a process that has imported all but `planning/`.

    A question is a line of JSON with the `tests` and whether to `measure`; so is the answer.
    """
    for name in PRELOADED:
        import_module(name)
    if any(name.startswith("visitplanner.planning") for name in sys.modules):
        sys.exit("What is to be broken has been imported before it is broken.")
    for line in sys.stdin:
        asked = json.loads(line)
        receiver, sender = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(receiver)
            _answer(asked["tests"], sender, measure=asked["measure"])
        os.close(sender)
        with os.fdopen(receiver, encoding="utf-8") as file:
            told = file.read()
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        print(told if code == 0 else json.dumps({"by": f"(ended with {code})"}), flush=True)
    return 0


def _answer(tests: list[str], sender: int, *, measure: bool) -> None:
    """Run tests in the fork, tell what came of it, and end."""
    import resource
    import signal

    import pytest

    null = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1):
        os.dup2(null, stream)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    # What is compiled without a mutant is of use to all that follow; a mutant is of use to none.
    sys.dont_write_bytecode = not measure
    watched = import_module("coverage").Coverage(
        None, include=[f"{Path.cwd() / PLANNING}/*"], config_file=False
    )
    started, watch = time.perf_counter(), _Watch()
    if measure:
        watched.start()
    code = pytest.main([*OPTIONS, *tests], plugins=[watch])
    watched.stop()
    found: dict[str, Any] = {"by": watch.by or ("" if code in (0, 5) else f"(pytest said {code})")}
    if measure:
        data = watched.get_data()
        lines = {str(Path(f).relative_to(Path.cwd())): data.lines(f) for f in data.measured_files()}
        found |= {"seconds": time.perf_counter() - started, "reach": lines}
    with os.fdopen(sender, "w", encoding="utf-8") as file:
        file.write(json.dumps(found))
    os._exit(0)


class _Watch:
    """A plugin of pytest: sees which test fails, ends what does not end, and sets Hypothesis."""

    by = ""

    def pytest_configure(self) -> None:
        from hypothesis import Phase, settings

        phases = (Phase.explicit, Phase.generate)
        settings.register_profile("mutants", settings(), derandomize=True, phases=phases)
        settings.load_profile("mutants")

    def pytest_collectstart(self) -> None:
        import signal

        signal.alarm(TIMEOUT)

    def pytest_runtest_logstart(self) -> None:
        import signal

        signal.alarm(TIMEOUT)

    def pytest_collectreport(self, report: Any) -> None:
        self.by = self.by or (report.nodeid if report.failed else "")

    def pytest_runtest_logreport(self, report: Any) -> None:
        self.by = self.by or (report.nodeid if report.failed else "")


if __name__ == "__main__":
    sys.exit(serve() if sys.argv[1:] == ["--serve"] else main())
