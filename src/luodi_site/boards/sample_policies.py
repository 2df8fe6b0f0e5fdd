"""Puts the sample city's own documents on its site by the actions that its people use: upload, accept, publish."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from luodi_site.accounts.models import Person, Region
from luodi_site.accounts.unit_names import UnitIndex
from luodi_site.boards.sample import sample_office
from luodi_site.boards.sample_ledger import start_day
from luodi_site.lib import clock
from luodi_site.policies.actions import keep_file, read_file
from luodi_site.policies.actions.review import accept_all
from luodi_site.policies.models import PolicyFile, Reading, ReviewItem
from luodi_site.policies.settling import settlement_of
from luodi_site.supervision.actions import publish_policy

# The last is left under review, so that there is something to try the review on.
_PUBLISHED = ("task-breakdown-2026.txt", "technical-upgrade-2026.docx")
_UNDER_REVIEW = ("chain-plan-2026.html",)
_KINDS = [kind for kind in ReviewItem.Kind.values if kind != ReviewItem.Kind.PROBLEM]


@transaction.atomic
def load_sample_policies(on: date | None = None) -> str:
    """Loads them where the sample city stands as loaded and nobody has brought a document yet; says what it did."""
    office = sample_office()
    region = Region.objects.filter(level=Region.Level.CITY).first()
    if office is None or region is None:
        return "样例政策：没有样例城市，跳过。"
    if PolicyFile.objects.exists():
        return "样例政策：数据库中已有政策文件，跳过。"
    readings = [_upload(settings.SAMPLES / "documents" / name, office, region) for name in _PUBLISHED + _UNDER_REVIEW]
    for reading in readings[: len(_PUBLISHED)]:
        publish_sample(reading, office, on or start_day(clock.today()))
    return f"样例政策：发布{len(_PUBLISHED)}份，核对中{len(_UNDER_REVIEW)}份。"


def _upload(path: Path, office: Person, region: Region) -> Reading:
    file, _is_new = keep_file(actor=office, region=region, content=SimpleUploadedFile(path.name, path.read_bytes()))
    reading = read_file(actor=office, file=file)
    if reading is None:
        raise RuntimeError(f"{path}: {file.message}")
    return reading


def publish_sample(reading: Reading, office: Person, on: date) -> None:
    """Accepts everything in the reading and publishes it; ``on`` is the day it counts from."""
    for kind in _KINDS:
        accept_all(actor=office, reading=reading, kind=kind)
    items = list(ReviewItem.objects.filter(reading=reading))
    settlement = settlement_of(reading, items, UnitIndex(reading.region))
    publish_policy(reading=reading, actor=office, ticked=settlement.ticks, on=on)
