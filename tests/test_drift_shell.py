"""What shell sources read from their environment, held against services labelled by hand."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drift.labelled import facts, found, labels, read_names, services, sources, told_sorted

SERVICES = services("shell")

CASES = [
    ('echo "$A"', "A"),
    ('echo ${A:-} ${B:-$C} ${D:-"xy"} ${E-\'z\'}', "A= B C D=xy E=z"),
    ("printf -v A '%s' x; echo $A $B", "B"),
    ("if [[ -v A ]] || test -v B; then :; fi", "A B"),
    ("mapfile -t A < f; readarray B < f; read -p 'P' -r C; echo $A $B $C", ""),
    ("read -a A; echo ${A[0]} $A", ""),
    ("f() { echo $A $B; }\nA=1\nf", "B"),
    ("f() { B=${B:-x}; echo $B; }\nf", "B=x"),
    ("printenv lower A; local_name=1 cmd; export lower; echo $lower", "A lower"),
    ("declare -x A; typeset B=1; readonly C=2; echo $A$B$C", ""),
    ("A+=x; echo ${A,,} ${B//a/b} ${C%%.*} ${D:0:1}", "B C D"),
    ("echo 'unclosed", ""),
    ("set -- $(cat); echo $((1 + A)) $((B))", "A B"),
    ("A=1 B=2 env | grep x", ""),
    ("unset A; echo \\$B '$C' # $D", ""),
]


@pytest.mark.parametrize("service", SERVICES, ids=lambda path: path.name)
def test_a_service_reads_what_its_labels_say_and_nothing_else(service: Path) -> None:
    """Every labelled read is found, at its line and with its default, and no trap is taken for one."""
    assert told_sorted(found(dict(sources(service)))) == told_sorted(labels(service))


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_line_reads_what_it_says(text: str, expected: str) -> None:
    """One way to write a read, and what it means."""
    assert sorted(read_names("service.sh", text)) == sorted(expected.split())


@given(st.binary(max_size=300))
def test_any_bytes_can_be_read(text: bytes) -> None:
    """A file that is no source raises nothing."""
    facts(text, "service.sh")


@given(st.data())
def test_a_mutilated_source_can_be_read(data: st.DataObject) -> None:
    """A source that is cut, or has other bytes put into it, raises nothing."""
    service = data.draw(st.sampled_from(SERVICES))
    path, text = data.draw(st.sampled_from(sorted(sources(service).items())))
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    facts(text[:start] + data.draw(st.binary(max_size=20)) + text[end:], path)
