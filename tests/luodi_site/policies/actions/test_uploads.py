"""Taking files in: kept as they came, read once, and never a bare error."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from luodi.problems import Problem, UnreadableDocument
from luodi_site.policies.actions import uploads
from luodi_site.policies.models import PolicyFile, Reading


@pytest.fixture
def send(cast, as_, draft, monkeypatch):
    """Uploads files as the office: ``send(("a.txt", b"…"), …)``."""
    monkeypatch.setattr(uploads, "compile_draft", lambda _path, _name: draft)

    def sending(*files, who=None):
        content = [SimpleUploadedFile(name, body) for name, body in files]
        form = {"region": cast.city.pk, "files": content}
        return as_(who or cast.office).post(reverse("policies:upload"), form, follow=True)

    return sending


def test_it_keeps_the_original_and_opens_the_review(send, settings):
    """The file is kept byte for byte; the person lands on the review page."""
    response = send(("方案.txt", b"words"))
    file = PolicyFile.objects.get()
    assert (Path(settings.MEDIA_ROOT) / file.kept_as).read_bytes() == b"words"
    assert response.redirect_chain[-1][0] == reverse("policies:review", args=[file.reading.pk])


def test_it_knows_a_file_again_under_another_name(send):
    """The same content is one file; the person is told and led to it."""
    send(("a.txt", b"words"))
    response = send(("b.txt", b"words"))
    assert Reading.objects.count() == 1
    assert "以前上传过" in response.content.decode()


def test_it_takes_several_files_and_goes_on_past_a_bad_one(send, draft, monkeypatch):
    """Each file has its own answer."""

    def answer(path, _name):
        if path.read_bytes() == b"bad":
            raise UnreadableDocument(Problem("document.encrypted", "文件设了密码。", hint="请去掉密码后再上传。"))
        return draft

    monkeypatch.setattr(uploads, "compile_draft", answer)
    html = send(("a.txt", b"good"), ("b.docx", b"bad")).content.decode()
    assert "已识别，待核对" in html
    assert "文件设了密码。 请去掉密码后再上传。" in html
    assert PolicyFile.objects.get(name="b.docx").state == PolicyFile.State.FAILED


def test_it_keeps_a_file_on_which_the_program_fails(send, draft, monkeypatch, cast, as_):
    """A bug loses nothing: the file can be read again after the repair."""

    def broken(_path, _name):
        raise ZeroDivisionError

    monkeypatch.setattr(uploads, "compile_draft", broken)
    assert "识别时程序出错" in send(("a.txt", b"words")).content.decode()
    monkeypatch.setattr(uploads, "compile_draft", lambda _path, _name: draft)
    as_(cast.office).post(reverse("policies:read_again", args=[PolicyFile.objects.get().pk]))
    assert Reading.objects.count() == 1


def test_it_refuses_a_file_that_is_too_large(send, settings):
    """The limit is said, and nothing is kept."""
    settings.LARGEST_UPLOAD = 3
    assert "没有保存" in send(("a.txt", b"words")).content.decode()
    assert not PolicyFile.objects.exists()


def test_it_takes_no_name_for_a_path(send, settings):
    """A name cannot lead the file out of its folder."""
    send(("../../../evil.sh\x00.txt", b"words"))
    kept = Path(settings.MEDIA_ROOT) / PolicyFile.objects.get().kept_as
    assert kept.resolve().is_relative_to(Path(settings.MEDIA_ROOT).resolve())


def test_it_lets_the_office_upload_for_its_own_region_only(send, cast):
    """A county's office cannot put a policy into the city; a unit cannot upload at all."""
    send(("a.txt", b"words"), who=cast.unrelated_office)
    assert send(("a.txt", b"words"), who=cast.lead).status_code == 403
    assert not Reading.objects.exists()
