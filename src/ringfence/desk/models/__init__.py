"""The tables of what waits for people."""

from ringfence.desk.models.approvals import Approval, ApprovalDecision, Delegation
from ringfence.desk.models.cases import Attachment, Case, CaseLink, CaseMove, CaseNote
from ringfence.desk.models.duties import Duty, DutyEscalation
from ringfence.desk.models.notices import Notice

__all__ = [
    "Approval",
    "ApprovalDecision",
    "Attachment",
    "Case",
    "CaseLink",
    "CaseMove",
    "CaseNote",
    "Delegation",
    "Duty",
    "DutyEscalation",
    "Notice",
]
