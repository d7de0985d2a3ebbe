"""What a project does not want to hear: its settings and comments, and those of them that hide nothing any more."""

from collections.abc import Collection, Iterable
from fnmatch import fnmatchcase

from estuary_docs.drift.rules import Finding, Hidden, Place, finding, sentence_of
from estuary_docs.drift.settings import Comment, DriftSettings, Ignore


def without_ignored(
    findings: Iterable[Finding], comments: Iterable[Comment], settings: DriftSettings, rules: Collection[str]
) -> tuple[list[Finding], list[Hidden]]:
    """Return the findings that nothing ignores, with one for each ignore that ignores nothing; and those hidden.

    `rules` are those that a run can break, "" for an ignore of all rules: an ignore of another one may be of use.
    """
    used: set[Comment | Ignore] = set()
    left: list[Finding] = []
    hidden: list[Hidden] = []
    for result in findings:
        hiding: list[Comment | Ignore] = [ignore for ignore in settings.ignore if _hides(ignore, result)]
        hiding += [comment for comment in comments if _is_beside(comment, result)]
        used.update(hiding)
        if hiding:
            hidden.append((result, _shown(hiding[0], settings)))
        else:
            left.append(result)
    left += [
        finding("*", "unused-ignore", [Place(comment.file, comment.line)], subject=f": {comment.rule}")
        for comment in comments
        if comment not in used and comment.rule in rules
    ]
    if not settings.below:
        left += [
            finding(ignore.name, "unused-ignore", [Place(settings.file, ignore.line)], subject=f" of {ignore.name}")
            for ignore in settings.ignore
            if ignore not in used and ignore.rule in rules
        ]
    return left, hidden


def _shown(hiding: Comment | Ignore, settings: DriftSettings) -> str:
    file = hiding.file if isinstance(hiding, Comment) else settings.file
    return f"{sentence_of([Place(file, hiding.line)])} ignores it: {hiding.reason}"


def _hides(ignore: Ignore, result: Finding) -> bool:
    return fnmatchcase(result.name, ignore.name) and ignore.rule in {"", result.rule}


def _is_beside(comment: Comment, result: Finding) -> bool:
    beside = {Place(comment.file, comment.line), Place(comment.file, comment.line + 1)}
    return comment.rule == result.rule and not beside.isdisjoint(result.places)
