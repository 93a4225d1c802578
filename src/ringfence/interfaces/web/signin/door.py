"""What happens at the door goes into the audit trail."""

from allauth.account.adapter import get_adapter

from ringfence.audit.entry import AuditEntry
from ringfence.audit.services import record
from ringfence.interfaces.web.request import PageRequest


def client_address(request: PageRequest) -> str:
    """Return the address that a request came from, past the proxy where there is one."""
    return str(get_adapter(request).get_client_ip(request))


def door_record(request: PageRequest, code: str, action: str, outcome: str, **facts: str) -> None:
    """Write that a person came, failed, left or changed a factor. Source: OP-22.1."""
    record(
        entry=AuditEntry(
            at=request.at,
            actor=code,
            action=action,
            subject_kind="user",
            subject_id=code,
            outcome=outcome,
            trace=request.trace,
            address=client_address(request),
            facts=facts,
        )
    )
