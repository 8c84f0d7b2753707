"""The order in which the schema wants what stands in a Word file, and traces of another's template."""

from collections.abc import Iterator

from .docx_lint import Package, w

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NAMESPACES = {
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
}
#: Children of each element in the order of ECMA-376; those that are not named here may not stand there.
ORDER = {
    "pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers "
        "pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct "
        "autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing "
        "mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl "
        "divId cnfStyle rPr sectPr pPrChange"
    ),
    "rPr": (
        "ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline "
        "shadow emboss imprint noProof snapToGrid vanish webHidden color spacing w kern position "
        "sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout "
        "specVanish oMath rPrChange"
    ),
    "tcPr": (
        "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText "
        "vAlign hideMark"
    ),
    "tblPr": (
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc "
        "tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption "
        "tblDescription"
    ),
    "tcBorders": "top start left bottom end right insideH insideV tl2br tr2bl",
    "tblCellMar": "top start left bottom end right",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    "num": "abstractNumId lvlOverride",
    "numPr": "ilvl numId",
    "style": (
        "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed "
        "qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr "
        "tblStylePr"
    ),
    "tbl": "bookmarkStart bookmarkEnd tblPr tblGrid tr",
    "sectPr": (
        "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders "
        "lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter "
        "docGrid printerSettings"
    ),
    "sdtPr": (
        "rPr alias tag id lock placeholder temporary showingPlcHdr dataBinding label tabIndex text date "
        "w15:appearance w14:checkbox"
    ),
    "date": "dateFormat lid storeMappedDataAs calendar",
    "comment": "p",
    "settings": (
        "zoom trackRevisions defaultTabStop footnotePr endnotePr compat rsids themeFontLang "
        "clrSchemeMapping decimalSymbol listSeparator"
    ),
}


def _full(tag: str) -> str:
    """Return the whole name of an element; one without a prefix is Word's own."""
    prefix, _, name = tag.rpartition(":")
    return f"{{{_NAMESPACES[prefix]}}}{name}" if prefix else _W + name


def misplaced(package: Package) -> Iterator[str]:
    """Yield what stands where the schema does not want it."""
    for part, root in package.roots.items():
        for name, order in ORDER.items():
            places = {_full(tag): place for place, tag in enumerate(order.split())}
            for element in root.iter(_W + name):
                tags = [child.tag for child in element]
                short = " ".join(str(tag).rpartition("}")[2] for tag in tags)
                if any(tag not in places for tag in tags):
                    yield f"{part}: {name} holds what it may not: {short}"
                elif tags != sorted(tags, key=places.__getitem__):
                    yield f"{part}: {name} is not in order: {short}"


def heads_missing(package: Package) -> Iterator[str]:
    """Yield tables that say they have a head row but do not repeat one, or a head row below another row."""
    for number, table in enumerate(package.root("document").iter(_W + "tbl"), 1):
        heads = [row.find(f"{_W}trPr/{_W}tblHeader") is not None for row in table.findall(_W + "tr")]
        look = table.find(f"{_W}tblPr/{_W}tblLook")
        if look is not None and (w(look, "firstRow") == "1") != any(heads):
            yield f"table {number}: its look and its head row do not agree"
        if heads != sorted(heads, reverse=True):
            yield f"table {number}: a head row stands below another row"


def leftovers(package: Package) -> Iterator[str]:
    """Yield traces of the template that python-docx ships."""
    for part, data in package.parts.items():
        for trace in (b"python-docx", b"en-US", b"ja-JP", b'w:w="12240"'):
            if trace in data:
                yield f"{part}: holds {trace.decode()}"
        if any(
            word in part for word in ("thumbnail", "theme", "stylesWithEffects", "webSettings", "customXml")
        ):
            yield f"{part} is not ours"


def look(data: bytes) -> list[str]:
    """Return all that these rules find in a Word file."""
    package = Package.of(data)
    return [*misplaced(package), *heads_missing(package), *leftovers(package)]
