"""What sources read from their environment, held against services labelled by hand."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.drift.samples.labelled import facts, found, labels, lines, read_names, services, sources, told_sorted

PATHS = {
    "csharp": "service.cs",
    "elixir": "service.exs",
    "java": "Service.java",
    "javascript": "service.ts",
    "kotlin": "service.kt",
    "php": "service.php",
    "python": "service.py",
    "ruby": "service.rb",
    "shell": "service.sh",
}
SERVICES = {language: services(language) for language in PATHS}


@pytest.mark.parametrize(
    "service",
    [service for each in SERVICES.values() for service in each],
    ids=lambda path: f"{path.parent.name}-{path.name}",
)
def test_a_service_reads_what_its_labels_say_and_nothing_else(service: Path) -> None:
    """Every labelled read is found, at its line and with its default, and no trap is taken for one."""
    assert told_sorted(found(dict(sources(service)))) == told_sorted(labels(service))


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [(path, *each) for language, path in PATHS.items() for each in lines(language)],
)
def test_a_line_reads_what_it_says(path: str, text: str, expected: str) -> None:
    """One way to write a read, and what it means."""
    assert sorted(read_names(path, text)) == sorted(expected.split())


@pytest.mark.parametrize("path", PATHS.values())
@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_can_be_read(path: str, text: bytes) -> None:
    """A file that is no source raises nothing."""
    facts(text, path)


@pytest.mark.parametrize("language", PATHS)
@settings(deadline=None)
@given(st.data())
def test_a_mutilated_source_can_be_read(language: str, data: st.DataObject) -> None:
    """A source that is cut, or has other bytes put into it, raises nothing."""
    service = data.draw(st.sampled_from(SERVICES[language]))
    path, text = data.draw(st.sampled_from(sorted(sources(service).items())))
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    facts(text[:start] + data.draw(st.binary(max_size=20)) + text[end:], path)


def test_a_bundle_is_named_and_passed_over() -> None:
    """What a tool wrote on a few endless lines is no source, and would take minutes to follow."""
    bundle = facts(b"process.env.A;" * 1000, "bundle.js")
    assert not bundle.reads
    assert [line for line, _reason in bundle.undecided] == [0]


def test_a_bundle_that_was_laid_out_again_is_one_all_the_same() -> None:
    """What its functions take has names of one letter, which nobody writes a hundred times in a row."""
    function = "function (e, t) {\n  return (n) => process.env.A + e.configuration\n}\n"
    short = facts(function.encode() * 200, "bundle.js")
    assert [line for line, _reason in short.undecided] == [0]
    assert facts(function.replace("e, t", "element, text").encode() * 200, "source.js").reads


def test_an_image_that_source_draws_makes_it_no_bundle() -> None:
    """Tools write bundles in JavaScript alone; a component with long lines is somebody's source."""
    drawn = b"const a = process.env.A;\n// " + b"M12 4 " * 3000
    assert facts(drawn, "icon.tsx").reads
    assert not facts(drawn, "icon.js").reads
