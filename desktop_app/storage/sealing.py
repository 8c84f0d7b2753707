"""The shell of a file handed over: sealed by a digest, or encrypted with a passphrase.

Sealed: magic, SHA-256, content. Encrypted: magic, version, the cost of the key, salt and nonce, then the
content under AES-256-GCM, with all that stands before it as associated data. So no byte can be changed
unnoticed in either.
"""

import hashlib
import secrets
import struct
from pathlib import Path

from .errors import StorageError

SEALED, LOCKED = b"Engross\x01", b"Engross\x02"
MOST = 50 * 2**20  #: bytes of a file handed over
_HEAD = struct.Struct(">8sBBBB16s12s")  #: magic, version, log2 of N, r, p, salt, nonce
_COST = 17  #: log2 of scrypt's N: half a second and 128 MB for each guess
_LEAST, _MOST_COST = 14, 18  #: what a file may ask for: no more than 256 MB
_WORDS = 6


class PackRefused(StorageError):
    """A file handed over was not taken; the words say why and what would do."""


class NeedsPassphrase(PackRefused):
    """The file is encrypted, and no passphrase was given."""


def made_passphrase(words: Path) -> str:
    """Return six words drawn at random from a file with one a line, to be sent by another way."""
    known = words.read_text(encoding="ascii").split()
    return " ".join(secrets.choice(known) for _ in range(_WORDS))


def sealed(content: bytes) -> bytes:
    """Return content in the shell that shows any change."""
    return SEALED + hashlib.sha256(content).digest() + content


def locked(content: bytes, passphrase: str) -> bytes:
    """Return content encrypted with a passphrase. Raises PackRefused where that cannot be done here."""
    head = _HEAD.pack(LOCKED, 1, _COST, 8, 1, secrets.token_bytes(16), secrets.token_bytes(12))
    cipher = _cipher(head, passphrase)
    return head + cipher.encrypt(head[-12:], content, head)


def opened(data: bytes, passphrase: str = "") -> bytes:
    """Return the content of a file handed over. Raises PackRefused, NeedsPassphrase."""
    if len(data) > MOST:
        raise PackRefused(f"The file was not opened: it is larger than {MOST // 2**20} MB.")
    if data[:8] == SEALED:
        content = data[40:]
        if hashlib.sha256(content).digest() != data[8:40]:
            raise PackRefused("The file was not opened: it is not as it was made. Ask for it again.")
        return content
    if data[:8] != LOCKED or len(data) < _HEAD.size:
        raise PackRefused("The file was not opened: it is no paper handed over by Engross. Ask for it again.")
    if not passphrase:
        raise NeedsPassphrase("The file is encrypted. Give the words that were sent for it.")
    return _unlocked(data, passphrase)


def _unlocked(data: bytes, passphrase: str) -> bytes:
    from cryptography.exceptions import InvalidTag  # late, as the cipher is

    head = data[: _HEAD.size]
    version, cost, size, lanes = head[8:12]
    # A file may not make this machine work for hours or fill its memory.
    if version != 1 or not _LEAST <= cost <= _MOST_COST or (size, lanes) != (8, 1):
        told = "The file was not opened: a later version of Engross made it, or it is damaged."
        raise PackRefused(f"{told} Open it with that version, or ask for it again.")
    try:
        return _cipher(head, passphrase).decrypt(head[-12:], data[_HEAD.size :], head)
    except InvalidTag as problem:
        told = (
            "The file was not opened: the words are not those it was made with, or it is damaged. "
            "Check the words; where they are right, ask for the file again."
        )
        raise PackRefused(told) from problem


def _cipher(head: bytes, passphrase: str):  # noqa: ANN202 - its type is the library's, which loads late
    try:
        # OpenSSL takes 40 ms to load, which only a file handed over needs.
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM
        from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
    except ImportError as problem:
        raise PackRefused("Encrypted files need the library “cryptography”, which is not here.") from problem
    words = " ".join(passphrase.casefold().split()).encode("utf-8", "surrogatepass")
    key = Scrypt(salt=head[12:28], length=32, n=2 ** head[9], r=8, p=1).derive(words)
    return AESGCM(key)
