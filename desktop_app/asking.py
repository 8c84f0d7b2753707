"""The command line: what can be asked for, told and checked before anything of the program is loaded."""

import argparse
from datetime import date
from pathlib import Path

from desktop_app import __version__


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    top = argparse.ArgumentParser(prog="engross", description="Draft, check and export approval papers.")
    top.add_argument("--version", action="version", version=f"Engross {__version__}")
    top.add_argument("--library", metavar="FOLDER", help="where the papers are kept")
    commands = top.add_subparsers(dest="command", metavar="COMMAND")
    _papers(commands)
    _paper(commands)
    _kept(commands)
    demo = commands.add_parser("demo", help="draft, check and export the sample paper")
    demo.add_argument("--out", type=Path, help="folder for its files (default: a folder in the library)")
    demo.add_argument("--window", action="store_true", help="open the window on a library with the sample")
    rules = commands.add_parser("rules", help="list what papers are checked for, and why")
    rules.add_argument("--json", action="store_true", help="as a list of JSON objects")
    commands.add_parser("export-job")
    commands.add_parser("preview-job")
    return top


def _papers(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    new = commands.add_parser("new", help="start a paper")
    new.add_argument("--template", help="kind of paper, as listed by “engross new --list”")
    new.add_argument("--list", action="store_true", help="list the kinds of paper")
    new.add_argument("--title", default="", help="title of the paper")
    new.add_argument("--set", action="append", default=[], metavar="KEY=WORDS", help="answer a field")
    read = commands.add_parser(
        "import", help="make a paper from a Word file, or from the text of a published one"
    )
    read.add_argument("file", type=Path)
    kind = "kind of paper that it is, as listed by “engross new --list” (default: the one that fits)"
    read.add_argument("--template", default="", metavar="KIND", help=kind)
    _words_of(read, "of a file that was handed over encrypted (default: they are asked for)")
    read.add_argument("--take", default="", metavar="NUMBERS", help="clashes to settle as it came, or “none”")
    read.add_argument(
        "--separate",
        action="store_true",
        help="put a paper that came back in as a copy, or make a new one of its Word file",
    )
    read.add_argument("--by", default="", metavar="NAME", help="who takes it in")
    listing = commands.add_parser("list", help="list the papers of the library")
    listing.add_argument("--archived", action="store_true", help="list those put away")
    listing.add_argument("--search", default="", metavar="WORDS", help="only papers with these words")
    listing.add_argument("--json", action="store_true", help="as JSON")


def _words_of(command: argparse.ArgumentParser, whose: str) -> None:
    """Add where the words of a file are read: never from the command line, which others can see."""
    told = f"a file with the words in its first line, or “-” for standard input, {whose}"
    command.add_argument("--passphrase-file", type=Path, metavar="FILE", help=told)


def _paper(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    show = commands.add_parser("show", help="show a paper")
    show.add_argument("paper", help="reference or id in the library, or a text file")
    show.add_argument("--json", action="store_true", help="the whole paper as JSON")
    show.add_argument("--part2", action="store_true", help="Part 2 as well")
    check = commands.add_parser("check", help="print what is wrong with a paper")
    check.add_argument("paper", help="reference or id in the library, or a text file")
    check.add_argument("--json", action="store_true", help="as a list of JSON objects")
    check.add_argument("--today", type=date.fromisoformat, help="check as on this day (YYYY-MM-DD)")
    check.add_argument("--language", action="store_true", help="advice on wording as well")
    export = commands.add_parser("export", help="make Word and PDF files of a paper")
    export.add_argument("paper", help="reference or id in the library, or a text file")
    export.add_argument(
        "--to", default="docx,pdf", metavar="FORMATS", help="docx, pdf, html (default: docx,pdf)"
    )
    export.add_argument("--document", default="", metavar="KEYS", help="default: all that are not restricted")
    export.add_argument("--out", type=Path, default=Path(), metavar="FOLDER", help="default: here")
    export.add_argument(
        "--comments", action="store_true", help="Word review copies with the comments kept and what is found"
    )
    export.add_argument("--kept-comments", action="store_true", help="with the comments kept alone")
    export.add_argument("--final", action="store_true", help="refuse while anything is missing")
    export.add_argument(
        "--replace", action="store_true", help="replace files of the same name, not put new ones beside them"
    )
    export.add_argument("--by", default="", metavar="NAME", help="who makes final files, for the record")
    export.add_argument("--reason", default="", help="why a web page is made before its day; goes on record")
    publish = commands.add_parser("publish", help="make the files for the website, with a receipt")
    publish.add_argument("paper", help="reference or id in the library")
    publish.add_argument("--out", type=Path, default=Path(), metavar="FOLDER", help="default: here")
    publish.add_argument("--by", default="", metavar="NAME", help="who publishes it")
    publish.add_argument("--reason", default="", help="why in spite of what stands in the way")
    publish.add_argument("--combine", action="store_true", help="all documents in one PDF as well")


def _kept(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands that only a paper of the library can have."""
    _reviewing(commands)
    compare = commands.add_parser("compare", help="make Word files with the changes between two versions")
    compare.add_argument("paper", help="reference or id in the library")
    compare.add_argument(
        "--from", dest="old", default="", metavar="VERSION", help="default: list the versions"
    )
    compare.add_argument(
        "--with", dest="returned", type=Path, metavar="FILE", help="a Word file that came back"
    )
    compare.add_argument("--to", dest="new", default="", metavar="VERSION", help="default: now")
    compare.add_argument(
        "--document", default="", metavar="KEYS", help="default: all that are not restricted"
    )
    compare.add_argument("--out", type=Path, default=Path(), metavar="FOLDER", help="default: here")
    said = commands.add_parser("comments", help="list the comments on a paper, or answer and settle one")
    said.add_argument("paper", help="reference or id in the library")
    said.add_argument("comment", nargs="?", default="", help="id of one, or how it begins")
    said.add_argument("--answer", default="", metavar="WORDS", help="answer it")
    said.add_argument("--settle", action="store_true", help="say that nothing is left to do about it")
    said.add_argument("--reopen", action="store_true", help="open it again")
    said.add_argument("--by", default="", metavar="NAME", help="who says so")
    said.add_argument("--json", action="store_true", help="as JSON")
    _handing(commands)


def _reviewing(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    review = commands.add_parser(
        "review",
        help="read back a Word file that comes from review",
        description="Tell what Word files from review propose. Nothing is changed unless it is asked for. "
        "WHICH is numbers as they are listed, as in 1,4-6, or “all”.",
    )
    review.add_argument("paper", help="reference or id in the library")
    review.add_argument("files", nargs="*", type=Path, metavar="FILE", help="default: those kept with it")
    review.add_argument("--accept-all", action="store_true", help="accept all that is not in conflict")
    review.add_argument("--accept", default="", metavar="WHICH", help="numbers as listed, or “all”")
    review.add_argument("--reject", default="", metavar="WHICH", help="numbers as listed, or “all”")
    review.add_argument(
        "--theirs", default="", metavar="WHICH", help="in conflict: put the reviewer’s text for the paper’s"
    )
    review.add_argument(
        "--both", default="", metavar="WHICH", help="in conflict: put it into what the paper says by now"
    )
    review.add_argument(
        "--confirm", default="", metavar="WHICH", help="ticks and signatures from Word, by claim; needs --by"
    )
    review.add_argument("--role", default="", metavar="POST", help="the post of who confirms")
    review.add_argument("--of", default="", metavar="NAME", help="only what this reviewer changed")
    review.add_argument("--section", default="", metavar="KEY", help="only what is in this section")
    review.add_argument("--by", default="", metavar="NAME", help="who decides, or confirms")
    review.add_argument("--reason", default="", help="why it is rejected; goes on record")
    review.add_argument("--keep", action="store_true", help="keep it with the paper, deciding on nothing")
    review.add_argument("--json", action="store_true", help="as JSON")


def _handing(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    pack = commands.add_parser("pack", help="make one file of a paper to hand it over")
    pack.add_argument("paper", help="reference or id in the library")
    pack.add_argument("--out", type=Path, required=True, metavar="FILE", help="the file to make (.engross)")
    pack.add_argument("--with-part2", action="store_true", help="with Part 2 and all earlier versions")
    own = "encrypt with words of your own, which are asked for, not with six made for it"
    pack.add_argument("--passphrase", action="store_true", help=own)
    _words_of(pack, "to encrypt with, not with six made for it")
    pack.add_argument("--plain", action="store_true", help="do not encrypt, also with Part 2")
    pack.add_argument("--by", default="", metavar="NAME", help="who hands it over")
    pack.add_argument("--replace", action="store_true", help="replace a file of that name")
    verify = commands.add_parser("verify", help="say whether a record is whole, or a text is the one signed")
    verify.add_argument("paper", help="reference or id in the library")
    verify.add_argument("against", nargs="?", default="", help="a fingerprint, or a Word or PDF file")
