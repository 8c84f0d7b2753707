"""Rules on money: whether sums add up, can be read for certain, and agree throughout a paper."""

from . import limits, money, money_across, tables
from .rule import Rule, Scope

_PAPERS = "Sums of published approval papers, and those of them that did not add up"
_READERS = "Those who decide, and the public, rely on the sums as printed."

MONEY_RULES: tuple[Rule, ...] = (
    Rule(
        "money.sums",
        "Does not add up",
        "Totals, differences and changes stated in a sentence: from A to B by C, A plus B, a total and its "
        "parts.",
        _READERS,
        _PAPERS,
        Scope.BLOCK,
        money.find_sums,
    ),
    Rule(
        "money.products",
        "Does not multiply",
        "Yearly costs times years, optional ones included; percentages of a sum; uplifts and contingencies.",
        _READERS,
        _PAPERS,
        Scope.BLOCK,
        money.find_products,
    ),
    Rule(
        "money.vat",
        "VAT does not fit",
        "The same sum with and without VAT, at the rate in force.",
        "Thresholds and budgets count one or the other.",
        "Value Added Tax Act 1994; the pack's rate",
        Scope.BLOCK,
        money.find_tax,
    ),
    Rule(
        "money.limit",
        "Over its limit",
        "Limits that what stands beside them already uses up; bids above the fund they are made to.",
        "What is approved would not cover what is asked.",
        _PAPERS,
        Scope.BLOCK,
        limits.find_exceeded,
    ),
    Rule(
        "money.malformed",
        "Sum hard to read",
        "Commas and points that do not part thousands and pence, as in £2,165,00.",
        "It may be taken for ten times more or less.",
        _PAPERS,
        Scope.BLOCK,
        money.find_malformed,
    ),
    Rule(
        "money.unsigned",
        "£ missing",
        "Sums of money written without their pound sign.",
        "It may be taken for a number of things.",
        _PAPERS,
        Scope.BLOCK,
        money.find_unsigned,
    ),
    Rule(
        "money.table",
        "Table does not add up",
        "Totals of columns and rows in tables of figures.",
        _READERS,
        _PAPERS,
        Scope.TABLE,
        tables.find_tables,
    ),
    Rule(
        "money.list",
        "List does not add up",
        "Totals that announce a list of sums.",
        _READERS,
        _PAPERS,
        Scope.SECTION,
        tables.find_lists,
    ),
    Rule(
        "money.unmentioned",
        "Sum without its comments",
        "Sums of the recommendation that the financial comments never mention.",
        "Whoever decides needs to know where each sum comes from.",
        _PAPERS,
        Scope.PAPER,
        money_across.find_unmentioned,
    ),
    Rule(
        "money.differs",
        "Sums differ",
        "Sums of the recommendation that stand a little differently in summary, comments or report.",
        "One of them is wrong, and the decision may be taken for the other.",
        _PAPERS,
        Scope.PAPER,
        money_across.find_different,
    ),
    Rule(
        "money.option_year",
        "Option years do not fit",
        "A first year's cost and the total for all years, where the years cost the same.",
        _READERS,
        _PAPERS,
        Scope.PAPER,
        money_across.find_option_years,
    ),
)
