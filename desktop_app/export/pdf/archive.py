"""What PDF/UA-1 and PDF/A-2a ask of a file beside its structure: properties, colours, clean streams."""

import calendar
import re
import time
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from html import escape
from typing import Any

from PIL import ImageCms
from reportlab import rl_config
from reportlab.lib.utils import TimeStamp
from reportlab.pdfbase import pdfdoc

from desktop_app.document.model import Document

PRODUCER = "Engross"
#: Pairs that one block of a character map may hold.
_BLOCK = 100
#: Where an ICC profile holds the moment of its making, which must not differ from file to file.
_ICC_DATE = slice(24, 36)
_FIXED_DATE = bytes.fromhex("07d000010001000000000000")

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{producer}</xmp:CreatorTool>
<xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>
<pdf:Producer>{producer}</pdf:Producer><pdf:Keywords>{keywords}</pdf:Keywords>
<pdfuaid:part>1</pdfuaid:part><pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of PDF/UA</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def conform(file: Any, document: Document) -> None:
    """Enter properties, dates and colour profile in a ReportLab file that is about to be saved.

    The dates are of the document's last change, or fixed where that is not known, never of today.
    """
    _set_dates(file, document.modified)
    catalog = file.Catalog
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
    catalog.Metadata = file.Reference(_Metadata(document))
    catalog.OutputIntents = pdfdoc.PDFArray([_output_intent(file)])


def embed_fonts(file: Any) -> None:
    """Enter the fonts whose letters a ReportLab file shows, as far as it shows them."""
    for font in file.delayedFonts:
        font.addObjects(file)
    file.delayedFonts = []
    for name, held in file.idToObject.items():
        if name.startswith("toUnicodeCMap:"):
            held.content = _character_map(held.content)
        elif name in file.idToObject["BasicFonts"].dict:
            held.Widths = b"[%b]" % b" ".join([b"%.4g" % width for width in held.Widths.sequence])


def _set_dates(file: Any, modified: str) -> None:
    try:
        moment = datetime.fromisoformat(modified)
    except ValueError:
        return
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    stamp = TimeStamp(1)
    stamp.lt = moment.astimezone(UTC).timetuple()
    stamp.t = calendar.timegm(stamp.lt)
    stamp.YMDhms = tuple(stamp.lt)[:6]
    file._timeStamp = stamp


class _Metadata(pdfdoc.PDFObject):
    """The properties as XMP, which must not be packed, so that others can read them."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def format(self, file: Any) -> bytes:
        document = self._document
        facts = {
            "title": document.title,
            "subject": document.subject,
            "author": document.author,
            "language": document.language,
            "keywords": document.reference,
        }
        words = {name: escape(value, quote=False) for name, value in facts.items()}
        date = time.strftime("%Y-%m-%dT%H:%M:%SZ", file._timeStamp.lt)
        data = _XMP.format(**words, producer=PRODUCER, date=date).encode()
        head = b"<</Type/Metadata/Subtype/XML/Length %d>>\nstream\n" % len(data)
        return b"".join([head, data, b"\r\nendstream"])


def _output_intent(file: Any) -> Any:
    known = {"N": 3, "Filter": pdfdoc.PDFName("FlateDecode")}
    profile = pdfdoc.PDFStream(pdfdoc.PDFDictionary(known), _srgb(), [])
    return pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("OutputIntent"),
            "S": pdfdoc.PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": pdfdoc.PDFString("sRGB"),
            "Info": pdfdoc.PDFString("sRGB IEC61966-2.1"),
            "DestOutputProfile": file.Reference(profile),
        }
    )


@cache
def _srgb() -> bytes:
    """Return the colour profile, compressed."""
    made = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    made[_ICC_DATE] = _FIXED_DATE
    return zlib.compress(bytes(made))


def _character_map(content: str) -> str:
    """Return ReportLab's map from codes to characters without the codes that stand for nothing.

    It maps unused codes to U+0000, which PDF/UA forbids, puts more pairs in a block than the format
    allows, and writes characters beyond U+FFFF in five digits instead of as two halves.
    """
    pairs = [(code, int(char, 16)) for code, char in re.findall(r"^<(\w+)> <(\w+)>$", content, re.MULTILINE)]
    pairs = [(code, char) for code, char in pairs[1:] if char and (char != 32 or code == "20")]
    blocks: list[str] = []
    for start in range(0, len(pairs), _BLOCK):
        block = pairs[start : start + _BLOCK]
        lines = [f"<{code}> <{chr(char).encode('utf-16-be').hex().upper()}>" for code, char in block]
        blocks += [f"{len(block)} beginbfchar", *lines, "endbfchar"]
    head, _, rest = content.partition("endcodespacerange\n")
    return "\n".join([f"{head}endcodespacerange", *blocks, f"endcmap{rest.partition('endcmap')[2]}"])


def _with_line_end(written: Callable[[Any, Any], bytes]) -> Any:
    def with_line_end(self: Any, document: Any) -> bytes:
        return written(self, document).removesuffix(b"endstream\n") + b"\r\nendstream\n"

    return with_line_end


# PDF/A wants a line end before "endstream", which ReportLab does not write; it harms no file. Of the line
# ends, CR LF alone cannot be mistaken where the stream itself ends in one. Streams are
# packed as they are: ASCII text for them makes a file a quarter larger and was only ever for old mail.
pdfdoc.PDFStream.format = _with_line_end(pdfdoc.PDFStream.format)
rl_config.useA85 = 0
