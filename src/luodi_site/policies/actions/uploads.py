"""Keeps an uploaded file as it came, and has it compiled into a reading."""

from __future__ import annotations

import logging
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from luodi.problems import UnreadableDocument
from luodi_site.accounts.actions.audit import record
from luodi_site.accounts.models import Person, Region
from luodi_site.lib import kept_files
from luodi_site.policies.compiled import Draft, compile_draft
from luodi_site.policies.models import PolicyFile, Reading, ReviewItem

log = logging.getLogger(__name__)
State = PolicyFile.State


def keep_file(*, actor: Person, region: Region, content: UploadedFile) -> tuple[PolicyFile, bool]:
    """The kept file, and whether it is new here: the same content twice is one file, whatever it is called.

    Raises FileTooLarge.
    """
    kept = kept_files.keep(content, "policies")
    known = PolicyFile.objects.filter(region=region, sha256=kept.sha256).first()
    if known:
        return known, False
    try:
        with transaction.atomic():
            file = PolicyFile.objects.create(region=region, uploaded_by=actor, **vars(kept))
            record(actor=actor, verb="policies.keep_file", object_kind="file", object_id=file.pk, words=file.name)
    except IntegrityError:  # the button was pressed twice: the other request came first
        return PolicyFile.objects.get(region=region, sha256=kept.sha256), False
    return file, True


def read_file(*, actor: Person, file: PolicyFile) -> Reading | None:
    """Compiles a kept file into a reading; None where it cannot be read, the reason standing in ``file.message``."""
    claimed = PolicyFile.objects.filter(pk=file.pk, state__in=[State.WAITING, State.FAILED]).update(state=State.READ)
    if not claimed:
        return Reading.objects.filter(file=file).first()
    try:
        draft = compile_draft(kept_files.path_of(file.kept_as), file.name)
    except UnreadableDocument as why:
        return _could_not(actor, file, str(why))
    except Exception:  # a bug must not lose the file: it is kept and can be read again after the repair
        log.exception("compile %s", file.kept_as)
        return _could_not(actor, file, _("识别时程序出错，文件已保存。请把这份文件告知系统管理员，修复后可重新识别。"))
    return _open_reading(actor=actor, file=file, draft=draft)


@transaction.atomic
def _could_not(actor: Person, file: PolicyFile, message: str) -> None:
    PolicyFile.objects.filter(pk=file.pk).update(state=State.FAILED, message=message)
    file.state, file.message = State.FAILED, message
    record(
        actor=actor, verb="policies.read_failed", object_kind="file", object_id=file.pk, words=file.name,
        detail={"message": message},
    )  # fmt: skip


@transaction.atomic
def _open_reading(*, actor: Person, file: PolicyFile, draft: Draft) -> Reading:
    reading = Reading.objects.create(
        file=file, region=file.region, title=(draft.facts.get("title") or Path(file.name).stem)[:300], name=Path(file.name).stem,
        text=draft.text, outline=draft.outline, facts=draft.facts, uploaded_by=actor,
    )  # fmt: skip
    ReviewItem.objects.bulk_create(
        ReviewItem(
            reading=reading, kind=item.kind, start=item.start, end=item.end, payload=item.payload, original=item.payload,
            position=position,
        )
        for position, item in enumerate(draft.items)
    )  # fmt: skip
    PolicyFile.objects.filter(pk=file.pk).update(message="")
    record(
        actor=actor, verb="policies.read", object_kind="reading", object_id=reading.pk, words=reading.title,
        detail={"items": len(draft.items)},
    )  # fmt: skip
    return reading
