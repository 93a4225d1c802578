"""What holds for every transport: over folders and over a real SFTP server."""

import hashlib
import os
from pathlib import Path

import pytest

from banking.transport.sides import Sides, put_by_bank
from ringfence.banking.exchange.companion import Companion, DigestDiffers
from ringfence.banking.transport.refusals import (
    FileNameUnusable,
    NameTaken,
    TransportFailed,
)
from ringfence.banking.transport.transport import PIECE_BYTES
from ringfence.crypto.digest import DigestAlgorithm

NAME = "CREDIT_RUN_YLBX0001_105161000012_00000012.txt.rfe"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.clause("OP-A5")
@pytest.mark.parametrize("length", [0, 1, PIECE_BYTES, PIECE_BYTES + 1, 3 * PIECE_BYTES + 17])
def test_a_put_file_lies_there_whole_with_its_companion(
    sides: Sides, tmp_path: Path, length: int
) -> None:
    content = os.urandom(length)
    (tmp_path / "sealed").write_bytes(content)
    sides.transport.put(tmp_path / "sealed", NAME)
    assert names(sides.outgoing) == [NAME, f"{NAME}.ready"]
    assert (sides.outgoing / NAME).read_bytes() == content
    assert (sides.outgoing / f"{NAME}.ready").read_bytes() == (
        f"RFREADY|1|{length}|SHA-256|{hashlib.sha256(content).hexdigest()}\n".encode()
    )


def test_putting_the_same_again_changes_nothing(sides: Sides, tmp_path: Path) -> None:
    (tmp_path / "sealed").write_bytes(b"content")
    sides.transport.put(tmp_path / "sealed", NAME)
    before = (sides.outgoing / NAME).stat()
    sides.transport.put(tmp_path / "sealed", NAME)
    assert (sides.outgoing / NAME).stat().st_ino == before.st_ino


def test_another_content_under_a_taken_name_is_refused(sides: Sides, tmp_path: Path) -> None:
    (tmp_path / "first").write_bytes(b"first")
    (tmp_path / "second").write_bytes(b"other")
    sides.transport.put(tmp_path / "first", NAME)
    with pytest.raises(NameTaken):
        sides.transport.put(tmp_path / "second", NAME)
    (sides.outgoing / f"{NAME}.ready").unlink()
    with pytest.raises(NameTaken):
        sides.transport.put(tmp_path / "second", NAME)
    assert (sides.outgoing / NAME).read_bytes() == b"first"


def test_a_put_broken_off_before_the_companion_is_finished_by_the_next(
    sides: Sides, tmp_path: Path
) -> None:
    (tmp_path / "sealed").write_bytes(b"content")
    (sides.outgoing / f".{NAME}.part").write_bytes(b"longer than the content of an earlier attempt")
    (sides.outgoing / NAME).write_bytes(b"content")
    (sides.outgoing / f".{NAME}.ready.part").write_bytes(b"RFREADY|1|")
    sides.transport.put(tmp_path / "sealed", NAME)
    assert (sides.outgoing / f"{NAME}.ready").read_bytes().startswith(b"RFREADY|1|7|SHA-256|")


@pytest.mark.parametrize(
    "name", ["", "..", ".hidden", "a/b", "../a", "a\nb", "行", "a.ready", "done", "x" * 161]
)
def test_a_name_that_could_leave_the_folder_or_hide_is_refused(
    sides: Sides, tmp_path: Path, name: str
) -> None:
    (tmp_path / "sealed").write_bytes(b"content")
    with pytest.raises(FileNameUnusable):
        sides.transport.put(tmp_path / "sealed", name)
    assert names(sides.outgoing) == []


@pytest.mark.parametrize("algorithm", list(DigestAlgorithm))
def test_a_file_with_its_companion_arrives_and_is_fetched(
    sides: Sides, tmp_path: Path, algorithm: DigestAlgorithm
) -> None:
    content = os.urandom(2 * PIECE_BYTES + 3)
    put_by_bank(sides.incoming, "RESULT_1.rfe", content, algorithm)
    (arrival,) = sides.transport.arrived()
    assert (arrival.name, arrival.size) == ("RESULT_1.rfe", len(content))
    sides.transport.fetch(arrival, tmp_path / "fetched")
    assert (tmp_path / "fetched").read_bytes() == content


@pytest.mark.clause("OP-A5")
def test_a_file_without_a_readable_companion_has_not_arrived(sides: Sides) -> None:
    put_by_bank(sides.incoming, "B.rfe", b"whole")
    (sides.incoming / "half.rfe").write_bytes(b"hal")
    (sides.incoming / "torn.rfe").write_bytes(b"torn")
    (sides.incoming / "torn.rfe.ready").write_bytes(b"RFREADY|1|4|SHA-256|abc")
    (sides.incoming / "alone.rfe.ready").write_bytes((sides.incoming / "B.rfe.ready").read_bytes())
    (sides.incoming / ".hidden.part").write_bytes(b"x")
    assert [arrival.name for arrival in sides.transport.arrived()] == ["B.rfe"]


@pytest.mark.parametrize(
    "found", [b"", b"conten", b"contenT", b"content and more", b"x" * 3_000_000]
)
def test_a_file_that_is_not_as_its_companion_says_is_refused_and_leaves_no_target(
    sides: Sides, tmp_path: Path, found: bytes
) -> None:
    put_by_bank(sides.incoming, "RESULT_1.rfe", b"content")
    (sides.incoming / "RESULT_1.rfe").write_bytes(found)
    (arrival,) = sides.transport.arrived()
    (tmp_path / "in").mkdir()
    with pytest.raises(DigestDiffers):
        sides.transport.fetch(arrival, tmp_path / "in" / "fetched")
    assert names(tmp_path / "in") == []


def test_a_settled_file_is_kept_in_done_and_not_listed_again(sides: Sides) -> None:
    put_by_bank(sides.incoming, "RESULT_1.rfe", b"content")
    (arrival,) = sides.transport.arrived()
    sides.transport.settle(arrival)
    sides.transport.settle(arrival)
    assert sides.transport.arrived() == []
    kept = f"RESULT_1.rfe.{arrival.digest[:16]}"
    assert names(sides.incoming / "done") == [kept, f"{kept}.ready"]
    assert (sides.incoming / "done" / kept).read_bytes() == b"content"


def test_a_later_file_of_the_same_name_is_kept_beside_the_first(sides: Sides) -> None:
    for content in (b"first", b"second", b"second"):
        put_by_bank(sides.incoming, "RESULT_1.rfe", content)
        (arrival,) = sides.transport.arrived()
        sides.transport.settle(arrival)
    kept = {path.read_bytes() for path in (sides.incoming / "done").glob("*[0-9a-f]")}
    assert kept == {b"first", b"second"}


def test_a_settling_broken_off_halfway_is_listed_fetched_and_settled_again(
    sides: Sides, tmp_path: Path
) -> None:
    put_by_bank(sides.incoming, "RESULT_1.rfe", b"content")
    (arrival,) = sides.transport.arrived()
    (sides.incoming / "done").mkdir()
    kept = sides.incoming / "done" / f"RESULT_1.rfe.{arrival.digest[:16]}"
    (sides.incoming / "RESULT_1.rfe").rename(kept)
    assert sides.transport.arrived() == [arrival]
    sides.transport.fetch(arrival, tmp_path / "fetched")
    assert (tmp_path / "fetched").read_bytes() == b"content"
    sides.transport.settle(arrival)
    assert sides.transport.arrived() == []


def test_a_missing_folder_is_a_refusal_that_names_it(sides: Sides, tmp_path: Path) -> None:
    (tmp_path / "sealed").write_bytes(b"content")
    sides.incoming.rmdir()
    sides.outgoing.rmdir()
    with pytest.raises(TransportFailed, match="from_bank"):
        sides.transport.arrived()
    with pytest.raises(TransportFailed, match="to_bank"):
        sides.transport.put(tmp_path / "sealed", NAME)


def test_what_one_side_puts_the_other_fetches(sides: Sides, tmp_path: Path) -> None:
    (tmp_path / "sealed").write_bytes(b"content")
    sides.transport.put(tmp_path / "sealed", NAME)
    for name in (NAME, f"{NAME}.ready"):
        (sides.outgoing / name).rename(sides.incoming / name)
    (arrival,) = sides.transport.arrived()
    sides.transport.fetch(arrival, tmp_path / "fetched")
    assert (tmp_path / "fetched").read_bytes() == b"content"


def test_a_companion_that_is_a_large_file_is_cut_off_and_no_companion(sides: Sides) -> None:
    (sides.incoming / "A.rfe").write_bytes(b"content")
    stated = Companion(7, "SHA-256", "0" * 64)
    (sides.incoming / "A.rfe.ready").write_bytes(stated.as_bytes() + b" " * (4 * PIECE_BYTES))
    assert sides.transport.arrived() == []
