"""From the words that name food to the foods themselves: cutting a list, what belongs to a dish, what stands beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from spotter.catalogue.food import Food
from spotter.catalogue.food_search import resolve_food, search_foods
from spotter.catalogue.food_words import is_light, take_apart
from spotter.language.meal_amounts import Amount, grams_of, read_amount
from spotter.language.meal_words import COMPOSITES, DECOR, TOPPINGS

_STRONG = (
    r"washed (?:it|them|everything|that|this)? ?(?:all )?down with|(?:and )?(?:enjoyed|savou?red|paired|complemented|served|had|ate|"
    r"balanced|finished) (?:it|them|that|this|everything)(?: all| perfectly| off)? (?:alongside|with|by)|(?:served |enjoyed |"
    r"eaten )?(?:together|alongside|along) with|(?:served |enjoyed |eaten |and )?alongside|paired (?:it |them )?with|"
    r"complemented (?:it |them |perfectly )?(?:by|with)|accompanied by|complimented by|coupled with|followed (?:it |"
    r"them )?(?:up )?(?:by|with)|(?:and )?enjoyed (?:it|them) with|combined with|while (?:indulging in|enjoying|sipping(?: on)?|having)|"
    r"(?:and )?(?:finished|rounded|topped) (?:it )?off (?:with|by)|finishing (?:it )?off with|as well as|plus|together with|next to|"
    r"beside|accompagnee?s? d[e']|ainsi que|puis|suivie?s? d[e']|then|"
    r"(?:and )?(?:also )?(?:i )?(?:had|ate|drank|sipped(?: on)?|enjoyed|treated myself to|indulged in|munched on|"
    r"snacked on) (?=(?:a|an|some|\d))|(?:and )?(?:a )?side of|along with|with a side of|with sides of"
)
_TOP = (
    r"(?:all )?(?:topped|loaded|filled|packed|stuffed|made|mixed|drizzled|sprinkled|smothered|covered|drenched|dressed|spread|"
    r"garnished|seasoned|flavou?red|layered|jazzed up|sweetened|bursting|brimming|complete) (?:up )?(?:with|in|by)|/w|w/|"
    r"featuring|containing|with|avec|atop|on top of|on|in|over|sur|dans"
)
_CUT = re.compile(
    rf"\s*(?P<strong>\b(?:{_STRONG})\b|\+|;|\n|\.(?=\s|$))\s*|\s*(?P<top>(?<!\w)(?:{_TOP})(?!\w))\s*|\s*(?P<weak>,(?!\d)\s*(?:and\b|"
    rf"et\b|&)?|\band\b|\bet\b|&(?!\w)|\bmixed\b|/(?=\s))\s*"
)
_KCAL = re.compile(r"(?:about |around |~ ?)?(\d+(?:[.,]\d+)?) ?-?(?:k?cal(?:orie)?s?)\b")
_MACRO = re.compile(
    r"(\d+(?:[.,]\d+)?)(?: ?g)?(?: ?- ?\d+ ?g)? ?(?:grams? )?(?:of )?(protein|proteines?|prot|carbs?|carbohydrates?|glucides|fat|"
    r"lipides|fib(?:er|re)s?)\b(?! (?:bar|shake|powder|drink|milk|pancake|yogurt|cookie|free))"
)
_MACRO_NAME = {"p": "protein_g", "c": "carbs_g", "g": "carbs_g", "l": "fat_g"}
_PAREN = re.compile(r"\(([^()]*)\)")
_RELATIVE = re.compile(
    r"(?:,? (?:which|that|qui) (?:is|was|'s|were|has|had|weigh\w*|are|est|etait)|(?<=\w) that's|(?<=\w) (?:weighing|"
    r"that weighs))\b(?: (?:about|around|made|been))*(?P<rest>[^,;.]*(?:\.\d[^,;.]*)*)"
)
_SKIN = re.compile(r",? (?:complete )?(?:with|avec) (?:the |its |la )?(?:skin|peau)(?: on| eaten)?\b")
_WITHOUT = re.compile(
    r",? ?\b(?:with no|without(?: any)?|sans|hold the|or) [\w' -]+?(?=,|;|\.|\+| and | with | et |$)|;? ?\boptional(?:ly)?\b.*$"
)
_MIX = re.compile(
    r"\b(?:an? |some |the )?(?:[\w-]+ )?(?:combination|mix|mixture|blend|variety|assortment|selection|medley|melange) (?:of|de)\b"
)
_VESSEL = re.compile(r"\b(?:bowl|plate|cup|glass|bottle|can|serving|portion|slice|piece|bag) of\b")
_CARRIERS = frozenset({"bread", "bun", "roll", "crust", "tortilla", "pain", "shell", "baguette"})
_CARRIED = frozenset({"sandwich", "submarine", "hamburger", "cheeseburger", "pizza", "dog", "wrap", "taco", "burrito", "blt"})


@dataclass(slots=True)
class Piece:
    """One stretch of the list between two separators."""

    text: str
    joint: str  # what stands before it: start, strong, top, weak
    amount: Amount
    name: str
    figures: dict[str, float]


@dataclass(slots=True)
class Item:
    """A food of the meal with its amount. `food` is None where only the person's own figures are known."""

    name: str
    food: Food | None
    amount: Amount
    grams: float | None
    score: float
    figures: dict[str, float] = field(default_factory=dict)
    dish: bool = False  # stands on or in the dish before it
    open: bool = False  # its own "with ..." has begun, so that more may follow
    weighed: bool = False


@dataclass(slots=True)
class Reading:
    """What the list came to: foods, words no food was found for, and text that is not about food."""

    items: list[Item]
    unknown: list[str]
    leftover: list[str]


OTHER = re.compile(
    r"\d ?x ?\d|\b(?:km|reps?|sets?|bench|squat\w*|deadlift\w*|ran|run|jogged|walked|slept|weigh(?:ed|t)?|workout|trained|lifted|"
    r"remind|steps|feel|feeling|sore\w*|session|minutes?|min|hours?|weeks?|days?|miles?|mi|\w*lifted|weakness|severe|"
    r"(?<!hot )(?<!corn )(?<!chili )dogs?|training|headache|(?:knee|shoulder|back|neck|hip|elbow|wrist|ankle|chest|leg|arm|foot|bad|"
    r"sharp|no|some|less|more) pains?|hurts?|pushups?|what|how|should|couru|dormi|pese)\b"
)


def read_items(text: str) -> Reading:
    """The foods that the text lists, with amounts in grams."""
    found = Reading([], [], [])
    pieces = cut(text)
    at = 0
    total: dict[str, float] = {}
    while at < len(pieces):
        piece = pieces[at]
        if not piece.name and piece.figures:
            _attach(found.items, piece, total)
            at += 1
            continue
        size = _joined(pieces, at)
        _take(found, pieces[at : at + size])
        at += size
    if total:
        _scale(found.items, total)
    return found


def cut(text: str) -> list[Piece]:
    """The text cut at commas, "and", "with" and their like, each piece with its amount and stated figures."""
    text = _PAREN.sub(_inside, _RELATIVE.sub(_short_relative, _SKIN.sub(" withskin", text)))
    text = _MIX.sub(" ", _WITHOUT.sub("", text))
    pieces: list[Piece] = []
    joint, start = "start", 0
    for match in [*_CUT.finditer(text), None]:
        end = match.start() if match else len(text)
        if text[start:end].strip(" ,.;:-!"):
            pieces.append(_piece(text[start:end], joint))
            joint = "weak"
        if match:
            kind = match.lastgroup or "weak"
            joint = kind if joint in ("start", "weak") or kind == "strong" else joint
            start = match.end()
    return pieces


def _short_relative(match: re.Match[str]) -> str:
    rest = match["rest"].strip()
    return f" {rest}" if len(rest.split()) <= 2 or (_CUT.match(rest) and not rest.startswith(("in ", "on "))) else " "


def _inside(match: re.Match[str]) -> str:
    inside = match[1].strip()
    if re.fullmatch(r"\d+(?:\.\d+)? ?(?:g|grams?|ml|oz|%|kcal|cal(?:ories)?)(?: fat)?", inside):
        return f" {inside} "
    if re.fullmatch(r"\d/\d (?:scoop|cup|tbsp)s?|\d+(?:\.\d+)? (?:scoop|cup|slice)s?", inside):
        return f" {inside} "
    return " "


def _piece(text: str, joint: str) -> Piece:
    figures: dict[str, float] = {}
    if match := _KCAL.search(text):
        figures["kcal"] = float(match[1].replace(",", "."))
        text = text[: match.start()] + " " + text[match.end() :]
    for match in _MACRO.finditer(text):
        name = "fiber_g" if match[2].startswith("fib") else "fat_g" if match[2] == "fat" else _MACRO_NAME[match[2][0]]
        figures[name] = float(match[1].replace(",", "."))
    text = _MACRO.sub(" ", text)
    amount, name = read_amount(text)
    if amount.measured is None:
        trailing = re.search(r"\b(\d+(?:[.,]\d+)?) ?(g|grams?|ml|kg|oz)\b", name)
        if trailing:
            late, _ = read_amount(trailing[0])
            amount, name = (late if late.measured else amount), _VESSEL.sub(" ", name.replace(trailing[0], " "))
    return Piece(text.strip(), joint, amount, _undecorated(name), figures)


def _undecorated(name: str) -> str:
    words = re.findall(r"[^\s,]+", name)
    if len(words) > 1 and words[-1].rstrip("s") == "topping":
        words.pop()
    kept = [word for word in words if word.strip(".!:;") not in DECOR or word in ("de", "du", "des", "la", "le")]
    return " ".join(kept).strip(" .!:;-") if kept else ""


def _joined(pieces: list[Piece], at: int) -> int:
    """How many pieces from here name one food: "macaroni and cheese", "tuna, light, canned in water"."""
    single = resolve_food(pieces[at].name)
    best = 1
    for size in range(2, min(5, len(pieces) - at + 1)):
        later = pieces[at + 1 : at + size]
        if any(piece.joint == "strong" or piece.amount.given or not piece.name for piece in later):
            break
        text = " ".join(piece.name for piece in pieces[at : at + size])
        whole = search_foods(text, limit=1)
        if not whole or whole[0].score < 0.7:
            continue
        alias = set(take_apart(whole[0].alias).words)
        if {word for word in alias if not is_light(word)} - _naming(text):
            continue
        covered = all(_naming(piece.name) & alias or not _naming(piece.name) for piece in pieces[at : at + size])
        if covered and (single is None or whole[0].score >= 0.8 or whole[0].score >= single.score - 0.1):
            best = size
    return best


def _naming(name: str) -> set[str]:
    return {word for word in take_apart(name).words if not is_light(word)}


def _take(found: Reading, pieces: list[Piece]) -> None:
    first, name = pieces[0], " ".join(piece.name for piece in pieces)
    if not name:
        return
    base = found.items[-1] if found.items else None
    topping = base is not None and not first.amount.given and _is_topping(found, first, base)
    if base is not None and _is_carrier(first, base):
        _put_in_bun(base)
        return
    match = resolve_food(name) or (resolve_food(_last_words(name)) if len(name.split()) > 2 else None)
    if match is None:
        _leave(found, first, name, topping)
        return
    if first.amount.measured is None and OTHER.search(first.text):
        found.leftover.append(first.text)
        return
    grams = grams_of(first.amount, match.food)
    if topping and base is not None:
        base = _dish(found) or base
        if _rename(base, name):
            return
        grams = _topping_grams(name, base, grams)
        if base.weighed and base.grams:
            grams = min(grams, base.grams * 0.25)
            base.grams -= grams
    item = Item(
        name,
        match.food,
        first.amount,
        grams,
        match.score,
        first.figures,
        first.joint == "top" or topping,
        first.amount.measured is not None and not topping,
    )
    item.open = any(piece.joint == "top" for piece in pieces[1:])
    found.items.append(item)


def _is_carrier(piece: Piece, base: Item) -> bool:
    """The bread of a sandwich, the bun of a burger, the crust of a pizza: part of the dish as the table has it."""
    phrase = take_apart(piece.name)
    return (
        piece.joint == "top"
        and phrase.head in _CARRIERS
        and piece.amount.measured is None
        and bool(set(take_apart(base.name).words) & _CARRIED)
    )


def _put_in_bun(base: Item) -> None:
    bun = resolve_food("hot dog on a bun") if "dog" in take_apart(base.name).words else None
    if bun is not None:
        base.food, base.grams = bun.food, grams_of(base.amount, bun.food)


def _last_words(name: str) -> str:
    return " ".join(name.split()[-2:])


def _leave(found: Reading, piece: Piece, name: str, topping: bool) -> None:
    if piece.figures.get("kcal"):
        found.items.append(Item(name, None, piece.amount, None, 0.8, piece.figures))
    elif OTHER.search(piece.text):
        found.leftover.append(piece.text)
    elif (
        not topping
        and piece.joint != "top"
        and _naming(name)
        and not (piece.joint == "weak" and found.items and not piece.amount.given and len(name) < 4)
    ):
        found.unknown.append(name)


def _is_topping(found: Reading, piece: Piece, base: Item) -> bool:
    """Whether this goes on or into the dish before it: after "with" on a dish, or going on such a list."""
    if piece.joint in ("strong", "start"):
        return False
    dish = _dish(found)
    if piece.joint == "top":
        return dish is not None or bool(_naming(piece.name) & set(TOPPINGS))
    return (base.dish or base.open) and dish is not None


def _dish(found: Reading) -> Item | None:
    for item in reversed(found.items):
        if not item.dish:
            return item if set(take_apart(item.name).words) & COMPOSITES else None
    return None


def _rename(base: Item, name: str) -> bool:
    """Try "peanut butter sandwich" for "sandwich with peanut butter"."""
    if base.dish or base.food is None:
        return False
    words = _naming(name)
    tried = search_foods(f"{name} {base.name}", limit=1)
    if not tried or tried[0].score < 0.8 or not words <= set(take_apart(tried[0].alias).words):
        return False
    base.food, base.name, base.score = tried[0].food, f"{base.name} with {name}", tried[0].score
    base.grams, base.open = grams_of(base.amount, base.food), True
    return True


def _topping_grams(name: str, base: Item, default: float) -> float:
    phrase = take_apart(name)
    known = TOPPINGS.get(phrase.head) or next((TOPPINGS[word] for word in reversed(phrase.words) if word in TOPPINGS), None)
    if "milk" in phrase.words or "lait" in phrase.words:
        known = 30.0 if set(take_apart(base.name).words) & {"coffee", "tea", "cafe", "the", "espresso"} else 122.0
    count = max(1.0, base.amount.count or 1.0) if base.amount.unit is None or base.amount.unit == "slice" else 1.0
    return min(default, (known if known is not None else min(default, 50.0)) * min(count, 6.0)) if default else 0.0


def _attach(items: list[Item], piece: Piece, total: dict[str, float]) -> None:
    if len(items) > 1 and piece.joint == "strong":
        total.update(piece.figures)
    elif len(items) == 1 or total == {}:
        if items and not (len(items) > 1 and total):
            items[-1].figures.update(piece.figures)
    else:
        total.update(piece.figures)


def _scale(items: list[Item], total: dict[str, float]) -> None:
    """Spread figures that the person gave for the whole meal over its foods, by each food's share."""
    for name, value in total.items():
        parts = [max(figure_of(item, name), 0.0) for item in items]
        whole = sum(parts)
        for item, part in zip(items, parts, strict=True):
            item.figures[name] = value * (part / whole if whole else 1.0 / len(items))


def figure_of(item: Item, name: str) -> float:
    """The figure (kcal, protein_g ...) of the item: stated by the person, else from the table."""
    if name in item.figures:
        return item.figures[name]
    if item.food is None or item.grams is None:
        return 0.0
    return float(getattr(item.food, name)) * item.grams / 100.0
