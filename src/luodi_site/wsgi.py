"""What a web server loads; the first page is asked for at once, so that no person waits for what is loaded late.

What stands in memory by then stays there: the collector need not look through it again at every page.
"""

from __future__ import annotations

import gc
import os
from wsgiref.types import WSGIApplication
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luodi_site.settings")


def warm(served: WSGIApplication) -> str:
    """Asks for the sign-in page, which loads all views, templates' tags and words; gives the answer's status line."""
    answered: list[str] = []
    host = next((name for name in settings.ALLOWED_HOSTS if name.strip("*.")), "localhost").lstrip(".")
    environ = {"PATH_INFO": "/login/", "REQUEST_METHOD": "GET", "HTTP_HOST": host}
    setup_testing_defaults(environ)
    for _part in served(environ, lambda status, headers, error=None: answered.append(status)):  # type: ignore[arg-type]
        pass
    return answered[0]


application = get_wsgi_application()
warm(application)
gc.collect()
gc.freeze()
