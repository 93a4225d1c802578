"""What a transport refuses."""

from ringfence.kernel.refusal import Refusal


class TransportFailed(Refusal):
    """The folder or the connection failed. Nothing is half done; the same call may be repeated."""

    code = "TRANSPORT_FAILED"
    en = "{place} could not be used: {reason}. Try again; nothing was left half done."
    zh = "无法使用 {place}：{reason}。可以重试，没有留下不完整的结果。"


class HostKeyNotTrusted(Refusal):
    """The server shows a key that is not the one on file. Never accepted by itself."""

    code = "HOST_KEY_NOT_TRUSTED"
    en = (
        "{host} shows the {key_kind} key {fingerprint}, which {known_hosts} does not hold. Compare"
        " it with the bank by another way, then add it to the file."
    )
    zh = (
        "{host} 出示的 {key_kind} 主机密钥 {fingerprint} 不在 {known_hosts} 中。"
        "请先通过其他途径与银行核对，再写入该文件。"
    )


class PublicAddress(Refusal):
    """An endpoint outside the intranet. Data does not go there, encrypted or not."""

    code = "PUBLIC_ADDRESS"
    en = (
        "{host} has the address {address}, which is not of the intranet; files are exchanged over"
        " the intranet alone. A network that belongs to it is named in RINGFENCE_INTRANET."
    )
    zh = (
        "{host} 的地址 {address} 不属于内网；文件只能经内网交换。"
        "确属内网的网段请在 RINGFENCE_INTRANET 中列明。"
    )


class SignInRefused(Refusal):
    """The server does not accept the user's key or password."""

    code = "SIGN_IN_REFUSED"
    en = "{host} does not let {user} in with the key or password given."
    zh = "{host} 拒绝用户 {user} 以所给密钥或密码登录。"


class FileNameUnusable(Refusal):
    """A name that could leave the folder, hide, or be taken for a companion."""

    code = "FILE_NAME_UNUSABLE"
    en = "{name} cannot be a file's name: letters, digits and . _ - only, at most {length_max}."
    zh = "{name} 不能用作文件名：只能含字母、数字和 . _ -，最多{length_max}个字符。"


class NameTaken(Refusal):
    """Another file lies there under this name. It is never overwritten."""

    code = "NAME_TAKEN"
    en = "{place} already holds another file named {name}."
    zh = "{place} 中已有内容不同的同名文件 {name}。"
