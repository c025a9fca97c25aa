"""Django's settings, all taken from the typed environment."""

from __future__ import annotations

from pathlib import Path

import django_stubs_ext
from django.utils.translation import gettext_lazy as _

from theriac.config.databases import database_settings
from theriac.config.env import read_environment
from theriac.config.object_storage import storages
from theriac.config.own_secrets import own_secret
from theriac.domains import DOMAINS

django_stubs_ext.monkeypatch()

ENVIRONMENT = read_environment()
PACKAGE = Path(__file__).resolve().parent.parent
DATA_DIR: Path = ENVIRONMENT["THERIAC_DATA"]
DATA_DIR.mkdir(parents=True, exist_ok=True)
DEMO = ENVIRONMENT.is_demo
SECRET_KEY = ENVIRONMENT["THERIAC_SECRET_KEY"]
API_KEY_SECRET = ENVIRONMENT["THERIAC_API_KEY_SECRET"]
SEALING_SECRETS: list[str] = ENVIRONMENT["THERIAC_SEALING_SECRET"]
SECOND_STEP_ROLES: list[str] = ENVIRONMENT["THERIAC_SECOND_STEP_ROLES"]
MAIL_WORKS: bool = ENVIRONMENT["THERIAC_MAIL_URL"]["MAIL_WORKS"]
globals().update(ENVIRONMENT["THERIAC_MAIL_URL"])
DEFAULT_FROM_EMAIL = ENVIRONMENT["THERIAC_MAIL_FROM"]
COUNTER_IDLE_MINUTES: int = ENVIRONMENT["THERIAC_COUNTER_IDLE_MINUTES"]
IDLE_MINUTES: int = ENVIRONMENT["THERIAC_IDLE_MINUTES"]
TOKEN_ISSUER: str = ENVIRONMENT["THERIAC_TOKEN_ISSUER"]
ACCESS_TOKEN_MINUTES: int = ENVIRONMENT["THERIAC_ACCESS_TOKEN_MINUTES"]
REFRESH_TOKEN_DAYS: int = ENVIRONMENT["THERIAC_REFRESH_TOKEN_DAYS"]
REFRESH_GRACE_SECONDS: int = ENVIRONMENT["THERIAC_REFRESH_GRACE_SECONDS"]
SIGNING_KEY_DAYS: int = ENVIRONMENT["THERIAC_SIGNING_KEY_DAYS"]
MASTER_KEYS: list[str] = ENVIRONMENT["THERIAC_MASTER_KEY"] or [
    own_secret(DATA_DIR, "THERIAC_MASTER_KEY")
]
KEY_STORE = Path(ENVIRONMENT["THERIAC_KEY_STORE"] or DATA_DIR / "keys" / "keys.sqlite3")
KEY_BACKUP_DIR = Path(ENVIRONMENT["THERIAC_KEY_BACKUP_DIR"] or KEY_STORE.parent / "backups")
DEBUG = ENVIRONMENT["THERIAC_DEBUG"]
LAN = ENVIRONMENT["THERIAC_LAN"]
ALLOWED_HOSTS = ENVIRONMENT["THERIAC_ALLOWED_HOSTS"]
CSRF_TRUSTED_ORIGINS = ENVIRONMENT["THERIAC_TRUSTED_ORIGINS"]
CORS_ALLOWED_ORIGINS = ENVIRONMENT["THERIAC_CORS_ORIGINS"]
CORS_URLS_REGEX = r"^/api/v1/"
CORS_ALLOW_HEADERS = ["accept", "authorization", "content-type", "idempotency-key", "if-match"]
CORS_EXPOSE_HEADERS = ["etag", "location", "retry-after"]
CORS_ALLOW_CREDENTIALS = False

SURFACES = [
    "theriac.surfaces.operations",
    "theriac.surfaces.backoffice",
    "theriac.surfaces.counter",
    "theriac.surfaces.api",
]
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks",
    "corsheaders",
    "django_htmx",
    "django_tables2",
    "django_filters",
    "django_cotton",
    "crispy_forms",
    "crispy_bootstrap5",
    "ninja",
    "theriac.core",
    "theriac.core.jobs",
    "theriac.core.files",
    "theriac.core.seal",
    "theriac.core.approval",
    *DOMAINS,
    *SURFACES,
]
MIDDLEWARE = [
    "theriac.core.telemetry.requests.RequestMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "theriac.config.security.SecurityHeadersMiddleware",
    "theriac.surfaces.operations.health.HealthMiddleware",
    "theriac.surfaces.counter.views.program.ProgramMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "theriac.surfaces.api.chain.ShortChain",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "theriac.domains.accounts.session.ActorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "theriac.config.urls"
WSGI_APPLICATION = "theriac.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "surfaces" / "backoffice" / "templates"],  # before allauth's own
        "APP_DIRS": False,
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": ["django_cotton.templatetags.cotton"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "theriac.surfaces.backoffice.shell.context.shell",
            ],
        },
    }
]

DATABASES = {"default": database_settings(ENVIRONMENT["DATABASE_URL"], DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "theriac.domains.accounts.passwords.ContextWordsValidator"},
]
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_MODEL_USERNAME_FIELD, ACCOUNT_USER_MODEL_EMAIL_FIELD = "handle", None
ACCOUNT_ADAPTER = "theriac.domains.accounts.adapter.StaffAdapter"
ACCOUNT_FORMS = {
    "login": "theriac.surfaces.backoffice.shell.sign_in.SignInForm",
    "change_password": "theriac.surfaces.backoffice.shell.sign_in.OwnPasswordForm",
    "reauthenticate": "theriac.surfaces.backoffice.shell.second_step.PasswordAgainForm",
}
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": None}  # accounts/security counts both
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if ENVIRONMENT["THERIAC_TRUSTED_ORIGINS"] else 0
MFA_ADAPTER = "theriac.domains.accounts.factors.adapter.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Theriac"
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "theriac.surfaces.backoffice.shell.second_step.SecondStepForm",
    "reauthenticate": "theriac.surfaces.backoffice.shell.second_step.CodeAgainForm",
    "activate_totp": "theriac.surfaces.backoffice.shell.second_step.AppForm",
    "add_webauthn": "theriac.surfaces.backoffice.shell.second_step.PasskeyForm",
}
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/start/"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"

_sessions = ENVIRONMENT["THERIAC_REDIS_URL"]
SESSION_ENGINE: str = _sessions["SESSION_ENGINE"]
SESSION_CACHE_ALIAS: str = _sessions["SESSION_CACHE_ALIAS"]
CACHES: dict[str, dict[str, object]] = _sessions["CACHES"]
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENVIRONMENT["THERIAC_HTTPS"]
# A browser takes a __Host- cookie only from this very host over HTTPS, whatever a neighbour sets.
SESSION_COOKIE_NAME = "__Host-sessionid" if SESSION_COOKIE_SECURE else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken" if CSRF_COOKIE_SECURE else "csrftoken"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_HSTS_SECONDS = (
    ENVIRONMENT["THERIAC_HSTS_DAYS"] * 86_400 if ENVIRONMENT["THERIAC_HTTPS"] and not LAN else 0
)
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT["THERIAC_TRUSTED_ORIGINS"] else None
)
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "theriac.surfaces.backoffice.shell.errors.csrf_failure"

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("id", _("Bahasa Indonesia"))]
LOCALE_PATHS = [PACKAGE / "locale"]

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
WHITENOISE_USE_FINDERS = True
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_AUTOREFRESH = DEBUG
MEDIA_ROOT = DATA_DIR / "files"
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 20_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000

TASKS = {"default": {"BACKEND": "theriac.core.jobs.backend.DatabaseBackend", "QUEUES": []}}
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"
FORM_RENDERER = "theriac.surfaces.backoffice.shell.markup.controls.Controls"
DJANGO_TABLES2_TEMPLATE = "django_tables2/theriac.html"
NINJA_DEFAULT_THROTTLE_RATES: dict[str, str | None] = {}

LOGGING_CONFIG = "theriac.core.telemetry.logs.configure"
LOGGING = {
    "format": ENVIRONMENT["THERIAC_LOG_FORMAT"],
    "level": ENVIRONMENT["THERIAC_LOG_LEVEL"],
}
METRICS_TOKEN = ENVIRONMENT["THERIAC_METRICS_TOKEN"]
BACKUP_DIR = Path(ENVIRONMENT["THERIAC_BACKUP_DIR"] or DATA_DIR / "backups")
SEAL_KEY = ENVIRONMENT["THERIAC_SEAL_KEY"]
SEAL_S3: bool = ENVIRONMENT["THERIAC_SEAL_S3"]
SEAL_MAIL: list[str] = ENVIRONMENT["THERIAC_SEAL_MAIL"]
SEAL_MAIL_HOURS: int = ENVIRONMENT["THERIAC_SEAL_MAIL_HOURS"]
SEAL_WITNESS_URL: str = ENVIRONMENT["THERIAC_SEAL_WITNESS_URL"]
OUTGOING_ALLOW: list[str] = ENVIRONMENT["THERIAC_OUTGOING_ALLOW"]
DOCUMENT_ENGINE_URL: str = ENVIRONMENT["THERIAC_DOCUMENT_ENGINE_URL"].rstrip("/")
DOCUMENT_ENGINE_KEY: str = ENVIRONMENT["THERIAC_DOCUMENT_ENGINE_KEY"]
DOCUMENT_ENGINE_SECRET: str = ENVIRONMENT["THERIAC_DOCUMENT_ENGINE_SECRET"]
DOCUMENT_ENGINE_CALLBACK: str = ENVIRONMENT["THERIAC_DOCUMENT_ENGINE_CALLBACK"].rstrip("/")
SEAL_STORE = Path(ENVIRONMENT["THERIAC_SEAL_STORE"] or DATA_DIR / "seal")
STORAGES = storages(ENVIRONMENT["THERIAC_FILES"])
CLAMD: str = ENVIRONMENT["THERIAC_CLAMD"]
FILE_SCANNER = "theriac.integrations.clamd.configured"
S3_BUCKET: str = ENVIRONMENT["THERIAC_S3_BUCKET"]
S3_ENDPOINT: str = ENVIRONMENT["THERIAC_S3_ENDPOINT"]
S3_REGION: str = ENVIRONMENT["THERIAC_S3_REGION"]
S3_KEY_ID: str = ENVIRONMENT["THERIAC_S3_KEY_ID"]
S3_SECRET: str = ENVIRONMENT["THERIAC_S3_SECRET"]
S3_PREFIX: str = ENVIRONMENT["THERIAC_S3_PREFIX"]
S3_LOCK_DAYS: int = ENVIRONMENT["THERIAC_S3_LOCK_DAYS"]
S3_LINK_SECONDS: int = ENVIRONMENT["THERIAC_S3_LINK_SECONDS"]
BACKUP_KEEP = ENVIRONMENT["THERIAC_BACKUP_KEEP"]
# security.W009: the environment and `check --deploy` judge the secrets, all of them.
# security.W008, W005, W021: the server in front sends people from HTTP to HTTPS, and only the
# pharmacy knows whether its other names are ready for HTTPS alone.
# models.W036: allauth's conditional constraints, on e-mail addresses, which we keep none of, and
# on one app for a person, which its page asks before;
# tests/core/database/test_mariadb.py holds our own models to it.
SILENCED_SYSTEM_CHECKS = [
    "urls.W005",
    "models.W036",
    "security.W009",
    "security.W008",
    "security.W005",
    "security.W021",
]
