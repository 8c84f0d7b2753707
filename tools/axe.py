"""Let axe judge web pages in headless Chromium: `python tools/axe.py AXE.MIN.JS PAGE...`.

Chromium runs the page's copy with axe in it, its policy against scripts taken out, and prints the page
with what axe found written into it.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from html import unescape
from pathlib import Path

BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
_RUN = (
    "axe.run(document,{resultTypes:['violations']}).then(r=>{const e=document.createElement('pre');"
    "e.id='found-by-axe';e.textContent=JSON.stringify(r.violations.map(v=>[v.id,v.help,v.nodes[0].html]));"
    "document.body.append(e)})"
)
_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')
_FOUND = re.compile(r'<pre id="found-by-axe">(.*?)</pre>', re.DOTALL)
PATIENCE_SECONDS = 60


def browser() -> str:
    """Return a Chromium that is here, "" for none."""
    return next(filter(None, map(shutil.which, BROWSERS)), "")


def violations(data: bytes, axe: str) -> list[str]:
    """Return what axe has to say of a page. Raises RuntimeError where it said nothing at all."""
    script = f"<script>{axe}</script><script>{_RUN}</script></body>".encode()
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_bytes(_POLICY.sub(b"", data).replace(b"</body>", script))
        options = ["--headless", "--disable-gpu", "--window-size=1280,900", "--virtual-time-budget=20000"]
        options += ["--no-sandbox"] if os.geteuid() == 0 else []
        done = subprocess.run(
            [browser(), *options, "--dump-dom", page.as_uri()],
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE_SECONDS,
        )
    found = _FOUND.search(done.stdout)
    if found is None:
        raise RuntimeError(f"axe gave no answer: {done.stderr[-500:]}")
    return [" | ".join(each) for each in json.loads(unescape(found[1]))]


def main(axe: Path, pages: Iterable[Path]) -> int:
    """Print what axe says of each page; return 1 if it complains of one."""
    script = axe.read_text(encoding="utf-8")
    complaints = 0
    for page in pages:
        found = violations(page.read_bytes(), script)
        complaints += bool(found)
        print(f"{'FAILED ' if found else 'ok     '}  axe: {page.name}", *found, sep="\n  ")
    return int(complaints > 0)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), map(Path, sys.argv[2:])))
