"""Comments put into a Word file as Word writes them: range, comment, and its thread."""

import io
import zipfile
from dataclasses import dataclass

from .wordfile import DATE, NS

_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PLUS = (
    ("comments", f"{_TYPES}.comments+xml", f"{_OFFICE}/comments"),
    (
        "commentsExtended",
        f"{_TYPES}.commentsExtended+xml",
        "http://schemas.microsoft.com/office/2011/relationships/commentsExtended",
    ),
)


@dataclass(frozen=True, slots=True)
class Said:
    """A comment. answers: the place among those given of the one that it answers."""

    who: str
    text: str
    answers: int | None = None
    done: bool = False


def commented(data: bytes, words: str, *said: Said) -> bytes:
    """Return a file in which comments are on a run with these words."""
    numbers = range(900, 900 + len(said))
    starts = "".join(f'<w:commentRangeStart w:id="{n}"/>' for n in numbers)
    ends = "".join(
        f'<w:commentRangeEnd w:id="{n}"/><w:r><w:commentReference w:id="{n}"/></w:r>' for n in numbers
    )
    made = [
        f'<w:comment w:id="{n}" w:author="{each.who}" {DATE}><w:p w14:paraId="{n:08X}">'
        f"<w:r><w:t>{each.text}</w:t></w:r></w:p></w:comment>"
        for n, each in zip(numbers, said, strict=True)
    ]
    threads = [
        f'<w15:commentEx w15:paraId="{n:08X}" w15:done="{int(each.done)}"'
        + (f' w15:paraIdParent="{900 + each.answers:08X}"' if each.answers is not None else "")
        + "/>"
        for n, each in zip(numbers, said, strict=True)
    ]
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            part = old.read(name).decode() if name.endswith((".xml", ".rels")) else old.read(name)
            if isinstance(part, str) and name == "word/document.xml":
                at = part.index(words)
                start, end = part.rindex("<w:r>", 0, at), part.index("</w:r>", at) + 6
                part = part[:start] + starts + part[start:end] + ends + part[end:]
            elif isinstance(part, str) and name == "[Content_Types].xml":
                more = (
                    f'<Override PartName="/word/{kind}.xml" ContentType="{sort}"/>' for kind, sort, _ in _PLUS
                )
                part = part.replace("</Types>", "".join(more) + "</Types>")
            elif isinstance(part, str) and name == "word/_rels/document.xml.rels":
                more = (
                    f'<Relationship Id="c{kind}" Type="{sort}" Target="{kind}.xml"/>'
                    for kind, _, sort in _PLUS
                )
                part = part.replace("</Relationships>", "".join(more) + "</Relationships>")
            new.writestr(name, part)
        new.writestr("word/comments.xml", f"<w:comments {NS}>{''.join(made)}</w:comments>")
        new.writestr("word/commentsExtended.xml", f"<w15:commentsEx {NS}>{''.join(threads)}</w15:commentsEx>")
    return buffer.getvalue()
