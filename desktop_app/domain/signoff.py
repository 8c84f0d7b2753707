"""Sign-off: ticks and signatures, each bound to the digest of the text it stands for.

Whether one still stands is worked out each time from the text as it is now, never stored: undo back to
the same text and the tick stands again.
"""

import hashlib
import hmac
import json
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from .fields import AnyField, SignatureField, TickField
from .form import Form
from .paper import Value
from .reading import Reading
from .record import Event, EventKind
from .richtext import plain
from .same import same
from .value_json import value_data

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class Standing(StrEnum):
    """How it stands with a statement or signature."""

    OPEN = "open"  #: never given, or withdrawn
    STANDS = "stands"
    STALE = "stale"  #: given for a text that has changed since
    CLAIMED = "claimed"  #: found in an imported file; says nothing until confirmed here


@dataclass(frozen=True, slots=True)
class SignOff:
    """The standing of one statement or signature, and the event that gave it.

    outdated: it is claimed for a text that has changed since.
    """

    standing: Standing
    event: Event | None = None
    outdated: bool = False


def vouched(form: Form, item: AnyField) -> tuple[str, ...]:
    """Return the full keys of the fields that a tick or signature vouches for."""
    named = item.vouches_for if isinstance(item, TickField | SignatureField) else ()
    return named or tuple(f.key for f in form.fields if not isinstance(f, TickField | SignatureField))


def digest(reading: Reading, form: Form, keys: Iterable[str], statement: str = "", secret: str = "") -> str:
    """Return the SHA-256 of answers as they print, with their keys, the form's version and a statement.

    Line ends and Unicode composition make no difference; block ids neither; every word does. With a
    secret (Part 2) it is an HMAC, from which short text cannot be guessed.
    """
    answers = ",".join(f"[{_dumped(key)},{_value_text(reading.get(key))}]" for key in keys)
    # as JSON with sorted names: what stays the same from one digest to the next is not put down again
    text = f'{{"answers":[{answers}],"form":{_dumped(str(form.ref))},"statement":{_dumped(statement)}}}'
    text = unicodedata.normalize("NFC", text.replace("\\r\\n", "\\n"))
    message = b"engross-text-v1\0" + text.encode("utf-8", "surrogatepass")
    if secret:
        return hmac.new(secret.encode(), message, hashlib.sha256).hexdigest()
    return hashlib.sha256(message).hexdigest()


def _value_text(value: Value | None) -> str:
    return "null" if value is None else _text_of(value)


@same(512)  # the answers of some ten papers
def _text_of(value: Value) -> str:
    return _dumped(value_data(value, ids=False))


def _dumped(data: object) -> str:
    return json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def field_digest(reading: Reading, form: Form, item: AnyField, secret: str = "") -> str:
    """Return the digest of what a tick or signature stands for, its own statement among it."""
    statement = ""
    if isinstance(item, TickField):
        statement = "\n".join(plain(runs) for runs in item.statements)
    return digest(reading, form, vouched(form, item), statement, secret)


def document_digest(reading: Reading, form: Form, secret: str = "") -> str:
    """Return the digest of the whole text of a document."""
    keys = (item.key for item in form.fields if not isinstance(item, TickField | SignatureField))
    return digest(reading, form, keys, "", secret)


def fingerprint(digest_text: str) -> str:
    """Return the first 60 bits of a digest for people to compare: "7F3K-9QXM-2C4D"."""
    bits = int(digest_text[:15], 16)
    signs = [_CROCKFORD[(bits >> shift) & 31] for shift in range(55, -1, -5)]
    return "-".join("".join(signs[start : start + 4]) for start in (0, 4, 8))


UNTICKED = "unticked"  #: the choice of a claim that a tick was taken out: history, and nothing else
_GIVES = (EventKind.TICKED, EventKind.SIGNED, EventKind.WITHDRAWN)


def sign_off(
    reading: Reading, form: Form, item: AnyField, record: Iterable[Event], secret: str = ""
) -> SignOff:
    """Return how it stands with a tick or signature: the last event that speaks of it, against the text.

    What is claimed from elsewhere is told only where nothing given here stands.
    """
    event = claim = None
    for candidate in record:
        if candidate.key == item.key and candidate.kind in _GIVES:
            event, claim = candidate, None
        elif candidate.key == item.key and candidate.kind is EventKind.CLAIMED:
            claim = candidate if candidate.choice != UNTICKED else claim
    if claim is None and (event is None or event.kind is EventKind.WITHDRAWN):
        return SignOff(Standing.OPEN)
    now = field_digest(reading, form, item, secret)
    given = event is not None and event.kind is not EventKind.WITHDRAWN
    if event is not None and given and (claim is None or event.digest == now):
        return SignOff(Standing.STANDS if event.digest == now else Standing.STALE, event)
    outdated = claim is not None and bool(claim.digest) and claim.digest != now
    return SignOff(Standing.CLAIMED, claim, outdated)
