"""A Word package as bytes: parts in fixed order and of fixed date, so that equal parts are equal files."""

import io
import zipfile
from collections.abc import Iterator, Mapping

#: What each part begins with.
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_FRONT = {"[Content_Types].xml": 0, "_rels/.rels": 1}


def zipped(parts: Mapping[str, bytes | str]) -> bytes:
    """Return the parts of a package by their names as one file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for member, data in _headed(parts):
            made.writestr(member, data)
    return out.getvalue()


def _headed(parts: Mapping[str, bytes | str]) -> Iterator[tuple[zipfile.ZipInfo, bytes | str]]:
    for name in sorted(parts, key=lambda name: (_FRONT.get(name, 2), name)):
        member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
        member.compress_type = zipfile.ZIP_DEFLATED
        member.create_system = 3
        member.external_attr = 0o600 << 16
        yield member, parts[name]
