"""From a message to its meaning: safety first, then tool calls, questions and what is left over.

Commands are looked for first, in the longest stretch of clauses that one of them takes whole. What they leave goes in one
piece to the grammars of workouts and meals, and what those leave is residue for the agent that the classifier names.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import cache

from spotter.language.advice import asks, asks_what_now, is_report, is_told
from spotter.language.at_hand import at_hand
from spotter.language.body_parts import region_spans
from spotter.language.calendar_words import level
from spotter.language.call_merging import merged
from spotter.language.commands import parse_command
from spotter.language.elisions import elide
from spotter.language.findings import Findings
from spotter.language.goals import parse_goal
from spotter.language.grammars import GRAMMARS, LOGS
from spotter.language.lasting import may_be_passed_over, parse_lasting
from spotter.language.leftovers import residue_of
from spotter.language.meals import is_food, parse_meal
from spotter.language.misspelt import mend
from spotter.language.normalise import normalise
from spotter.language.not_logged import settle_alone
from spotter.language.notification_wishes import parse_notification_wish
from spotter.language.nudge_wishes import parse_nudge_wish
from spotter.language.numbers import words_to_digits
from spotter.language.own_programs import parse_own_program
from spotter.language.pain import parse_pain
from spotter.language.plan_adjustments import parse_adjustment
from spotter.language.plan_talk import parse_plan_talk
from spotter.language.profile import parse_profile
from spotter.language.red_flags import screen
from spotter.language.reminder_edits import parse_reminder_edit
from spotter.language.reminder_references import parse_reminder_reference
from spotter.language.reminders import parse_reminder
from spotter.language.requests import parse_plan_request
from spotter.language.shared_days import parts_by_day, share_days
from spotter.language.slips import take_back
from spotter.language.splitter import Piece, split_clauses, split_sentences
from spotter.language.subjects import parse_subject
from spotter.language.tellings import may_be_told, refers_back, told_after_asked, told_before_asked
from spotter.language.understanding import AgentName, Call, ChatKind, Locale, Parse, Question, Reading, Residue, Understanding
from spotter.language.workouts import parse_workout

_LONGEST = 4000
_STEP = re.compile(r"[\s,]*\b(?:and then|then|after that|et puis|puis|ensuite|apres ca)\b[\s,]*", re.IGNORECASE)
# Three clauses and more are one command only where somebody speaks of themselves, asks for something or corrects: no list of foods or sets.
_OPENS_WIDE = re.compile(
    r"(?!.*\b(?:ate|drank|mange|bu|ran|couru|bench\w*|squat\w*)\b)"
    r"(?:(?:and|et|also|hey|hi|hello|salut|bonjour|ok|so|please|stp|coach|btw|well|can you|could you|peux-tu|tu peux)\b\W*)*"
    r"(?:i\b|i'|i?m\b|my\b|je\b|j'|m(?:on|a|es|oi)\b|remin|rapp?el|remember|note|retiens|keep|n'oublie|don'?t|forget|oublie|"
    r"make|create|build|plan|design|generate|give|put|set|add|cree|fais|donne|mets|construis|change|update|goal|objectif|"
    r"no\b|non\b|actually|en fait|correction|the\b|le\b|la\b|on\b|it\b|every|chaque|tous|\d{2}[mf]?\b)"
)
_STORY_WORDS = 40  # A longer message that asks for advice is a story: it is answered as a whole, not picked apart.
_WIDEST = 5
_WISHED = frozenset({"goal", "level", "equipment", "days_per_week", "weekdays", "minutes"})
# What people tell beside a workout and what must not end as its note.
_BESIDE = re.compile(
    r"\b(?:hurts?|pain\w*|sore|ach(?:es?|ing|y)|niggl\w+|mal|douleur\w*|remind|rappelle|slept|sleep|dormi|tired|fatigue\w*|"
    r"weigh(?:ed|t is)|pese|bp|steps|ate|mange|breakfast|"
    r"(?:un)?mute|cancel|annule|reminders?|rappels?|messages?|texting|check-?ins?|"
    r"lunch|dinner|undo|delete|show|and how|et comment|quit(?:ting)?|giv(?:e|ing) up|\w*motivated|abandonner|envie|"
    r"(?:is|are|feels?) (?:\w+ )?(?:better|fine|healed|gone|ok|okay)|(?:va|vont) (?:\w+ )?(?:mieux|bien)|guerie?s?)\b"
)
LOG_TOOLS = frozenset({"log_workout", "log_sets", "log_meal", "log_metric", "report_pain", "log_readiness"})
_OF_A_DAY = frozenset({"log_workout", "log_meal", "log_metric"})
_WRITTEN_BESIDE = LOG_TOOLS - {"report_pain"}  # what a question behind it does not change; a pain and its question are one matter
_ORDERS = frozenset({"cancel_reminder", "list_reminders", "list_channels", "tune_nudges", "show_week_plan", "show_goals", "undo"})
_UNSURE = 0.45
_LONGEST_BREATH = 600

_FIRST: tuple[tuple[Locale, str], ...] = (
    ("en", "benhc 3x5 80kg, then two eggs and a tost. What could be the right way of eating?"),
    ("fr", "squat 3x5 80kg, puis deux oeufs. Comment bien manger ?"),
)


def understand(text: str, reading: Reading) -> Understanding:
    """What the message means to somebody who writes and lives as `reading` says."""
    clean = mend(elide(normalise(text)))
    if len(clean) <= _LONGEST:
        clean = take_back(clean, reading.locale)
    safety = screen(clean, reading.locale)
    if not any(char.isalnum() for char in clean):
        chat: ChatKind = "unclear" if "?" in clean else "small_talk" if clean else "empty"
        return Understanding(text, reading.locale, safety, chat=chat)
    if len(clean) > _LONGEST:
        return Understanding(text, reading.locale, safety, question=Question(clean[:200], _too_long(reading)))
    found = _find(clean, reading)
    found.leave_others(clean)
    found.keep_thoughts(clean)
    residue = () if safety.level == "T0" else residue_of(found, clean)
    residue = settle_alone(residue, safety, found, reading)
    if safety.level == "T1":
        residue = tuple(Residue(left.clause, "injury", left.confidence) for left in residue)
    placed = sorted(share_days(clean, found.calls, reading), key=lambda placed: placed[0])
    calls = at_hand(merged(tuple(call for _, call in placed)), reading)
    if safety.level in ("T0", "T1"):
        calls = tuple(call for call in calls if call.tool in LOG_TOOLS)
    chat_kind = found.chat if not calls and not residue and not found.question else None
    if not calls and not residue and not found.question and chat_kind is None and safety.level == "none":
        chat_kind = "out_of_scope"
    return Understanding(text, reading.locale, safety, calls, residue, _agents(found, calls, residue, clean), found.question, chat_kind)


@cache
def warm_up() -> None:
    """Load the phrases, both catalogues and the classifier, so that nobody's first message waits for them."""
    for locale, text in _FIRST:
        understand(text, Reading(locale, "metric", datetime(2026, 1, 1, tzinfo=UTC)))


def _find(clean: str, reading: Reading) -> Findings:
    found = Findings()
    whole = Piece(0, len(clean))
    if (reference := parse_reminder_reference(clean, reading)) is not None:
        found.take(0, reference)
        return found
    talk, own = parse_plan_talk(clean, reading), parse_own_program(clean)
    if talk is not None or own is not None:
        found.take(0, talk or own or Parse())
        return found
    is_story = len(clean.split()) > _STORY_WORDS and asks(clean) and not is_report(clean)
    if not is_story and (_told_and_asked(clean, reading, found) or _told_by_days(clean, reading, found)):
        return found
    if _command(clean, whole, reading, found) or _whole_log(clean, reading, found):
        return found
    if is_story:
        found.rest.append((0, clean))
    else:
        _by_sentence(clean, split_sentences(clean), reading, found)
    return found


def _told_and_asked(clean: str, reading: Reading, found: Findings) -> bool:
    """Whether the text is something told with a question behind or before it: then each is read by itself."""
    if len(clean) > _LONGEST_BREATH:
        return False
    for told, asked in told_before_asked(clean) or [(told, asked) for asked, told in told_after_asked(clean)]:
        said, question = clean[told.start : told.end], clean[asked.start : asked.end]
        if not may_be_told(said, question):
            continue
        report = _find(said, reading)
        tools = {call.tool for _, call in report.calls}
        if not tools or not tools <= _WRITTEN_BESIDE or not (is_told(said) or all(_is_full(call) for _, call in report.calls)):
            continue
        found.join(report, told.start)
        found.join(_asked(question, reading), asked.start, report.calls[-1][1].agent, 1.0 if refers_back(question) else _UNSURE)
        return True
    return False


def _told_by_days(clean: str, reading: Reading, found: Findings) -> bool:
    """Whether the text logs something of each of several days: then each day is read by itself."""
    parts = parts_by_day(clean, reading) if len(clean) <= _LONGEST_BREATH and any(char.isdigit() for char in clean) else []
    days = [_find(clean[part.start : part.end], reading) for part in parts]
    if not days or not all(day.calls and not day.rest and all(call.tool in _OF_A_DAY for _, call in day.calls) for day in days):
        return False
    for part, day in zip(parts, days, strict=True):
        found.join(day, part.start)
    return True


def _is_full(call: Call) -> bool:
    """Whether a log stands for itself without "I did": no single figure ("my 5k"), no single food without an amount."""
    if call.tool == "log_meal":
        return (
            len(call.args["items"]) > 1
            or call.args.get("meal") is not None
            or any(char.isdigit() for char in words_to_digits(call.clause, "en", articles=True))
        )
    sets = [one for entry in call.args.get("entries", ()) for one in entry["sets"]]
    return len(sets) != 1 or sum(sets[0][name] is not None for name in ("reps", "load_kg", "duration_s", "distance_m")) > 1


def _asked(question: str, reading: Reading) -> Findings:
    """What a question behind something told comes to: what the grammars take of it, else the question as it stands."""
    behind = _find(question, reading)
    return behind if (behind.calls or behind.rest) and not behind.question else Findings(rest=[(0, question)])


def _by_sentence(clean: str, sentences: list[Piece], reading: Reading, found: Findings) -> None:
    open_from: int | None = None
    for sentence in sentences:
        at = sentence.start
        for piece, taken in _commands_in(clean, sentence, reading, found):
            if taken:
                if open_from is not None and piece.start > open_from:
                    _logs(clean, Piece(open_from, piece.start), reading, found)
                open_from = None
            elif open_from is None:
                open_from = max(at, piece.start)
        at = sentence.end
    if open_from is not None:
        _logs(clean, Piece(open_from, len(clean)), reading, found)


def _whole_log(clean: str, reading: Reading, found: Findings) -> bool:
    """Whether the whole message is one workout note: then its lines are not looked at one by one."""
    if _BESIDE.search(level(clean)) or asks(clean) or not is_report(clean):
        return False
    parse = _workout(clean, reading)
    if parse is None or parse.leftover or parse.question or not parse.calls:
        return False
    found.take(0, parse)
    return True


def _workout(clause: str, reading: Reading) -> Parse | None:
    """The workout that the clause tells of; none where every word of it is food: "2 pancakes, butter, syrup"."""
    parse = parse_workout(clause, reading)
    return None if parse is not None and is_food(clause, reading.locale) else parse


def _commands_in(clean: str, sentence: Piece, reading: Reading, found: Findings) -> list[tuple[Piece, bool]]:
    """The clauses of one sentence, joined to the longest stretches that a command takes whole, each with whether one did."""
    if _command(clean, sentence, reading, found):
        return [(sentence, True)]
    clauses = split_clauses(clean, sentence)
    if len(clauses) == 1:
        return [(sentence, False)]
    pieces: list[tuple[Piece, bool]] = []
    first = 0
    while first < len(clauses):
        widest = _WIDEST if _OPENS_WIDE.match(level(clean[clauses[first].start : clauses[first].end])) else 2
        for last in range(min(len(clauses), first + widest), first, -1):
            piece = Piece(clauses[first].start, clauses[last - 1].end)
            if (first > 0 or last < len(clauses)) and _command(clean, piece, reading, found):
                pieces.append((piece, True))
                first = last
                break
        else:
            pieces.append((clauses[first], False))
            first += 1
    return pieces


def _command(clean: str, piece: Piece, reading: Reading, found: Findings) -> bool:
    clause = clean[piece.start : piece.end]
    if len(clause) > 240:
        return False
    talk = parse_reminder_reference(clause, reading) or parse_plan_talk(clause, reading)
    if talk is None:
        return _other_command(clean, piece, reading, found)
    found.take(piece.start, talk)
    return True


def _other_command(clean: str, piece: Piece, reading: Reading, found: Findings) -> bool:
    """Whether the clause is a command that is not about the plan as such."""
    clause = clean[piece.start : piece.end]
    command = parse_command(clause, reading)
    if isinstance(command, Call):
        asks_of_rest = (command.tool in ("why", "help") and not command.args) or asks_what_now(clause)
        is_answered = any(call.tool == command.tool for _, call in found.calls)  # "I have 20 minutes, what do I do?"
        if asks_of_rest and not is_answered and len(clause) < len(clean):
            return False  # "..., why?" and "my shoulder hurts, what should I do?" belong to what they ask about.
        found.calls.append((piece.start, command))
        return True
    if command is not None:
        found.chat = command
        return True
    for grammar in GRAMMARS:
        if grammar is parse_lasting and not may_be_passed_over(_rest_of_sentence(clean, piece)):
            continue
        parse = grammar(clause, reading)
        if parse is not None:
            is_whole = grammar is not parse_pain or not _wishes_beside(clean, piece, reading)
            if is_whole:
                found.take(piece.start, parse)
            return is_whole
    subject = parse_subject(clause, reading)
    if subject is not None:
        found.calls.append((piece.start, subject))
    return subject is not None


def _wishes_beside(clean: str, piece: Piece, reading: Reading) -> bool:
    """Whether a clause beside a pain wishes for something or tells who somebody is: "mal à l'épaule, je veux prendre du muscle"."""
    clauses = split_clauses(clean, piece)
    for one in clauses if len(clauses) > 1 else ():
        said = clean[one.start : one.end]
        parses = (
            ()
            if region_spans(level(said))
            else [wish(said, reading) for wish in (parse_plan_request, parse_goal, parse_profile, parse_adjustment)]
        )
        calls = [call for parse in parses if parse for call in parse.calls]
        if not region_spans(level(said)) and _is_order(said, reading):
            return True
        if any(call.tool != "update_profile" or _WISHED & call.args.keys() for call in calls):
            return True
    return False


def _is_order(said: str, reading: Reading) -> bool:
    """Whether a clause is about reminders, messages or a plan to be shown, and none about the pain that it stands beside."""
    command = parse_command(said, reading)
    if isinstance(command, Call):
        return command.tool in _ORDERS
    parses = (grammar(said, reading) for grammar in (parse_reminder_edit, parse_reminder, parse_nudge_wish, parse_notification_wish))
    return any(parse and parse.calls for parse in parses)


def _rest_of_sentence(clean: str, piece: Piece) -> str:
    """What stands beside a clause in its own sentence."""
    around = next((one for one in split_sentences(clean) if one.start <= piece.start and piece.end <= one.end), piece)
    return clean[around.start : piece.start] + clean[piece.end : around.end]


def _logs(clean: str, piece: Piece, reading: Reading, found: Findings) -> None:
    """Give an untaken stretch of the text to the grammars of workouts and meals, report by report."""
    for part, report in _reports(clean, piece):
        clauses = [clean[part.start : part.end].strip(" ,;\n")]
        for log in LOGS if report else ():
            left: list[str] = []
            for clause in clauses:
                parse = _workout(clause, reading) if log is parse_workout else log(clause, reading)
                if parse is None:
                    left.append(clause)
                    continue
                found.take(_place(clean, clause, part.start), parse, clause)
                left += [rest for rest in parse.leftover if any(char.isalnum() for char in rest)]
            clauses = left
        if report:
            clauses = [step for clause in clauses for step in _steps(clause, part.start, reading, found, clean)]
        for clause in clauses:
            place = _place(clean, clause, part.start)
            if not clause or (clause in clean and report and _command(clean, Piece(place, place + len(clause)), reading, found)):
                continue
            found.rest.append((place, clause))


def _steps(clause: str, start: int, reading: Reading, found: Findings, clean: str) -> list[str]:
    """What is left of "leg day then mac and cheese" once the steps that are meals are taken."""
    steps = [step for step in _STEP.split(clause) if step.strip(" ,;.")]
    parses = [(step, parse_meal(step, reading)) for step in steps] if len(steps) > 1 else []
    if not any(parse for _, parse in parses):
        return [clause]
    for step, parse in parses:
        if parse:
            found.take(_place(clean, step, start), parse, step)
    return [step for step, parse in parses if not parse] + [rest for _, parse in parses if parse for rest in parse.leftover]


def _reports(clean: str, piece: Piece) -> list[tuple[Piece, bool]]:
    """Neighbouring sentences of one kind joined: what may be a report, and what asks, plans or tells of habits."""
    joined: list[tuple[Piece, bool]] = []
    advice = asks(clean)
    for sentence in split_sentences(clean[piece.start : piece.end]):
        for part in _clauses_where_mixed(clean, Piece(piece.start + sentence.start, piece.start + sentence.end)):
            report = is_report(clean[part.start : part.end]) and (not advice or is_told(clean[part.start : part.end]))
            if joined and joined[-1][1] == report:
                joined[-1] = (Piece(joined[-1][0].start, part.end), report)
            else:
                joined.append((part, report))
    return joined


def _clauses_where_mixed(clean: str, sentence: Piece) -> list[Piece]:
    """The sentence's clauses where a report and a question stand in one sentence, else the sentence."""
    if is_report(clean[sentence.start : sentence.end]):
        return [sentence]
    clauses = split_clauses(clean, sentence)
    kinds = {
        is_report(clean[clause.start : clause.end]) and any(char.isdigit() for char in clean[clause.start : clause.end])
        for clause in clauses
    }
    return clauses if len(kinds) == 2 else [sentence]


def _place(clean: str, clause: str, start: int) -> int:
    place = clean.find(clause, start)
    return place if place >= 0 else start


def _agents(found: Findings, calls: tuple[Call, ...], residue: tuple[Residue, ...], clean: str) -> tuple[AgentName, ...]:
    """The agents needed, in the order in which the text needs them."""
    tools = {call.tool for call in calls}
    needed = [(place, call.agent) for place, call in found.calls if call.tool in tools]
    needed += [(_place(clean, left.clause, 0), left.agent) for left in residue]
    return tuple(dict.fromkeys(agent for _, agent in sorted(needed, key=lambda pair: pair[0]) if agent))


def _too_long(reading: Reading) -> str:
    if reading.locale == "en":
        return "That's a lot at once. Could you send me the main points in a shorter message?"
    return "Ça fait beaucoup d'un coup. Peux-tu m'envoyer l'essentiel dans un message plus court ?"
