"""Set up this folder and work in it; needs Python 3.11 or newer and nothing else.

    python3 dev.py demo       build the sample visit and publish its papers
    python3 dev.py test       check style, types and imports, then run the tests
    python3 dev.py window     open the window
    python3 dev.py bench      print what the measured operations cost
    python3 dev.py messages   bring the translations up to date with the source

Everything that is installed goes into two folders beside this file, `.venv` (the program and its
libraries, in the versions of uv.lock) and `.tools` (the installer, uv); the Python that runs this
script stays as it is. Words after the subcommand are handed on: `python3 dev.py test -k calendar`.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
TOOLS = ROOT / ".tools"
ENVIRONMENT = ROOT / ".venv"
SCRIPTS = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
EXECUTABLE = ".exe" if os.name == "nt" else ""
PYTHON = SCRIPTS / f"python{EXECUTABLE}"
UV = "uv>=0.9,<1"

QT_MODULES = ("Core", "DBus", "Gui", "Network", "PrintSupport", "Svg", "Test", "Widgets")
# What Qt asks of a Linux system, by Debian's names: always, and to show a window.
QT_PACKAGES = (
    "libdbus-1-3",
    "libegl1",
    "libfontconfig1",
    "libgl1",
    "libglib2.0-0",
    "libgssapi-krb5-2",
    "libxkbcommon0",
)
WINDOW_PACKAGES = (
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-randr0",
    "libxcb-render-util0",
    "libxcb-shape0",
    "libxcb-xinerama0",
    "libxcb-xkb1",
    "libxkbcommon-x11-0",
)


SIDE_BY_SIDE = ("--numprocesses=logical", "--maxprocesses=4", "--dist=worksteal")
# Tests run on all processors, four at most: more would ask too much of a small machine's memory.


class SetupError(Exception):
    """Something that only the person at the keyboard can put right; the text says what."""


def run(*command: str | Path) -> None:
    """Run a command in this folder; if it fails, this script ends with the command's own status."""
    failure = status(*command)
    if failure:
        sys.exit(failure)


def status(*command: str | Path, quiet: bool = False) -> int:
    """Run a command in this folder and give its exit status; 127 if there is no such command."""
    sys.stdout.flush()
    sink = subprocess.DEVNULL if quiet else None
    words = [str(word) for word in command]
    try:
        return subprocess.run(
            words, check=False, cwd=ROOT, env=_environment(), stdout=sink, stderr=sink
        ).returncode
    except OSError:
        return 127


def say(text: str) -> None:
    """Announce the next step."""
    print(f"\n== {text}", flush=True)


def _environment() -> dict[str, str]:
    """Our own environment whatever shell this is, without another project's.

    Where Python is told to leave no compiled files beside the source, they go into `.tools`: the
    tests start hundreds of processes, each of which would compile everything anew.
    """
    kept = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
    if kept.pop("PYTHONDONTWRITEBYTECODE", ""):
        kept["PYTHONPYCACHEPREFIX"] = str(TOOLS / "compiled")
    return {**kept, "UV_PROJECT_ENVIRONMENT": str(ENVIRONMENT)}


# --- Setting up ----------------------------------------------------------------------------------


def set_up(*, developer: bool) -> None:
    """Make `.venv` hold the program and the libraries of uv.lock, with or without the tools."""
    if sys.version_info < (3, 11):  # noqa: UP036 - an older one must be told so
        raise SetupError(
            f"Visit Planner needs Python 3.11 or newer, and this is {sys.version.split()[0]}: "
            "run the same command with a newer one, such as python3.12."
        )
    uv = find_uv() or install_uv()
    extent = [] if developer else ["--no-dev", "--inexact"]
    sync = ("sync", "--quiet", "--locked", "--python", sys.executable, *extent)
    if uv is None or status(uv, *sync):
        install_with_pip(developer=developer)


def find_uv() -> Path | None:
    """A uv that runs: the one on the path, else the one installed here earlier."""
    on_path = shutil.which("uv")
    candidates = [Path(on_path)] if on_path else []
    candidates += [TOOLS / folder / f"uv{EXECUTABLE}" for folder in ("bin", "Scripts")]
    for candidate in candidates:
        if not status(candidate, "--version", quiet=True):
            return candidate
    return None


def install_uv() -> Path | None:
    """Install uv into `.tools`; None if it cannot be had, as on a rare kind of machine."""
    say("Installing uv into .tools")
    if can_make_environments():
        run(sys.executable, "-m", "venv", TOOLS)
        status(TOOLS / SCRIPTS.name / PYTHON.name, "-m", "pip", "install", "--quiet", UV)
    else:
        # A separate folder is open to pip even where the system's Python is externally managed.
        status(sys.executable, "-m", "pip", "install", "--quiet", "--target", TOOLS, UV)
    return find_uv()


def can_make_environments() -> bool:
    """Whether `python -m venv` works; puts Debian's missing half in place where it may.

    Raises:
        SetupError: it does not, and there is no pip to help out either.
    """
    if importlib.util.find_spec("ensurepip"):
        return True
    if may_install_packages():
        say("Installing python3-venv")
        install_packages("python3-venv")
        return True
    if importlib.util.find_spec("pip"):
        return False
    raise SetupError(
        "This Python can make no environments. On Debian and Ubuntu an administrator runs\n\n"
        "    sudo apt-get install -y python3-venv\n\n"
        "Without an administrator, install uv for yourself (it needs no rights) so that it is on "
        "the path, and run the same command again."
    )


def install_with_pip(*, developer: bool) -> None:
    """Install with pip in the versions of uv.lock, where uv cannot be had or cannot install."""
    import tomllib  # new in Python 3.11, which is certain only from here on

    say("Installing with pip")
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    pins = [f"{p['name']}=={p['version']}\n" for p in lock["package"] if "registry" in p["source"]]
    constraints = TOOLS / "constraints.txt"
    TOOLS.mkdir(exist_ok=True)
    constraints.write_text("".join(pins), encoding="utf-8")
    tools = project["dependency-groups"]["dev"] if developer else []
    run(sys.executable, "-m", "venv", ENVIRONMENT)
    pip = (PYTHON, "-m", "pip", "install", "--quiet", "--constraint", constraints)
    if status(*pip, "--editable", ".", *tools):
        raise SetupError("The libraries could not be installed: the lines above say why.")


# --- System libraries ----------------------------------------------------------------------------


def check_system_libraries(*, window: bool = False) -> None:
    """See that Qt can be loaded; on Linux install, or else name, what the system lacks.

    Raises:
        SetupError: something is missing that this user may not install.
    """
    if sys.platform != "linux" or not (missing := missing_libraries(window=window)):
        return
    packages = QT_PACKAGES + (WINDOW_PACKAGES if window else ())
    if may_install_packages():
        say(f"Installing the system libraries that Qt needs ({', '.join(missing)})")
        install_packages(*packages)
        if not (missing := missing_libraries(window=window)):
            return
    raise SetupError(
        f"Qt needs system libraries that are missing: {', '.join(missing)}.\n"
        "On Debian and Ubuntu an administrator runs\n\n"
        f"    sudo apt-get install -y {' '.join(packages)}\n\n"
        "and elsewhere installs the packages that hold them; then run this command again."
    )


def missing_libraries(*, window: bool) -> list[str]:
    """The names of the shared libraries that our part of Qt needs and the system lacks."""
    parts = [f"Qt/lib/libQt6{module}.so.6" for module in QT_MODULES]
    parts += ["Qt/plugins/platforms/libqoffscreen.so", "Qt/plugins/imageformats/libqsvg.so"]
    parts += ["Qt/plugins/platforms/libqxcb.so"] if window else []
    qt = next(ENVIRONMENT.glob("lib/python*/site-packages/PySide6"))
    listed = subprocess.run(
        ["ldd", *[str(qt / part) for part in parts]], check=False, capture_output=True, text=True
    )
    lines = [line.split() for line in listed.stdout.splitlines() if "not found" in line]
    return sorted({words[0] for words in lines})


def may_install_packages() -> bool:
    """Whether this is Debian or one of its family, and we are its administrator."""
    return sys.platform == "linux" and os.geteuid() == 0 and bool(shutil.which("apt-get"))


def install_packages(*names: str) -> None:
    """Install Debian packages without asking anything."""
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    run("apt-get", "-qq", "update")
    quietly = ("-qq", "-o", "Dpkg::Use-Pty=0", "--no-install-recommends")
    run("apt-get", *quietly, "install", "-y", *names)


# --- Subcommands ---------------------------------------------------------------------------------


def demo(words: list[str]) -> None:
    """Publish the sample visit."""
    set_up(developer=False)
    run(PYTHON, "-m", "visitplanner", "demo", *words)


def window(words: list[str]) -> None:
    """Open the window."""
    set_up(developer=False)
    check_system_libraries(window=True)
    run(PYTHON, "-m", "visitplanner", *words)


def test(words: list[str]) -> None:
    """Run every check; pytest comes last, so that its closing line is the last line."""
    set_up(developer=True)
    check_system_libraries()
    say("ruff: style")
    run(PYTHON, "-m", "ruff", "check")
    run(PYTHON, "-m", "ruff", "format", "--check")
    say("import-linter: floors")
    run(SCRIPTS / "lint-imports", "--no-logo")
    say("mypy: types")
    run(PYTHON, "-m", "mypy")
    say("pytest: behaviour")
    run(PYTHON, "-m", "pytest", *SIDE_BY_SIDE, *words)


def bench(words: list[str]) -> None:
    """Run the measurements, which are outside the tests."""
    set_up(developer=True)
    check_system_libraries()
    run(PYTHON, "-m", "pytest", "tests/bench", *words)


def messages(words: list[str]) -> None:
    """Bring the catalogues up to date with the source."""
    set_up(developer=True)
    run(PYTHON, "packaging/build_messages.py", *words)


SUBCOMMANDS = {"demo": demo, "test": test, "window": window, "bench": bench, "messages": messages}


def main() -> int:
    """Run the subcommand that the first word names."""
    if len(sys.argv) < 2 or sys.argv[1] not in SUBCOMMANDS:
        print(__doc__)
        return 0 if sys.argv[1:2] == ["--help"] else 2
    try:
        SUBCOMMANDS[sys.argv[1]](sys.argv[2:])
    except SetupError as problem:
        print(f"\n{problem}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
