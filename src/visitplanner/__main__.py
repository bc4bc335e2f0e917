"""Where the program starts: a command word leads to the command line, all else to the window.

Both are imported only once it is known which of them is wanted, so that neither pays for the
other's libraries.
"""

from __future__ import annotations

import sys

COMMANDS = frozenset(
    {
        *("calendar-server", "check", "delay", "demo", "diff", "export", "facts", "import"),
        *("missing", "plan-b", "publish", "rotate", "send", "split", "template", "versions"),
        "waive",
    }
)
_ABOUT = frozenset({"--help", "--version", "-h"})


def main(argv: list[str] | None = None) -> int:
    """Run the command line or the window.

    A first word that is no command is the file to open: `visitplanner spring.visit`.

    Args:
        argv: the words after the program's name; those of this process by default.

    Returns:
        The exit status: 0 done, 1 done with something to look at, 2 not done.
    """
    words = sys.argv[1:] if argv is None else argv
    if words and words[0] in COMMANDS | _ABOUT:
        from visitplanner.cli import run_cli

        return run_cli(words)
    from visitplanner.desktop.application import run

    return run(words)


if __name__ == "__main__":
    sys.exit(main())
