"""A run that the bank says in writing it never took and never will: its number is used up."""

from sandbox.bank.fault import Mistake
from sandbox.bank.home import Bank

GIVEN_UP = "GIVEN_UP"


def decline(bank: Bank, *, partner: str, kind: str, number: int, on: str) -> None:
    """Write that the next number of a sequence counts as refused (section 4 of the standard).

    Files behind it are taken from then on; one that comes under it later is refused. Doing it
    again changes nothing. A number that was taken cannot be declined: its run may be executed.
    """
    with bank.transaction() as db:
        if db.execute("SELECT 1 FROM partner WHERE code = ?", (partner,)).fetchone() is None:
            raise Mistake(f"No partner {partner}.")
        used = db.execute(
            "SELECT reason FROM arrival WHERE partner = ? AND kind = ? AND used_number = ?",
            (partner, kind, number),
        ).fetchone()
        if used and used["reason"] == GIVEN_UP:
            return
        if used:
            raise Mistake(f"{kind} {number} of {partner} came; it was taken or refused then.")
        (last,) = db.execute(
            "SELECT coalesce(max(used_number), 0) FROM arrival WHERE partner = ? AND kind = ?",
            (partner, kind),
        ).fetchone()
        if number != last + 1:
            raise Mistake(f"The next {kind} of {partner} is number {last + 1}, not {number}.")
        db.execute(
            "INSERT INTO arrival (partner, wire_name, wire_digest, kind, file_id, used_number,"
            " content_sha256, arrived_on, status, reason, line, field, text, removed)"
            " VALUES (?, '', '', ?, '', ?, '', ?, 'REFUSED', ?, 0, '', 'never taken', 1)",
            (partner, kind, number, on, GIVEN_UP),
        )
