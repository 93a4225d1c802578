"""SM2 on plain integers: signature (GB/T 32918.2) and encryption (GB/T 32918.4).

Written from the standard and slow beside a C library: a few operations a file are enough. Its
running time depends on the secret, so it serves trial keys and nothing else.
"""

import secrets

from cryptography.hazmat.primitives import hashes

Point = tuple[int, int]

P = 0xFFFFFFFE_FFFFFFFF_FFFFFFFF_FFFFFFFF_FFFFFFFF_00000000_FFFFFFFF_FFFFFFFF
A = P - 3
B = 0x28E9FA9E_9D9F5E34_4D5A9E4B_CF6509A7_F39789F5_15AB8F92_DDBCBD41_4D940E93
N = 0xFFFFFFFE_FFFFFFFF_FFFFFFFF_FFFFFFFF_7203DF6B_21C6052B_53BBF409_39D54123
G = (
    0x32C4AE2C_1F198119_5F990446_6A39C994_8FE30BBF_F2660BE1_715A4589_334C74C7,
    0xBC3736A2_F4F6779C_59BDCEE3_6B692153_D0A9877C_C62A4740_02DF32E5_2139F0A0,
)
IDENTITY = b"1234567812345678"


def sm3(*parts: bytes) -> bytes:
    """Return the SM3 digest (32 bytes) of the parts joined."""
    digest = hashes.Hash(hashes.SM3())
    for part in parts:
        digest.update(part)
    return digest.finalize()


def is_on_curve(point: Point) -> bool:
    """Return whether both coordinates are field elements and the point is on the curve."""
    x, y = point
    return 0 <= x < P and 0 <= y < P and (y * y - (x * x + A) * x - B) % P == 0


def public_point(private: int) -> Point:
    """Return the public point of a private number (1 to N - 2)."""
    return _times(private, G)


def new_private() -> int:
    """Return a fresh private number."""
    return 1 + secrets.randbelow(N - 2)


def sign(private: int, message: bytes) -> tuple[int, int]:
    """Return the signature (r, s) over the message, signer identity `1234567812345678`."""
    e = _message_number(public_point(private), message)
    while True:
        k = 1 + secrets.randbelow(N - 1)
        r = (e + public_point(k)[0]) % N
        s = pow(1 + private, -1, N) * (k - r * private) % N
        if r not in (0, N - k) and s != 0:
            return r, s


def verify(public: Point, message: bytes, r: int, s: int) -> bool:
    """Return whether (r, s) signs the message under the public point."""
    t = (r + s) % N
    if not (0 < r < N and 0 < s < N and t):
        return False
    point = _add(_times(s, G), _times(t, public))
    return point is not None and (_message_number(public, message) + point[0]) % N == r


def encrypt(public: Point, plain: bytes) -> tuple[Point, bytes, bytes]:
    """Return C1 (a point), C3 (32 bytes) and C2 (as long as `plain`)."""
    while True:
        k = 1 + secrets.randbelow(N - 1)
        shared = _times(k, public)
        mask = _stream(shared, len(plain))
        if any(mask):
            return public_point(k), _check(shared, plain), _xor(plain, mask)


def decrypt(private: int, c1: Point, c3: bytes, c2: bytes) -> bytes | None:
    """Return the plaintext, or None when the parts do not belong together."""
    if not is_on_curve(c1):
        return None
    shared = _times(private, c1)
    plain = _xor(c2, _stream(shared, len(c2)))
    return plain if _check(shared, plain) == c3 else None


def _message_number(public: Point, message: bytes) -> int:
    """The digest of Z (who signs, on which curve) and the message, as a number."""
    bits = (len(IDENTITY) * 8).to_bytes(2, "big")
    z = sm3(bits, IDENTITY, *(_field(number) for number in (A, B, *G, *public)))
    return int.from_bytes(sm3(z, message), "big")


def _stream(shared: Point, length: int) -> bytes:
    blocks = (length + 31) // 32
    seed = _field(shared[0]) + _field(shared[1])
    return b"".join(sm3(seed, i.to_bytes(4, "big")) for i in range(1, blocks + 1))[:length]


def _check(shared: Point, plain: bytes) -> bytes:
    return sm3(_field(shared[0]), plain, _field(shared[1]))


def _field(number: int) -> bytes:
    return number.to_bytes(32, "big")


def _xor(left: bytes, right: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(left, right, strict=True))


def _add(left: Point, right: Point) -> Point | None:
    """The sum of two points; None is the point at infinity."""
    return _affine(_plus((*left, 1), right))


def _times(factor: int, point: Point) -> Point:
    """The point taken `factor` times (1 to N - 1, so that the sum is never at infinity)."""
    total = INFINITY
    for bit in f"{factor:b}":
        total = _doubled(total)
        if bit == "1":
            total = _plus(total, point)
    product = _affine(total)
    if product is None:
        raise ArithmeticError("point at infinity")
    return product


# Jacobian coordinates (X, Y, Z) stand for the point (X / Z^2, Y / Z^3): no division on the way.
Jacobian = tuple[int, int, int]
INFINITY: Jacobian = (1, 1, 0)


def _affine(point: Jacobian) -> Point | None:
    x, y, z = point
    if z == 0:
        return None
    inverse = pow(z, -1, P)
    return x * inverse**2 % P, y * inverse**3 % P


def _doubled(point: Jacobian) -> Jacobian:
    x, y, z = point
    delta, gamma = z * z % P, y * y % P
    beta, alpha = x * gamma % P, 3 * (x - delta) * (x + delta) % P
    new_x = (alpha * alpha - 8 * beta) % P
    return new_x, (alpha * (4 * beta - new_x) - 8 * gamma * gamma) % P, 2 * y * z % P


def _plus(left: Jacobian, right: Point) -> Jacobian:
    x, y, z = left
    if z == 0:
        return (*right, 1)
    across = (right[0] * z * z - x) % P
    up = (right[1] * z * z * z - y) % P
    if across == 0:
        return INFINITY if up else _doubled(left)
    square = across * across % P
    cube, side = square * across % P, x * square % P
    new_x = (up * up - cube - 2 * side) % P
    return new_x, (up * (side - new_x) - y * cube) % P, z * across % P
