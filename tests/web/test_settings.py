"""The pages' settings: safe without being asked, and safer behind TLS."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

READ = """
import json
from ringfence.interfaces.web import settings
names = ["SECURE_HSTS_SECONDS", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "ALLOWED_HOSTS",
         "SECURE_SSL_REDIRECT", "DEBUG", "SOCIALACCOUNT_PROVIDERS", "CONTENT_SECURITY_POLICY"]
print(json.dumps({name: getattr(settings, name, None) for name in names}))
"""


def read(home: Path, **variables: str) -> dict[str, object]:
    """Return the settings that a program reads with these variables."""
    environment = {name: value for name, value in os.environ.items() if "RINGFENCE" not in name}
    environment |= {f"RINGFENCE_{name}": value for name, value in variables.items()}
    environment["RINGFENCE_HOME"] = str(home)
    told = subprocess.run(
        [sys.executable, "-c", READ], env=environment, check=True, capture_output=True, text=True
    )
    settings: dict[str, object] = json.loads(told.stdout)
    return settings


def test_without_a_word_nothing_is_shown_and_only_this_machine_is_answered(home: Path) -> None:
    settings = read(home)
    assert settings["DEBUG"] is False
    assert settings["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]
    assert settings["SOCIALACCOUNT_PROVIDERS"] is None
    assert not home.exists()


def test_the_key_that_signs_is_the_one_given_or_kept(home: Path) -> None:
    read_key = "from ringfence.interfaces.web.settings import SECRET_KEY; print(SECRET_KEY)"
    environment = {**os.environ, "RINGFENCE_HOME": str(home)}
    told = [
        subprocess.check_output([sys.executable, "-c", read_key], env=each, text=True).strip()
        for each in (environment, environment, environment | {"RINGFENCE_SECRET_KEY": "given"})
    ]
    kept = (home / "secret.key").read_text().strip()
    assert told == [kept, kept, "given"]


def test_behind_tls_cookies_stay_there_and_browsers_remember(home: Path) -> None:
    settings = read(home, TLS="true", ALLOWED_HOSTS="ringfence.example, other.example")
    assert settings["ALLOWED_HOSTS"] == ["ringfence.example", "other.example"]
    assert settings["SECURE_HSTS_SECONDS"] == 365 * 86_400
    for name in ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT"):
        assert settings[name] is True


def test_a_provider_may_end_the_form_that_begins_there(home: Path) -> None:
    settings = read(
        home, OIDC_ISSUER="https://sign.example/realm", OIDC_CLIENT_ID="r", OIDC_CLIENT_SECRET="s"
    )
    policy = settings["CONTENT_SECURITY_POLICY"]
    assert isinstance(policy, dict)
    assert policy["DIRECTIVES"]["form-action"] == ["'self'", "https://sign.example"]
    assert "sign.example" in json.dumps(settings["SOCIALACCOUNT_PROVIDERS"])


@pytest.mark.parametrize("name", ["SESSION_IDLE_MINUTES", "SESSION_HOURS", "PASSWORD_DAYS"])
def test_a_limit_that_is_no_number_is_refused(home: Path, name: str) -> None:
    with pytest.raises(subprocess.CalledProcessError) as caught:
        read(home, **{name: "-1"})
    assert f"RINGFENCE_{name}" in caught.value.stderr
