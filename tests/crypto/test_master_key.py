"""Private keys lie locked under the installation's master key, which has no default."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from ringfence.crypto.master import lock, master_key, unlock
from ringfence.crypto.refusals import MasterKeyWrong
from ringfence.installation.config import config

KEY_ID = bytes(16)


@pytest.fixture(autouse=True)
def own_home(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation whose home has nothing yet, and no key in the environment."""
    monkeypatch.setattr(config(), "home", home)
    monkeypatch.setattr(config(), "master_key", None)
    return home


@pytest.mark.clause("OP-23")
def test_there_is_no_default_master_key() -> None:
    with pytest.raises(MasterKeyWrong, match="nothing"):
        master_key(make=False)


def test_a_made_master_key_is_random_private_and_stays(own_home: Path) -> None:
    first = master_key(make=True)
    assert len(first) == 32
    assert (own_home / "master.key").stat().st_mode & 0o777 == 0o600
    assert master_key(make=True) == master_key(make=False) == first
    assert [path.name for path in own_home.iterdir()] == ["master.key"]
    (own_home / "master.key").unlink()
    assert master_key(make=True) != first


def test_a_master_key_that_others_can_read_is_refused(own_home: Path) -> None:
    master_key(make=True)
    (own_home / "master.key").chmod(0o640)
    with pytest.raises(MasterKeyWrong, match="0600"):
        master_key(make=False)


def test_the_environments_master_key_goes_first(
    own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(config(), "master_key", SecretStr("ab" * 32))
    assert master_key(make=True) == b"\xab" * 32
    assert not own_home.exists()


@pytest.mark.parametrize("text", ["", "secret", "ab" * 31, "ab" * 33, "zz" * 32, "ab " * 32])
def test_anything_but_64_hex_digits_is_refused(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config(), "master_key", SecretStr(text))
    with pytest.raises(MasterKeyWrong, match="64 hexadecimal digits"):
        master_key(make=True)


@pytest.mark.clause("OP-23")
def test_a_locked_key_opens_with_its_master_key_and_id_only() -> None:
    locked = lock(b"the private half", key_id=KEY_ID, master=b"m" * 32)
    assert b"the private half" not in locked
    assert unlock(locked, key_id=KEY_ID, master=b"m" * 32) == b"the private half"
    for key_id, master in ((KEY_ID, b"n" * 32), (b"k" * 16, b"m" * 32)):
        with pytest.raises(MasterKeyWrong):
            unlock(locked, key_id=key_id, master=master)


def test_one_secret_locked_twice_looks_different() -> None:
    first, second = (lock(b"secret", key_id=KEY_ID, master=b"m" * 32) for _ in range(2))
    assert first != second
