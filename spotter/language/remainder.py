"""What is left of a clause once a grammar has taken its part: does it still say anything?"""

from __future__ import annotations

import re

_WORD = re.compile(r"[a-z0-9%]+")
_FILLERS = frozenset(
    (
        "a about actually again ah all almost also am an and are around as at be been bit but by coach did done er exactly for from had has "
        "have hello hey hi how i im in into is it its just kind like lol m ma me measured mine morning my myself now of off oh ok okay on only "
        "our out over please pretty quite re really right s so still some sort t than thanks that the then there they this to today too total "
        "um up ve very was we well were when with yeah yes still currently around exactly average night last day days before after got hit "
        "today's finally roughly checked reading update log logged record track note add put save enter recorded noticed around guess think "
        "sure how much maybe "
        "ai alors apres au aujourd aussi aux avec avant bon bonjour c ca ce cela cet cette coucou d dans de depuis des donc du elle en encore "
        "est et etait etais eu euh fait hier hui il j je jour juste l la le les leur lui m ma mais matin me mes mon ne nous nuit on ont ou "
        "par pas plus pour pres qu quand que qui s sa salut se ses si soir sont suis sur te tres tu un une vers voila y ete note enregistre "
        "ajoute merci environ seulement"
    ).split()
)


def only_fillers(rest: str, extra: frozenset[str] = frozenset()) -> bool:
    """Whether the words left over carry no meaning of their own; `rest` is in lower case without accents."""
    return all(word in _FILLERS or word in extra for word in _WORD.findall(rest))
