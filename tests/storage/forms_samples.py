"""A small sound folder of forms, to be spoilt in one place at a time."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop_app.storage.forms import FormError, load_catalogue

SHARED = """
[[regime]]
key = "act"
act = "The Act"
exemption = [{ key = "act-1", provision = "Section 1", label = "Secrets", qualified = true }]

[markings]
public = [{ key = "open", label = "OPEN" }]

[[figure]]
key = "limit"
label = "Limit"
amount = "500.50"
unit = "GBP"
begins = 2020-01-01
ends = 2020-12-31

[[figure]]
key = "limit"
label = "Limit"
amount = "600"
unit = "GBP"
begins = 2021-01-01
"""

PACK = """
authority = "borough"
name = "The Borough"
reference_pattern = "B[0-9]+"
reference_example = "B1"
exemptions = ["act"]
figures_from = ["law"]
placeholders = ['\\bTBC\\b']

[[template]]
key = "paper-1"
label = "Paper"
forms = ["report", "secret"]
asks = ["report.title"]
starting = { "report.kind" = "small" }

[[clause]]
key = "usual"
label = "As usual"
fields = ["report.body"]
text = "As usual."
"""

REPORT = """
[form]
name = "report"
version = "2025"
document = "report"
label = "Report"
title_key = "title"
reference_key = "number"
marking = "{mark}"
source = "example"

[scheme]
heading = "{section}."
levels = ["{section}.{n}."]

[notes]
why = "Because."

[[section]]
key = "front"
label = "Front"

[[section.item]]
kind = "line"
key = "title"
label = "Title"
required = "signing"

[[section.item]]
kind = "reference"
key = "number"
label = "Number"

[[section.item]]
kind = "marking"
key = "mark"
label = "Marking"
options_from = ["markings.public"]

[[section.item]]
kind = "choice"
key = "kind"
label = "Kind"
options = [{ key = "small", label = "Small" }, { key = "large", label = "Large" }]

[[section.item]]
kind = "yes_no"
key = "urgent"
label = "Urgent?"

[[section.item]]
kind = "line"
key = "reason"
label = "Why?"
when = { key = "urgent", equals = true }

[[section.item]]
kind = "wording"
text = "This is about **{title}**."

[[section]]
key = "body"
label = "Body"
heading = "Body[^why]"
numbered = true

[[section.item]]
kind = "rich_text"
key = "body"
label = "Body"

[[section.item]]
kind = "tick"
key = "seen"
label = "Seen"
statements = ["I have seen it."]
vouches_for = ["body"]
"""

SECRET = """
[form]
name = "secret"
version = "2025"
document = "secret"
label = "Secret"
title_key = "report.title"
restricted = true
when = { key = "report.urgent", equals = true }

[[section]]
key = "facts"
label = "Facts"

[[section.item]]
kind = "rich_text"
key = "facts"
label = "Facts"
follows = ["report.body"]

[[section.item]]
kind = "choice"
key = "grounds"
label = "Grounds"
many = true
options_from = ["exemptions.act"]
"""


@dataclass(frozen=True)
class Folder:
    """A folder of forms that is sound until something in it is replaced."""

    path: Path

    def replace(self, name: str, old: str, new: str) -> None:
        path = self.path / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def mistakes(self) -> list[str]:
        with pytest.raises(FormError) as caught:
            load_catalogue(self.path)
        return [str(mistake) for mistake in caught.value.mistakes]


def write_sample(folder: Path) -> Folder:
    """Write the sound folder and return it."""
    for name, text in {
        "shared/law.toml": SHARED,
        "borough/pack.toml": PACK,
        "borough/report.toml": REPORT,
        "borough/secret.toml": SECRET,
    }.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Folder(folder)
