"""All settings, typed, from the environment (a secret also from NAME_FILE). A wrong value stops the start."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from django.conf import global_settings
from django.utils.csp import CSP

from ozgtracker import environment as env
from ozgtracker.database import pooling
from ozgtracker.free_text import clean_text, names_somebody
from ozgtracker.log_settings import log_settings
from ozgtracker.object_pages import OBJECT_PAGES
from ozgtracker.schedule import SCHEDULE

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.text("OZG_VAR_DIR", str(BASE_DIR / "var")))

DEBUG = env.flag("OZG_DEBUG", default=False)
SECRET_KEY = env.text("OZG_SECRET_KEY")
if len(SECRET_KEY) < 40:
    raise env.SettingsError("OZG_SECRET_KEY ist zu kurz: mindestens 40 Zeichen.")
ALLOWED_HOSTS = env.words("OZG_ALLOWED_HOSTS", default="localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = env.words("OZG_TRUSTED_ORIGINS")
BASE_URL = env.text("OZG_BASE_URL", "http://127.0.0.1:8000").rstrip("/")
# Who answers for it. In real operation it must be said (below, where TLS is known, and ozgtracker.checks).
OPERATOR_NAME = clean_text(env.text("OZG_OPERATOR", ""))
OPERATOR_CONTACT = clean_text(env.text("OZG_OPERATOR_CONTACT", ""))

# The clock (ozgtracker.clock): moved for demonstrations and rehearsals, never in real operation.
TODAY: date | None = env.day("OZG_TODAY")

# -- rooms, from the ground floor up ----------------------------------------------------------------------------------
INSTALLED_APPS = [
    "demonstration",
    "reports",
    "dashboards",
    "milestones",
    "municipalities",
    "services",
    "exports",
    "accounts",
    "ozgtracker",
    "allauth",
    "allauth.account",
    "allauth.usersessions",
    "django_htmx",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "ozgtracker.packed.PackingMiddleware",
    "ozgtracker.kept.forgetting_middleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "ozgtracker.middleware.permissions_middleware",
    "ozgtracker.readable.readable_middleware",
    "ozgtracker.middleware.writing_middleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "accounts.who_asks.WhoAsksMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "accounts.idle.IdleMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "ozgtracker.middleware.DayMiddleware",
    "ozgtracker.middleware.DomainErrorMiddleware",
    "accounts.middleware.AccessMiddleware",
    "ozgtracker.kept.KeptPageMiddleware",
]
ROOT_URLCONF = "ozgtracker.urls"
WSGI_APPLICATION = "ozgtracker.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "ozgtracker.navigation.frame",
            ],
            "builtins": ["ozgtracker.templatetags.german"],
        },
    },
]
# Where we write, and where the database does (a folder on its disk, if it is this machine's): ozgtracker.space.
FREE_SPACE_MB = env.number("OZG_FREE_SPACE_MB", default=500)
WATCHED_FOLDERS = [BASE_DIR, VAR_DIR, *map(Path, env.words("OZG_WATCHED_FOLDERS"))]
FORM_RENDERER = "ozgtracker.ui.form_renderer.FormRenderer"

# -- engines ----------------------------------------------------------------------------------------------------------
DATABASES: dict[str, dict[str, Any]] = {"default": env.database("DATABASE_URL")}
# Whom the owner of the tables, who migrates, gives the right to work with them (ozgtracker.database.privileges).
DATABASE_ROLE = env.text("OZG_DATABASE_ROLE", default="ozg_app")
DATABASE_POOL_SIZE = env.number("OZG_DATABASE_POOL_SIZE", default=10, low=1, high=200)
# So many requests of a process work at once (docs/adr/0031); fewer than connections, which tables to take away hold.
WORKING = min(env.number("OZG_WEB_WORKING", default=4, low=1, high=200), DATABASE_POOL_SIZE)
if env.flag("OZG_DATABASE_POOL", default=True):
    pooling.pool(DATABASES["default"], DATABASE_POOL_SIZE)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.text("REDIS_URL")
CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_TIME_LIMIT = 600
CELERY_TASK_SOFT_TIME_LIMIT = 540
CELERY_BROKER_TRANSPORT_OPTIONS = {
    # Longer than the longest task may run, or a slow task is delivered twice.
    "visibility_timeout": env.number("OZG_VISIBILITY_TIMEOUT", default=900, low=1, high=86400),
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
    # A broker that takes the line and never answers must not hold a request for ever.
    "socket_timeout": 5,
    "socket_connect_timeout": 5,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# What takes many minutes has a worker of its own: mail and overdue events never wait for it (docs/adr/0028).
CELERY_TASK_ROUTES = {"exports.write": {"queue": "exports"}}
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TIMEZONE = "Europe/Berlin"
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")
CELERY_BEAT_SCHEDULE = SCHEDULE

# -- people -----------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ABSOLUTE_URL_OVERRIDES = dict(OBJECT_PAGES)
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "accounts.adapter.ClosedAdapter"
ACCOUNT_FORMS = {"reset_password": "accounts.sign_in_forms.PasswordLinkForm"}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
# Strangers must not be able to send our mail to any address they like.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
# A session ends with the browser: offices share machines.
ACCOUNT_SESSION_REMEMBER = False
PASSWORD_RESET_TIMEOUT = 3 * 24 * 60 * 60
# How long the sign-in knows a browser again (accounts.throttling); the privacy notice says it.
KNOWN_BROWSER_DAYS = 180
# How many proxies of our own stand in front (ozgtracker.source_address).
TRUSTED_PROXIES = env.number("OZG_TRUSTED_PROXIES", default=0, high=5)
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# docs/adr/0009. The first four are counted by accounts.throttling, with keys that no stranger shares with a person.
ACCOUNT_RATE_LIMITS = {
    "guess": "5/5m/key",
    "guess_here": "200/5m/key",
    "link": "5/5m/key",
    "letter": "3/15m/key",
    "change_password": "5/m/user",
    # allauth's own, by account or by address alone: a stranger, or one colleague behind the same address, uses them up.
    "login": "",
    "login_failed": "",
    "reset_password": "",
    "reset_password_from_key": "",
}
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "name", "organisation"]},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "accounts.passwords.GuessedWordsValidator"},
]
CACHES = {"default": {"BACKEND": "ozgtracker.cache.SharedCache", "LOCATION": REDIS_URL, "KEY_PREFIX": "ozg"}}

# -- lists as files ---------------------------------------------------------------------------------------------------
# A list of so many rows or more is written to a file by a worker, and for so many days it can be taken away.
EXPORT_ROWS = env.number("OZG_EXPORT_ROWS", default=50_000, low=1, high=1_000_000_000)
EXPORT_DAYS = env.number("OZG_EXPORT_DAYS", default=7, low=1, high=90)
EXPORT_DIR = VAR_DIR / "exports"

# -- language and time ------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "de"
LANGUAGES = [("de", "Deutsch")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "ozgtracker.formats"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Berlin"
USE_THOUSAND_SEPARATOR = True

# -- mail -------------------------------------------------------------------------------------------------------------
# For trying out, mail becomes files in OZG_MAIL_DIR, shown to the ministry; for real it goes over SMTP.
MAIL_DIR: Path | None = Path(directory) if (directory := env.text("OZG_MAIL_DIR", "")) else None
SMTP_SECURITY = env.one_of("OZG_SMTP_SECURITY", {"none", "starttls", "tls"}, default="none")
SMTP: dict[str, Any] = {
    "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
    "OPTIONS": {
        "host": env.text("OZG_SMTP_HOST", "localhost"),
        "port": env.number("OZG_SMTP_PORT", default=25, low=1, high=65535),
        "username": env.text("OZG_SMTP_USER", ""),
        "password": env.text("OZG_SMTP_PASSWORD", ""),
        "use_tls": SMTP_SECURITY == "starttls",
        "use_ssl": SMTP_SECURITY == "tls",
        "timeout": 30,
    },
}
FILES: dict[str, Any] = {
    "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
    "OPTIONS": {"file_path": str(MAIL_DIR)},
}
MAILERS = {"default": FILES if MAIL_DIR else SMTP}
DEFAULT_FROM_EMAIL = env.text("OZG_MAIL_FROM", "ozg-meilensteine@localhost")

# -- files and headers ------------------------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [*global_settings.STATICFILES_FINDERS, "ozgtracker.made_files.MadeFilesFinder"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
TLS = env.flag("OZG_TLS", default=False)
if TLS and not names_somebody(OPERATOR_NAME):
    raise env.SettingsError("OZG_OPERATOR fehlt: Impressum und Datenschutzhinweis müssen den Betreiber nennen.")
if TLS and not names_somebody(OPERATOR_CONTACT):
    raise env.SettingsError("OZG_OPERATOR_CONTACT fehlt: Im Impressum muss stehen, wie man den Betreiber erreicht.")
if TLS and DEBUG:
    raise env.SettingsError("OZG_DEBUG=1 zeigt Fremden das Innere und geht nicht mit OZG_TLS=1.")
if TLS and TODAY:
    raise env.SettingsError("OZG_TODAY hält die Uhr an und geht nicht mit OZG_TLS=1.")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TLS else None
SECURE_SSL_REDIRECT = TLS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000 if TLS else 0
# What other names below the operator's host do, and whether browsers ship it in their lists, is not ours to promise.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SESSION_ENGINE = "accounts.session_store"
SESSION_COOKIE_SECURE = TLS
CSRF_COOKIE_SECURE = TLS
SESSION_COOKIE_AGE = 12 * 60 * 60
# Without a request for so long a session ends sooner (accounts.idle).
IDLE_MINUTES = env.number("OZG_IDLE_MINUTES", default=60, low=5, high=720)
# How long it is known who came in from where (accounts.models.SignIn); the privacy notice says it.
SIGN_IN_DAYS = env.number("OZG_SIGN_IN_DAYS", default=90, low=7, high=730)
SESSION_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
# What no page needs and no browser shall offer to a script that got in.
PERMISSIONS_POLICY = (
    "camera=(), display-capture=(), geolocation=(), microphone=(), midi=(), payment=(), "
    "publickey-credentials-get=(), screen-wake-lock=(), serial=(), usb=()"
)
CSRF_FAILURE_VIEW = "ozgtracker.failures.csrf_failure"

LOGGING = log_settings(env.one_of("OZG_LOG_LEVEL", {"DEBUG", "INFO", "WARNING", "ERROR"}, default="INFO"))
