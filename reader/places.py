"""Where things lie: the folders of this computer, and the files that come with the program."""

import sys
from pathlib import Path

import platformdirs

_NAME = "pressmark"


def data_folder() -> Path:
    """Give the folder that new libraries are proposed in."""
    return Path(platformdirs.user_data_dir(_NAME, appauthor=False))


def models_folder() -> Path:
    """Give the folder of names models that the user fetched beside the one that comes with the program."""
    return data_folder() / "models"


def config_folder() -> Path:
    """Give the folder of the user's settings."""
    return Path(platformdirs.user_config_dir(_NAME, appauthor=False))


def settings_file() -> Path:
    """Give the file of the user's settings."""
    return config_folder() / "settings.json"


def default_library() -> Path:
    """Give the folder of the library that opens when none is named."""
    return data_folder() / "library"


def sample_library() -> Path:
    """Give the folder of the sample library."""
    return data_folder() / "sample"


def program() -> list[str]:
    """Give the command that starts this same program; arguments follow."""
    # -P: a folder somebody happens to work in must not become part of the program.
    return [sys.executable, *([] if getattr(sys, "frozen", False) else ["-P", "-m", "reader"])]


def resource(name: str) -> Path:
    """Give the path of a bundled file or folder, such as `icons/star.svg`.

    An installed package carries them as `reader/_resources`, a checkout as `resources`.

    Raises:
        FileNotFoundError: when it is in neither: the program was not installed whole.
    """
    here = Path(__file__).parent
    for folder in (here / "_resources", here.parent / "resources"):
        path = folder / name
        if path.exists():
            return path
    raise FileNotFoundError(name)
