"""Django's settings of whatever serves pages or makes their tables.

Commands do without them: what sign-in needs takes a third of a second to read.
"""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.utils.functional import lazy

from ringfence import settings as base
from ringfence.installation.config import SecondFactorOf, config
from ringfence.installation.prepared import ONLY_WHERE_ASKED
from ringfence.installation.secret_file import secret_file
from ringfence.interfaces.web.log import LOGGING  # noqa: F401 - Django reads it here

# All that every program goes by holds here as well, whatever is added to it.
globals().update({name: value for name, value in vars(base).items() if name.isupper()})

_CONFIG = config()
_HERE = Path(__file__).parent


def _secret_key() -> str:
    given = _CONFIG.secret_key
    return given.get_secret_value() if given else secret_file("secret.key").read_text().strip()


INSTALLED_APPS = [
    *base.INSTALLED_APPS,
    # Before allauth: its templates give way to ours.
    "ringfence.interfaces.web",
    "ringfence.interfaces.api",
    "ninja",
    "ringfence.interfaces.jobs",
    "procrastinate.contrib.django",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "axes",
    "csp",
]
_OURS = "ringfence.interfaces.web.middleware"
MIDDLEWARE = [
    f"{_OURS}.trace.Trace",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    f"{_OURS}.database.DatabaseBack",
    f"{_OURS}.programs.ProgramsApart",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    f"{_OURS}.language.ChosenLanguage",
    f"{_OURS}.htmx.WholePageRedirects",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    f"{_OURS}.limits.SessionLimits",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    f"{_OURS}.password.PasswordDue",
    f"{_OURS}.actor.ActorOfRequest",
    f"{_OURS}.second_factor.SecondFactorDue",
    f"{_OURS}.refusal.RefusalShown",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "ringfence.interfaces.web.urls"
WSGI_APPLICATION = "ringfence.interfaces.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "ringfence.interfaces.web.context.shell",
            ],
        },
    }
]

# A database that restarts is found again: a connection is tried before it is used.
base.DATABASES["default"].update(CONN_MAX_AGE=600, CONN_HEALTH_CHECKS=True)
base.DATABASES["default"]["OPTIONS"]["prepare_threshold"] = ONLY_WHERE_ASKED

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "web_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# Words: Chinese first, English by the switch.
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [_HERE / "locale"]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
# Large print on the pages that need no sign-in.
LETTERS_COOKIE_NAME = "letters"

# Background jobs: declared in one place, and told to the queue once everything is there.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = ""
PROCRASTINATE_ON_APP_READY = "ringfence.interfaces.jobs.queue.register"

# Static files: collected at set-up, named by their content, compressed.
STATIC_URL = "/static/"
STATIC_ROOT = _HERE / "collected"
STATICFILES_DIRS = [("vendor", _HERE / "frontend" / "dist")]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# What a page may load and do.
# Read, and made, by whoever signs a cookie; a command that only makes tables does not.
SECRET_KEY = lazy(_secret_key, str)()
ALLOWED_HOSTS = [host.strip() for host in _CONFIG.allowed_hosts.split(",")]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "ringfence.interfaces.web.pages.errors.csrf_failed"
CSRF_COOKIE_HTTPONLY = True
if _CONFIG.tls:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^health/", r"^metrics$"]
    SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds())
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    LANGUAGE_COOKIE_SECURE = True
    ALLAUTH_TRUSTED_PROXY_COUNT = 1

# Sessions: in the database, so that they can be listed and ended.
SESSION_COOKIE_AGE = int(timedelta(hours=_CONFIG.session_hours).total_seconds())
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_IDLE = timedelta(minutes=_CONFIG.session_idle_minutes)
SESSION_LONGEST = timedelta(hours=_CONFIG.session_hours)
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Sign-in.
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("code", "name", "telephone", "email")},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "ringfence.interfaces.web.signin.passwords.NotUsedBefore"},
]
ACCOUNT_ADAPTER = "ringfence.interfaces.web.signin.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "code"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_USER_DISPLAY = "ringfence.interfaces.web.signin.adapter.user_display"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
# Office machines are shared: a session ends with the browser too.
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_REAUTHENTICATION_TIMEOUT = int(timedelta(minutes=10).total_seconds())
# Wrong passwords are counted by axes, wrong second factors by allauth; both in the database: a
# process's own memory would count for itself alone.
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": "5/15m/key", "change_password": None}
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_USERNAME_CALLABLE = "ringfence.interfaces.web.signin.adapter.code_tried"
AXES_RESET_ON_SUCCESS = True
AXES_HTTP_RESPONSE_CODE = 429
AXES_LOCKOUT_CALLABLE = "ringfence.interfaces.web.pages.errors.locked_out"
AXES_CLIENT_IP_CALLABLE = "ringfence.interfaces.web.signin.door.client_address"
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
MFA_ADAPTER = "ringfence.interfaces.web.signin.adapter.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {"authenticate": "ringfence.interfaces.web.signin.forms.SecondFactorForm"}
MFA_TOTP_ISSUER = "Ringfence"
SECOND_FACTOR_OF = _CONFIG.second_factor
# The passwords of a demonstration stand on its door: there is nothing that a factor would guard.
if not (_CONFIG.home / "demo" / "demo.json").exists() and SECOND_FACTOR_OF is SecondFactorOf.NOBODY:
    SECOND_FACTOR_OF = SecondFactorOf.POWER
SOCIALACCOUNT_ADAPTER = "ringfence.interfaces.web.signin.oidc.OidcAdapter"
OIDC_NAME = _CONFIG.oidc_name if _CONFIG.oidc_issuer else ""
if _CONFIG.oidc_issuer:
    _SECRET = _CONFIG.oidc_client_secret
    # The form that begins an outside sign-in ends at the provider.
    _PROVIDER = urlsplit(_CONFIG.oidc_issuer)
    CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"].append(
        f"{_PROVIDER.scheme}://{_PROVIDER.netloc}"
    )
    SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "oidc",
                    "name": _CONFIG.oidc_name,
                    "client_id": _CONFIG.oidc_client_id,
                    "secret": _SECRET.get_secret_value() if _SECRET else "",
                    "settings": {"server_url": _CONFIG.oidc_issuer},
                }
            ],
        }
    }
# Whoever guesses is counted by the code that is guessed at, from wherever: many clerks share one
# address, and one guesser may have many.
SILENCED_SYSTEM_CHECKS = ["axes.W006"]
