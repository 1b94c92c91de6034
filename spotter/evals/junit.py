"""A run as JUnit XML, for whatever shows test results: a suite per suite and layer, stale and skipped as skipped."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, tostring

from spotter.evals.outcome import Outcome
from spotter.evals.sentences import SentenceResult
from spotter.evals.verdict import Result, Verdict

ILLEGAL = {code: None for code in range(32) if code not in (9, 10, 13)}


def junit_of(outcome: Outcome) -> bytes:
    """The document. A case that need not pass and does not is skipped, with the reason."""
    root = Element("testsuites", name="spotter eval", time=f"{outcome.seconds:.3f}")
    suites: dict[str, Element] = {}
    for result in outcome.results:
        _add(_suite(root, suites, f"{result.case.suite}.{result.layer}"), result)
    for one in (*outcome.grammar, *outcome.safety):
        _add_sentence(_suite(root, suites, f"sentences.{one.kind}"), one)
    for suite in suites.values():
        cases = list(suite)
        counted = {kind: sum(case.find(kind) is not None for case in cases) for kind in ("failure", "error", "skipped")}
        suite.attrib |= {"tests": str(len(cases))} | {f"{kind}s".replace("skippeds", "skipped"): str(n) for kind, n in counted.items()}
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _suite(root: Element, suites: dict[str, Element], name: str) -> Element:
    if name not in suites:
        suites[name] = SubElement(root, "testsuite", name=name)
    return suites[name]


def _add(suite: Element, result: Result) -> None:
    name = result.case.id + (f" trial {result.trial + 1}" if result.trial else "")
    case = SubElement(suite, "testcase", classname=suite.attrib["name"], name=name, time=f"{result.ms / 1000:.3f}", file=result.case.source)
    told = "\n".join([result.why, *(f"{score.part}: wanted {score.wanted}; got {score.got}" for score in result.missed)]).strip()
    if result.verdict is Verdict.PASS:
        return
    if result.verdict in (Verdict.STALE, Verdict.SKIPPED) or not result.case.must_pass:
        _say(case, "skipped", f"{result.verdict.value}: {told}")
    else:
        _say(case, "failure" if result.verdict is Verdict.FAIL else "error", told)


def _add_sentence(suite: Element, one: SentenceResult) -> None:
    case = SubElement(suite, "testcase", classname=suite.attrib["name"], name=one.say.translate(ILLEGAL), file=one.source)
    if not one.score.passed:
        _say(case, "failure" if one.must_pass else "skipped", f"wanted {one.score.wanted}; got {one.score.got}")


def _say(case: Element, kind: str, told: str) -> None:
    text = told.translate(ILLEGAL)
    SubElement(case, kind, message=text.partition("\n")[0]).text = text
