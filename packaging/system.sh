#!/bin/sh
# Installs the system packages that Qt and the fonts need: only those that a load test finds missing,
# only from the list below, and only as root on Debian or Ubuntu. Anywhere else it prints the command to
# run and goes on, since the program may well start without. `SYSTEM=no` turns it off.
# It never becomes root by itself: a build that asks for a password is a build nobody should trust.
#
#     system.sh PYTHON [tests]      the interpreter that makes the virtual environment; with `tests`, also a
#                                   screen and the bus of screen readers, which only the tests need
set -eu

[ "${SYSTEM:-yes}" != no ] || exit 0
[ "$(uname -s)" = Linux ] || exit 0

# The fixed list. Left: what is tried (a library by its soname, a module of Python, a program, the
# languages or the family a font must cover, a file, a module that the system's own Python must have). Right: the Debian package that has it.
missing=$("$1" - "${2:-}" <<'END'
import ctypes
import importlib.util
import shutil
import pathlib
import subprocess
import sys

PACKAGES = """
module  ensurepip                python3-venv
library libEGL.so.1              libegl1
library libGL.so.1               libgl1
library libX11.so.6              libx11-6
library libxkbcommon.so.0        libxkbcommon0
library libfontconfig.so.1       libfontconfig1
library libfreetype.so.6         libfreetype6
library libdbus-1.so.3           libdbus-1-3
library libglib-2.0.so.0         libglib2.0-0
library libbrotlidec.so.1        libbrotli1
library libgssapi_krb5.so.2      libgssapi-krb5-2
library libxkbcommon-x11.so.0    libxkbcommon-x11-0
library libxcb-cursor.so.0       libxcb-cursor0
library libxcb-icccm.so.4        libxcb-icccm4
library libxcb-keysyms.so.1      libxcb-keysyms1
library libxcb-image.so.0        libxcb-image0
library libxcb-render-util.so.0  libxcb-render-util0
library libxcb-shape.so.0        libxcb-shape0
library libxcb-randr.so.0        libxcb-randr0
library libxcb-render.so.0       libxcb-render0
library libxcb-sync.so.1         libxcb-sync1
library libxcb-xfixes.so.0       libxcb-xfixes0
library libxcb-xkb.so.1          libxcb-xkb1
library libxcb-shm.so.0          libxcb-shm0
library libxcb-util.so.1         libxcb-util1
library libxcb-glx.so.0          libxcb-glx0
library libX11-xcb.so.1          libx11-xcb1
library libwayland-cursor.so.0   libwayland-cursor0
library libwayland-egl.so.1      libwayland-egl1
program fc-list                  fontconfig
font    :lang=en                 fonts-dejavu-core
font    :lang=ko                 fonts-noto-cjk
font    :lang=ja                 fonts-noto-cjk
font    :lang=zh-cn              fonts-noto-cjk
font    :charset=1f680           fonts-noto-color-emoji
"""
FOR_TESTS = """
program Xvfb                     xvfb
program xauth                    xauth
program xvfb-run                 xvfb
program xdotool                  xdotool
program dbus-run-session         dbus
file    /usr/share/dbus-1/services/org.a11y.Bus.service  at-spi2-core
gi      Atspi                    gir1.2-atspi-2.0
gi      GLib                     python3-gi
"""
if sys.argv[1:] == ["tests"]:
    PACKAGES += FOR_TESTS


def loads(soname):
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def covered(pattern):
    # Without fontconfig nothing is known of the fonts: they count as missing.
    if shutil.which("fc-list") is None:
        return False
    return bool(subprocess.run(["fc-list", pattern, "family"], capture_output=True).stdout.strip())


def has_typelib(name):
    try:
        code = f"from gi.repository import {name}"
        return subprocess.run(["/usr/bin/python3", "-W", "ignore", "-c", code], capture_output=True).returncode == 0
    except OSError:
        return False


TESTS = {
    "module": lambda name: importlib.util.find_spec(name) is not None,
    "library": loads,
    "program": lambda name: shutil.which(name) is not None,
    "font": covered,
    "file": lambda path: pathlib.Path(path).exists(),
    "gi": has_typelib,
}
lines = [line.split() for line in PACKAGES.splitlines() if line]
print(" ".join(dict.fromkeys(package for kind, name, package in lines if not TESTS[kind](name))))
END
)
[ -n "$missing" ] || exit 0

install="apt-get install --yes --no-install-recommends $missing"
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null && grep -qE '^ID(_LIKE)?=.*(debian|ubuntu)' /etc/os-release; then
    echo "Installing the system packages that are missing: $missing"
    export DEBIAN_FRONTEND=noninteractive
    # Where the package servers are out of reach, a minute is enough to know.
    # shellcheck disable=SC2086  # the words of the command are meant to be split
    if timeout 60 apt-get update -qq && $install -qq >/dev/null; then
        exit 0
    fi
    echo "That did not work; going on without. To try again by hand: $install" >&2
else
    echo "These system packages are missing: $missing" >&2
    echo "On Debian or Ubuntu, as root: apt-get update && $install" >&2
fi
