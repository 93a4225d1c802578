"""Transfers that belong together: all stand, or the caller's transaction is given up."""

from collections.abc import Sequence

from ringfence.ledger import services as ledger
from ringfence.ledger.domain import Transfer


def post_whole(*, leaf_id: int, transfers: Sequence[Transfer]) -> None:
    """Write transfers of one leaf; one already posted stands. Refuses: the ledger's first refusal.

    The caller's transaction must end with the refusal, so that nothing of the rest is kept.
    """
    if not transfers:
        return
    for answer in ledger.post(leaf_id=leaf_id, transfers=transfers):
        if answer.refusal:
            raise answer.refusal
