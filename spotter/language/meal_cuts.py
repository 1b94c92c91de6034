"""Cutting the words of a meal into pieces: at commas, "and", "with" and their like, each with its amount and stated figures."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from spotter.language.meal_amounts import Amount, read_amount
from spotter.language.meal_without import left_out, mark_left_out
from spotter.language.meal_words import DECOR

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
    r"(?:all )?(?:topped|loaded|filled|packed|stuffed|made|mixed|cooked|soaked|blended|"
    r"prepared|drizzled|sprinkled|smothered|covered|drenched|dressed|spread|"
    r"garnished|seasoned|flavou?red|layered|jazzed up|sweetened|bursting|brimming|complete) (?:up )?(?:with|in|by)|/w|w/|"
    r"featuring|containing|with|avec|atop|on top of|between|entre|on|in|over(?! (?:easy|medium|hard|well))|sur|dans"
)
_CUT = re.compile(
    rf"\s*(?P<strong>\b(?:{_STRONG})\b|\+|;|\n|\.(?=\s|$))\s*|\s*(?P<top>(?<!\w)(?:{_TOP})(?!\w))\s*|(?<=[a-z])\s*(?P<list>:)\s+|\s*(?P<weak>,(?!\d)\s*(?:and\b|"
    rf"et\b|&)?|\band\b|\bn\b|\bet\b|&(?!\w)|\bmixed\b|/(?=\s))\s*"
)
_KCAL = re.compile(r"(?:about |around |~ ?)?(\d+(?:[.,]\d+)?) ?-?(?:k?cal(?:orie)?s?)\b")
_MACRO = re.compile(
    r"(\d+(?:[.,]\d+)?)(?: ?g)?(?: ?- ?\d+ ?g)? ?(?:grams? |grammes? )?(?:of |de |d')?"
    r"(protein|proteines?|prot|carbs?|carbohydrates?|glucides|fat|"
    r"lipides|fib(?:er|re)s?)\b(?! (?:bar|shake|powder|drink|milk|pancake|yogurt|cookie|free))"
)
_MACRO_NAME = {"p": "protein_g", "c": "carbs_g", "g": "carbs_g", "l": "fat_g"}
_PAREN = re.compile(r"\(([^()]*)\)")
_RELATIVE = re.compile(
    r"(?:,? (?:which|that|qui) (?:is|was|'s|were|has|had|weigh\w*|are|est|etait)|(?<=\w) that's|(?<=\w) (?:weighing|"
    r"that weighs))\b(?: (?:about|around|made|been))*(?P<rest>[^,;.]*(?:\.\d[^,;.]*)*)"
)
_SKIN = re.compile(r",? (?:complete )?(?:with|avec) (?:the |its |la )?(?:skin|peau)(?: on| eaten)?\b")
_OR = re.compile(r",? ?\bor [\w' -]+?(?=,|;|\.|\+| and | with | et |$)|;? ?\boptional(?:ly)?\b.*$")
_MIX = re.compile(
    r"\b(?:an? |some |the )?(?:[\w-]+ )?(?:combination|mix|mixture|blend|variety|assortment|selection|medley|melange) (?:of|de)\b"
)
_MEASURED = re.compile(r"\b(\d+(?:[.,]\d+)?) ?(g|grams?|ml|cl|kg|oz)\b")
_COUNTED = re.compile(
    r"[\s:-]+(?:x ?)?(\d{1,2}(?:[./]\d)?)(?: ?x)?"
    r"(?: (cups?|tbsp|tsp|slices?|pieces?|scoops?|glass(?:es)?|bowls?|tranches?|verres?|portions?))?$"
)
_SIZE_BEHIND = re.compile(
    r"(?<=[a-z]),? (small|medium|large|grande|venti|extra large|jumbo|footlong|king size|fun size|"
    r"family size|moyenne?|petite?|entiere)$"
)
_MEASURE = r"\d+(?:[.,]\d+)? ?(?:g|grams?|grammes?|ml|cl|kg|oz)\b"
_NEXT_MEASURED = re.compile(  # "200g chicken 150g rice", "chicken and rice: 200g chicken"
    rf"(?P<before>\b{_MEASURE}(?: of| de| d')? ?[a-z][a-z' -]*[a-z]|[a-z]\s*:)\s+"
    rf"(?={_MEASURE}(?! ?(?:of |de )?(?:prot\w*|carb\w*|glucides|fat|lipides|fib\w+|sugars?|sucres?)\b)(?: of| de| d')? ?[a-z])"
)
_DRINKS = ("water", "eau", "milk", "lait", "juice", "jus", "coke", "cola", "coffee", "cafe", "tea", "beer", "biere", "wine", "vin", "soda")
_NEXT_DRINK = re.compile(  # "eggs and toast 500ml water"; not "water 500ml"
    rf"(?<=[a-z])(?<!\bof)(?<!\bde){''.join(rf'(?<!{drink})' for drink in _DRINKS)} "
    rf"(?=\d+(?:[.,]\d+)? ?(?:ml|cl|l|litres?|liters?) (?:of |de |d'|d )?(?:[a-z]+ )?(?:{'|'.join(_DRINKS)})\b)"
)
_VESSEL = re.compile(r"\b(?:bowl|plate|cup|glass|bottle|can|serving|portion|slice|piece|bag) of\b")


@dataclass(slots=True)
class Piece:
    """One stretch of the list between two separators."""

    text: str
    joint: str  # what stands before it: start, strong, top, weak, list (a colon)
    amount: Amount
    name: str
    figures: dict[str, float]
    without: tuple[str, ...] = ()
    listed: bool = False  # behind a comma: beside the one before it, not part of its name


def cut(text: str) -> list[Piece]:
    """The text cut at commas, "and", "with" and their like, each piece with its amount and stated figures."""
    text = _PAREN.sub(_inside, _RELATIVE.sub(_short_relative, _SKIN.sub(" withskin", text)))
    text = _MIX.sub(" ", _OR.sub("", mark_left_out(text)))
    text = _NEXT_DRINK.sub("; ", text)
    text = _NEXT_MEASURED.sub(lambda match: f"{match['before']} " if match["before"][-1] == ":" else f"{match['before']}; ", text)
    pieces: list[Piece] = []
    joint, start, listed = "start", 0, False
    for match in [*_CUT.finditer(text), None]:
        end = match.start() if match else len(text)
        if text[start:end].strip(" ,.;:-!"):
            pieces.append(replace(read_piece(text[start:end], joint), listed=listed))
            joint = "weak"
        if match:
            kind = match.lastgroup or "weak"
            joint = kind if joint in ("start", "weak") or kind in ("strong", "list") else joint
            start, listed = match.end(), match[0].strip().startswith(",")
    return pieces


def _short_relative(match: re.Match[str]) -> str:
    rest = match["rest"].strip()
    return f" {rest}" if len(rest.split()) <= 2 or (_CUT.match(rest) and not rest.startswith(("in ", "on "))) else " "


def _inside(match: re.Match[str]) -> str:
    inside = match[1].strip()
    inside = re.sub(r"^(?:about|around|approx(?:imately)?\.?|roughly|environ|~|ca\.?)\s*", "", inside)
    if count := re.fullmatch(r"(?:x ?)?(\d{1,2})(?: ?x)?", inside):
        return f" x{count[1]} "
    if re.fullmatch(r"\d+(?:\.\d+)? ?(?:g|grams?|ml|oz|%|kcal|cal(?:ories)?)(?: fat)?", inside):
        return f" {inside} "
    if re.fullmatch(r"\d/\d (?:scoop|cup|tbsp)s?|\d+(?:\.\d+)? (?:scoop|cup|slice)s?", inside):
        return f" {inside} "
    return " "


def read_figures(text: str) -> tuple[dict[str, float], str]:
    """The kcal and grams of protein, carbs, fat and fibre that the text states, and the text without them."""
    figures: dict[str, float] = {}
    if match := _KCAL.search(text):
        figures["kcal"] = float(match[1].replace(",", "."))
        text = text[: match.start()] + " " + text[match.end() :]
    for match in _MACRO.finditer(text):
        name = "fiber_g" if match[2].startswith("fib") else "fat_g" if match[2] == "fat" else _MACRO_NAME[match[2][0]]
        figures[name] = float(match[1].replace(",", "."))
    return figures, _MACRO.sub(" ", text)


def read_piece(text: str, joint: str) -> Piece:
    """One stretch of the list: what is left out of it, its stated figures, its amount and its name."""
    text, without = left_out(text)
    figures, text = read_figures(text)
    amount, name = read_amount(text)
    if amount.measured is None and (trailing := _MEASURED.search(name)):
        late, _ = read_amount(trailing[0])
        amount, name = (late if late.measured else amount), _VESSEL.sub(" ", name.replace(trailing[0], " "))
    elif not amount.given and (trailing := _COUNTED.search(name)):
        late, _ = read_amount(f"{trailing[1]} {trailing[2] or ''} x")
        amount, name = late, name[: trailing.start()]
    if amount.size is None and (size := _SIZE_BEHIND.search(name)):
        amount, name = replace(amount, size=size[1]), name[: size.start()]
    return Piece(text.strip(), joint, amount, _undecorated(name), figures, without)


def _undecorated(name: str) -> str:
    words = re.findall(r"[^\s,]+", name)
    if len(words) > 1 and words[-1].rstrip("s") == "topping":
        words.pop()
    kept = [
        word
        for word, after in zip(words, [*words[1:], ""], strict=False)
        if word.strip(".!:;") not in DECOR or word in ("de", "du", "des", "la", "le") or (word, after) == ("a", "la")
    ]
    return " ".join(kept).strip(" .!:;-") if kept else ""
