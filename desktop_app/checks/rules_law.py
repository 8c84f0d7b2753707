"""Rules on law: what is in force, what the authority's figures allow, on which grounds things are held "
"back."""

from . import changes, law, powers, scheme
from .rule import Rule, Scope

_PACK = "The dated figures and laws of the authority's pack"

LAW_RULES: tuple[Rule, ...] = (
    Rule(
        "law.in_force",
        "Law not in force",
        "Acts and regulations cited that are not in force on the day of the decision.",
        "A decision has to rest on the law of its day.",
        _PACK,
        Scope.PAPER,
        law.find_not_in_force,
    ),
    Rule(
        "law.regime",
        "Another law's time",
        "Procurement laws named other than the one in force when, as the paper says, the procurement began.",
        "What a procurement has to keep to is settled on the day it begins.",
        _PACK,
        Scope.PAPER,
        law.find_other_regime,
    ),
    Rule(
        "law.threshold",
        "Threshold of another time",
        "Procurement thresholds quoted that are in force at another time than the decision.",
        "Whether the rules apply at all may turn on it.",
        _PACK,
        Scope.PAPER,
        law.find_old_threshold,
    ),
    Rule(
        "law.scheme_sum",
        "Not the scheme's sum",
        "Sums given for a paragraph of the scheme of delegation that differ from the authority's.",
        "They say who may decide.",
        _PACK,
        Scope.PAPER,
        scheme.find_other_limits,
    ),
    Rule(
        "law.scheme_reach",
        "Paragraph may not fit",
        "Paragraphs of the scheme cited for sums that the paper does not reach.",
        "They say who may decide.",
        _PACK,
        Scope.PAPER,
        scheme.find_below_limit,
    ),
    Rule(
        "law.scheme_who",
        "Another may decide",
        "Posts said to decide by a paragraph of the scheme that gives the power to another.",
        "A decision by somebody without the power is none.",
        _PACK,
        Scope.PAPER,
        powers.find_other_deciders,
    ),
    Rule(
        "law.scheme_call_in",
        "Call-in not spoken of",
        "Awards asked for from the sum on that may be called in, in papers that do not speak of it.",
        "Awards that are not called in are another's to make.",
        _PACK,
        Scope.PAPER,
        powers.find_not_called_in,
    ),
    Rule(
        "law.change_limit",
        "Change above the limit",
        "Changes of a contract under regulation 72, with their share of its value worked out.",
        "Above the limit a new procurement is needed.",
        "Public Contracts Regulations 2015, regulation 72",
        Scope.PAPER,
        changes.find_large_changes,
    ),
    Rule(
        "law.exemption",
        "Exemption of another act",
        "Exemptions cited that belong to another act than the one named, or that the act does not have.",
        "Holding back needs a ground in law.",
        "The exemptions of the authority's pack",
        Scope.PAPER,
        law.find_foreign_exemptions,
    ),
    Rule(
        "law.public_interest",
        "Public interest not weighed",
        "Qualified exemptions relied on in a paper that does not speak of the public interest.",
        "A qualified exemption holds only where it outweighs.",
        "Freedom of Information Act 2000, section 2",
        Scope.PAPER,
        law.find_no_public_interest,
    ),
)
