"""Part 1 stands alone: what the public can read makes sense by itself and gives nothing away."""

import re
from collections.abc import Iterable, Iterator

from desktop_app.domain.fields import RichTextField
from desktop_app.domain.form import Form
from desktop_app.domain.paper import RichText, Value
from desktop_app.domain.richtext import Block, Text, runs_of
from desktop_app.domain.same import same

from .facts import facts, printed, written
from .finding import Severity
from .law import noted
from .once import question
from .passages import Passage, numbering, of_role, public_forms
from .rule import Context, Given, Note
from .sentences import sentences
from .stretches_of import stretches

_POINTER = re.compile(
    r"\b(?:part (?:2|two)\b(?! of the [\w ]{2,60}\b(?:Act|Order|Regulations)\b)"
    r"|restricted (?:section|report|part)|exempt (?:report|appendix|part|section)"
    r"|confidential (?:part|report|section))",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"£|\b\d{2,}")  #: what tells the public something of the matter
_SHORT = 30  #: words of a section that only points elsewhere
_LETTERS = 20  #: characters of a word, and so of a piece of text that may still be short


def find_bare_pointers(context: Context) -> Iterable[Note]:
    """Yield sections of public text that hold nothing but a pointer to the restricted part."""
    for form in public_forms(context):
        for key, block, text in _short_texts(context, form):
            if not _POINTER.search(text) or _FIGURES.search(text):
                continue
            if all(_POINTER.search(text[start:end]) for start, end in sentences(text)):
                says = (
                    f"“{text.strip()}” is all that the public is told here. What can be said without "
                    "giving away what is held back? A sentence on the matter itself, and then the pointer, "
                    "would do."
                )
                yield Note(severity=Severity.ADVICE, says=says, key=key, block=block)


@question
def _short_texts(context: Context, form: Form) -> tuple[tuple[str, str, str], ...]:
    """Return the texts of a few words: field, first block, words; grounds for holding back left aside."""
    exempt = of_role(context, "exempt", form.document)
    found: list[tuple[str, str, str]] = []
    for item in form.fields:
        blocks = context.public.blocks(item.key)
        if not isinstance(item, RichTextField) or not blocks or item.key in exempt:
            continue
        if context.public.sources(item.key) and context.public.own(item.key) is None:
            continue
        text = _short(context.public.get(item.key))
        if text:
            found.append((item.key, blocks[0].id, text))
    return tuple(found)


@same(1024)  # the fields of some papers
def _short(value: Value | None) -> str:
    """Return the words of a rich text that has a few, "" for another."""
    pieces: list[str] = []
    for block in value.blocks if isinstance(value, RichText) else ():
        pieces.extend(stretch.text for stretch in Passage("", block).stretches)
        if len(pieces) > _SHORT or any(len(piece) > _SHORT * _LETTERS for piece in pieces[-1:]):
            break
    text = " ".join(pieces)
    return text if len(text) < _SHORT * _LETTERS and len(text.split()) <= _SHORT else ""


_MARKING = re.compile(
    r"\b(?:OFFICIAL|SECRET|TOP SECRET|RESTRICTED|PROTECT)(?:[ -–—]{1,3}(?:SENSITIVE"
    r"|PUBLIC))?(?:[ ]?\[[A-Z]{4,20}\])?(?![\w-])"
)
_HIGH = re.compile(r"SENSITIVE|SECRET|RESTRICTED|PROTECT\b|\[")


def find_markings(context: Context) -> Iterable[Note]:
    """Yield markings of restricted matter in public text, other than in the statement on what is held "
    "back."""
    exempt = set(of_role(context, "exempt"))
    for passage, stretch, (start, end) in facts(context, _markings):
        if passage.key not in exempt:
            says = "“{}” marks restricted matter, and this text is to be published. Is it for Part 2?"
            yield noted(passage, stretch, start, end, says)


def _markings(text: str) -> Iterator[tuple[int, int]]:
    for match in _MARKING.finditer(text):
        if _HIGH.search(match[0]) and not _quoted(text, match.start()):
            yield match.span()


_SPOKEN_OF = re.compile(r"\b(?:marked|marking|classif\w+|handled)(?!:)[^.]{0,40}\Z", re.IGNORECASE)
_OF_ITSELF = re.compile(r"\bthis (?:section|page|part|paper|report|document)\b", re.IGNORECASE)


def _quoted(text: str, at: int) -> bool:
    """Say whether a marking is spoken about ("data marked …", "classified as …") rather than set."""
    before = text[max(0, at - 60) : at]
    return bool(_SPOKEN_OF.search(before)) and not _OF_ITSELF.search(before)


_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,4}[A-Za-z]{2,12}(?!\w)")
_TELEPHONE = re.compile(
    r"(?<![\w£.,/-])(?:\+44[ ]?\(?0?\)?|\(?0)(?:[127]\d{1,4}\)?)[ -]?\d{3,4}[ -]?\d{3,4}(?![\w,]|[.]\d)"
)
_INSURANCE = re.compile(r"(?<!\w)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d\d ?\d\d ?\d\d ?[A-D](?!\w)")
_CAR = re.compile(
    r"(?<!\w)[A-Z]{2}[0-9]{2} [A-Z]{3}(?!\w)"
    r"|\b(?:[Vv]ehicle|[Cc]ar|[Vv]an|[Mm]otorcycle|[Rr]egistration(?: (?:number|mark|no\.?))?|VRM"
    r"|[Rr]eg(?: no\.?)?):? (?:[A-Z]{2}[0-9]{2}[A-Z]{3}|[A-Z][0-9]{1,3} ?[A-Z]{3})(?!\w)"
)
_BANK = re.compile(
    r"\b[Ss]ort code:? ?\d\d[ -]?\d\d[ -]?\d\d|\b[Aa]ccount (?:number|no\.?):? ?\d{8}(?!\d)"
    r"|(?<!\w)GB\d\d ?[A-Z]{4}(?: ?\d{4}){3} ?\d\d(?!\w)"
)
_BIRTH = re.compile(
    r"\b(?:born(?: on)?|DOB:?|date of birth:?)[ ](?:\d{1,2}[/. ]\w{1,9}[/. ]\d{2,4})", re.IGNORECASE
)
_HOME = re.compile(
    r"\b(?:liv(?:es?|ed|ing)|resid(?:es?|ed|ing)|home address(?: is)?:?)(?: at)? (?:[^.;]{0,80}? )"
    r"?[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}(?!\w)"
)
_PERSONAL = (
    ("a home address", _HOME),
    ("a mail address", _MAIL),
    ("a telephone number", _TELEPHONE),
    ("a national insurance number", _INSURANCE),
    ("a vehicle's registration", _CAR),
    ("a bank account", _BANK),
    ("a date of birth", _BIRTH),
)
_OFFICE = re.compile(
    r"\b(?:enquir\w+|press|general|contact us|info|foi|publicaccess|complaints)\b", re.IGNORECASE
)


def find_personal(context: Context) -> Iterable[Note]:
    """Yield personal data in public text: addresses, numbers of people, cars and accounts."""
    for passage, stretch, (what, start, end) in facts(context, _personal):
        says = f"“{{}}” looks like {what}, and this text is to be published. Is it needed here?"
        yield noted(passage, stretch, start, end, says)


def _personal(text: str) -> tuple[tuple[str, int, int], ...]:
    return tuple(
        (what, *match.span())
        for what, pattern in _PERSONAL
        for match in pattern.finditer(text)
        if "@" not in match[0] or not _OFFICE.search(match[0].partition("@")[0])
    )


_REFERENCE = re.compile(
    r"\b(?P<kind>[Pp]aragraphs?|[Pp]aras?\.?|[Aa]ppendix|[Aa]nnex(?:e)?"
    r"|[Ss]ection(?=[ \u00a0]\d{1,2} (?:of|in) this (?:report|paper|document|form)\b))[ \u00a0]"
    r"(?P<what>\d{1,2}(?:\.\d{1,2})?|[A-Z])(?![\w]|\.\d)"
)
_BELONGS = re.compile(
    r"\A(?:\([\w]{1,4}\))*,? ?(?:of|to|in|under)(?! (?:the |this )?(?:report|paper|document|form"
    r"|decision)\b)(?: the| that| this| its)? \w"
    r"|\A[^.;]{0,40}\b(?:Act|Regulations?|Order|Scheme|Code|Directive|Rules|Schedule)\b"
)
_LAW = re.compile(
    r"\b(?:Act|Regulations?|Order|Scheme|Code|Directive|Rules|Schedule|policy|contract|lease)\b"
    r"(?:[^.;]{0,30}|[^.;]{0,60}\b(?:as (?:do|does|is|are)|and|or|nor|with) )\Z"
)


_NEAR = 60  #: characters around a reference that say what it is to
#: What follows an appendix that a sentence speaks of; in a list its title does.
_TELLS = re.compile(
    r"\A,? (?:also )?(?:lists?|sets? out|shows?|contains?|gives?|provides?|details?|summarises?|includes?"
    r"|explains?|describes?|outlines?|covers?|has|have|is|are|was|were|will|holds?|records?|presents?"
    r"|compares?)\b"
)


#: What a document lacks, by the first letter of how it is called.
_MISSING = {
    "p": "no paragraph of that number",
    "s": "no section of that number",
    "a": "no such appendix in its lists",
}


def find_absent(context: Context) -> Iterable[Note]:
    """Yield paragraphs and appendices referred to that the document does not have."""
    for form in public_forms(context):
        found = list(facts(context, _references, form))
        if not found:
            continue
        known = numbering(context, form)
        labels = (*known.headings.values(), *(n for field in known.blocks.values() for n in field.values()))
        numbers = {label.strip(" .()") for label in labels if label}
        lists = of_role(context, "papers", form.document)
        appendices = {
            what
            for at, (what, told) in printed(context, form, _opened)
            if not told or at.key in lists or not lists
        }
        for passage, stretch, match in found:
            if _is_absent(stretch.text, match, numbers, appendices):
                what = _MISSING[match["kind"][0].lower()]
                says = f"“{{}}” is referred to, and this document has {what}. Which place is meant?"
                yield noted(passage, stretch, *match.span(), says)


def _opened(block: Block) -> tuple[tuple[str, bool], ...]:
    """Return the appendices that open a paragraph, an item or a cell, and whether it is to tell of them."""
    found: list[tuple[str, bool]] = []
    for stretch in stretches(block):
        text = stretch.text.lstrip()
        match = _REFERENCE.match(text)
        if match and match["kind"][0] in "Aa":
            found.append((match["what"], bool(_TELLS.match(text[match.end() :][:_NEAR]))))
    return tuple(found)


def _references(text: str) -> tuple[re.Match[str], ...]:
    return tuple(_REFERENCE.finditer(text))


def _is_absent(text: str, match: re.Match[str], numbers: set[str], appendices: set[str]) -> bool:
    own = match["kind"][0] in "PpSs"
    behind, before = text[match.end() :][:_NEAR], text[max(0, match.start() - 2 * _NEAR) : match.start()]
    if _BELONGS.match(behind) or _LAW.search(before) or not numbers:
        return False
    if own:
        return match["what"] not in numbers and match["what"][0].isdigit()
    return match["what"] not in appendices


def find_dead_links(text: str, _given: Given) -> Iterable[Note]:
    """Yield addresses of one's own machine or network, which lead the public nowhere."""
    for match in _PLACE.finditer(text):
        words = match[0].rstrip(".,;)")
        says = f"“{words}” is a place that only some can reach. Where can readers find it? Name it instead."
        yield Note(
            severity=Severity.WARNING,
            says=says,
            start=match.start(),
            end=match.start() + len(words),
            text=words,
        )


_PLACE = re.compile(
    r"(?<!\w)(?:[A-Z]:\\[^\s<>\"]{2,200}|\\\\[\w.$-]{2,60}\\[^\s<>\"]{1,200}|file://[^\s<>\"]{1,200}"
    r"|https?://(?:localhost|127\.|intranet|[\w-]{1,60}\.sharepoint\.com|[\w-]{1,60}/)[^\s<>\"]{0,200})"
)
_LINK = re.compile(r"\A(?:https?://[^\s/.]+\.[^\s]+|mailto:[^\s@]+@[^\s@]+\.[^\s@]+)\Z", re.IGNORECASE)


def find_links(context: Context) -> Iterable[Note]:
    """Yield links behind words whose address leads nowhere."""
    for form in public_forms(context):
        for passage, (words, address) in written(context, form, _links):
            if not _LINK.match(address) or _PLACE.match(address):
                says = (
                    f"“{words}” links to {address}, which leads readers nowhere. Give the address of a page, "
                    "or take the link off."
                )
                yield Note(
                    severity=Severity.WARNING,
                    says=says,
                    key=passage.key,
                    block=passage.block.id,
                    text=words,
                )


def _links(block: Block) -> tuple[tuple[str, str], ...]:
    return tuple(
        (run.text, run.link) for runs in runs_of(block) for run in runs if isinstance(run, Text) and run.link
    )
