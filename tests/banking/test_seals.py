"""The daily seal signed: another byte or another key is refused, by the other side too."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from time import sleep
from typing import Any

import pytest

from ledger.books import NOW, Books
from ringfence.banking.seals import fund_seal_sign
from ringfence.crypto.domain import KeyPurpose, Suite
from ringfence.crypto.key import PrivateKey, PublicKey, key_generate, public_pem
from ringfence.crypto.models import Key
from ringfence.crypto.refusals import FileNameNotPlain, KeyMissing, KeyNotUsable, SignatureWrong
from ringfence.crypto.services import key_create, key_import_public, key_revoke
from ringfence.crypto.signed_seal import (
    SignedSeal,
    seal_check,
    signed_seal_read,
    signed_seal_write,
)
from ringfence.installation.config import config
from ringfence.interfaces.cli import ledger as ledger_cli
from ringfence.interfaces.cli.main import main
from ringfence.kernel.clock import business_date
from ringfence.kernel.refusal import FileLineError
from ringfence.ledger import seals
from ringfence.ledger.refusals import UnknownFund
from sample_people import ACCOUNTANT, AGENCY, people_write
from sandbox.bank.suite import SUITES

ON = business_date(NOW)
AT = NOW + timedelta(days=1)
OWNER, AUTHORITY = AGENCY, "SAMPLE0002"
SEALER = ACCOUNTANT


@pytest.fixture(params=list(Suite))
def suite(request: pytest.FixtureRequest) -> Suite:
    """Each suite in turn."""
    found: Suite = request.param
    return found


@pytest.fixture
def fund(own_database: str, home: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The code of a fund with one sealed transfer, in an installation of its own."""
    monkeypatch.setattr(config(), "home", home)
    monkeypatch.setattr(config(), "master_key", None)
    books = Books.fresh()
    books.account(150)
    sealed(books)
    return f"样例基金{books.leaf_id:04d}"


def sealed(books: Books) -> None:
    """Seal once no transaction of the server's other databases is older; those soon end."""
    for _ in range(200):
        if seals.seal(leaf_id=books.leaf_id, at=NOW):
            return
        sleep(0.05)
    raise AssertionError("another transaction does not end")


@pytest.fixture
def key(fund: str, suite: Suite) -> Key:
    """The owner's own key that signs."""
    return key_create(owner=OWNER, custodian="SAMPLE-K1", purpose=KeyPurpose.SIGN, suite=suite,
                      actor="SAMPLE-A1", at=NOW)  # fmt: skip


@pytest.fixture
def signed(fund: str, key: Key, suite: Suite) -> SignedSeal:
    """The fund's seal of the day, signed."""
    assert key.owner == OWNER
    return fund_seal_sign(fund_code=fund, on=ON, owner=OWNER, suite=suite, actor=SEALER, at=AT)


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, Any]]:
    """Run a command on the test's database; return its exit code and its JSON."""
    monkeypatch.setattr(ledger_cli, "open_database", lambda: None)

    def run_command(*words: object) -> tuple[int, Any]:
        code = main(["ledger", *map(str, words), "--json"])
        return code, json.loads(capsys.readouterr().out or "null")

    return run_command


def altered(content: bytes) -> list[bytes]:
    """Return the content with each of its bytes changed in turn, cut short, and made longer."""
    changed = [
        content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
        for place in range(len(content))
    ]
    return [*changed, content[:-1], content + b"\n", b""]


def is_right(document: bytes, signature: bytes, public: PublicKey) -> bool:
    try:
        seal_check(document, signature, public)
    except SignatureWrong:
        return False
    return True


def signed_by(private: PrivateKey, document: bytes) -> SignedSeal:
    public = private.public
    return SignedSeal(document, public.key_id.hex(), public.suite, private.sign(document))


def test_what_is_signed_verifies_with_the_owners_key(signed: SignedSeal, key: Key) -> None:
    assert (signed.key_id, signed.suite) == (key.key_id, key.suite)
    seal_check(signed.document, signed.signature, key.public())


def test_the_document_is_the_days_seal_as_canonical_json(signed: SignedSeal, fund: str) -> None:
    facts = json.loads(signed.document)
    [leaf] = facts["leaves"]
    assert signed.document.decode("utf-8") == (
        f'{{"amount_fen":150,"fund_code":"{fund}","fund_id":"{facts["fund_id"]}",'
        f'"leaves":[{{"amount_fen":150,"digest":"{leaf["digest"]}","leaf_id":{leaf["leaf_id"]},'
        f'"seal_number":1,"transfer_count":1}}],"on":"2026-01-05","transfer_count":1}}'
    )
    assert leaf["digest"] == seals.seals(leaf_id=leaf["leaf_id"])[0].digest


def test_one_changed_byte_of_the_document_is_refused(signed: SignedSeal, key: Key) -> None:
    public = key.public()
    assert [d for d in altered(signed.document) if is_right(d, signed.signature, public)] == []


def test_one_changed_byte_of_the_signature_is_refused(signed: SignedSeal, key: Key) -> None:
    public = key.public()
    assert [s for s in altered(signed.signature) if is_right(signed.document, s, public)] == []


def test_another_key_is_refused(signed: SignedSeal) -> None:
    for other in Suite:
        assert not is_right(signed.document, signed.signature, key_generate(other).public)


def test_the_other_sides_own_code_finds_the_signature_right(signed: SignedSeal, key: Key) -> None:
    other_side = SUITES[signed.suite]
    spki = key.public().spki
    assert other_side.key_id(spki).hex() == signed.key_id
    assert other_side.verify(spki, signed.document, signed.signature)
    assert not other_side.verify(spki, signed.document + b"\n", signed.signature)


def test_only_a_known_fund_and_a_key_in_use_sign(fund: str) -> None:
    wanted: dict[str, Any] = {
        "on": ON, "owner": OWNER, "suite": Suite.NATIONAL, "actor": SEALER,
    }  # fmt: skip
    with pytest.raises(UnknownFund):
        fund_seal_sign(fund_code="没有", at=AT, **wanted)
    with pytest.raises(KeyMissing):
        fund_seal_sign(fund_code=fund, at=AT, **wanted)
    key_create(owner=OWNER, custodian="SAMPLE-K1", purpose=KeyPurpose.SIGN, suite=Suite.NATIONAL,
               actor="SAMPLE-A1", at=AT)  # fmt: skip
    with pytest.raises(KeyNotUsable):
        fund_seal_sign(fund_code=fund, at=NOW, **wanted)


def test_the_command_signs_and_the_command_finds_it_right(
    fund: str, key: Key, suite: Suite, tmp_path: Path, run: Callable[..., tuple[int, Any]]
) -> None:
    people_write(SEALER)
    out = tmp_path / "new" / "folder"
    code, told = run("fund-seal", fund, ON, "--sign", OWNER, "--suite", suite, "--out", out,
                     "--actor", SEALER.code, "--at", AT.isoformat())  # fmt: skip
    document, signature = out / f"{fund}-{ON}.seal.json", out / f"{fund}-{ON}.seal.sig"
    assert (code, told["key_id"]) == (0, key.key_id)
    assert sorted(out.iterdir()) == [document, signature]
    facts = json.loads(signature.read_bytes())
    assert (facts["key_id"], facts["suite"]) == (key.key_id, suite)
    seal_check(document.read_bytes(), bytes.fromhex(facts["signature"]), key.public())
    found = {"is_right": True, "key_id": key.key_id, "owner": OWNER, "suite": suite}
    assert run("fund-seal-check", document, signature) == (0, found)
    document.write_bytes(document.read_bytes().replace(b"150", b"151"))
    assert run("fund-seal-check", document, signature) == (1, {**found, "is_right": False})


def test_books_sealed_at_a_given_instant_are_in_that_days_seal_and_no_earlier_one(
    own_database: str, run: Callable[..., tuple[int, Any]]
) -> None:
    assert own_database
    books = Books.fresh()
    books.account(150)
    assert run("seal", books.leaf_id, "--at", AT.isoformat())[1][0]["sealed_count"] == 1
    fund = f"样例基金{books.leaf_id:04d}"
    counts = [run("fund-seal", fund, on)[1]["transfer_count"] for on in (ON, business_date(AT))]
    assert counts == [0, 1]


def test_a_seal_that_another_party_signed_is_checked_with_its_imported_key(
    fund: str, suite: Suite, tmp_path: Path, run: Callable[..., tuple[int, Any]]
) -> None:
    theirs = key_generate(suite)
    files = signed_seal_write(signed_by(theirs, b'{"on":"2026-01-05"}'), folder=tmp_path, name=fund)
    assert run("fund-seal-check", *files) == (1, None)  # KeyUnknown
    held = key_import_public(
        pem=public_pem(theirs.public), owner=AUTHORITY, custodian="SAMPLE-K1",
        purpose=KeyPurpose.SIGN, suite=suite, actor="SAMPLE-A1", at=NOW,
    )  # fmt: skip
    code, told = run("fund-seal-check", *files)
    assert (code, told["is_right"], told["owner"]) == (0, True, AUTHORITY)
    key_revoke(key_id=held.key_id, actor="SAMPLE-A1", at=AT)
    assert run("fund-seal-check", *files) == (1, None)  # KeyNotUsable


@pytest.mark.parametrize(
    "content",
    [
        b"\xff", b"no JSON", b"[]", b'{"suite":"NATIONAL","signature":"00"}',
        b'{"key_id":"00","suite":"OTHER","signature":"00"}',
        b'{"key_id":"00","suite":"NATIONAL","signature":"zz"}',
    ],
)  # fmt: skip
def test_a_signature_file_that_is_none_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "seal.json").write_bytes(b"{}")
    (tmp_path / "seal.sig").write_bytes(content)
    with pytest.raises(FileLineError):
        signed_seal_read(tmp_path / "seal.json", tmp_path / "seal.sig")


def test_a_funds_code_leads_to_no_other_folder(tmp_path: Path) -> None:
    signed = SignedSeal(b"{}", "00", Suite.NATIONAL, b"")
    with pytest.raises(FileNameNotPlain):
        signed_seal_write(signed, folder=tmp_path / "out", name="../样例")
    assert list(tmp_path.iterdir()) == []
