"""The content cipher of an envelope: GCM over SM4 or AES-256, chunk by chunk."""

import os
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from ringfence.crypto.domain import Suite

NONCE_PREFIX_BYTES = 7
TAG_BYTES = 16
CONTENT_KEY_BYTES = {Suite.NATIONAL: 16, Suite.INTERNATIONAL: 32}


def new_content_key(suite: Suite) -> bytes:
    """Return a random content key of the suite's length."""
    return os.urandom(CONTENT_KEY_BYTES[suite])


@dataclass(frozen=True)
class ContentCipher:
    """Encrypts and decrypts the chunks of one envelope. Nonce: prefix, number, kind."""

    suite: Suite
    content_key: bytes = field(repr=False)
    nonce_prefix: bytes
    header: bytes

    def encrypt(self, number: int, kind: bytes, plaintext: bytes) -> bytes:
        """Return ciphertext and tag of the chunk with this number and kind."""
        encryptor = self._cipher(number, kind, tag=None).encryptor()
        encryptor.authenticate_additional_data(self.header)
        return encryptor.update(plaintext) + encryptor.finalize() + encryptor.tag

    def decrypt(self, number: int, kind: bytes, sealed: bytes) -> bytes | None:
        """Return the plaintext of a chunk, or None where its tag is wrong."""
        decryptor = self._cipher(number, kind, tag=sealed[-TAG_BYTES:]).decryptor()
        decryptor.authenticate_additional_data(self.header)
        try:
            return decryptor.update(sealed[:-TAG_BYTES]) + decryptor.finalize()
        except InvalidTag:
            return None

    def _cipher(self, number: int, kind: bytes, *, tag: bytes | None) -> Cipher[modes.GCM]:
        nonce = self.nonce_prefix + number.to_bytes(4) + kind
        national = self.suite == Suite.NATIONAL
        algorithm = (algorithms.SM4 if national else algorithms.AES256)(self.content_key)
        return Cipher(algorithm, modes.GCM(nonce, tag))
