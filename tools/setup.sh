#!/usr/bin/env bash
# Sets up what the program needs: a Python environment in .venv and the system libraries that Qt loads.
# Usage: tools/setup.sh [--extras dev,bundle] [--display]
# Quick when nothing changed; run as often as you like. --display also looks after what a window needs.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

extras=dev
display=no
while [ $# -gt 0 ]; do
    case $1 in
        --extras) extras=$2; shift 2 ;;
        --display) display=yes; shift ;;
        *) echo "tools/setup.sh: what is $1?" >&2; exit 2 ;;
    esac
done

# One at a time: two at once would write into the same environment.
if command -v flock >/dev/null; then exec 9<pyproject.toml; flock 9; fi

venv=$PWD/.venv
stamp=$venv/engross-stamp

# Prints the first Python of a version that we support which is there and runs: a name on PATH may be an empty shim.
find_python() {
    local name
    for name in python3.11 python3.12 python3.13 python3.14 python3 /usr/bin/python3; do
        if "$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' 2>/dev/null; then
            "$name" -c 'import sys; print(sys.executable)'
            return
        fi
    done
    echo "Engross needs Python 3.11, 3.12, 3.13 or 3.14, and none was found. Debian and Ubuntu: apt-get install python3 python3-venv" >&2
    return 1
}

# Installs Debian packages if that can be done without asking for a password; else says which are missing.
install_packages() {
    local apt=()
    if ! command -v apt-get >/dev/null; then
        echo "These are missing and must be installed by hand (names as in Debian): $*" >&2
        return 1
    elif [ "$(id -u)" = 0 ]; then
        apt=(env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300)
    elif sudo -n true 2>/dev/null; then
        apt=(sudo -n DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300)
    else
        echo "These system packages are missing. Please run: sudo apt-get install $*" >&2
        return 1
    fi
    echo "Installing system packages: $*" >&2
    "${apt[@]}" install -y -qq --no-install-recommends "$@" >/dev/null 2>&1 && return
    "${apt[@]}" update -qq >/dev/null
    "${apt[@]}" install -y -qq --no-install-recommends "$@" >/dev/null
}

# An environment that was moved has scripts that point elsewhere, and a broken one does not run at all.
venv_is_sound() {
    [ -x "$venv/bin/python" ] && [ "$("$venv/bin/python" -c 'import sys; print(sys.prefix)' 2>/dev/null)" = "$venv" ] &&
        head -1 "$venv/bin/pip" 2>/dev/null | grep -qF "$venv/"
}

make_venv() {
    local python
    python=$(find_python)
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        install_packages "python$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv" ||
            install_packages python3-venv
    fi
    echo "Making .venv with $("$python" -V)" >&2
    rm -rf "$venv"
    "$python" -m venv "$venv"
}

# Prints the packages of Debian that bring the libraries which a Qt platform plugin (offscreen, xcb) lacks here.
missing_packages() {
    local plugins lib package
    plugins=$("$venv/bin/python" -c 'import importlib.util as u, pathlib; print(pathlib.Path(u.find_spec("PySide6").origin).parent)')/Qt/plugins
    ldd "$plugins/platforms/$1" "$plugins/../lib/libQt6Widgets.so.6" 2>/dev/null |
        awk '/not found/ { print $1 }' | sort -u | while read -r lib; do
        case $lib in
            libGL.so.1) package=libgl1 ;;
            libEGL.so.1) package=libegl1 ;;
            libxkbcommon.so.0) package=libxkbcommon0 ;;
            libxkbcommon-x11.so.0) package=libxkbcommon-x11-0 ;;
            libfontconfig.so.1) package=libfontconfig1 ;;
            libglib-2.0.so.0 | libgthread-2.0.so.0)
                package=libglib2.0-0
                apt-cache show libglib2.0-0t64 >/dev/null 2>&1 && package=libglib2.0-0t64 ;;
            libdbus-1.so.3) package=libdbus-1-3 ;;
            libX11.so.6) package=libx11-6 ;;
            libX11-xcb.so.1) package=libx11-xcb1 ;;
            libxcb.so.1) package=libxcb1 ;;
            libxcb-*.so.*) package=$(sed -E 's/\.so\./-/; s/^(.*)-([0-9]+)$/\1\2/' <<<"$lib") ;;
            libfreetype.so.6) package=libfreetype6 ;;
            *) package=$lib ;;
        esac
        echo "$package"
    done
}

look_after_libraries() {
    local packages
    packages=$(missing_packages libqoffscreen.so)
    if [ "$display" = yes ]; then
        packages="$packages $(missing_packages libqxcb.so)"
    fi
    packages=$(tr ' ' '\n' <<<"$packages" | sort -u | tr '\n' ' ')
    # shellcheck disable=SC2086  # names of packages, one a word
    if [ -n "${packages// /}" ]; then install_packages $packages; fi
}

venv_is_sound || make_venv
wanted="$(sha256sum pyproject.toml | cut -d' ' -f1) $extras"
IFS=, read -ra asked <<<"$extras"
have=$(cat "$stamp" 2>/dev/null || true)
done_already=yes
[ "${have%% *}" = "${wanted%% *}" ] || done_already=no
for extra in "${asked[@]}"; do
    case ",${have#* }," in *",$extra,"*) ;; *) done_already=no ;; esac
done
if [ "$done_already" = no ]; then
    if [ "${have%% *}" = "${wanted%% *}" ]; then extras=$(tr , '\n' <<<"${have#* },$extras" | sort -u | paste -sd,); fi
    echo "Installing what pyproject.toml names, with: $extras" >&2
    "$venv/bin/python" tools/requirements.py "$extras" >"$venv/engross-requirements.txt"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check -r "$venv/engross-requirements.txt"
    echo "${wanted%% *} $extras" >"$stamp"
fi
look_after_libraries
