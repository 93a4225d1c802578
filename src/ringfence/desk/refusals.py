"""The expected "no" of the desk."""

from ringfence.kernel.refusal import NotFound, Refusal


class DutyUnknown(NotFound):
    """No duty has the number, or none was started for the subject, or it is not the actor's."""

    code = "DUTY_UNKNOWN"
    en = "There is no duty {duty}, or it is not yours to see. See: ringfence desk list"
    zh = "没有期限事项 {duty}，或您无权查看。请查看：ringfence desk list"


class ApprovalUnknown(NotFound):
    """No approval has the number, or it is not the actor's."""

    code = "APPROVAL_UNKNOWN"
    en = "There is no approval {approval}, or it is not yours to see. See: ringfence desk list"
    zh = "没有审批 {approval}，或您无权查看。请查看：ringfence desk list"


class ApprovalMissing(Refusal):
    """The subject was not approved, or not as it is now."""

    code = "APPROVAL_MISSING"
    en = "{subject} has not been approved as it is now ({kind}). Ask for it and let another decide."
    zh = "{subject} 的现有内容尚未获批（{kind}）。请提交审批，由他人决定。"


class FourEyes(Refusal):
    """Who asked for something or prepared it does not decide it, nor anybody in their stead."""

    code = "FOUR_EYES"
    en = (
        "{person} has asked for {subject} or prepared it; another person must decide it,"
        " and not in {person}'s stead."
    )
    zh = "{subject} 由 {person} 提交或经办，须由另一名有权人员审批，不得自批或由其代理人审批。"


class ApprovalDecidedBefore(Refusal):
    """This person, or the one in whose stead, has decided already."""

    code = "APPROVAL_DECIDED_BEFORE"
    en = "{person} has decided this already; it needs {missing_count} more, each another person."
    zh = "{person} 已作出决定；尚需另外 {missing_count} 人。"


class ApprovalSubjectChanged(Refusal):
    """What was asked for is no longer what there is."""

    code = "APPROVAL_SUBJECT_CHANGED"
    en = "{subject} has changed since {asked_by} asked for its approval. It must be asked anew."
    zh = "{subject} 在 {asked_by} 提交审批后已变更，须重新提交。"


class ApprovalAskedOtherwise(Refusal):
    """The same subject is waiting for a decision that another has asked for."""

    code = "APPROVAL_ASKED_OTHERWISE"
    en = "{asked_by} has asked for this already; only they may withdraw it and ask anew."
    zh = "{asked_by} 已提交同一审批；只有其本人可以撤回后重新提交。"


class ReasonMissing(Refusal):
    """A return or a cancellation says why."""

    code = "REASON_MISSING"
    en = "Say why in a few words."
    zh = "请简要说明原因。"


class NotTheAsker(Refusal):
    """Only who asked withdraws."""

    code = "NOT_THE_ASKER"
    en = "Only {asked_by}, who asked for it, may withdraw it."
    zh = "只有提交人 {asked_by} 可以撤回。"


class DelegationToSelf(Refusal):
    """Nobody is made a delegate of himself, or by himself."""

    code = "DELEGATION_TO_SELF"
    en = "A delegate is another person than the one delegating: {person}."
    zh = "代理人不得为委托人或指定人本人：{person}。"


class DelegationNeverHolds(Refusal):
    """It would end before it begins, or has ended."""

    code = "DELEGATION_NEVER_HOLDS"
    en = "A delegation from {valid_from_at} until {valid_until_at} never holds."
    zh = "代理期间 {valid_from_at} 至 {valid_until_at} 无效。"


class DelegationUnknown(NotFound):
    """No delegation has the number, or it is over, or it is not the actor's."""

    code = "DELEGATION_UNKNOWN"
    en = "There is no delegation {delegation}, or it has ended, or it is not yours to see."
    zh = "没有代理 {delegation}，或已终止，或您无权查看。"


class CaseUnknown(NotFound):
    """No case has the number, or it is not the actor's."""

    code = "CASE_UNKNOWN"
    en = "There is no case {case}, or it is not yours to see. See: ringfence desk list"
    zh = "没有事项 {case}，或您无权查看。请查看：ringfence desk list"


class CaseChoiceUnknown(Refusal):
    """The type of case has no such step or outcome."""

    code = "CASE_CHOICE_UNKNOWN"
    en = "{type} has no {choice}; there are: {known}."
    zh = "{type} 没有 {choice}；可选：{known}。"


class NoteEmpty(Refusal):
    """A note says something."""

    code = "NOTE_EMPTY"
    en = "The note is empty, or longer than {most_count} characters."
    zh = "备注为空，或超过 {most_count} 字。"


class AttachmentTypeRefused(Refusal):
    """What the content is, whatever its name, is not taken."""

    code = "ATTACHMENT_TYPE_REFUSED"
    en = "The file {name} is none of PDF, PNG, JPEG, XLSX and CSV by its content, or is damaged."
    zh = "文件 {name} 的内容不是 PDF、PNG、JPEG、XLSX 或 CSV，或已损坏。"


class AttachmentTooLarge(Refusal):
    """The file is larger than allowed."""

    code = "ATTACHMENT_TOO_LARGE"
    en = "The file {name} is larger than {most_kilobytes} kB."
    zh = "文件 {name} 超过 {most_kilobytes} kB。"


class AttachmentUnknown(NotFound):
    """No attachment has the number, or it is not the actor's."""

    code = "ATTACHMENT_UNKNOWN"
    en = "There is no attachment {attachment}, or it is not yours to see."
    zh = "没有附件 {attachment}，或您无权查看。"


class AttachmentDamaged(Refusal):
    """The stored content is gone or is not what was attached."""

    code = "ATTACHMENT_DAMAGED"
    en = "The stored content of {name} is missing or changed. Restore the home folder's backup."
    zh = "附件 {name} 的存储内容缺失或已变更。请从备份恢复安装目录。"


class NoticeUnknown(NotFound):
    """No notice has the number, or it is not the actor's."""

    code = "NOTICE_UNKNOWN"
    en = "There is no notice {notice}, or it is not yours to see."
    zh = "没有通知 {notice}，或您无权查看。"


class TrayPlaceWrong(Refusal):
    """What a page should go on after is not what a page before said."""

    code = "TRAY_PLACE_WRONG"
    en = "{after} is not where a page of the in-tray ended."
    zh = "{after} 不是待办列表的分页位置。"
