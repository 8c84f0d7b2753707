#!/usr/bin/env bash
# Shows Engross at work on its sample paper: in a window where there is a display, else as files and a report.
# Its library and files are its own (build/), never the user's.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

has_display() {
    [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || return 1
    case ${QT_QPA_PLATFORM:-} in offscreen | minimal) return 1 ;; esac
    tools/setup.sh --display || return 1
    # The name of a display may be set where none can be reached; Qt ends the process then.
    .venv/bin/python -c 'from PySide6.QtGui import QGuiApplication; QGuiApplication([])' 2>/dev/null
}

tools/setup.sh
mkdir -p build
if has_display; then
    exec .venv/bin/python -m desktop_app --library build/demo-library demo --window
fi
echo "No display is in reach, so there is no window to open; here is the sample paper, drafted, checked and exported."
exec .venv/bin/python -m desktop_app --library build/demo-library demo --out build/demo
