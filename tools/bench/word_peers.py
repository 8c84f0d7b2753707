"""The same paper for other programs that write Word files: headings, paragraphs, lists, tables and notes."""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from desktop_app.document.model import (
    Box,
    DataTable,
    Declaration,
    Document,
    Heading,
    Inlines,
    Item,
    Labelled,
    NoteMark,
    Questions,
    Signature,
    Span,
    Title,
)

_DOCXTPL = (
    "import json, sys, pathlib; from docxtpl import DocxTemplate; t = DocxTemplate(sys.argv[1]); "
    "t.render({'pieces': json.loads(pathlib.Path(sys.argv[2]).read_text())}, autoescape=True); "
    "t.save(sys.argv[3])"
)
_SIGNS = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~$^@'\"])")
_WIDTH = 2  #: columns of the tables that docxtpl renders, as questions, statements and signatures have


def pieces(document: Document) -> Iterator[dict[str, Any]]:  # noqa: C901 - one case a kind of node
    """Yield what a document prints in plain terms: its kind, with words, or with rows of words."""
    for node in document.nodes:
        match node:
            case Title(runs=runs):
                yield {"kind": "title", "words": _words(runs)}
            case Heading(runs=runs, number=number):
                yield {"kind": "heading", "words": f"{number} {_words(runs)}".strip()}
            case Item(runs=runs):
                yield {"kind": "item", "words": _words(runs)}
            case DataTable(rows=rows):
                yield {"kind": "table", "rows": [[_words(cell.runs) for cell in row] for row in rows]}
            case Questions(rows=rows):
                yield {"kind": "table", "rows": [[_words(row.label), _words(row.answer)] for row in rows]}
            case Declaration(head=head, rows=rows):
                told = [[" ".join(_words(part) for part in row.parts), "☐"] for row in rows]
                yield {"kind": "table", "rows": [list(head), *told]}
            case Signature(post=post, name=name, date=date):
                yield {"kind": "table", "rows": [[f"Signature {name}", f"Date {date}"], [post, ""]]}
            case Labelled(label=label, answer=answer):
                yield {"kind": "text", "words": f"{label}: {_words(answer)}"}
            case Box(runs=runs):
                yield {"kind": "table", "rows": [[_words(runs), ""]]}
            case _:
                words = f"{getattr(node, 'number', '')} {_words(node.runs)}".strip()
                yield {"kind": "text", "words": words, "notes": _notes(node.runs)}


def _words(runs: Inlines) -> str:
    return "".join(run.text for run in runs if isinstance(run, Span)).replace("\n", " ")


def _notes(runs: Inlines) -> list[str]:
    return [_words(run.note) for run in runs if isinstance(run, NoteMark)]


def _marked(words: str) -> str:
    """Return words as Markdown that means just them."""
    return _SIGNS.sub(r"\\\1", words)


def pandoc(document: Document, folder: Path) -> list[str]:
    """Return the command by which pandoc writes a document as .docx, from Markdown."""
    source = folder / "words.md"
    blocks, notes = list[str](), list[str]()
    for piece in pieces(document):
        words = _marked(piece.get("words", ""))
        if piece["kind"] == "table":
            rows = [" | ".join(_marked(cell) or " " for cell in row) for row in piece["rows"]]
            rows.insert(1, "|".join("---" for _ in piece["rows"][0]))
            blocks.append("\n".join(f"| {row} |" for row in rows))
            continue
        for note in piece.get("notes", ()):
            notes.append(f"[^{len(notes) + 1}]: {_marked(note)}")
            words += f"[^{len(notes)}]"
        blocks.append({"title": "# ", "heading": "## ", "item": "- "}.get(piece["kind"], "") + words)
    source.write_text("\n\n".join(blocks + notes), encoding="utf-8")
    return ["pandoc", str(source), "-o", str(folder / "pandoc.docx")]


def docxtpl(document: Document, folder: Path) -> list[str]:
    """Return the command by which docxtpl renders a document; notes, which it cannot, in brackets."""
    import docx

    told = [*pieces(document)]
    for piece in told:
        piece["words"] = piece.get("words", "") + "".join(f" [{note}]" for note in piece.get("notes", ()))
        piece["rows"] = [[*row, ""][:_WIDTH] for row in piece.get("rows", ())]
    template, words = folder / "template.docx", folder / "words.json"
    made = docx.Document()
    made.add_paragraph("{%p for piece in pieces %}")
    for kind, style in (
        ("title", "Title"),
        ("heading", "Heading 2"),
        ("item", "List Bullet"),
        ("text", None),
    ):
        made.add_paragraph(f"{{%p if piece.kind == '{kind}' %}}")
        made.add_paragraph("{{ piece.words }}", style)
        made.add_paragraph("{%p endif %}")
    made.add_paragraph("{%p if piece.kind == 'table' %}")
    table = made.add_table(3, _WIDTH)
    table.cell(0, 0).text = "{%tr for row in piece.rows %}"
    for column in range(_WIDTH):
        table.cell(1, column).text = f"{{{{ row[{column}] }}}}"
    table.cell(2, 0).text = "{%tr endfor %}"
    made.add_paragraph("{%p endif %}")
    made.add_paragraph("{%p endfor %}")
    made.save(str(template))
    words.write_text(json.dumps(told), encoding="utf-8")
    return [sys.executable, "-c", _DOCXTPL, str(template), str(words), str(folder / "docxtpl.docx")]
