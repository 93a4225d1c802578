"""Attachments: content in the installation's home by its digest, what it is in the database."""

import hashlib
import os
import tempfile
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.db import transaction

from ringfence import rulebook
from ringfence.access.actor import Actor
from ringfence.desk.acts import act_record
from ringfence.desk.cases import case_citation, case_moved, case_working
from ringfence.desk.content import clean_name, content_type
from ringfence.desk.domain import CaseEvent
from ringfence.desk.models import Attachment
from ringfence.desk.refusals import (
    AttachmentDamaged,
    AttachmentTooLarge,
    AttachmentTypeRefused,
    AttachmentUnknown,
)
from ringfence.kernel.clock import business_date
from ringfence.kernel.uuid7 import uuid7

_FOLDER = ("desk", "attachments")
_KILOBYTE = 1024


@transaction.atomic
def attachment_add(
    *, case_id: UUID, name: str, content: bytes, home: Path, actor: Actor, at: datetime
) -> Attachment:
    """Return the attachment of a case; the same content again returns the one that is there.

    What it is says its content, not its name, which is cleaned. It is on disk, whole, before the
    database says so; what was written for a transaction that failed is in nobody's way.
    Refuses: CaseUnknown, NotPermitted, IllegalDeskStep, AttachmentTooLarge, AttachmentTypeRefused.
    """
    case = case_working(case_id, CaseEvent.ATTACH, actor=actor)
    most = rulebook.value("attachment.kilobytes", on=business_date(at)).number
    if len(content) > most * _KILOBYTE:
        raise AttachmentTooLarge(cite=case_citation(case), name=name[:60], most_kilobytes=most)
    kind = content_type(content)
    if kind is None:
        raise AttachmentTypeRefused(cite=case_citation(case), name=name[:60])
    digest = hashlib.sha256(content).hexdigest()
    known = case.attachments.filter(digest=digest).first()
    if known is not None:
        return known
    _write_once(attachment_path(home, digest), content)
    attachment = Attachment.objects.create(
        id=uuid7(),
        case=case,
        digest=digest,
        name=clean_name(name, kind),
        content_type=kind.value,
        size=len(content),
        attached_by=actor.code,
        attached_at=at,
    )
    case_moved(case, CaseEvent.ATTACH, actor=actor, at=at, after=str(attachment.id))
    return attachment


@transaction.atomic
def attachment_read(
    *, attachment_id: UUID, home: Path, actor: Actor, at: datetime
) -> tuple[Attachment, bytes]:
    """Return an attachment and its content, checked against its digest; the reading is recorded.

    Refuses: AttachmentUnknown (also of one that the actor may not know of), AttachmentDamaged.
    """
    unknown = AttachmentUnknown(attachment=attachment_id)
    attachment = Attachment.objects.select_related("case").filter(id=attachment_id).first()
    if attachment is None:
        raise unknown
    case = attachment.case
    actor.require_or_unknown("desk.read", organisation=case.organisation_code, unknown=unknown)
    path = attachment_path(home, attachment.digest)
    content = path.read_bytes() if path.is_file() else b""
    if hashlib.sha256(content).hexdigest() != attachment.digest:
        raise AttachmentDamaged(cite=case_citation(case), name=attachment.name)
    act_record(
        action="attachment.read",
        actor=actor,
        at=at,
        organisation=case.organisation_code,
        subject=("attachment", attachment.id),
        clause=case_citation(case).clause,
        case=case.id,
        digest=attachment.digest,
    )
    return attachment, content


def attachment_path(home: Path, digest: str) -> Path:
    """Return where content lies, by its SHA-256 in hex."""
    return home.joinpath(*_FOLDER, digest[:2], digest)


def _write_once(path: Path, content: bytes) -> None:
    """Write a file so that a crash leaves all of it or none; readable by its owner alone."""
    if path.is_file() and path.stat().st_size == len(content):
        return
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).replace(path)
