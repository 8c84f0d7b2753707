"""Words that finished files hold of themselves, whatever paper they are made of.

Word, PDF and HTML files have words of their own: names of elements and properties, licences of the fonts in
them, and what the program says in every paper. Part 2 may hold any of them, and an author can take none out
of a file. The lists are fixed, so that no fault in how a file is made can hide a word; forms add their own.
"""

from desktop_app.export.word.numbering import FORMATS, SORTS
from desktop_app.export.word.styles import styles_xml

#: What readers see in every paper.
_SHOWN = """
approved choose contents document documents download draft engross enter file kind notes numpages page paper
signed skip text ticked
"""
#: What stands in the receipt of a publication, which tells of rules and files.
_RECEIPT = """
absent acronyms alternativeheadline answers application aside block board bytes capitals checks claimed
completeness contenturl context contradicted creativeworkstatus datemodified dates declarations deferral
differs docx doubled drafting duration empty encoding encodingformat ended files filled fingerprints force
forward found gone history holds html https import imported impossible inlanguage json language left
leftovers limit lines link long malformed marking marks mediaobject message money nobody officedocument open
openxmlformats option overridden passages passed personal piece place placeholder placeholders plain pointer
points products published range reach receipt references regime repeated reportnumber reversed rule schema
searched seems shape shows something spelling spite stale state statement still stood stop table take
template terms threshold ticks timeline true twice type unannounced unasked undecided unexpanded unmentioned
unpacked unprintable unread unsigned vouches website weekday whoever wordprocessingml write written
"""
#: What only stands there: names of what files are made of, and the licences of the fonts in them.
_MARKUP = """
absolute abstractnum abstractnumid accompanying acroform acspappl additional advertising annotation
appearance applicable artifact ascender ascendercorp associated authorization basefont beginbfchar begincmap
begincodespacerange bitstream bodytext boldliberation boldliberationsans boldversion bookmarkend
bookmarkstart calendar cantsplit capheight category character characters checkbox checkedstate cidsysteminfo
cmapname cmaptype collapse commentreference commenttext compatibility compatibilitymode compatible
compatsetting conditions conformance consequential contained containing contenttype continuation
continuationseparator copyright coreproperties corporation corporationascender corporationsteve createdate
creationdate creatortool currentdict customstyle dateformat datetime dealings decimalsymbol decoration
defaultparagraphfont defaulttabstop defineresource description designed destoutputprofile developers
digitized displaydoctitle distribute distributed docdefaults docprops documentation downloads eastasia
elements endbfchar endcodespacerange endstream engrosssymbols european extended extension external
findresource firstchar firstcolumn firstrow flatedecode fldchartype following fontbbox fontdescriptor
fontname footerreference footnote footnotepr footnoteref footnotereference footnotes footnotetext foundation
freelyxyz furnished gregorian headerreference helvetica htmlhttp htmllicensed hybridmultilevel hyperlink
identification ignorable improved inability incidental included including indirect innovative instance
instrtext internal italicangle italicliberation italicliberationsans italicversion jurisdictions keeplines
keepnext keywords labelledby lastchar lastcolumn lastmodifiedby liability liberation liberationsans licensed
limitation linerule listnumbering listseparator loweralpha lowerletter lowerroman lvloverride markinfo
matteson mattesonbased mattesonsteve mediabox merchantability metadata metrically microsoft missingwidth
modifications modified modifydate multilevel multileveltype namespaceuri noninfringement numbering obtaining
ordering otherwise outlinelvl outlines outputconditionidentifier outputintent outputintents overflow
override pagemode pagination paperbanner papercontinuation paperkicker paperlabel paperlist papermarking
papersection papertick parenttree parenttreenextkey parsetype particular partname pdfaextension pdfaproperty
pdfaschema permission placeholdertext platforms portability position pprdefault preserve producer properties
property protective provided questions readability refreshing registered registry relationship relationships
relative reproduce reserved resources respectively revision rprdefault sansascender sansboldboldascender
sansitalicitalicascender sansliberation sansregularregularascender sansversion sdtcontent sdtcontentlocked
sdtlocked security semihidden separate separator settings showingplchdr singlelevel software sourceforge
standalone startoverride startxref storemappeddataas structparent structparents structtreeroot superscript
supplement symbolsbookengross tabindex tablenormal tabletext targetmode tavmjong tavmjung tblcaption
tblcellmar tbldescription tblheader tbllayout tcborders themefontlang thickness tounicode trackrevisions
trademark trheight truetype typedesigners typefaces uipriority uncheckedstate underline useoutlines
valuetype vertalign vertical viewerpreferences viewport warranties warranty widowcontrol xmlschema
"""
_RECEIPTS = frozenset({"json", "txt"})  #: kinds of files that a receipt is


def own_words(kind: str, *, seen: bool) -> str:
    """Return the words of all files of a kind: those that readers see, or those that only stand there."""
    shown = f"{_SHOWN} {_RECEIPT if kind in _RECEIPTS else ''}"
    if seen:
        return shown
    return " ".join((shown, _RECEIPT, _MARKUP, styles_xml(), *FORMATS.values(), *SORTS))
