"""What may not be in production: debug, secrets that are guessed, pages open to the world."""

from collections.abc import Iterator
from ipaddress import ip_address

from pydantic import SecretStr

from ringfence.installation.config import Config
from ringfence.interfaces.checkup.finding import Finding, fault, ok
from ringfence.kernel.refusal import Refusal

_SECRET_LEAST = 32
_VARIETY_LEAST = 10
_SECRETS = ("secret_key", "sms_secret", "metrics_token", "oidc_client_secret")


class PublicBind(Refusal):
    """The pages would be served in the clear to whoever reaches the address."""

    code = "PUBLIC_BIND"
    en = (
        "{host} can be reached from outside, without TLS. Serve on 127.0.0.1 behind a proxy that"
        " speaks TLS: docs/deployment.md"
    )
    zh = (
        "{host} 可从外部访问且未加密。请在 127.0.0.1 提供服务，由支持 TLS 的代理转发："
        "docs/deployment.md"
    )


def bind_check(host: str) -> None:
    """Return where the address is this machine's alone. Refuses: PublicBind."""
    if host != "localhost" and not _is_loopback(host):
        raise PublicBind(host=host)


def production_findings(config: Config, *, host: str) -> Iterator[Finding]:
    """Yield what is found of an installation that is to hold real money, served on `host`."""
    yield _judged(
        "debug",
        right=not config.debug,
        zh="关闭调试模式",
        en="debug off",
        mend="unset RINGFENCE_DEBUG",
    )
    yield _judged(
        "tls", right=config.tls, zh="经 TLS 代理访问", en="reached through a proxy that speaks TLS",
        mend="export RINGFENCE_TLS=true",
    )  # fmt: skip
    yield _judged(
        "own_server", right=config.database_url is not None, zh="使用自有数据库服务器",
        en="a database server of its own", mend="export RINGFENCE_DATABASE_URL=…",
    )  # fmt: skip
    hosts = {each.strip() for each in config.allowed_hosts.split(",")}
    yield _judged(
        "allowed_hosts", right=not hosts & {"*", ""}, zh="页面域名已限定", en="named hosts only",
        mend="export RINGFENCE_ALLOWED_HOSTS=NAME",
    )  # fmt: skip
    for name in _SECRETS:
        secret: SecretStr | None = getattr(config, name)
        if secret is not None:
            variable = f"RINGFENCE_{name.upper()}"
            yield _judged(
                name, right=_is_random(secret.get_secret_value()), zh=f"{variable} 为随机值",
                en=f"{variable} is long and random",
                mend=f"export {variable}=$(openssl rand -hex 32)",
            )  # fmt: skip
    yield _bind(host)


def _bind(host: str) -> Finding:
    try:
        bind_check(host)
    except PublicBind as refusal:
        return fault("bind", zh=refusal.sentence("zh"), en=refusal.sentence("en"))
    return ok("bind", zh=f"仅在本机 {host} 提供服务。", en=f"Served on {host} alone.")


def _judged(check: str, *, right: bool, zh: str, en: str, mend: str) -> Finding:
    if right:
        return ok(check, zh=f"生产环境要求：{zh}。", en=f"Production: {en}.")
    return fault(
        check,
        zh=f"不满足生产环境要求：{zh}。",
        en=f"Not fit for production; it needs: {en}.",
        mend=mend,
    )


def _is_random(secret: str) -> bool:
    return len(secret) >= _SECRET_LEAST and len(set(secret)) >= _VARIETY_LEAST


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
