"""Django's settings. What an operator may set is in installation/config.py, nothing else."""

from ringfence.installation.config import config
from ringfence.installation.database import django_database

DEBUG = config().debug
INSTALLED_APPS: list[str] = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "ringfence.access",
    "ringfence.ledger",
    "ringfence.audit",
    "ringfence.crypto",
    "ringfence.desk",
    "ringfence.banking",
    "ringfence.regimes.card",
    "ringfence.regimes.mobility",
]
AUTH_USER_MODEL = "access.User"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
DATABASES = {"default": django_database(config().database_url)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
LANGUAGE_CODE = "zh-hans"
