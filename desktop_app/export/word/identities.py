"""Identities of paragraphs (`w14:paraId`), by which those of a review copy are found again in Word."""

import hashlib
import re
from dataclasses import dataclass, field

#: Where a paragraph begins, and the name of the bookmark with which its words begin, if they do.
_BEGINNING = re.compile(
    r"<w:p>(?=(?:<w:pPr>(?:(?!</w:pPr>).)*</w:pPr>)?"
    r'(?:<w:bookmarkStart w:id="\d+" w:name="_([0-9a-f]{8}))?)',
    re.DOTALL,
)
_LEAST = 0x40000000


def of_bookmark(name: str) -> str:
    """Return the identity of the paragraph that bears a bookmark of ours: eight digits, below 80000000."""
    return f"{int(name[1:9], 16) & 0x7FFFFFFF or 1:08X}"


def comment_identity(id_: str) -> str:
    """Return what a comment or an answer is known by in Word: the same for the same id."""
    return of_bookmark(f"_{hashlib.sha256(f'comment {id_}'.encode()).hexdigest()}")


@dataclass(slots=True)
class Identities:
    """Gives each paragraph of a file an identity that no other in it has."""

    _used: set[str] = field(default_factory=set[str])
    _last: int = _LEAST

    def given(self, xml: str) -> str:
        """Return paragraphs with identities: told by their bookmarks where those begin them."""
        return _BEGINNING.sub(self._with_identity, xml)

    def next(self) -> str:
        """Return an identity that no paragraph has yet."""
        while (made := f"{self._last:08X}") in self._used:
            self._last += 1
        self._used.add(made)
        return made

    def taken(self, wanted: str) -> str:
        """Return the identity that is wanted, or another where a paragraph has it already."""
        if wanted in self._used:
            return self.next()
        self._used.add(wanted)
        return wanted

    def _with_identity(self, found: re.Match[str]) -> str:
        own = self.taken(of_bookmark(f"_{found[1]}")) if found[1] else self.next()
        return f'<w:p w14:paraId="{own}">'
