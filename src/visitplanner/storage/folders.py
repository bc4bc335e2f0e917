"""The user's own folders, where the program keeps what is not a visit."""

from __future__ import annotations

from pathlib import Path

APP = "visitplanner"


def data(*parts: str) -> Path:
    """A folder for data such as the recovery journal, made for the user alone if need be.

    Raises:
        OSError: it cannot be made.
    """
    from platformdirs import user_data_path

    return _made(user_data_path(APP, appauthor=False).joinpath(*parts))


def config() -> Path:
    """The folder of the settings, made for the user alone if need be.

    Raises:
        OSError: it cannot be made.
    """
    from platformdirs import user_config_path

    return _made(user_config_path(APP, appauthor=False))


def _made(folder: Path) -> Path:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
