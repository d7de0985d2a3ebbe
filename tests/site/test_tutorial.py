"""The pages that are to be followed, followed to the letter."""

from pathlib import Path

import pytest

from tests.site.following import follow


@pytest.mark.parametrize(("page", "count"), [("tool/tutorial.md", 16), ("tool/write-a-schema.md", 10)])
def test_a_page_shows_what_its_reader_sees(page: str, count: int, tmp_path: Path) -> None:
    """Each file is written, each command is run, and prints what the page says that it prints."""
    commands = follow(page, tmp_path)
    for line, shown, printed in commands:
        assert printed == shown, line
    assert len(commands) == count
