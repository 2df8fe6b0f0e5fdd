"""Settings of the site; whatever differs between places is read from LUODI_… variables of the environment."""

from __future__ import annotations

import os
import secrets
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import unquote, urlsplit

from csp.constants import SELF, UNSAFE_INLINE

PACKAGE = Path(__file__).resolve().parent
BASE_DIR = Path(os.environ.get("LUODI_HOME", PACKAGE.parents[1]))
VAR = Path(os.environ.get("LUODI_VAR", BASE_DIR / "var"))
SAMPLES = BASE_DIR / "samples"


def _is_on(name: str) -> bool:
    return os.environ.get(name, "").lower() in {"1", "true", "yes", "on"}


def _secret_key() -> str:
    """The key from the environment, else one made on the first run and kept in ``var/``, readable by its owner only."""
    if given := os.environ.get("LUODI_SECRET_KEY"):
        return given
    path = VAR / "secret_key"
    if not path.exists():
        VAR.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(50))
    return path.read_text().strip()


def _database(url: str) -> dict[str, object]:
    """``postgres://user:password@host:port/name`` or ``sqlite:///path``; SQLite in ``var/`` where nothing is said."""
    parts = urlsplit(url)
    if parts.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
        }
    if url and parts.scheme != "sqlite":
        raise ValueError(f"LUODI_DATABASE_URL：不认识的数据库地址“{parts.scheme}”。请写成 postgres://… 或 sqlite:///…")
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": unquote(parts.path) if url else VAR / "luodi.sqlite3",
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }


def _rehearsal(day: str, *, is_https: bool) -> date | None:
    """The first day of a rehearsal, or none. Raises ValueError where the day is none, or the site is for real work."""
    if not day:
        return None
    if is_https:
        raise ValueError("LUODI_REHEARSAL：演练会改动日期，不能与正式网站的 LUODI_HTTPS 同用。请去掉其中一个。")
    try:
        return date.fromisoformat(day)
    except ValueError:
        raise ValueError(f"LUODI_REHEARSAL：日期“{day}”读不懂。请写成 2026-01-05。") from None


DEBUG = _is_on("LUODI_DEBUG")
SECRET_KEY = _secret_key()
ALLOWED_HOSTS = [h for h in os.environ.get("LUODI_HOSTS", "localhost,127.0.0.1,[::1]").split(",") if h]
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("LUODI_ORIGINS", "").split(",") if o]
DATABASES = {"default": _database(os.environ.get("LUODI_DATABASE_URL", ""))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "django_htmx",
    "luodi_site.lib",
    "luodi_site.accounts",
    "luodi_site.notices",
    "luodi_site.search",
    "luodi_site.policies",
    "luodi_site.supervision",
    "luodi_site.programmes",
    "luodi_site.boards",
    "luodi_site.api",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "luodi_site.lib.once.OncePerPage",
    "luodi_site.lib.language.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "luodi_site.lib.address.RequestAddress",
    "luodi_site.accounts.access.PasswordMustChange",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "luodi_site.urls"
WSGI_APPLICATION = "luodi_site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "luodi_site.boards.context.frame",
            ],
            "builtins": ["luodi_site.lib.templatetags.luodi", "django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]

# Who may come in.
AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "boards:desk"
LOGOUT_REDIRECT_URL = "accounts:sign_in"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name", "phone")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "luodi_site.accounts.passwords.TwoKindsOfCharacters"},
]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "luodi_site.accounts.views.locked_out"
AXES_CLIENT_IP_CALLABLE = "luodi_site.lib.address.client_address"
AXES_VERBOSE = False
# How many proxies stand before the site; their last X-Forwarded-For entries are believed, no others.
PROXY_COUNT = int(os.environ.get("LUODI_PROXIES", "0"))

# How pages travel.
IS_HTTPS = _is_on("LUODI_HTTPS")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 12
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if IS_HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_HTTPS and PROXY_COUNT else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "luodi_site.boards.views.stale_form"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "style-src": [SELF, UNSAFE_INLINE],
        "img-src": [SELF, "data:"],
        "frame-ancestors": ["'none'"],
        "form-action": [SELF],
        "base-uri": [SELF],
        "object-src": ["'none'"],
    }
}

# A rehearsal: with LUODI_REHEARSAL=2026-01-05 the site begins on that day, and `luodi site advance --on` moves it. A banner on
# each page says so; a site that works (LUODI_HTTPS) refuses to start with it.
REHEARSAL_FROM = _rehearsal(os.environ.get("LUODI_REHEARSAL", ""), is_https=IS_HTTPS)

# Words, times and files.
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "luodi_language"
LANGUAGE_COOKIE_AGE = 60 * 60 * 24 * 365
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True
STATIC_URL = "/static/"
STATICFILES_DIRS = [
    PACKAGE / "static",
    *([BASE_DIR / "build" / "static"] if (BASE_DIR / "build" / "static").is_dir() else []),
]
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 300
MEDIA_ROOT = VAR / "media"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
LARGEST_UPLOAD = 60 * 1024 * 1024

# What leaves the site. ``LUODI_MAIL`` is smtp://user:password@host:25?from=desk@example.org (smtp+tls and smtps encrypt);
# ``LUODI_ADDRESS`` is how people reach the site, for links in mails; ``LUODI_WEBHOOK_HOSTS`` are an office's own chat servers.
API_CALLS_A_MINUTE = int(os.environ.get("LUODI_API_CALLS", "120"))
MAIL_SERVER = os.environ.get("LUODI_MAIL", "")
SITE_ADDRESS = os.environ.get("LUODI_ADDRESS", "").rstrip("/")
WEBHOOK_HOSTS = [h for h in os.environ.get("LUODI_WEBHOOK_HOSTS", "").split(",") if h]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"axes": {"level": "ERROR"}, "apprise": {"level": "CRITICAL"}},
}
