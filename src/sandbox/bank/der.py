"""The little DER that SM2 ciphertexts need (GM/T 0009): INTEGER, OCTET STRING, SEQUENCE."""

INTEGER, OCTETS, SEQUENCE = 0x02, 0x04, 0x30


def integer(number: int) -> bytes:
    """Return a non-negative INTEGER."""
    return _tagged(INTEGER, number.to_bytes(number.bit_length() // 8 + 1, "big"))


def octets(content: bytes) -> bytes:
    """Return an OCTET STRING."""
    return _tagged(OCTETS, content)


def sequence(*parts: bytes) -> bytes:
    """Return a SEQUENCE of parts already encoded."""
    return _tagged(SEQUENCE, b"".join(parts))


def sm2_cipher(data: bytes) -> tuple[int, int, bytes, bytes]:
    """Return x, y, C3 and C2 of an SM2Cipher; ValueError when it is none."""
    body, rest = _take(data, SEQUENCE)
    x, body = _take(body, INTEGER)
    y, body = _take(body, INTEGER)
    c3, body = _take(body, OCTETS)
    c2, body = _take(body, OCTETS)
    if rest or body:
        raise ValueError("bytes behind the end")
    return int.from_bytes(x, "big"), int.from_bytes(y, "big"), c3, c2


def _tagged(tag: int, content: bytes) -> bytes:
    size = len(content)
    if size < 128:
        return bytes([tag, size]) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 128 + len(length)]) + length + content


def _take(data: bytes, tag: int) -> tuple[bytes, bytes]:
    """Return the content of the first element, which has the tag, and what follows it."""
    if len(data) < 2 or data[0] != tag:
        raise ValueError("another element expected")
    start, size = 2, data[1]
    if size >= 128:
        start += size - 128
        size = int.from_bytes(data[2:start], "big")
    if len(data) < start + size:
        raise ValueError("cut off")
    return data[start : start + size], data[start + size :]
