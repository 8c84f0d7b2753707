"""Sums that a sentence works out by multiplying: years of a yearly cost, percentages, uplifts, VAT."""

import re
from collections.abc import Iterator
from decimal import Decimal

from .amounts import Amount
from .clauses import Clause, Share, clauses
from .multiples import multiples
from .relations import Relation, range_words
from .terms import year_counts
from .unit_costs import unit_costs

_HUNDRED = Decimal(100)
_TIES = re.compile(
    r"\btotal|=|\bequal|\bgiving\b|\bmaking\b|\bover\b|\bfor\b|\bperiod\b|\bamount|\bcom(?:es|ing) to\b"
    r"|\ballocat|×|\bx\b|\(|\bi\.e\b|\bin all\b|\baltogether\b"
)
_LONG = re.compile(r"\b(?:total|overall|whole[- ]life|full term|altogether|maximum)\b")
_YEARLY_BEFORE = re.compile(
    r"\b(?:annual|yearly|average|mean)(?: [a-z]+){0,2} (?:cost|value|fee|charge|price|sum|spend|payment"
    r"|saving|rent|grant|contribution|income|licence|subscription|allowance|salary|budget)s?"
    r"(?: (?:of|is|at|being|will be|would be))? \Z|\b(?:a mean|an average) of \Z"
)
#: Another thing that a sentence goes on to: "a rent of £30,000 a year, and works of £400,000".
_ANOTHER = re.compile(
    r"\b(?:and|while|but|plus) (?:the |its |an? )?(?:[a-z]+ ){1,3}(?:of|cost|costs|at|is|are|was) \Z"
)
_NEAR = 60  #: characters around two sums in which their term is looked for
_FAR_OUT = 3  #: a sum this many times what is worked out is about something else


def products_in(text: str) -> tuple[Relation, ...]:
    """Return the relations of multiplication that the sentences of a text state, VAT left aside."""
    found: list[Relation] = []
    for clause in clauses(text):
        if any(not amount.groups for amount in clause.sums):
            continue
        done: set[int] = set()
        told = (*_years(clause), *_shares(clause), *_uplifts(clause), *_raised(clause), *_rises(clause))
        for relation in (*told, *unit_costs(clause), *multiples(clause)):
            if relation.told.start not in done:
                done.add(relation.told.start)
                found.append(relation)
    return tuple(found)


def _years(clause: Clause) -> Iterator[Relation]:
    """Yield a total that stands beside a yearly cost and a number of years."""
    yearly = [i for i, a in enumerate(clause.sums) if a.yearly or _YEARLY_BEFORE.search(clause.gaps[i][-60:])]
    others = [i for i in range(len(clause.sums)) if i not in yearly]
    if len(others) > 1:
        others = [i for i in others if _LONG.search(clause.gaps[i][-_NEAR:])]
    if len(yearly) != 1 or len(others) != 1:
        return
    cost, total = clause.sums[yearly[0]], clause.sums[others[0]]
    first, second = sorted((cost, total), key=lambda amount: amount.start)
    between = clause.between(first.end, second.begin)
    near = clause.between(max(clause.begin, first.begin - _NEAR), min(clause.end, second.stop + _NEAR))
    counts = [count for count in year_counts(near) if count > 1]
    if _ANOTHER.search(between) and not _LONG.search(between):
        return
    if not counts or not _TIES.search(f"{between} {clause.words[second.stop - clause.begin :][:_NEAR]}"):
        return
    made = [_times(cost, total, count) for count in sorted(counts)]
    near_enough = [r for r in made if r.holds or r.high < _FAR_OUT * total.high < _FAR_OUT**2 * r.low]
    if near_enough:
        yield min(near_enough, key=lambda relation: (not relation.holds, abs(relation.miss)))


def _times(cost: Amount, total: Amount, count: int) -> Relation:
    low, high = cost.low * count, cost.high * count
    cost_words = range_words(cost.low, cost.high)
    cost_words = cost_words if cost.low == cost.high else f"({cost_words})"
    words = f"{cost_words} × {count} years = {range_words(low, high)}"
    slack = cost.half * count + total.half
    if total.up_to and total.low > high:
        slack = total.low  # "up to" may leave room
    return Relation("years", total, low, high, words, slack, slack, terms=(cost,))


_OF = re.compile(
    r"\A (?:(?:share|contribution|part|deposit|portion|fee|discount|levy|charge|stake"
    r"|match) )?of (?:the |a |an "
    r"|its |this )?[^,.;()]{0,40}\Z"
)
_COMES_TO = re.compile(
    r"\A(?:[^,.;]{0,40}(?:=|\bis\b|\bequals?\b|\bequates? to\b|\bamounts? to\b|\bor\b|\bcomes? to\b)"
    r"|[^.;]{0,60},? (?:i\.e\.?|that is|which (?:is|comes to|amounts to|equates to|equals)|being"
    r"|coming to|or)\b)[^,;]{0,20}\Z"
)
_THEN_BRACKET = re.compile(r"\A(?: [a-z-]+){0,3} \(\Z")
_THEN_COMMA = re.compile(r"\A(?: [a-z-]+){0,3}, \Z")
_SHARE_BEFORE = re.compile(
    r"(?:\(|\b(?:i\.e\.?|being|representing|represents?|which is|equivalent to|equates? to|equals?"
    r"|amounts? to|makes up|accounts? for|constitutes?|is|or)) ?(?:only |just |about )?\Z"
)
#: A share put in brackets behind its whole: "half of the £8.3m cost (50%)".
_IN_BRACKETS = re.compile(r"\A[^,.;()]{0,20}\(\Z")


def _shares(clause: Clause) -> Iterator[Relation]:
    """Yield sums told to be a percentage of another."""
    for share in clause.shares:
        of = next((i for i, a in enumerate(clause.sums) if a.begin >= share.end), None)
        if of is not None and _bracketed(clause, share, of):
            yield _share(clause.sums[of], clause.sums[of - 1], share, exact=True)
            continue
        if of is None or not _OF.search(clause.between(share.end, clause.sums[of].begin)):
            continue
        whole = clause.sums[of]
        before = clause.between(clause.sums[of - 1].stop, share.start) if of else ""
        if of and len(before) <= 40 and _SHARE_BEFORE.search(before):
            yield _share(clause.sums[of - 1], whole, share, exact=False)
        elif of + 1 < len(clause.sums) and (
            _COMES_TO.search(clause.gaps[of + 1])
            or (_THEN_BRACKET.match(clause.gaps[of + 1]) and clause.gaps[of + 2].startswith(")"))
            or (_THEN_COMMA.match(clause.gaps[of + 1]) and clause.gaps[of + 2][:1] in (",", ".", ";"))
        ):
            yield _share(clause.sums[of + 1], whole, share, exact=True)


def _bracketed(clause: Clause, share: Share, after: int) -> bool:
    """Say whether a share stands in brackets behind its whole, and the sum after it is what it comes to."""
    if not after or clause.sums[after - 1].stop > share.start:
        return False
    opening = clause.between(clause.sums[after - 1].stop, share.start)
    rest = clause.between(share.end, clause.sums[after].begin)
    return bool(_IN_BRACKETS.match(opening)) and rest.startswith(")") and bool(_COMES_TO.match(rest[1:]))


def _share(told: Amount, whole: Amount, share: Share, *, exact: bool) -> Relation:
    low, high = whole.low * share.rate / _HUNDRED, whole.high * share.rate / _HUNDRED
    words = f"{share.words} of {range_words(whole.low, whole.high)} = {range_words(low, high)}"
    slack = told.half + whole.half * share.rate / _HUNDRED
    slack += Decimal(0) if exact else whole.high * share.half / _HUNDRED
    return Relation("share", told, low, high, words, slack, slack, terms=(whole,))


_ADDS = re.compile(
    r"\A[^,;()]{0,30}(?:\bplus\b|\+|\bwith\b|\bincreased by\b|\buplifted by\b|\band\b)[^,;()]{0,20}\Z"
)
_LIMIT = re.compile(r"\bvat\b|exceed|\bmaximum\b|\bcap|\blimit")
_UPLIFT = re.compile(
    r"\A (?:for |of )?(?:\w+ )?(?:contingency|uplift|fees?|increase|inflation|optimism bias|on-costs?"
    r"|overheads?)?"
    r"[^;]{0,40}(?:=|\bgiv(?:es|ing)\b|\bmak(?:es|ing)\b|\btotal|\bto\b|\bis\b|\bequals\b|\bcom(?:es"
    r"|ing) to\b)[^;]{0,30}\Z"
)


def _uplifts(clause: Clause) -> Iterator[Relation]:
    """Yield totals of a sum and a percentage added to it."""
    for share in clause.shares:
        after = next((i for i, a in enumerate(clause.sums) if a.begin >= share.end), None)
        if not after:
            continue
        base, told = clause.sums[after - 1], clause.sums[after]
        if base.stop > share.start or " of " in clause.between(share.end, told.begin)[:4]:
            continue
        adds, comes = clause.between(base.stop, share.start), clause.between(share.end, told.begin)
        if not told.up_to and _ADDS.search(adds) and not _LIMIT.search(comes) and _UPLIFT.search(comes):
            yield _with_share(base, told, share)


_RAISE = re.compile(
    r"\b(?:uplift|increase|rise|contingency|inflation|addition|indexation)s? of (?:about |some )?\Z"
    r"|\b(?:an?|the) \Z"
)
_ON = re.compile(
    r"\A (?:(?:uplift|increase|rise|contingency|addition|indexation) )?(?:on|to|added to"
    r"|is to be added to) [^.;]{0,60}\Z"
    r"|\A, the (?:[a-z]+ ){0,3}\Z"
)
_MAKES = re.compile(
    r"\A[^.;]{0,40}\b(?:mak(?:es|ing)|giv(?:es|ing)|bring(?:s|ing)|tak(?:es|ing))\b[^.;]{0,40}\Z"
    r"|\A(?: [a-z]+){0,3} (?:becomes|is now|rises to|goes up to) \Z"
    r"|\A,? the (?:[a-z]+ )?(?:request|total|cost|sum|price|budget|amount)(?: [a-z]+){0,2} "
    r"(?:is|comes to|amounts to|will be|would be|becomes)(?: for| therefore| then)? \Z"
)


def _raised(clause: Clause) -> Iterator[Relation]:
    """Yield totals of a percentage added to the sum behind it: "an uplift of 3% on £410,000 makes it …"."""
    for share in clause.shares:
        at = next((i for i, a in enumerate(clause.sums) if a.begin >= share.end), None)
        if at is None or at + 1 >= len(clause.sums):
            continue
        base, told = clause.sums[at], clause.sums[at + 1]
        lead = clause.words[max(0, share.start - clause.begin - 40) : share.start - clause.begin]
        on, makes = clause.between(share.end, base.begin), clause.gaps[at + 1]
        if _RAISE.search(lead) and _ON.match(on) and _MAKES.match(makes) and not _LIMIT.search(makes):
            raised = _with_share(base, told, share)
            added = _share(told, base, share, exact=True)
            if not added.holds:
                yield raised


def _with_share(base: Amount, told: Amount, share: Share) -> Relation:
    """Return the relation of a sum and the total that a percentage added to it comes to."""
    factor = 1 + share.rate / _HUNDRED
    low, high = base.low * factor, base.high * factor
    words = f"{range_words(base.low, base.high)} + {share.words} = {range_words(low, high)}"
    slack = told.half + base.half * factor
    return Relation("uplift", told, low, high, words, slack, slack, terms=(base,))


_FROM = re.compile(r"\bfrom (?:the |an? )?(?:[a-z]+ ){0,4}(?:of )?\Z")
_TO = re.compile(r"\A[^,;]{0,50}\bto (?:the |an? )?(?:[a-z]+ ){0,4}\Z")
_RISES = re.compile(
    r"\A[,(]? ?(?:\(|, )?(?:which is |this is |representing |equivalent to )?(?:an? )?"
    r"(?:increase|rise|uplift|reduction|decrease|saving|cut) of (?:about |some |around )?\Z"
)


def _rises(clause: Clause) -> Iterator[Relation]:
    """Yield sums that another rises or falls to by a percentage."""
    for share in clause.shares:
        for i in range(len(clause.sums) - 1):
            base, told = clause.sums[i], clause.sums[i + 1]
            if not (_FROM.search(clause.gaps[i][-60:]) and _TO.search(clause.gaps[i + 1])):
                continue
            behind = clause.between(told.stop, share.start) if share.start >= told.stop else None
            front = clause.between(share.end, base.begin) if share.end <= base.begin else None
            said = (behind is not None and _RISES.search(behind)) or (front is not None and front == " from ")
            if said:
                rate = share.rate if told.low >= base.low else -share.rate
                factor = 1 + rate / _HUNDRED
                worked = base.low * factor
                sign = "+" if rate >= 0 else "−"
                words = (
                    f"{range_words(base.low, base.high)} {sign} {share.words} = {range_words(worked, worked)}"
                )
                slack = told.half + base.half * factor + base.high * share.half / _HUNDRED
                yield Relation("uplift", told, worked, base.high * factor, words, slack, slack, terms=(base,))


_WITHOUT = re.compile(r"\A ?[,(]?(?:plus|excl(?:uding|usive of|\.)?|ex\.?|net of|before) ?vat(?!\w)")
_WITH = re.compile(r"\A ?[,(]?(?:incl(?:uding|usive of|\.)?|inc\.?|with|after) ?vat(?!\w)")
_GROSS = re.compile(
    r"\bplus vat(?:,| \(|,? (?:which is|i\.e\.?|that is|making|giving|or))(?: an?)?(?: total(?: of)?)? ?\Z"
)
_IN_ALL = re.compile(r"\A,? ?(?:in total|in all|altogether|gross|all told)\b")
#: VAT of a sum behind which what it comes to stands: "VAT at 20% on the fee of £60,000 is £12,000".
_VAT_ON = re.compile(r"\bvat (?:at \d\d?(?:\.\d)?% )?(?:on|of)(?: (?!£)[\w’'-]{1,20}){0,5} \Z")
_ADDS_UP = re.compile(r"\A ?(?:is|are|adds|comes to|amounts to|would be|will be|of|=) \Z")
_VAT_OF = re.compile(r"\bplus vat (?:at \d\d?(?:\.\d)?% )?of \Z")


def taxed_in(text: str, rate: Decimal) -> tuple[Relation, ...]:
    """Return sums with VAT that stand in one sentence with the same sum without. rate: in per cent."""
    found: dict[int, Relation] = {}
    if "vat" not in text.lower():
        return ()
    for clause in clauses(text):
        for i in range(len(clause.sums) - 1):
            one, other = clause.sums[i], clause.sums[i + 1]
            after_one, after_other = clause.gaps[i + 1], clause.gaps[i + 2]
            grossed = _GROSS.search(after_one) and (_IN_ALL.match(after_other) or "total" in after_one)
            if grossed and len(after_one) < _NEAR:
                _keep(found, _taxed(other, one, 1 + rate / _HUNDRED, f"{rate}% VAT"))
            elif (_VAT_ON.search(clause.gaps[i][-_NEAR:]) and _ADDS_UP.match(after_one)) or (
                _VAT_OF.search(after_one) and len(after_one) < _NEAR
            ):
                _keep(found, _taxed(other, one, rate / _HUNDRED, f"VAT of {rate}%"))
            elif _WITHOUT.search(after_one) and _WITH.search(after_other) and len(after_one) < _NEAR:
                _keep(found, _taxed(other, one, 1 + rate / _HUNDRED, f"{rate}% VAT"))
            elif _WITH.search(after_one) and _WITHOUT.search(after_other) and len(after_one) < _NEAR:
                _keep(found, _taxed(one, other, 1 + rate / _HUNDRED, f"{rate}% VAT"))
    return tuple(found.values())


def _keep(found: dict[int, Relation], relation: Relation) -> None:
    found.setdefault(relation.told.start, relation)


def _taxed(told: Amount, base: Amount, factor: Decimal, tax: str) -> Relation:
    low, high = base.low * factor, base.high * factor
    lead = (
        f"{tax} on {range_words(base.low, base.high)}"
        if factor < 1
        else f"{range_words(base.low, base.high)} + {tax}"
    )
    slack = told.half + base.half * factor
    return Relation("vat", told, low, high, f"{lead} = {range_words(low, high)}", slack, slack, terms=(base,))
