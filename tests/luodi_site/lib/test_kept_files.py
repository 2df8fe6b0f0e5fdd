"""Keeping files that people send: once each, whole, inside their folder, and never too large."""

from __future__ import annotations

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404

from luodi_site.lib import kept_files
from luodi_site.lib.kept_files import FileTooLarge, as_file_response, keep, path_of

WORDS = "整改照片".encode()


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def sent(name="照片.JPG", content=WORDS):
    return SimpleUploadedFile(name, content)


def test_it_keeps_a_file_as_it_came_under_its_checksum():
    """The bytes are the same, the name is its sender's, the path is the checksum with the ending."""
    kept = keep(sent(), "evidence")
    sha256 = hashlib.sha256(WORDS).hexdigest()
    assert (kept.name, kept.size, kept.sha256) == ("照片.JPG", len(WORDS), sha256)
    assert kept.kept_as == f"evidence/{sha256[:2]}/{sha256}.jpg"
    assert path_of(kept.kept_as).read_bytes() == WORDS


def test_it_keeps_the_same_content_once(media):
    """A second file of the same content is told under its own name, and lies where the first does."""
    first, second = keep(sent("一.pdf"), "evidence"), keep(sent("二.pdf"), "evidence")
    assert (second.name, second.kept_as) == ("二.pdf", first.kept_as)
    assert [path for path in media.rglob("*") if path.is_file()] == [path_of(first.kept_as)]


def test_it_keeps_nothing_that_is_too_large(media, settings):
    """The limit is the site's; a file of just that size is taken."""
    settings.LARGEST_UPLOAD = len(WORDS)
    keep(sent(), "evidence")
    with pytest.raises(FileTooLarge, match=r"大文件\.pdf"):
        keep(sent("大文件.pdf", WORDS + b"."), "other")
    assert not (media / "other").exists()


@pytest.mark.parametrize("name", ["../../evil.sh", "a/b.p\x00df", "…/" + "长" * 300 + ".docx", ".bashrc", "a.tar.<gz>"])
def test_it_takes_no_name_for_a_path(name, media):
    """Whatever a file is called, it lies in the folder, and its name fits its column."""
    kept = keep(sent(name), "evidence")
    assert path_of(kept.kept_as).resolve().is_relative_to(media / "evidence")
    assert len(kept.name) <= kept_files.LONGEST_NAME
    assert "/" not in kept.name


def test_it_leaves_no_half_of_a_file_that_breaks_off(media):
    """A sender who goes away in the middle leaves nothing that a later one would be taken for."""

    class BreaksOff(SimpleUploadedFile):
        reads = 0

        def chunks(self, chunk_size=None):
            self.reads += 1
            yield WORDS[:3]
            if self.reads > 1:
                raise ConnectionError
            yield WORDS[3:]

    with pytest.raises(ConnectionError):
        keep(BreaksOff("照片.jpg", WORDS), "evidence")
    assert not [path for path in media.rglob("*") if path.is_file()]
    assert path_of(keep(sent(), "evidence").kept_as).read_bytes() == WORDS


def test_it_takes_the_same_file_from_two_at_once(media):
    """Two who send the same content at the same moment both get it kept, whole."""

    class Meanwhile(SimpleUploadedFile):
        """Sends the same content once more while it is being written."""

        reads = 0

        def chunks(self, chunk_size=None):
            self.reads += 1
            yield WORDS[:3]
            if self.reads > 1:
                keep(sent("乙.jpg"), "evidence")
            yield WORDS[3:]

    kept = keep(Meanwhile("甲.jpg", WORDS), "evidence")
    assert path_of(kept.kept_as).read_bytes() == WORDS
    assert len([path for path in media.rglob("*") if path.is_file()]) == 1


def test_it_gives_a_kept_file_back_as_a_download(media):
    """A browser stores it and opens nothing by itself; a file that has gone from the disk is not found."""
    kept = keep(sent(), "evidence")
    response = as_file_response(kept.kept_as, kept.name)
    assert b"".join(response.streaming_content) == WORDS
    assert response["Content-Type"] == "application/octet-stream"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"].startswith("attachment")
    path_of(kept.kept_as).unlink()
    with pytest.raises(Http404):
        as_file_response(kept.kept_as, kept.name)
