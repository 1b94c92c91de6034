"""The exercises that workout notes name, and the words that stand for one the catalogue does not know."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from spotter.catalogue.exercise_index import exercise_index
from spotter.catalogue.exercise_search import find_exercise_mention
from spotter.language.understanding import Locale
from spotter.language.workout_groups import Sort

_SEGMENT = re.compile(r"[^\W\d_][^\d,.:;!?\n|@=\"*]*")
_WORD = re.compile(r"[^\W\d_][\w'&-]*[^\W_]|[^\W\d_]|&")
_FILLER_WORDS = """
    a an the i we did do done just then and also some my of for with at on in today yesterday tonight morning set sets rep reps x
    to was were is it j ai fait puis et les des du de la le un une mes ensuite aussi aujourd'hui hier avec pour en séries série finally
    got hit new pr easy hard more another last first next kg lb lbs kgs each per side total nice good great je viens ce soir matin this
    our their went gym session workout training after before top back off backoff down volume working work main heavy light paused pause
    tempo belt beltless no raw straps up max amrap opener final joker cluster felt only same weight weights load warm warmup warming drop
    échauffement echauffement circuit superset depth
    dropped failure start end time distance rest exertion effort charge poids dernière but so or than about around rpe rir
    all both tous toutes chacun chacune partout single double triple bw bodyweight leg arm day week part round rounds
"""
_FILLERS = frozenset(_FILLER_WORDS.split())


def is_filler(word: str) -> bool:
    """Whether a word of a note names nothing ("then", "my", "les")."""
    return all(part in _FILLERS for part in word.lower().split("'"))


@dataclass(frozen=True, slots=True)
class NamedExercise:
    """An exercise named at `text[start:end]`; `key` is None where the catalogue does not know it."""

    start: int
    end: int
    key: str | None
    name: str
    sort: Sort
    uses_bar: bool = False
    two_sided: bool = False  # a machine that is loaded on both sides
    sure: float = 0.7
    label: str = ""  # the name in the person's language
    assist: Literal["none", "possible", "always"] = "none"  # whether the load can help instead of weigh


def find_exercises(text: str, locale: Locale = "en") -> list[NamedExercise]:
    """All catalogue exercises named in the text, in its order."""
    found: list[NamedExercise] = []
    for segment in _SEGMENT.finditer(text.replace(" - ", " | ")):
        words = [(match[0], segment.start() + match.start(), segment.start() + match.end()) for match in _WORD.finditer(segment[0])]
        found += _in_words(words, locale)
    return _with_variants(text, _joined(text, sorted(found, key=lambda one: one.start)))


def _with_variants(text: str, found: list[NamedExercise]) -> list[NamedExercise]:
    """Adds "close grip" in "pull-ups 3x5, close grip 3x5": words that name an exercise together with the one before."""
    out: list[NamedExercise] = []
    for i, one in enumerate(found):
        out.append(one)
        until = found[i + 1].start if i + 1 < len(found) else len(text)
        for match in _VARIANT.finditer(text, one.end, until):
            words = [*re.findall(r"[^\W\d_]+", match[0]), *re.findall(r"[^\W\d_]+", text[one.start : one.end])]
            mention = find_exercise_mention(words)
            differs = mention is not None and (mention.exercise.key != one.key or re.search(r"grip|stance|prise", match[1], re.IGNORECASE))
            if mention and mention.exact and mention.end - mention.start == len(words) and differs:
                name = _own_name(words, mention.exercise.name["en"])
                named = NamedExercise(match.start(1), match.end(1), mention.exercise.key, name, one.sort, one.uses_bar, one.two_sided, 0.85)
                out.append(named)
    return out


def _joined(text: str, found: list[NamedExercise]) -> list[NamedExercise]:
    """Two names with nothing but a blank between them are one exercise the catalogue lacks, or one said twice."""
    out: list[NamedExercise] = []
    for one in found:
        if out and out[-1].key == "circuit_training" and text[out[-1].end : one.start] == " ":
            out[-1] = one  # "tabata squats"
        elif out and one.key == out[-1].key and not re.search(r"[\d\n.;]", text[out[-1].end : one.start]):
            out[-1] = replace(out[-1], end=one.end)
        elif out and text[out[-1].end : one.start] in (" ", "-"):
            words = text[out[-1].start : one.end]
            out[-1] = replace(one, start=out[-1].start, key=None, name=words[0].upper() + words[1:].lower(), label="", sure=0.7)
        else:
            out.append(one)
    return out


_VARIANT = re.compile(r"(?<=[,;\n\d/]) ?((?!set|rep|x|kg|lb)[a-z]{4,}(?:[ -][a-z]{4,})?)(?= ?:? ?\d|,|$)", re.IGNORECASE)
_RUN_SIGNS = re.compile(r"nxd|[dq].{0,8}t|t.{0,8}[dq]")
_PACE = re.compile(
    r"\d ?(?:min ?)?(?:/|per ) ?(?:km|mi|mile|k)\b|\b\d{1,2} ?x ?(?:100|200|300|400|600|800|1000|1200|1600) ?m\b"
    r"|\b(?:\d{1,2}(?:\.\d)? ?k|parkrun)\b[^.;\n\d]{0,16}\d{1,3}(?:[:'h]\d\d| ?min)"
    r"|\b\d{1,2}(?:[.,]\d{1,2})? ?km (?:in|en) \d{1,3}['’:]\d\d|\b\d ?-?milers?\b",
    re.IGNORECASE,
)


_MILER = re.compile(r"\d[ -]?milers?\b", re.IGNORECASE)


def implied_run(text: str, codes: str) -> NamedExercise | None:
    """Running, where no exercise is named but the pace or the track repeats tell."""
    if not _PACE.search(text) or not (_RUN_SIGNS.search(codes) or (_MILER.search(text) and "d" in codes)):
        return None
    found = find_exercises("running")
    return replace(found[0], start=0, end=0, sure=0.8) if found else None


def _in_words(words: list[tuple[str, int, int]], locale: Locale) -> Iterator[NamedExercise]:
    if not words:
        return
    mention = find_exercise_mention([word for word, _, _ in words])
    if mention is None:
        return
    exercise = mention.exercise
    own_weight = exercise.load_step_kg == 0 or (exercise.bodyweight_share >= 0.5 and "barbell" not in exercise.equipment)
    sort = Sort(bodyweight=own_weight, measure=exercise.measure)
    assist: Literal["none", "possible", "always"] = "possible" if exercise.bodyweight_share >= 0.3 else "none"
    yield NamedExercise(
        words[mention.start][1],
        words[mention.end - 1][2],
        exercise.key,
        _own_name([word for word, _, _ in words[mention.start : mention.end]], exercise.name["en"])
        if mention.exact
        else exercise.name["en"],
        sort,
        "barbell" in exercise.equipment,
        bool({"machine", "smith", "sled"} & set(exercise.equipment)),
        0.95 if mention.exact else 0.85,
        exercise.name[locale],
        "always" if exercise.is_assisted else assist,
    )
    yield from _in_words(words[: mention.start], locale)
    yield from _in_words(words[mention.end :], locale)


_UNSAID_WORDS = """back barbell flat standing conventional machine cable dumbbell kettlebell seated with the and on set sets
    barre haltère haltere kettle poulie assis debout plat classique couché couche avec aux en de la du au à"""
_UNSAID = frozenset(_UNSAID_WORDS.split())


def _own_name(words: list[str], name: str) -> str:
    """The catalogue's name, or the person's words where they say more: "low bar squats" stay low bar squats."""
    known = {word.rstrip("s") for word in re.findall(r"[a-z]+", name.lower())}
    said = [part for word in words for part in word.lower().split("-")]
    more = {word.rstrip("s") for word in said} - known - _UNSAID
    plain = all(len(word) > 2 and word.isalpha() for word in said)
    return " ".join(said).title() if more and plain and known - _UNSAID <= {word.rstrip("s") for word in said} else name


_NO_NAME = re.compile(  # words of corrections, and verbs and pronouns of a talk
    r"(?:i|he|she|we|you|they|it|that|there|who|what|how|let)['’]\w+|(?:j|c|qu|l|d|t|s|m|n)['’]\w+|have|has|had|is|are|be|"
    r"been|being|would|could|can"
    r"|may|might|must|rather|prefer|between|left|need|want|like|think|know|say|said|says|see|try|trying|closes?|opens?|"
    r"h[ée]site|pr[ée]f[èe]re|entre"
    r"|ou|reste|veux|peux|pense|crois|sais|no|nope|non|nan|oops|oups|wait|sorry|pardon|actually|correction|make|change|put|"
    r"mets|met|corrige|c'était|c'etait|wrong|should"
    r"|instead",
    re.IGNORECASE,
)


_SLIPS_IN_ALL = 0.8  # likeness of a whole name written in several words


def unknown_exercise(line: str, offset: int, until: int) -> NamedExercise | None:
    """The person's own name for an exercise: up to four plain words at the start of a line, before its first number."""
    words = [m for m in _WORD.finditer(line[:until]) if not is_filler(m[0])]
    if not 1 <= len(words) <= 4 or sum(len(word[0]) for word in words) < 3:
        return None
    if any(_NO_NAME.fullmatch(word[0]) for word in words):
        return None
    name = " ".join(word[0] for word in words)
    spelled = exercise_index().spell("".join(word[0].lower() for word in words), _SLIPS_IN_ALL)
    if len(words) > 1 and spelled not in name.lower() and (known := find_exercises(spelled)):
        return replace(known[0], start=offset + words[0].start(), end=offset + words[-1].end())  # "puul ups"
    start, end = offset + words[0].start(), offset + words[-1].end()
    return NamedExercise(start, end, None, name[0].upper() + name[1:].lower(), Sort())
