"""Build the source archive, the wheel from it, and try that wheel where the checkout is out of reach.

The wheel is made from the unpacked source archive, so a file missing in either shows. It is installed into
a new virtual environment in a temporary folder. The libraries that it declares to need, and no others, are
linked there from the environment that runs this script: quick, nothing is downloaded, and a library that is
used but not declared shows. That the checkout cannot be imported is asserted, not assumed.

    python packaging/wheel_check.py [--keep FOLDER]
"""

import argparse
import importlib.metadata
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import venv
import zipfile
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent

# What a wheel without its resources would lack, one of each kind.
EXPECTED = [
    "reader/__main__.py",
    "reader/_resources/fonts/Inter-Regular.ttf",
    "reader/_resources/icons/pressmark.svg",
    "reader/_resources/models/names-en-sm/ner/model",
    "reader/_resources/samples",
    "reader/_resources/README.md",
]

# Run by the new interpreter, in isolated mode: where does the program come from, and its resources?
WHERE = """
import pathlib, sys
import reader
from reader.places import resource
checkout = pathlib.Path(sys.argv[1])
home = pathlib.Path(sys.prefix).resolve()
for path in (pathlib.Path(reader.__file__), resource("icons/pressmark.svg"), resource("samples")):
    assert home in path.resolve().parents, f"{path} is not in the new environment"
assert checkout not in [pathlib.Path(each).resolve() for each in sys.path], "the checkout can be imported"
"""


def run(*command: str | Path, cwd: Path, env: dict[str, str] | None = None) -> None:
    """Run a command; the script ends with a clear line when it fails."""
    done = subprocess.run([str(part) for part in command], cwd=cwd, env=env, check=False)
    if done.returncode:
        sys.exit(f"wheel check: failed with status {done.returncode}: {' '.join(map(str, command))}")


def build(kind: str, source: Path, target: Path) -> Path:
    """Build `sdist` or `wheel` from a source tree with the backend that is already installed."""
    run(sys.executable, "-m", "hatchling", "build", "--target", kind, "--directory", target, cwd=source)
    (made,) = target.glob("*.tar.gz" if kind == "sdist" else "*.whl")
    return made


def check_contents(wheel: Path) -> None:
    """Refuse a wheel that lacks the program's resources or carries what is not part of the program."""
    names = zipfile.ZipFile(wheel).namelist()
    missing = [each for each in EXPECTED if not any(name.startswith(each) for name in names)]
    strange = [name for name in names if not name.startswith(("reader/", "pressmark-"))]
    if missing or strange:
        sys.exit(f"wheel check: missing {missing}, not expected {strange[:5]}")


def install(wheel: Path, home: Path) -> Path:
    """Install the wheel into a new virtual environment; give the folder of its programs."""
    venv.create(home, symlinks=os.name != "nt")
    paths = sysconfig.get_paths(vars={"base": str(home), "platbase": str(home)}, scheme="venv")
    pip = (sys.executable, "-m", "pip", "--python", Path(paths["scripts"]) / "python")
    run(*pip, "install", "--quiet", "--disable-pip-version-check", "--no-index", "--no-deps", wheel, cwd=home)
    link_libraries(Path(paths["purelib"]))
    return Path(paths["scripts"])


def needed(distribution: importlib.metadata.Distribution) -> list[str]:
    """Give the names of what a distribution needs on this machine, without its extras."""
    wishes = [Requirement(each) for each in distribution.requires or []]
    return [each.name for each in wishes if each.marker is None or each.marker.evaluate({"extra": ""})]


def link_libraries(target: Path) -> None:
    """Link what the one distribution in the target folder needs, and what that needs in turn, into it."""
    (program,) = importlib.metadata.distributions(path=[str(target)])
    waiting = needed(program)
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        library = importlib.metadata.distribution(name)
        waiting += needed(library)
        for top in {file.parts[0] for file in library.files or []} - {"..", "__pycache__"}:
            link = target / top
            if not link.exists():
                link.symlink_to(Path(str(library.locate_file(top))))


def try_out(programs: Path, outside: Path) -> None:
    """Ask the installed program where it comes from, its version, and to check itself."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PRESSMARK"))}
    env |= {"QT_QPA_PLATFORM": "offscreen"}
    # The user's own library and settings are none of a check's business.
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        env[name] = str(outside)
    run(programs / "python", "-I", "-c", WHERE, ROOT, cwd=outside, env=env)
    run(programs / "pressmark", "--version", cwd=outside, env=env)
    run(programs / "pressmark", "selfcheck", cwd=outside, env=env)


def main() -> None:
    """Build, check, and keep the archives when asked."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--keep", type=Path, metavar="FOLDER", help="put the wheel and the source archive here"
    )
    keep: Path | None = parser.parse_args().keep
    with tempfile.TemporaryDirectory(prefix="pressmark-wheel-") as name:
        work = Path(name).resolve()
        archive = build("sdist", ROOT, work / "dist")
        shutil.unpack_archive(archive, work / "source")
        wheel = build("wheel", work / "source" / archive.name.removesuffix(".tar.gz"), work / "dist")
        check_contents(wheel)
        outside = work / "outside"
        outside.mkdir()
        try_out(install(wheel, work / "venv"), outside)
        if keep is not None:
            keep.mkdir(parents=True, exist_ok=True)
            for made in (archive, wheel):
                shutil.copy2(made, keep)
                print(keep / made.name)
    print(f"wheel check: {wheel.name} runs on its own")


if __name__ == "__main__":
    main()
