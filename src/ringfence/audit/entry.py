"""What the audit trail says of one act or one reading."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One act, reading, reveal, export or print.

    `action` is a dotted code such as `person.read`, `run.approve`. `subject` is the kind and the id
    of what it is about (`person`, `0190…`), never a name or a number of a person. `purpose` says
    why (OP-22.1). `outcome` is DONE or the refusal's code. `facts` hold ids, counts, dates and
    codes only. `trace` is the request, command or job that it happened in.
    """

    at: datetime
    actor: str
    action: str
    organisation: str = ""
    subject_kind: str = ""
    subject_id: str = ""
    purpose: str = ""
    outcome: str = "DONE"
    clause: str = ""
    trace: str = ""
    address: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
