"""The refusals of signing in."""

from ringfence.kernel.refusal import Refusal


class NoPasswordHere(Refusal):
    """The person signs in at an outside provider; a password here would go past it."""

    code = "NO_PASSWORD_HERE"
    en = "You sign in at an outside provider and have no password here. Change it there."
    zh = "您通过外部认证登录，在本系统没有密码。请到该认证系统修改。"
