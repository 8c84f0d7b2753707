"""Rules on ticks against text, and on Part 1 standing alone."""

from . import acronyms, both_parts, part1, ticks
from .rule import Rule, Scope

_OFFICERS = "The officers' declarations of the form"
_PAPERS = "Published approval papers"
_PUBLIC = "Everybody can read it."

PART1_RULES: tuple[Rule, ...] = (
    Rule(
        "ticks.empty",
        "Ticked, and nothing there",
        "Statements ticked whose section is empty, or says that there is nothing to say.",
        "The decision rests on what officers vouch for.",
        _OFFICERS,
        Scope.DOCUMENT,
        ticks.find_empty,
    ),
    Rule(
        "ticks.contradicted",
        "Ticked, and the text says otherwise",
        "Statements that something has been done where the text says that it will be, or has not been.",
        "The decision rests on what officers vouch for.",
        _OFFICERS,
        Scope.DOCUMENT,
        ticks.find_contradicted,
    ),
    Rule(
        "part1.pointer",
        "Only a pointer",
        "Public sections that say nothing but that more is in the restricted part.",
        "The public is to learn what it can be told.",
        _PAPERS,
        Scope.PAPER,
        part1.find_bare_pointers,
    ),
    Rule(
        "part1.marking",
        "Marking in public text",
        "Markings of restricted matter, other than in the report's own statement on Part 2.",
        "It may have been copied from where it must not be.",
        "The markings of the authority's pack",
        Scope.PAPER,
        part1.find_markings,
    ),
    Rule(
        "part1.personal",
        "Personal data",
        "Addresses of people, numbers of telephones, cars, national insurance and accounts; dates of birth.",
        _PUBLIC,
        "Data Protection Act 2018",
        Scope.PAPER,
        part1.find_personal,
    ),
    Rule(
        "part1.both",
        "Stands in both parts",
        "Sums, also rounded, names and longer parts of sentences of the restricted part in public text.",
        _PUBLIC,
        _PAPERS,
        Scope.PAPER,
        both_parts.find_in_both,
    ),
    Rule(
        "part1.absent",
        "Not there",
        "Paragraphs and appendices referred to that the document does not have.",
        "Readers would look for them in vain.",
        _PAPERS,
        Scope.PAPER,
        part1.find_absent,
    ),
    Rule(
        "part1.place",
        "Place that few can reach",
        "Folders, drives and intranet pages named in the text.",
        "Readers from outside cannot go there.",
        _PAPERS,
        Scope.BLOCK,
        part1.find_dead_links,
    ),
    Rule(
        "part1.link",
        "Link that leads nowhere",
        "Links behind words whose address is none, or is one's own machine.",
        "Readers from outside cannot go there.",
        _PAPERS,
        Scope.PAPER,
        part1.find_links,
    ),
    Rule(
        "acronyms.unexpanded",
        "Not written out",
        "Acronyms that a document never writes out, or uses before it does; those of the pack's list left "
        "aside.",
        "Readers from outside do not know them.",
        "GOV.UK style guide; the pack's list",
        Scope.DOCUMENT,
        acronyms.find_unexpanded,
    ),
    Rule(
        "acronyms.twice",
        "Written out again",
        "Acronyms written out twice, in two ways, or spelt in two ways.",
        "Readers wonder whether they are the same.",
        _PAPERS,
        Scope.DOCUMENT,
        acronyms.find_expanded_again,
        quiet=True,
    ),
)
