"""Sign PDF files as a signatory's program would and see that all holds: `python tools/sign.py FILE...`.

Every signature field of a copy is signed with a certificate made for the occasion (pyHanko, of the extra
`verify`); each signature must be valid and the pages before it untouched.
"""

# pyright: reportMissingImports=false
# What it imports is installed by `make verify` alone.

import sys
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

from asn1crypto import keys
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore


def signatory() -> tuple[signers.SimpleSigner, asn1.Certificate]:
    """Return somebody who can sign, with the certificate to trust."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Sam Sample")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=True, content_commitment=True, key_cert_sign=True, crl_sign=False,
                key_encipherment=False, data_encipherment=False, key_agreement=False, encipher_only=False,
                decipher_only=False,
            ),
            critical=True,
        )
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    certificate = asn1.Certificate.load(made.public_bytes(serialization.Encoding.DER))
    form = (serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    private = keys.PrivateKeyInfo.load(key.private_bytes(*form))
    return signers.SimpleSigner(certificate, private, SimpleCertificateStore()), certificate


def signature_fields(data: bytes) -> list[str]:
    """Return the full names of the fields of a file that wait for a signature."""
    reader = PdfFileReader(BytesIO(data))
    return [name for name, value, _ in fields.enumerate_sig_fields(reader) if value is None]


def signed(data: bytes, name: str, signer: signers.SimpleSigner) -> bytes:
    """Return a file with one of its fields signed."""
    writer = IncrementalPdfFileWriter(BytesIO(data))
    asked = signers.PdfSignatureMetadata(field_name=name, name="Sam Sample")
    return signers.sign_pdf(writer, asked, signer=signer, existing_fields_only=True).getvalue()


def faults(data: bytes) -> list[str]:
    """Sign every field of a file in turn; return what does not hold then."""
    signer, certificate = signatory()
    names = signature_fields(data)
    made = data
    for name in names:
        made = signed(made, name, signer)
    found = [] if made.startswith(data) else ["what was there before was changed"]
    reader = PdfFileReader(BytesIO(made))
    if len(reader.embedded_signatures) != len(names):
        found.append(f"{len(reader.embedded_signatures)} signatures in {len(names)} fields")
    for each in reader.embedded_signatures:
        status = validate_pdf_signature(each, ValidationContext(trust_roots=[certificate]))
        allowed = status.modification_level in {ModificationLevel.NONE, ModificationLevel.FORM_FILLING}
        if not (status.intact and status.valid and status.trusted and allowed):
            found.append(f"{each.field_name}: {status.summary()}")
    return found


def main(paths: Iterable[Path]) -> int:
    """Print how each file takes its signatures; return 1 if one does not."""
    complaints = 0
    for path in paths:
        data = path.read_bytes()
        found = faults(data)
        complaints += bool(found)
        verdict = "FAILED " if found else "ok     "
        print(
            f"{verdict}  pyHanko: {path.name}: {len(signature_fields(data))} fields signed",
            *found,
            sep="\n  ",
        )
    return int(complaints > 0)


if __name__ == "__main__":
    sys.exit(main(map(Path, sys.argv[1:])))
