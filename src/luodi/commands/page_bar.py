"""A bar on the error stream for the pages of one slow file, such as a scan."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from tqdm import tqdm

from luodi.documents.watch import UNWATCHED, Watch


@contextmanager
def page_bar(is_shown: bool) -> Iterator[Watch]:
    """A watch that shows how many pages are read, from a second of waiting on."""
    if not is_shown:
        yield UNWATCHED
        return
    with tqdm(unit="页", desc="读取", delay=1, leave=False) as bar:

        def told(page: int, pages: int) -> None:
            bar.total = pages
            bar.update(page - bar.n)

        yield Watch(told=told)
