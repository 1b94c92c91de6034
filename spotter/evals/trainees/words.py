"""How trainees put things: varied templates in two languages, aliases, typos, units, one message or several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from spotter.catalogue.exercises import exercises
from spotter.evals.trainees.diary import SetDone, SetSaid
from spotter.evals.trainees.persona import Persona
from spotter.evals.yaml_lines import read

KG_PER_LB = 0.45359237
FOLDER = Path(__file__).parent / "words"
LASTS_S = 180  # from here on a time is told in minutes
SHORT = 5  # letters of a word that nobody mistypes beyond recognition


class Told(NamedTuple):
    """Words, the facts in them, and the terms that a rewording must keep."""

    text: str
    sets: tuple[SetSaid, ...]
    terms: tuple[str, ...]


@cache
def phrases(locale: str) -> Mapping[str, Any]:
    """All templates of a language."""
    found: Mapping[str, Any] = read(FOLDER / f"{locale}.yaml").data
    return found


class Words:
    """One person's way of writing. `chance` decides which template is taken."""

    def __init__(self, persona: Persona, chance: Random) -> None:
        self.persona, self.chance, self.style = persona, chance, persona.style
        self.all = phrases(persona.locale)
        self._names: dict[str, str] = {}

    def pick(self, kind: str, of: str | None = None, **values: object) -> str:
        """A template of a kind with its values filled in."""
        found: Any = self.all[kind]
        return str(self.chance.choice(found[of] if of is not None else found)).format(**values)

    def one_of(self, kind: str, key: str) -> str:
        """The word for something."""
        return str(self.all[kind][key])

    def place(self, region: str, side: str | None) -> str:
        """A place of the body with its side."""
        place = self.one_of("place", region)
        return self.one_of("side", side).format(place=place) if side else place

    def weight(self, kg: float) -> tuple[str, float]:
        """A body weight in words, and what they say in kg."""
        if self.persona.units == "imperial":
            pounds = round(kg / KG_PER_LB, 1)
            return f"{self._number(pounds)} lbs", pounds * KG_PER_LB
        return f"{self._number(round(kg, 1))} kg", round(kg, 1)

    def load(self, kg: float, *, bare: bool = False, other: bool = False) -> tuple[str, float]:
        """A load in words, and what they say in kg."""
        in_pounds = (self.persona.units == "imperial") != other
        number = round(kg / KG_PER_LB) if in_pounds else round(kg, 2)
        meant = number * KG_PER_LB if in_pounds else number
        space = "" if self.style.words == "terse" or self.chance.random() < 0.5 else " "
        unit = "" if bare and not other else space + (self.chance.choice(("lb", "lbs")) if in_pounds else "kg")
        return f"{self._number(number)}{unit}", meant

    def report(self, day: int, done: Sequence[SetDone], *, yesterday: bool = False) -> list[Told]:
        """A workout in words: one message, or one for each exercise."""
        entries = [self.entry(day, list(sets)) for _, sets in groupby(done, key=lambda one: one.exercise)]
        opening = self.pick("opening_yesterday" if yesterday else "opening", self.style.words)
        if self.style.messages == "one_per_exercise":
            again = self.pick("opening_yesterday", "sloppy") if yesterday else ""
            texts = [(opening if number == 0 else again) + entry.text for number, entry in enumerate(entries)]
            return [Told(text, entry.sets, entry.terms) for text, entry in zip(texts, entries, strict=True)]
        text = opening + self.pick("joins", self.style.words).join(entry.text for entry in entries)
        return [Told(text, tuple(one for entry in entries for one in entry.sets), tuple(term for e in entries for term in e.terms))]

    def entry(self, day: int, done: Sequence[SetDone]) -> Told:
        """One exercise in words. The RPE told is that of the last set, of all of them."""
        name = self._typed(self.name(done[0].exercise))
        tells_rpe = done[-1].rpe is not None and done[0].reps is not None and self.chance.random() < self.style.tells_rpe
        rpe = done[-1].rpe if tells_rpe else None
        values, loads, kind = self._figures(done)
        text = self.pick(kind, None if kind == "lasted" else self.style.words, name=name, **values)
        if rpe is not None:
            text += self.pick("rpe", rpe=self._number(rpe))
        pairs = zip(done, loads, strict=True)
        said = tuple(SetSaid(day, one.exercise, one.reps, load, one.duration_s, rpe) for one, load in pairs)
        return Told(text, said, (name,))

    def plainly(self, sets: Sequence[SetSaid]) -> str:
        """One exercise as clearly as it can be said: the catalogue's name, repetitions of each set, the load with its unit."""
        return f"{exercises()[sets[0].exercise].name[self.persona.locale].lower()} {self.figures(sets)}"

    def figures(self, sets: Sequence[SetSaid]) -> str:
        """Sets, repetitions and load, without a name."""
        first = sets[0]
        if first.duration_s is not None:
            return f"{first.duration_s // 60} min" if first.duration_s >= LASTS_S else f"{len(sets)}x{first.duration_s}s"
        load = "" if first.load_kg is None else f" {self._number(round(first.load_kg, 2))} kg"
        return ", ".join(f"{len(list(same))}x{reps}{load}" for reps, same in groupby(sets, key=lambda one: one.reps))

    def asked_about(self, question: str, sets: Sequence[SetSaid]) -> list[SetSaid]:
        """The sets of the exercise that a question names, else those of the first one."""
        named = [one for one in sets if exercises()[one.exercise].name[self.persona.locale].lower() in question.lower()]
        return [one for one in sets if one.exercise == (named or list(sets))[-1].exercise] if sets else []

    def name(self, key: str) -> str:
        """What this person calls an exercise, always the same."""
        if key not in self._names:
            exercise, locale = exercises()[key], self.persona.locale
            own = [exercise.name[locale].lower(), *exercise.aliases.get(locale, ())[:2]]
            self._names[key] = self.chance.choice([own[0], *own] if self.style.words != "sloppy" else own)
        return self._names[key]

    def _figures(self, done: Sequence[SetDone]) -> tuple[dict[str, object], list[float | None], str]:
        """What fills a template, the loads in kg that it then says, and which kind of template it is."""
        n = len(done)
        seconds = done[0].duration_s
        if seconds is not None:
            lasts = n == 1 and seconds >= LASTS_S
            return {"n": n, "seconds": seconds, "minutes": seconds // 60}, [None] * n, "lasted" if lasts else "held"
        reps = [one.reps for one in done]
        listed = self.chance.choice(self._between()).join(map(str, reps))
        if done[0].load_kg is None:
            kind = "same_body" if len(set(reps)) == 1 else "list_body"
            return {"n": n, "reps": reps[0], "list": listed}, [None] * n, kind
        other, bare = self.chance.random() < self.style.other_units, self.chance.random() < self.style.bare_loads
        loads = [self.load(one.load_kg or 0.0, bare=bare, other=other) for one in done]
        if len({meant for _, meant in loads}) > 1:
            pairs = ", ".join(f"{text} x {one.reps}" for (text, _), one in zip(loads, done, strict=True))
            return {"pairs": pairs}, [meant for _, meant in loads], "pairs"
        kind = "same" if len(set(reps)) == 1 else "list"
        return {"n": n, "reps": reps[0], "list": listed, "load": loads[0][0]}, [loads[0][1]] * n, kind

    def _between(self) -> tuple[str, ...]:
        """What stands between the repetitions of sets: no comma that could be a French decimal or part two exercises."""
        own = ("/", "-") if self.persona.locale == "fr" else ("/", ",")
        return (*own, ", ") if self.style.messages == "one_per_exercise" else own

    def _number(self, value: float) -> str:
        text = f"{value:.2f}".rstrip("0").rstrip(".")
        return text.replace(".", ",") if self.persona.locale == "fr" else text

    def _typed(self, name: str) -> str:
        """The name with a slip of two neighbouring letters, now and then."""
        words = name.split(" ")
        long = [number for number, word in enumerate(words) if len(word) > SHORT and word.isalpha()]
        if not long or self.chance.random() >= self.style.typos:
            return name
        number = self.chance.choice(long)
        at = self.chance.randrange(1, len(words[number]) - 2)
        word = words[number]
        words[number] = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        return " ".join(words)
