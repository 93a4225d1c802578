"""Why a file is refused: faults at a place, with the standard's reason as their code."""

# A refusal is named for what is wrong, without "Error" behind it.

from ringfence.kernel.refusal import FileLineError, Refusal


class CountDiffers(FileLineError):
    """Header, trailer and details do not agree on how many there are."""

    code = "COUNT_DIFFERS"
    en = "Line {line}, {field}: the file says {got}; counted {expected}."
    zh = "第{line}行，{field}：文件写明 {got}；实际计数 {expected}。"


class SumDiffers(FileLineError):
    """Header, trailer and details do not agree on the sum, or balances on the entries."""

    code = "SUM_DIFFERS"
    en = "Line {line}, {field}: the file says {got}; added up {expected}."
    zh = "第{line}行，{field}：文件写明 {got}；实际合计 {expected}。"


class EncodingBroken(FileLineError):
    """Bytes that are no text in the encoding of the profile."""

    code = "ENCODING_BROKEN"


class VersionUnknown(FileLineError):
    """A version of the standard or of a message that is not read here."""

    code = "VERSION_UNKNOWN"
    en = "Line {line}, {field}: version {got} is not known; expected {expected}."
    zh = "第{line}行，{field}：版本 {got} 无法识别；应为 {expected}。"


class KindUnknown(FileLineError):
    """No message of the standard."""

    code = "KIND_UNKNOWN"
    en = "Line {line}, {field}: {got} is no kind of file read here; expected {expected}."
    zh = "第{line}行，{field}：{got} 不是可读取的文件种类；应为 {expected}。"


class ContentRefused(Refusal):
    """A right file that says what cannot be taken; its code is a reason of section 9."""


def refusal_reason(refusal: FileLineError | ContentRefused) -> str:
    """Return the reason for the ACKNOWLEDGEMENT (section 9): the code, or FORMAT_WRONG."""
    return "FORMAT_WRONG" if type(refusal) is FileLineError else refusal.code
