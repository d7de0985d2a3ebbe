"""What JavaScript and TypeScript sources read from their environment, held against services labelled by hand."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.drift.labelled import facts, found, labels, lines, read_names, services, sources, told_sorted

SERVICES = services("javascript")


@pytest.mark.parametrize("service", SERVICES, ids=lambda path: path.name)
def test_a_service_reads_what_its_labels_say_and_nothing_else(service: Path) -> None:
    """Every labelled read is found, at its line and with its default, and no trap is taken for one."""
    assert told_sorted(found(dict(sources(service)))) == told_sorted(labels(service))


@pytest.mark.parametrize(("text", "expected"), lines("javascript"))
def test_a_line_reads_what_it_says(text: str, expected: str) -> None:
    """One way to write a read, and what it means."""
    assert sorted(read_names("service.ts", text)) == sorted(expected.split())


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_can_be_read(text: bytes) -> None:
    """A file that is no source raises nothing."""
    facts(text, "service.ts")


@settings(deadline=None)
@given(st.data())
def test_a_mutilated_source_can_be_read(data: st.DataObject) -> None:
    """A source that is cut, or has other bytes put into it, raises nothing."""
    service = data.draw(st.sampled_from(SERVICES))
    path, text = data.draw(st.sampled_from(sorted(sources(service).items())))
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    facts(text[:start] + data.draw(st.binary(max_size=20)) + text[end:], path)


def test_a_bundle_is_named_and_passed_over() -> None:
    """What a tool wrote on a few endless lines is no source, and would take minutes to follow."""
    bundle = facts(b"process.env.A;" * 1000, "bundle.js")
    assert not bundle.reads
    assert [line for line, _reason in bundle.undecided] == [0]
