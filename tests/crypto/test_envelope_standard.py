"""The worked examples of docs/standards/envelope.md hold, and others' programs agree."""

import base64
import hashlib
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from gmssl import sm2, sm3, sm4

from ringfence.crypto.digest import DigestAlgorithm
from ringfence.crypto.domain import Suite
from ringfence.crypto.envelope_read import open_file
from ringfence.crypto.key import PrivateKey, public_from_pem

PAGE = Path(__file__).parents[2] / "docs" / "standards" / "envelope.md"
CONTENT = "样例|1.00\n".encode()


@dataclass(frozen=True)
class Example:
    """What the page shows of one suite's example."""

    sender_pem: str
    recipient_pem: str
    recipient_secret: bytes
    content_key: bytes
    header: bytes
    chunks: list[bytes]
    final: bytes

    @property
    def signed(self) -> bytes:
        return self.header + self.final[:40]


def _example(suite: Suite) -> Example:
    section = PAGE.read_text(encoding="utf-8").split(f" {suite}\n", 1)[1].split("\n### ", 1)[0]
    blocks = re.findall(r"```\n(.*?)```", section, re.DOTALL)
    sender, recipient, secret, header, data, final, plaintext = blocks
    key = re.search(r"content key, unwrapped \| `([0-9a-f]+)`", section)
    assert key is not None
    national = suite == Suite.NATIONAL
    return Example(
        sender_pem=sender,
        recipient_pem=recipient,
        recipient_secret=bytes.fromhex(secret) if national else base64.b64decode(secret),
        content_key=bytes.fromhex(key[1]),
        header=bytes.fromhex(header),
        chunks=[bytes.fromhex(data), bytes.fromhex(final)],
        final=bytes.fromhex(plaintext),
    )


@pytest.mark.clause("OP-22.2")
@pytest.mark.parametrize("suite", list(Suite))
def test_the_worked_example_opens(suite: Suite, tmp_path: Path) -> None:
    example = _example(suite)
    sender = public_from_pem(example.sender_pem, suite)
    recipient = public_from_pem(example.recipient_pem, suite)
    (tmp_path / "sealed").write_bytes(example.header + b"".join(example.chunks))
    whole = PrivateKey(recipient, example.recipient_secret)
    opened = open_file(
        tmp_path / "sealed",
        tmp_path / "opened",
        recipient_lookup={recipient.key_id: whole}.get,
        sender_lookup={sender.key_id: sender}.get,
    )
    assert (tmp_path / "opened").read_bytes() == CONTENT
    assert opened.header.file_name == "sample.txt"
    assert opened.digest_algorithm == (
        DigestAlgorithm.SM3 if suite == Suite.NATIONAL else DigestAlgorithm.SHA_256
    )


def test_the_national_example_decrypts_with_an_independent_sm4() -> None:
    """GCM is counter mode from the nonce with the counter 2; the tag is left to the other test."""
    example = _example(Suite.NATIONAL)
    nonce = example.header[44:51] + bytes(5)
    cipher = sm4.CryptSM4()
    cipher.set_key(example.content_key, sm4.SM4_ENCRYPT)
    stream = bytes(cipher.one_round(cipher.sk, list(nonce + (2).to_bytes(4))))
    ciphertext = example.chunks[0][5:-16]
    assert bytes(a ^ b for a, b in zip(ciphertext, stream, strict=False)) == CONTENT


def test_the_national_example_verifies_with_an_independent_sm2_and_sm3() -> None:
    example = _example(Suite.NATIONAL)
    point = public_from_pem(example.sender_pem, Suite.NATIONAL).spki[-64:].hex()
    verifier = sm2.CryptSM2(private_key="", public_key=point, asn1=True)
    assert verifier.verify_with_sm3(example.final[40:].hex(), example.signed)
    assert example.final[8:40].hex() == sm3.sm3_hash(list(CONTENT))
    assert example.final[:8] == len(CONTENT).to_bytes(8)


@pytest.mark.parametrize(
    ("suite", "options"),
    [
        (Suite.NATIONAL, ["-rawin", "-digest", "sm3", "-pkeyopt", "distid:1234567812345678"]),
        (
            Suite.INTERNATIONAL,
            [
                *("-rawin", "-digest", "sha256"),
                *("-pkeyopt", "rsa_padding_mode:pss", "-pkeyopt", "rsa_pss_saltlen:32"),
            ],
        ),
    ],
)
def test_openssl_verifies_the_signature_of_both_examples(
    suite: Suite, options: list[str], tmp_path: Path
) -> None:
    example = _example(suite)
    (tmp_path / "sender.pem").write_text(example.sender_pem)
    (tmp_path / "signature").write_bytes(example.final[40:])
    command = [
        *("openssl", "pkeyutl", "-verify", "-pubin", "-inkey", tmp_path / "sender.pem"),
        *("-sigfile", tmp_path / "signature", "-in", tmp_path / "message", *options),
    ]
    (tmp_path / "message").write_bytes(example.signed)
    subprocess.run(command, check=True, capture_output=True)
    (tmp_path / "message").write_bytes(example.signed + b"!")
    assert subprocess.run(command, check=False, capture_output=True).returncode != 0


def test_openssl_unwraps_the_international_examples_key(tmp_path: Path) -> None:
    example = _example(Suite.INTERNATIONAL)
    (tmp_path / "recipient.der").write_bytes(example.recipient_secret)
    length = int.from_bytes(example.header[51:53])
    (tmp_path / "wrapped").write_bytes(example.header[53 : 53 + length])
    unwrapped = subprocess.run(
        [
            *("openssl", "pkeyutl", "-decrypt", "-keyform", "DER"),
            *("-inkey", tmp_path / "recipient.der", "-in", tmp_path / "wrapped"),
            *("-pkeyopt", "rsa_padding_mode:oaep", "-pkeyopt", "rsa_oaep_md:sha256"),
        ],
        check=True,
        capture_output=True,
    )
    assert unwrapped.stdout == example.content_key


def test_the_international_examples_digest_is_sha_256() -> None:
    assert _example(Suite.INTERNATIONAL).final[8:40] == hashlib.sha256(CONTENT).digest()
