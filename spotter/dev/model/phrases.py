"""What the double says of itself. No figure stands here: figures come from tool results only."""

from __future__ import annotations

from typing import Literal

Language = Literal["en", "fr"]

TALK: dict[str, dict[Language, str]] = {
    "food": {
        "en": "Food is worth a look. Tell me what you usually eat in a day, and we change one meal at a time.",
        "fr": "L'assiette vaut le coup d'œil. Dis-moi ce que tu manges d'habitude, et on change un repas à la fois.",
    },
    "pain": {
        "en": "Sorry to hear that. Leave out what hurts for now, and keep moving where it doesn't.",
        "fr": "Désolé d'apprendre ça. Laisse de côté ce qui fait mal pour l'instant, et bouge là où ça va.",
    },
    "plan": {
        "en": "We can build that together. Tell me on which days you can train and what you train with.",
        "fr": "On peut construire ça ensemble. Dis-moi quels jours tu peux t'entraîner et avec quel matériel.",
    },
    "progress": {
        "en": "Progress shows over weeks, not over days. Log what you do, and I will show you where it goes.",
        "fr": "Les progrès se voient sur des semaines, pas sur des jours. Note ce que tu fais, et je te montre où ça va.",
    },
    "drive": {
        "en": "Bad stretches happen to everybody. Pick the smallest workout that you would still do, and start there.",
        "fr": "Les mauvaises passes arrivent à tout le monde. Choisis la plus petite séance que tu ferais quand même, et commence par là.",
    },
    "thanks": {
        "en": "You're welcome. Tell me how it went.",
        "fr": "Avec plaisir. Raconte-moi comment ça s'est passé.",
    },
    "": {
        "en": "I'm here for your training, your food, your aches and your drive. What would you like to look at?",
        "fr": "Je suis là pour ton entraînement, tes repas, tes bobos et ton moral. Qu'est-ce que tu veux regarder ?",
    },
}
KEPT_IN_MIND: dict[Language, str] = {"en": "I keep in mind: {fact}.", "fr": "Je garde en tête : {fact}."}
NOT_DONE: dict[Language, str] = {"en": "That can't be done here: {why}", "fr": "Ce n'est pas possible ici : {why}"}
NOTHING_FOUND: dict[Language, str] = {
    "en": "I found nothing about that in your log.",
    "fr": "Je n'ai rien trouvé là-dessus dans ton journal.",
}
IN_WORDS: dict[Language, str] = {
    "en": "In short: keep going as you do, and ask me for the details of any part.",
    "fr": "En bref : continue comme ça, et demande-moi le détail de ce que tu veux.",
}
NEXT_QUESTION: dict[Language, str] = {"en": "What would you like to do next?", "fr": "Qu'est-ce que tu veux faire ensuite ?"}
NEXT_STEP: dict[Language, str] = {"en": "The next step: tell me how it went.", "fr": "La suite : raconte-moi comment ça s'est passé."}
UNKNOWN: dict[Language, str] = {"en": "I do not know that figure.", "fr": "Je ne connais pas ce chiffre."}
