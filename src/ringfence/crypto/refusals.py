"""What the keys and the envelopes refuse."""

from ringfence.kernel.refusal import Refusal


class KeyUnknown(Refusal):
    code = "KEY_UNKNOWN"
    en = "No key with the id {key} is held here. See: ringfence key list"
    zh = "本系统没有标识为 {key} 的密钥。可运行 ringfence key list 查看"


class KeyMissing(Refusal):
    code = "KEY_MISSING"
    en = "{owner} has no active key of suite {suite} for {purpose}. Create or import one."
    zh = "{owner} 没有套件 {suite}、用途 {purpose} 的有效密钥，请先生成或导入。"


class KeyNotOurs(Refusal):
    code = "KEY_NOT_OURS"
    en = "Key {key} belongs to {owner}; only its public half is held here."
    zh = "密钥 {key} 属于 {owner}，本系统只有其公钥。"


class KeyNotUsable(Refusal):
    """A key of another purpose, or whose state or time does not allow the use."""

    code = "KEY_NOT_USABLE"
    en = (
        "Key {key} ({purpose}, {state}, from {usable_from_at} until {usable_until_at}) cannot be"
        " used to {use}. A new version is made by: ringfence key rotate"
    )
    zh = (
        "密钥 {key}（用途 {purpose}，状态 {state}，{usable_from_at} 起至 {usable_until_at}）"
        "不能用于 {use}。可用 ringfence key rotate 生成新版本"
    )


class KeyTransitionWrong(Refusal):
    code = "KEY_TRANSITION_WRONG"
    en = "Key {key} is {state}; {event} is not possible from there."
    zh = "密钥 {key} 的状态为 {state}，不能执行 {event}。"


class KeyAlreadyHeld(Refusal):
    code = "KEY_ALREADY_HELD"
    en = (
        "{owner} already has this key or an active key of suite {suite} for {purpose}: {key}."
        " Rotate or retire that one."
    )
    zh = (
        "{owner} 已有此密钥，或已有套件 {suite}、用途 {purpose} 的有效密钥：{key}。"
        "请轮换或停用该密钥。"
    )


class KeyCustodianMissing(Refusal):
    code = "KEY_CUSTODIAN_MISSING"
    en = "A key needs an owner and a named custodian, each of 1 to {most} characters."
    zh = "密钥必须有所有者和指定的保管人，各为1至{most}个字符。"


class KeyNeverUsable(Refusal):
    code = "KEY_NEVER_USABLE"
    en = "The key would end at {usable_until_at}, before it begins at {usable_from_at}."
    zh = "密钥的停用时间 {usable_until_at} 不晚于启用时间 {usable_from_at}。"


class KeyMaterialWrong(Refusal):
    code = "KEY_MATERIAL_WRONG"
    en = "This is not a key that can be used: found {got}; expected {expected}."
    zh = "密钥材料不可用：实际为 {got}；应为 {expected}。"


class SuiteWrong(Refusal):
    code = "SUITE_WRONG"
    en = "Key {key} belongs to suite {got}; this envelope needs {expected}."
    zh = "密钥 {key} 属于套件 {got}，此信封需要 {expected}。"


class MasterKeyWrong(Refusal):
    """The installation's master secret is missing, too short, exposed, or not the right one."""

    code = "MASTER_KEY_WRONG"
    en = "The master key ({source}) cannot be used: {got}; expected {expected}."
    zh = "主密钥（{source}）不可用：实际为 {got}；应为 {expected}。"


class NotAnEnvelope(Refusal):
    code = "NOT_AN_ENVELOPE"
    en = "{file} is not a sealed file: it does not begin with the envelope's mark."
    zh = "{file} 不是密封文件：开头没有信封标记。"


class EnvelopeVersionUnknown(Refusal):
    code = "ENVELOPE_VERSION_UNKNOWN"
    en = "{file} is an envelope of version {version}; only version 1 is understood."
    zh = "{file} 的信封版本为 {version}，仅支持版本1。"


class EnvelopeDamaged(Refusal):
    """Something in the envelope is not what was sealed. `part` says where."""

    code = "ENVELOPE_DAMAGED"
    en = "The envelope {file} is damaged or was altered ({part}). Ask the sender to send it again."
    zh = "信封 {file} 已损坏或被改动（{part}）。请发送方重新发送。"


class EnvelopeTruncated(Refusal):
    code = "ENVELOPE_TRUNCATED"
    en = "The envelope {file} ends too early ({part}). Ask the sender to send it again."
    zh = "信封 {file} 不完整（{part}）。请发送方重新发送。"


class EnvelopeExtended(Refusal):
    code = "ENVELOPE_EXTENDED"
    en = "Something follows the end of the envelope {file}. Ask the sender to send it again."
    zh = "信封 {file} 结尾之后还有多余内容。请发送方重新发送。"


class NotForThisRecipient(Refusal):
    code = "NOT_FOR_THIS_RECIPIENT"
    en = "The envelope {file} is sealed for key {key}, which is not held here."
    zh = "信封 {file} 是发给密钥 {key} 的，本系统不持有该密钥。"


class SenderUnknown(Refusal):
    code = "SENDER_UNKNOWN"
    en = "The envelope {file} names the sender's key {key}, which is not known here."
    zh = "信封 {file} 的发送方密钥 {key} 未在本系统登记。"


class SignatureWrong(Refusal):
    code = "SIGNATURE_WRONG"
    en = "The signature is not that of key {key}."
    zh = "签名与密钥 {key} 不符。"


class FileNameNotPlain(Refusal):
    code = "FILE_NAME_NOT_PLAIN"
    en = "{file} cannot be the name of a sealed file: 1 to 255 bytes, no folder, no control sign."
    zh = "{file} 不能作为密封文件名：应为1至255字节，不含目录和控制字符。"


class TargetExists(Refusal):
    code = "TARGET_EXISTS"
    en = "{file} exists already. Name another file with --output."
    zh = "{file} 已存在，请用 --output 指定其他文件名。"
