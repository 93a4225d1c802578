"""The daily seal of a fund, signed: what a bank or an authority is given to hold us to."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from ringfence.crypto import selectors as keys
from ringfence.crypto.domain import Suite
from ringfence.crypto.envelope_header import require_plain_name
from ringfence.crypto.key import PublicKey
from ringfence.crypto.whole_file import whole_file
from ringfence.kernel.refusal import FileLineError
from ringfence.ledger.seals import fund_seal
from ringfence.ledger.selectors import fund_id_of


@dataclass(frozen=True, slots=True)
class SignedSeal:
    """A daily seal as it is handed out: its exact bytes, and whose signature over them."""

    document: bytes
    key_id: str
    suite: Suite
    signature: bytes


def fund_seal_sign(
    *, fund_code: str, on: date, owner: str, suite: Suite, at: datetime
) -> SignedSeal:
    """Return the seal of the fund for the business day `on`, signed with the owner's key at `at`.

    A day that has not ended may still be sealed further, and its document then changes.
    Refuses: UnknownFund, KeyMissing, KeyNotUsable, KeyNotOurs, MasterKeyWrong.
    """
    document = _canonical(fund_seal(fund_id=fund_id_of(fund_code), on=on))
    key = keys.signing_key(owner=owner, suite=suite, at=at)
    return SignedSeal(document, key.public.key_id.hex(), suite, key.sign(document))


def fund_seal_check(document: bytes, signature: bytes, public_key: PublicKey) -> None:
    """Return if the signature over exactly these bytes is this key's. Refuses: SignatureWrong."""
    public_key.verify(document, signature)


def signed_seal_write(
    signed: SignedSeal, *, folder: Path, fund_code: str, on: date
) -> tuple[Path, Path]:
    """Write `<fund>-<date>.seal.json` and `.seal.sig`, each whole or not at all; return both.

    The signature comes last: where it is, its document is. Refuses: FileNameNotPlain (a fund's
    code that cannot stand in a file's name).
    """
    document_file = f"{fund_code}-{on.isoformat()}.seal.json"
    signature_file = f"{fund_code}-{on.isoformat()}.seal.sig"
    require_plain_name(document_file)
    folder.mkdir(parents=True, exist_ok=True)
    facts = {
        "key_id": signed.key_id, "suite": signed.suite, "signature": signed.signature.hex(),
    }  # fmt: skip
    for name, content in ((document_file, signed.document), (signature_file, _canonical(facts))):
        with whole_file(folder / name) as file:
            file.write(content)
    return folder / document_file, folder / signature_file


def signed_seal_read(document_file: Path, signature_file: Path) -> SignedSeal:
    """Return a seal and its signature from their files; the signature is not checked yet.

    Refuses: FileLineError (the signature's file is not one).
    """
    facts = _facts(signature_file.read_bytes())
    key_id, suite, signature = (_text(facts, name) for name in ("key_id", "suite", "signature"))
    if suite not in list(Suite):
        raise _wrong("suite", suite, " / ".join(Suite))
    try:
        signature_bytes = bytes.fromhex(signature)
    except ValueError as error:
        raise _wrong("signature", signature, "hexadecimal") from error
    return SignedSeal(document_file.read_bytes(), key_id, Suite(suite), signature_bytes)


def _canonical(value: Mapping[str, Any]) -> bytes:
    """Return the JSON that is signed: sorted keys, no spaces, no end of line, UTF-8."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def _facts(content: bytes) -> dict[str, Any]:
    try:
        facts = json.loads(content)
    except ValueError as error:
        raise _wrong("file", "another text", "JSON") from error
    if not isinstance(facts, dict):
        raise _wrong("file", type(facts).__name__, "a JSON object")
    return facts


def _text(facts: Mapping[str, Any], name: str) -> str:
    value = facts.get(name)
    if not isinstance(value, str):
        raise _wrong(name, str(value), "text")
    return value


def _wrong(field: str, got: str, expected: str) -> FileLineError:
    return FileLineError(line=0, field=field, got=got, expected=expected)
