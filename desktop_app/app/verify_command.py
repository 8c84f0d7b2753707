"""The command “verify”: a record, a fingerprint or a file held against a paper, told in lines."""

from collections.abc import Callable
from pathlib import Path

from desktop_app.domain.form import Template
from desktop_app.storage.errors import PaperDamaged
from desktop_app.storage.forms import Catalogue
from desktop_app.storage.paper_file import PaperFile

from .verifying import Verified, verify_fingerprint, verify_record
from .verifying_files import recorded, verify_file


def verify(
    catalogue: Catalogue, file: PaperFile, against: str, resources: Path, tell: Callable[[str], None]
) -> int:
    """Tell what a look at a paper finds, and close it; return 0 where all is as it should be, else 1.

    against: a fingerprint or the path of a file, "" for the record alone. Raises UnknownTemplate.
    """
    try:
        template = catalogue.template(file.read().public.template)
        found = look(template, file, against, resources)
    except PaperDamaged as problem:
        found = Verified(False, str(problem))
    finally:
        file.close()
    tell(found.sentence)
    for line in found.lines:
        tell(f"  {line}")
    return int(not found.whole)


def look(template: Template, file: PaperFile, against: str, resources: Path) -> Verified:
    """Hold a record, fingerprint or file against a paper. Raises PaperDamaged."""
    if not against:
        return verify_record(template, file.read())
    if Path(against).suffix or Path(against).is_file():
        return verify_file(template, file.read(), recorded(file), Path(against), resources)
    return verify_fingerprint(template, file, against)
