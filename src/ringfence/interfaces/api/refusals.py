"""What the API itself refuses, before any service is asked."""

from ringfence.kernel.refusal import Refusal


class OperationUnknown(Refusal):
    """No operation has the path."""

    code = "OPERATION_UNKNOWN"
    en = "There is no such operation. All of them: {docs}"
    zh = "没有此接口。全部接口见：{docs}"


class MethodUnknown(Refusal):
    """The path knows other methods."""

    code = "METHOD_UNKNOWN"
    en = "{method} is not possible here; expected: {expected}."
    zh = "此地址不支持 {method}；应为：{expected}。"


class CallUnreadable(Refusal):
    """The body is no JSON."""

    code = "CALL_UNREADABLE"
    en = "The body of the call cannot be read as JSON in UTF-8."
    zh = "请求正文不是 UTF-8 编码的 JSON。"


class CallTooLarge(Refusal):
    """The body is larger than any operation takes."""

    code = "CALL_TOO_LARGE"
    en = "The body of the call is larger than {most} bytes."
    zh = "请求正文超过 {most} 字节。"


class ContentTypeUnknown(Refusal):
    """The body is said to be something else than JSON."""

    code = "CONTENT_TYPE_UNKNOWN"
    en = "The body is {got}; expected application/json."
    zh = "请求正文类型为 {got}；应为 application/json。"


class InputWrong(Refusal):
    """Parameters or body are not what the operation takes; `faults` says where."""

    code = "INPUT_WRONG"
    en = "{count} parts of the call are not as described, the first: {place}."
    zh = "请求中有 {count} 处不符合接口说明，第一处：{place}。"


class PageUnknown(Refusal):
    """No page ended there."""

    code = "PAGE_UNKNOWN"
    en = "No page ended at {after}. Use `after` of the page before."
    zh = "没有以 {after} 结束的上一页。请使用上一页返回的 after。"


class IdempotencyKeyReused(Refusal):
    """The key stands for another write."""

    code = "IDEMPOTENCY_KEY_REUSED"
    en = "The key {key} stands for another call of {at}: {differs}. Use a new key."
    zh = "幂等键 {key} 已用于 {at} 的另一请求：{differs}。请使用新的键。"


class AnswerFailed(Refusal):
    """A fault of ours. What had committed is kept."""

    code = "ANSWER_FAILED"
    en = "The call could not be answered; the fault is recorded under {trace}."
    zh = "请求未能完成，错误已记录，编号 {trace}。"


class DatabaseAway(Refusal):
    """The database does not answer at the moment."""

    code = "DATABASE_AWAY"
    en = "The database does not answer at the moment. Make the call again, signed anew."
    zh = "数据库暂时没有响应。请重新签名后再次请求。"
