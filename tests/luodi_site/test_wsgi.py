"""What a web server loads."""

from __future__ import annotations

import pytest
from django.core.wsgi import get_wsgi_application

from luodi_site.wsgi import warm

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("hosts", [["127.0.0.1"], ["task.example"], [".task.example"], ["*"]])
def test_it_has_answered_once_before_the_first_person_comes(settings, hosts):
    """Whatever hosts are allowed, the sign-in page answers and so everything behind it is loaded."""
    settings.ALLOWED_HOSTS = hosts
    assert warm(get_wsgi_application()) == "200 OK"


def test_it_says_so_where_the_page_does_not_answer(settings):
    """A site that cannot serve its first page still starts: the answer is only looked at, never raised."""
    settings.ALLOWED_HOSTS = []
    settings.DEBUG = False
    assert warm(get_wsgi_application()).startswith("400")
