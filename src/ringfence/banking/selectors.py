"""Banks and agreements as people look at them."""

from typing import Any

from ringfence.banking.models import AgencyAgreement


def agreement_rows() -> list[dict[str, Any]]:
    """Return each agreement with its bank and payout account, by bank."""
    agreements = AgencyAgreement.objects.select_related("branch", "payout_account")
    return [
        {
            "bank": agreement.branch.bank_id,
            "name": agreement.branch.name,
            "agreement": agreement.number,
            "agency": agreement.agency,
            "account": agreement.payout_account.number if agreement.payout_account else None,
            "valid_from": agreement.valid_from,
            "valid_to": agreement.valid_to,
        }
        for agreement in agreements.order_by("branch__line_number", "number")
    ]
