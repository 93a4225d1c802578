"""What is refused about programs that call the API, and about their calls."""

from ringfence.kernel.citation import Citation
from ringfence.kernel.refusal import NotFound, Refusal

CALLS = Citation("OP-A2")


class ClientCodeWrong(Refusal):
    """The text cannot be a client's code."""

    code = "CLIENT_CODE_WRONG"
    en = "{client} is no code; write 2 to 32 of a-z, 0-9, dot, dash or underline, a letter first."
    zh = "{client} 不能作为客户端代码；应以字母开头，2 至 32 位小写字母、数字或 .-_。"


class ClientKnown(Refusal):
    """The code is taken, perhaps by a client that was closed."""

    code = "CLIENT_KNOWN"
    en = "The client code {client} is taken."
    zh = "客户端代码 {client} 已被使用。"


class ClientUnknown(Refusal):
    """No client has the code."""

    code = "CLIENT_UNKNOWN"
    en = "There is no API client {client}."
    zh = "没有接口客户端 {client}。"


class ClientClosed(Refusal):
    """The client was closed."""

    code = "CLIENT_CLOSED"
    en = "API client {client} was closed at {closed_at}."
    zh = "接口客户端 {client} 已于 {closed_at} 停用。"


class ScopeNotForClients(Refusal):
    """No role of business in such an organisation permits it."""

    code = "SCOPE_NOT_FOR_CLIENTS"
    en = "{scope} is no permission that a program of {types} can have."
    zh = "身份为 {types} 的机构的接口客户端不得有权限 {scope}。"


class ApiKeyKnown(Refusal):
    """The key is known already, of this client or another."""

    code = "API_KEY_KNOWN"
    en = "The key {key} is known already; a client makes a new one."
    zh = "公钥 {key} 已登记，请客户端另行生成。"


class ClientNotSeen(NotFound):
    """Asked for by its address: no client has the code, or it lies outside the actor's area."""

    code = "CLIENT_NOT_SEEN"
    en = "There is no client {client}, or it is not yours to see."
    zh = "没有客户端 {client}，或您无权查看。"


class ApiKeyUnknown(Refusal):
    """No key has the id."""

    code = "API_KEY_UNKNOWN"
    en = "There is no API key {key}."
    zh = "没有接口公钥 {key}。"


class ApiKeyNeverHolds(Refusal):
    """It would end before it begins."""

    code = "API_KEY_NEVER_HOLDS"
    en = "A key from {valid_from_at} until {valid_until_at} never holds."
    zh = "公钥有效期 {valid_from_at} 至 {valid_until_at} 无效。"


class PrivateKeyGiven(Refusal):
    """Somebody has given away the half of a key that nobody else may have."""

    code = "PRIVATE_KEY_GIVEN"
    en = (
        "This is a private key. It was not kept, but it was shown: the program makes a new pair,"
        " keeps the private half, and hands over the public half."
    )
    zh = "这是私钥。本系统未保存，但已经外泄：请客户端重新生成密钥对，自行保管私钥，只提交公钥。"


class CallNotTrusted(Refusal):
    """The call is not signed by a key that holds. Which part is wrong is not told."""

    code = "CALL_NOT_TRUSTED"
    en = "The call is not signed by a key that holds now. Check key, signed text and signature."
    zh = "请求未经有效密钥签名。请核对密钥、待签文本和签名。"


class CallOutOfTime(Refusal):
    """The instant of the call lies too far from ours."""

    code = "CALL_OUT_OF_TIME"
    en = "The call says {signed_at}; here it is {at}: more than {skew_seconds} seconds between."
    zh = "请求时间为 {signed_at}，本系统时间为 {at}，相差不得超过 {skew_seconds} 秒。"


class CallRepeated(Refusal):
    """The client has made a call with this nonce."""

    code = "CALL_REPEATED"
    en = "The nonce {nonce} was used before. Sign each call anew."
    zh = "请求号 {nonce} 已使用过。每次请求须重新签名。"


class CallsTooMany(Refusal):
    """The client has made all the calls it may make in a minute."""

    code = "CALLS_TOO_MANY"
    en = "{client} has made its {calls_per_minute} calls of this minute. Wait {wait_seconds} s."
    zh = "{client} 本分钟内的请求已达 {calls_per_minute} 次，请 {wait_seconds} 秒后再试。"
