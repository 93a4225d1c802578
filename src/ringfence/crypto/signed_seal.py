"""The seal of a digest chain, signed: what a bank or an authority is given to hold us to."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from ringfence.crypto import selectors as keys
from ringfence.crypto.domain import Suite
from ringfence.crypto.envelope_header import require_plain_name
from ringfence.crypto.key import PublicKey
from ringfence.crypto.whole_file import whole_file
from ringfence.kernel.refusal import FileLineError


@dataclass(frozen=True, slots=True)
class SignedSeal:
    """A seal as it is handed out: its exact bytes, and whose signature over them."""

    document: bytes
    key_id: str
    suite: Suite
    signature: bytes


def seal_sign(facts: Mapping[str, Any], *, owner: str, suite: Suite, at: datetime) -> SignedSeal:
    """Return what a seal says, as JSON, signed with the owner's key at `at`.

    Refuses: KeyMissing, KeyNotUsable, KeyNotOurs, MasterKeyWrong.
    """
    document = _canonical(facts)
    key = keys.signing_key(owner=owner, suite=suite, at=at)
    return SignedSeal(document, key.public.key_id.hex(), suite, key.sign(document))


def seal_check(document: bytes, signature: bytes, public_key: PublicKey) -> None:
    """Return if the signature over exactly these bytes is this key's. Refuses: SignatureWrong."""
    public_key.verify(document, signature)


def signed_seal_write(signed: SignedSeal, *, folder: Path, name: str) -> tuple[Path, Path]:
    """Write `NAME.seal.json` and `NAME.seal.sig`, each whole or not at all; return both.

    The signature comes last: where it is, its document is. Refuses: FileNameNotPlain (a name that
    cannot be a file's).
    """
    document_file, signature_file = f"{name}.seal.json", f"{name}.seal.sig"
    require_plain_name(document_file)
    folder.mkdir(parents=True, exist_ok=True)
    facts = {
        "key_id": signed.key_id, "suite": signed.suite, "signature": signed.signature.hex(),
    }  # fmt: skip
    for file_name, content in (
        (document_file, signed.document),
        (signature_file, _canonical(facts)),
    ):
        with whole_file(folder / file_name) as file:
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
