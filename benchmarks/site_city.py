"""Fills an empty database of the site with a large made-up city: regions, units, people, editions, matters, entries.

``python -m benchmarks.site_city MATTERS ENTRIES UNITS USERS`` (LUODI_DATABASE_URL names the PostgreSQL database) prints the
cookies of signed-in users and addresses to open, as JSON. Rows by the ten thousand are written by SQL.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from datetime import timedelta
from importlib import import_module
from random import Random

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luodi_site.settings")
django.setup()

from django.conf import settings  # noqa: E402  (Django must be set up first)
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.db.models import Model  # noqa: E402
from django.utils import timezone  # noqa: E402

from luodi_site.accounts.models import Membership, Person, Region, Unit  # noqa: E402
from luodi_site.policies.models import Edition, EditionUnit, PolicyFile, Reading  # noqa: E402
from luodi_site.supervision.models import EditionTarget, LedgerEntry, Matter, MatterUnit  # noqa: E402

EDITIONS, COUNTIES = 50, 20
VERBS = ("推进", "培育", "建设", "完善", "实施", "开展", "整治", "推广")
OBJECTS = (
    "产业链招商",
    "技术改造项目",
    "企业梯度培育",
    "园区基础设施",
    "数字化车间",
    "绿色工厂",
    "上市后备企业",
    "低效用地",
)
PLACES = ("东湖片区", "南岭片区", "西江片区", "北关片区", "中心城区", "临港片区", "高铁片区")
Role = Membership.Role


def main(matters: int, entries: int, units: int, users: int) -> dict[str, object]:
    call_command("migrate", interactive=False, verbosity=0)
    with transaction.atomic():
        city, county_units, office = _places(units)
        people = _people(county_units, office, users)
        editions = _editions(city, people[0], matters)
        _matters(matters, city, editions, units)
        _entries(matters, entries)
    _index()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    random = Random(2)
    return {
        "cookies": [f"{settings.SESSION_COOKIE_NAME}={_session(person)}" for person in people],
        "words": [f"{random.choice(PLACES)}{random.choice(OBJECTS)}" for _ in range(users)],
        "matters": [_matter_of(person, random) for person in people],
        "counts": _counts(),
    }


def _places(units: int) -> tuple[Region, list[Unit], Unit]:
    province = Region.objects.create(code="980000", name="云泽省", level="province")
    city = Region.objects.create(code="980100", name="云泽市", level="city", parent=province)
    counties = [
        Region.objects.create(code=f"9801{20 + index}", name=f"第{index + 1}县", level="county", parent=city)
        for index in range(COUNTIES)
    ]
    Region.objects.filter(pk=province.pk).update(path=f"/{province.pk}/")
    for region in (city, *counties):
        above = f"/{province.pk}/" if region is city else f"/{province.pk}/{city.pk}/"
        Region.objects.filter(pk=region.pk).update(path=f"{above}{region.pk}/")
    made = Unit.objects.bulk_create(
        Unit(name=f"第{index + 1}单位", region=city if index % 4 == 0 else counties[index % COUNTIES], position=index,
             is_coordinating=index == 0)
        for index in range(units)
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_unit SET path = '/' || id || '/'")
    return city, made[1:], made[0]


def _people(units: list[Unit], office: Unit, users: int) -> list[Person]:
    people = Person.objects.bulk_create(
        Person(username=f"user{index}", name=f"用户{index}", password="!") for index in range(users)
    )
    Membership.objects.bulk_create(
        Membership(
            person=person, unit=office if index % 10 == 0 else units[(index * 37) % len(units)],
            role=Role.OFFICE if index % 10 == 0 else Role.UNIT,
        )
        for index, person in enumerate(people)
    )  # fmt: skip
    return people


def _editions(city: Region, person: Person, matters: int) -> list[Edition]:
    words = "".join(
        f"（{index}）{VERBS[index % 8]}{OBJECTS[index % 7]}，按季度报送进展情况。\n" for index in range(800)
    )
    editions = []
    for number in range(EDITIONS):
        file = PolicyFile.objects.create(
            region=city, name=f"方案{number}.txt", sha256=f"{number:064}", size=len(words), kept_as="", state="read",
            uploaded_by=person,
        )  # fmt: skip
        reading = Reading.objects.create(
            file=file, region=city, title=f"云泽市第{number + 1}号行动方案", name=file.name, text=words, state="published",
            uploaded_by=person,
        )  # fmt: skip
        editions.append(
            Edition.objects.create(
                reading=reading, region=city, number=1, title=reading.title, text=words, published_by=person
            )
        )
    EditionTarget.objects.bulk_create(
        EditionTarget(
            edition=edition, position=index, indicator=f"指标{index}", comparator=">=", value=100 + index, unit="家",
            by=2027, start=0, end=10,
        )
        for edition in editions for index in range(20)
    )  # fmt: skip
    return editions


def _insert(model: type[Model], values: Mapping[str, str], source: str, given: Mapping[str, object]) -> None:
    """Rows of the model from ``source``: these columns by these expressions, the others as the model begins them."""
    begun = {
        field.column: field.get_db_prep_save(field.get_default(), connection)
        for field in model._meta.concrete_fields
        if field.column not in values and not field.null and not field.primary_key
    }
    expressions = [*values.values(), *(f"%({column})s" for column in begun)]
    names = ", ".join(f'"{column}"' for column in (*values, *begun))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {model._meta.db_table} ({names}) SELECT {', '.join(expressions)} FROM {source}",
            {**begun, **given},
        )


def _matters(count: int, city: Region, editions: list[Edition], units: int) -> None:
    """A matter has a lead and two responsible units, a deadline within two years, a light and a progress."""
    title = "(%(verbs)s::text[])[n %% 8 + 1] || (%(places)s::text[])[n %% 7 + 1] || (%(objects)s::text[])[n %% 5 + 1]"
    _insert(
        Matter,
        {
            "region_id": "%(region)s", "edition_id": "(%(editions)s::bigint[])[n %% %(many)s + 1]", "item": "n",
            "position": "n / %(many)s + 1", "title": f"{title} || '第' || n || '项'", "start": "n %% 700 * 20",
            "end": "n %% 700 * 20 + 20", "place": "'二、（' || n %% 9 || '）'", "is_assigned": "true",
            "starts_on": "%(day)s::date", "deadline": "%(day)s::date + n %% 730", "deadline_basis": "'text'",
            "light": "(ARRAY['green', 'yellow', 'red', ''])[n %% 4 + 1]", "progress": "n %% 100", "scheduled": "n %% 90",
        },
        "generate_series(0, %(count)s - 1) AS n",
        {
            "region": city.pk, "editions": [edition.pk for edition in editions], "many": len(editions),
            "verbs": list(VERBS), "places": list(PLACES), "objects": list(OBJECTS), "count": count,
            "day": timezone.localdate() - timedelta(days=180),
        },
    )  # fmt: skip
    _insert(
        MatterUnit,
        {"matter_id": "m.id", "unit_id": "u.id", "name": "u.name", "position": "k",
         "role": "CASE k WHEN 0 THEN 'lead' ELSE 'responsible' END"},
        "supervision_matter m CROSS JOIN generate_series(0, 2) AS k"
        " JOIN (SELECT id, name, row_number() OVER (ORDER BY id) - 1 AS r FROM accounts_unit) u"
        " ON u.r = (m.item * 7 + k * 331) %% %(units)s",
        {"units": units},
    )  # fmt: skip
    _insert(
        EditionUnit,
        {"edition_id": "edition_id", "unit_id": "unit_id"},
        "(SELECT DISTINCT m.edition_id, u.unit_id FROM supervision_matterunit u"
        " JOIN supervision_matter m ON m.id = u.matter_id) AS given",
        {},
    )


def _entries(matters: int, entries: int) -> None:
    """The newest of a matter's entries names it."""
    said = "CASE k WHEN 0 THEN m.title || '：' ELSE '' END || '本季度按计划推进，已完成' || k || '个节点'"
    _insert(
        LedgerEntry,
        {
            "matter_id": "m.id", "at": "now() - k * interval '30 days'", "on": "current_date - (k * 30)::int",
            "kind": "(ARRAY['report', 'accept', 'return', 'remind'])[k %% 4 + 1]", "share": "k * 10 %% 100",
            "payload": f"jsonb_build_object('words', {said})",
        },
        "supervision_matter m CROSS JOIN generate_series(0, %(each)s - 1) AS k",
        {"each": entries // matters},
    )  # fmt: skip


def _index() -> None:
    """The words of everything, for search."""
    import_module("luodi_site.boards.searching").rebuild()


def _session(person: Person) -> str:
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(person.pk)
    store[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    store[HASH_SESSION_KEY] = person.get_session_auth_hash()
    store.create()
    return str(store.session_key)


def _matter_of(person: Person, random: Random) -> list[int]:
    """A few matters that the person may open."""
    from luodi_site.supervision.queries import matters_visible_to

    found = list(matters_visible_to(person).values_list("pk", flat=True)[:50])
    return random.sample(found, min(10, len(found)))


def _counts() -> dict[str, int]:
    tables = ("supervision_matter", "supervision_ledgerentry", "accounts_unit")
    found = {}
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT count(*) FROM {table}")
            found[table] = cursor.fetchone()[0]
    return found


if __name__ == "__main__":
    print(json.dumps(main(*map(int, sys.argv[1:]))))
