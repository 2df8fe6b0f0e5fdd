"""Makes a trial within bounds, deletes it with its figures, and clears away those that are kept no longer."""

from __future__ import annotations

import secrets
import shutil
import threading
import zipfile
from collections.abc import Sequence
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from luodi_site.accounts.actions.audit import record
from luodi_site.accounts.models import Person, Unit
from luodi_site.lib import clock, kept_files
from luodi_site.policies.models import Edition
from luodi_site.programmes import sample_figures
from luodi_site.programmes.models import Trial, folder_of

MOST_FILES = 5
MOST_BYTES = 20 * 1024 * 1024
# A workbook is a packed archive: so much may come out of all of them.
MOST_UNPACKED = 200 * 1024 * 1024
MOST_KEPT = 20
DAYS_KEPT = 30
ENDINGS = (".xlsx", ".xlsm", ".csv", ".tsv")
_PATIENCE = 20
# One at a time in each worker: a run takes the memory of its tables.
_one_at_a_time = threading.Lock()


class Refused(Exception):
    """Nothing was begun; the message says why and what to do."""


def make_trial(
    *,
    actor: Person,
    unit: Unit,
    edition: Edition,
    on: date,
    files: Sequence[UploadedFile] = (),
    is_sample: bool = False,
    packs: Sequence[str] = (),
) -> Trial:
    """Runs the edition's rules over the files, or over the sample city's figures. Raises Refused.

    Where nothing could be worked out, the trial is kept as failed, with its marked workbooks.
    """
    if Trial.objects.filter(made_by=actor).count() >= MOST_KEPT:
        raise Refused(_("您已保存%(most)s次试算。请先删去不用的，再试算。") % {"most": MOST_KEPT})
    if not is_sample:
        _within_bounds(files)
    if not _one_at_a_time.acquire(timeout=_PATIENCE):
        raise Refused(_("另一项试算正在进行，还没有算完。请过一会儿再试。"))
    token = secrets.token_urlsafe(32)
    try:
        folder_of(token).mkdir(parents=True)
        kept = [] if is_sample else _keep(files, folder_of(token))
        trial = _run(
            actor=actor, unit=unit, edition=edition, on=on, token=token, kept=kept,
            is_sample=is_sample, packs=packs,
        )  # fmt: skip
    except BaseException:
        shutil.rmtree(folder_of(token), ignore_errors=True)
        raise
    finally:
        _one_at_a_time.release()
    return trial


def _within_bounds(files: Sequence[UploadedFile]) -> None:
    if not files:
        raise Refused(_("没有选择文件。请选择至少一份 Excel 或 CSV 表格。"))
    if len(files) > MOST_FILES:
        raise Refused(
            _("一次最多%(most)s份表格，选了%(count)s份。请合并或分几次试算。")
            % {"most": MOST_FILES, "count": len(files)}
        )
    for file in files:
        if kept_files.suffix_of(file) not in ENDINGS:
            raise Refused(_("“%(name)s”不是 Excel（.xlsx）或 CSV 表格。请另存为 .xlsx 后再试。") % {"name": file.name})
    if sum(file.size or 0 for file in files) > MOST_BYTES:
        raise Refused(
            _("这些表格合计超过%(most)sMB。请删去用不到的工作表和图片，或分地区试算；更大的数据用命令 luodi run。")
            % {"most": MOST_BYTES // 1024 // 1024}
        )
    if sum(map(_unpacked, files)) > MOST_UNPACKED:
        raise Refused(_("表格解开以后太大。请删去空行和用不到的工作表，或存为 CSV 后再试。"))


def _unpacked(file: UploadedFile) -> int:
    """What a workbook's archive says it holds; one that is no archive is refused when it is read."""
    try:
        file.seek(0)
        with zipfile.ZipFile(file) as packed:
            return sum(one.file_size for one in packed.infolist())
    except (zipfile.BadZipFile, ValueError, OSError):
        return file.size or 0
    finally:
        file.seek(0)


def _keep(files: Sequence[UploadedFile], folder: Path) -> list[dict[str, Any]]:
    kept = []
    for number, file in enumerate(files, 1):
        name = f"{number}{kept_files.suffix_of(file)}"
        with (folder / name).open("wb") as to:
            for chunk in file.chunks():
                to.write(chunk)
        kept.append({"name": kept_files.name_of(file), "kept_as": name})
    return kept


def _run(
    *, actor: Person, unit: Unit, edition: Edition, on: date, token: str, kept: list[dict[str, Any]], is_sample: bool,
    packs: Sequence[str],
) -> Trial:  # fmt: skip
    folder = folder_of(token)
    try:
        paths = [sample_figures.built()] if is_sample else [folder / one["kept_as"] for one in kept]
    except sample_figures.NotBuilt as why:
        raise Refused(_("样例城市的数据没有生成：%(why)s。请告知系统管理员。") % {"why": why}) from why
    # Tables take their time to load: only now, and only in the worker that runs a trial.
    found = import_module("luodi_site.programmes.running").work_out(edition, on, paths, folder, packs)
    nothing = {"errors": 0, "questions": 0, "others": 0}
    with transaction.atomic():
        trial = Trial.objects.create(
            edition=edition, region=unit.region, unit=unit, made_by=actor, on=on, folder=token, subjects=found["subjects"],
            files=[{**one, **found["marks"].get(one["kept_as"], nothing)} for one in kept], message=found["why"],
            packs=list(packs), origin=Trial.Origin.SAMPLE if is_sample else Trial.Origin.UPLOAD,
            state=Trial.State.FAILED if found["why"] else Trial.State.DONE,
            keep_until=clock.today() + timedelta(days=DAYS_KEPT),
        )  # fmt: skip
        record(
            actor=actor, verb="programmes.make_trial", object_kind="trial", object_id=trial.pk, words=edition.title,
            detail={"on": on.isoformat(), "origin": trial.origin, "files": [one["name"] for one in kept], "packs": list(packs),
                    "subjects": trial.subjects, "state": trial.state},
        )  # fmt: skip
    return trial


def delete_trial(*, actor: Person | None, trial: Trial) -> bool:
    """Takes the row and its figures away; False where someone already did."""
    with transaction.atomic():
        number, folder, words = trial.pk, trial.path, trial.edition.title
        gone, _by_model = Trial.objects.filter(pk=number).delete()
        if not gone:
            return False
        record(actor=actor, verb="programmes.delete_trial", object_kind="trial", object_id=number, words=words)
        transaction.on_commit(lambda: shutil.rmtree(folder, ignore_errors=True))
    return True


def clear_old_trials(day: date) -> int:
    """Deletes the trials that were kept until a day before this one; gives how many."""
    old = Trial.objects.filter(keep_until__lt=day).select_related("edition")
    return sum(delete_trial(actor=None, trial=trial) for trial in old)
