"""The words by which a message shows what kind of thing it is about, in plain lower case without accents, both languages."""

from __future__ import annotations

PLAN = r"\b(?:plans?|programs?|programmes?|routines?|splits?|schedules?|planning|workouts?|training|entrainements?|seances?|muscu)\b"
_REMIND = (
    r"\b(?:remind\w*|rappel\w*|nudge|ping|alert\w*|alarme?s?|notif\w*|message me|(?:text|e?-?mail|sms|telegram) me|tell me to"
    r"|(?:send|shoot|drop) me an?|envoie[- ]moi|check[- ]?(?:in|up)|ask me|demande[- ]moi"
    r"|de mes nouvelles|wake me|forget|oublie\w*"
    r"|previens|avertis|(?:fais|faire|faites)[- ]\w+ penser|pense\w* a me|(?:give me|drop me) an? (?:shout|buzz|poke|line"
    r"|heads[- ]up)|(?:fais|fait)[- ]moi signe)\b"
)
# "three days", "an hour each", "4 fois par semaine": what a plan is cut to.
_TIMES = r"(?:days?|times|hours?|minutes?|mins?|weeks?|jours?|fois|heures?|semaines?)"
_MAKE = (
    r"(?:build|make|design|write|create|put together|prepare|give|set up|prepar\w*|constru\w*|fai[st]|fer\w+|cree\w*|concoct\w*|donne\w*)"
)
# Verbs that say hurting by themselves, as the anatomy of a complaint has them.
_ACHES = (
    r"throb\w*|sting\w*|stab\w*|shoot(?:s|ing)|nagging|grumbl\w*|niggl\w*|flar(?:es|ed|ing)|play(?:s|ing) up|giv(?:es"
    r"|ing) (?:me )?(?:grief|trouble|out)"
    r"|tender|pops?|popp(?:ed|ing)|grind\w*|crack(?:s|ing)|lance\w*|tiraill\w*|chauff\w*|brul\w*|bloqu\w*|craqu\w*|grinc\w*"
    r"|irradi\w*|piqu\w*|enfle\w*|gonfl\w*"
)
_RATED = r"\b(?:10|\d) ?(?:/|out of|of|on|sur) ?10\b"

# That something was eaten or drunk: a verb of eating, a meal or an hour of the day, or a bare list of food.
ATE = (
    r"\b(?:had|ha(?:s|ve|d|ving) (?:just |already )?(?:eaten|had)|ate|eaten|eating|having|drank|drunk|drinking|got|grabbed|finished"
    r"|snack\w*|devoured|munched|nibbled|swallowed|downed"
    r"|tried|treated|ordered|shared|split|cooked|made|took|bought|log\w*|track\w*|add|record\w*|note[rz]?|breakfast|brunch|lunch"
    r"|dinner|supper|tea|meal|dessert|resist|caved"
    r"|morning|noon|midday|afternoon|evening|tonight|today|yesterday|earlier|just now|before|after|post|pre|workout|gym|way|ended up"
    r"|mange\w*|bu|bois|pris|prends|avale\w*|devore\w*|grignot\w*|goute\w*|craque|fini|termine|partage\w*|cuisine\w*|fait|dejeuner?"
    r"|dine[r]?|gouter|collation|repas|souper|encas"
    r"|matin|midi|soir|apres|avant|hier|aujourd'hui|resto|restaurant|cantine|rentrant|enregistre\w*|ajoute\w*)\b"
    r"|(?:^|[\n,:;] ?)(?:so |then |and |only |just |juste |seulement |et |alors )*(?:an?|one|two|three|four|half|some|\d[\d.,/]*|un"
    r"|une|deux|trois|quatre|des|du|de la|demi)\b ?(?!fridge)"
)

# Who gives rehab, and what it is called.
GIVER = r"\b(?:physio\w*|pt|therapist|doctor|doc|dr|osteo\w*|chiro\w*|kine\w*|medecin|docteur)\b"
REHAB = rf"\b(?:re-?hab\w*|pre-?hab\w*|reeduc\w*)\b|{GIVER}"

# What a message must say for a tool; None where the names and figures of the call say it all.
KINDS: dict[str, str | None] = {
    "log_workout": None,
    "log_meal": ATE,
    "log_metric": None,
    "log_readiness": None,
    "report_pain": r"\b(?:pains?|painful|hurt\w*|sore|aches?|aching|achy|tweak\w*|strain\w*|pull(?:ed)?|sprain\w*|injur\w*"
    r"|twist\w*|stiff|niggle|pinch\w*|swollen|swelling"
    r"|tend[io]n\w*|bother\w*|twinge|sharp|tight\w*|acting up|burn\w*|click\w*|mal|douleurs?|douloureu\w*|bless\w*|genes?|gene"
    r"|fait souffrir|elance\w*|tire|coince\w*"
    rf"|entorse|foule\w*|froisse\w*|raide\w*|lache|{_ACHES})\b|{_RATED}",
    "resolve_pain": r"\b(?:gone|no longer|better|heal(?:ed|s)?|fine|recovered|ok(?:ay)?|(?:does ?n't|do ?n't|does not|isn't|not"
    r"|no more|stopped) (?:hurt\w*|sore|pain\w*|bother\w*)"
    r"|pain[- ]free|back to normal|cleared up|good (?:now|again)|plus (?:mal|de douleurs?|rien)|gueri\w*|passee?s?|mieux"
    r"|disparue?s?|termine\w*|fini\w*|va bien|(?:plus|no|zero|aucune?) (?:aucune? |more )?(?:pain|douleurs?)|(?:good )?as new"
    r"|comme neu\w+|ne (?:me |m')?\w+ plus)\b",
    "update_profile": None,
    "remember": None,
    "note_barrier": None,
    "correct_entry": r"\b(?:wrong|actually|meant|mean|not|should|correct\w*|change|fix|instead|was|were|oops|sorry|make (?:it"
    r"|that)|typo|mistake|update|edit|rather|no"
    r"|en fait|plutot|non|pas|corrige\w*|erreur|c'etait|etait|modifie\w*|trompe\w*|mets|pardon)\b",
    "set_goal": r"\b(?:goals?|targets?|aim\w*|want|wanna|like to|love to|hope|dream|by (?:the end|january|february|march|april"
    r"|may|june|july|august|september|october|november"
    r"|december|summer|christmas)|work(?:ing)? (?:up )?to|reach|get (?:to|down|up)|lose|gain|hit|objectifs?|but|cible|veux"
    r"|voudrais|aimerais|souhaite|viser?|atteindre"
    r"|perdre|prendre|arriver|d'ici)\b",
    "drop_goal": r"\b(?:drop|remove|cancel|delete|abandon\w*|give up|scrap|forget|no longer|stop|abandonne\w*|supprime\w*"
    r"|annule\w*|enleve\w*|laisse)\b.*\b(?:goals?|targets?|objectifs?)\b"
    r"|\b(?:giv\w+ up|gave up|no longer|any ?more|abandonn\w*|renonc\w*|laisse tomber|ne (?:le |la |les |l')?\w+ plus)\b",
    "set_nutrition_target": r"\b(?:k?cals?|k?calories?|caloriques?|protein\w*|macros?|target|deficit|surplus|maintenance"
    r"|cut(?:ting)?|bulk\w*|intake|proteines?|apport|seche)\b",
    "propose_plan": rf"{PLAN}|\b{_MAKE}\b.*\b{_TIMES}\b",
    "change_plan": rf"{PLAN}|\b(?:swap\w*|replac\w*|instead|rather|sets?|series|days?|jours?|drop|no more|remplac\w*|lieu|place"
    r"|plus de|pas de)\b",
    "adjust_workouts": None,
    "move_workout": r"\b(?:move|shift|push|postpone|reschedule|instead|do|train|decale\w*|deplace\w*|report\w*|avance\w*|plutot)\b",
    "pause_plan": r"\bpaus(?:e|ing|er) (?:my|the|this|everything|training|mon|le|l'|ce|cette)\b|\b(?:on|en|sur) (?:pause|hold|ice)\b"
    r"|\b(?:freez\w*|suspend\w*|break from|interrom\w*|pause d(?:e|ans) (?:mon|l'|mes))\b",
    "resume_plan": r"\b(?:resum\w*|unpaus\w*|continu\w*|pick(?:ing)? (?:\w+ ){0,3}(?:up|back)|take (?:\w+ ){0,3}up|restart\w*"
    r"|reactivat\w*|back (?:to|on)|repren\w*|relanc\w*|remet\w*|retour\w*|reven\w*|reviens)\b",
    "log_as_planned": None,
    "set_rehab": REHAB,
    "log_rehab": None,
    "choose_program": r"\b(?:start|begin|do|follow|switch|run|try|go with|choose|pick|use|want|put me on|let'?s|take"
    r"|commence\w*|demarre\w*|lance\w*|sui[st]\w*|suivre|faire|fais"
    r"|passe\w*|choisi\w*|prend\w*|veux|voudrais|aimerais|mets|essaye?\w*)\b",
    "set_reminder": _REMIND,
    "snooze_reminder": r"\b(?:snooze|later|postpone|push|delay|put (?:it |that |this )?off|remind me again"
    r"|remind me (?:in|at|tomorrow|later)(?!.*\bto (?!me)[a-z])|again in"
    r"|in (?:\d+|an?|half|one|two|five|ten|fifteen|twenty|thirty)"
    r"|repousse\w*|reporte\w*|plus tard|decale\w*|retarde\w*|dans|rappel\w*[- ]moi(?!.*\b(?:de|d')\b ?[a-z])|tomorrow|demain)\b",
    "set_notification_preference": None,
    "tune_nudges": None,
    "pause_nudges": None,
    "skip_reminder": r"\b(?:skip|leave|drop|miss|ignor\w*|zapp\w*|laisse\w* tomber|not|no|without|saut\w*|pass\w*|pas|sans)\b",
    "move_reminder": r"\b(?:move|earlier|later|passe\w*|avanc\w*|change|shift|make|push|set|put|resched\w*|instead|rather"
    r"|decal\w*|deplac\w*|mets|plutot)\b",
    "finish_reminder": None,
    "cancel_reminder": None,
}

# What asks for each kind of change of the plan.
CHANGES: dict[str, str] = {
    "swap": r"\b(?:swap\w*|replac\w*|substitut\w*|switch\w*|exchang\w*|trade|instead|rather|chang\w*|remplac\w*|lieu|a la place|plutot"
    r"|echang\w*)\b",
    "drop": r"\b(?:drop\w*|remov\w*|without|no more|leave|take (?:\w+ ){1,4}out|rid of|cut|kick|enleve\w*|retire\w*|supprim\w*|sans"
    r"|plus de|vire\w*)\b",
    "add": r"\b(?:add\w*|includ\w*|put|throw|fit|squeeze|extra|r?ajout\w*|mets|mettre|integr\w*|inclu\w*)\b",
    "sets": r"\b(?:sets?|series)\b",
    "shorten": r"\b(?:short\w*|long|quick\w*|trim|cut|min\w*|hours?|raccourci\w*|court\w*|longues?|heures?)\b",
    "easier": r"\b(?:easier|easy|light\w*|hard|tough|too much|gentl\w*|facile\w*|leger\w*|dure?s?|allege\w*|trop|doux|douce)\b",
    "harder": r"\b(?:harder|tough\w*|challeng\w*|easy|intens\w*|dure?s?|difficile\w*|cors\w*|facile\w*)\b",
    "easy_weeks": r"\b(?:easy|easier|light\w*|deload\w*|recover\w*|leger\w*|decharge|recup\w*)\b",
    "weekdays": r"\b(?:days?|jours?|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|lundis?|mardis?|mercredis?|jeudis?|vendredis?|samedis?"
    r"|dimanches?)\b",
}

# What asks for workouts of some days to be lighter, or as planned again.
ADJUSTED: dict[str, str] = {
    "lighter": r"\b(?:light\w*|easier|easy|gentl\w*|deload|leger\w*|legere\w*|alleg\w*|facile|doucement|mollo|tranquille)\b",
    "leave_out": r"\b(?:no|not|without|skip\w*|leave out|drop|avoid|pas|sans|saut\w*|zapp\w*|evit\w*)\b",
    "as_planned": r"\b(?:as planned|normal\w*|usual|back (?:home|at)|home again|comme prevu|normale?|habitude|retour|rentre\w*)\b",
}

# A whole workout told as done, and what says that it was not all of it, or not today's.
WORKOUT_DONE = (
    r"\b(?:did|done|finished|completed|nailed|followed|crushed|smashed|got through|fait\w*|fini\w*|termin\w*|boucl\w*|suivi\w*)\b.*"
    r"\b(?:as (?:planned|shown|written|prescribed)|to the letter|everything|all (?:of it|done)"
    r"|(?:the|today'?s|my) (?:whole |full |entire )?(?:workout|session)"
    r"|comme (?:prevue?|indiquee?|affichee?)|tout|(?:la|ma) seance|l'entrainement)\b"
    r"|\b(?:workout|session|seance|everything|tout|entrainement)\b.*\b(?:done|finished|completed|as planned|faite?|finie?|terminee?"
    r"|comme prevue?)\b"
)
PARTLY = (
    r"\b(?:half|halfway|most|mostly|part\w*|almost|nearly|except\w*|but|without|minus|only|some|apart from|skip\w*|miss\w*|cut short"
    r"|left out|did ?n'?t|not|could ?n'?t|fail\w*|yesterday|last (?:night|week|time)|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|sauf|presque|moitie|partie|sans|seulement|mais|pas|saut\w*|manqu\w*|rat\w*|quasi\w*|hier|lundi|mardi|mercredi|jeudi|vendredi|samedi"
    r"|dimanche)\b"
)

METRICS: dict[str, str] = {
    "weight": r"\b(?:weigh\w*|weight|scales?|kgs?|kilos?|lbs?|pounds?|stone|pes\w+|poids|balance|livres)\b|\d ?(?:kgs?|lbs?)\b",
    "waist": r"\b(?:waist|tour de taille|taille|ventre)\b",
    "hips": r"\b(?:hips?|hanches?)\b",
    "body_fat": r"\b(?:body ?fat|bf|fat percent\w*|masse grasse|graisse|gras)\b",
    "resting_hr": r"\b(?:rhr|resting|heart rate|pulse|hr|bpm|pouls|frequence|fc|repos)\b",
    "blood_pressure": r"\b(?:bp|blood pressure|pressure|systolic|tension|pression)\b|\d{2,3}/\d{2,3}",
    "sleep": r"\b(?:sle(?:pt|ep)\w*|nap\w*|bed|dormi\w*|sommeil|nuit)\b",
    "steps": r"\b(?:steps?|walked|pas)\b|\d ?k\b",
    "hydration": r"\b(?:water|drank|drunk|drink|hydrat\w*|eau|bu|bois)\b",
}

_NONE_OF = r"no|not|without|zero|barely|hardly|lacking|lack of|sans|aucune?|pas|peu|a peine|guere"
# For each aspect of readiness the words that speak of it, and those that say little or much of it.
READINESS: dict[str, tuple[str, str, str]] = {
    "energy": (
        r"energ\w*|forme|motivat\w*",
        rf"{_NONE_OF}|drag\w+|run ?down|tired|exhaust\w*|drained|wiped|knackered|sleepy|sluggish|weak|burn(?:ed|t) out|low|no"
        rf"|little|empty|beat|shattered"
        r"|fatigu\w*|creve\w*|epuise\w*|naze|vide\w*|claque\w*|ko|hs"
        r"|a plat|pas",
        r"fresh|rested|energi[sz]ed|energetic|great|good|strong|amazing|awesome|full|high|lots|pumped|super|top|bien|peche"
        r"|plein\w*|forme|repose\w*|patate",
    ),
    "soreness": (
        r"sore\w*|doms|stiff\w*|ach\w+|courbatur\w*|raide\w*|muscles?|legs?|jambes?",
        rf"{_NONE_OF}|isn't|aren't|gone|fresh|loose|pas|aucune?|plus|little|slightly|un peu|legere?s?",
        r"sore|stiff|ach(?:y|ing|es?)|dead|trashed|fried|wrecked|very|really|courbatur\w*|raides?|mortes?|lourdes?|enorme\w*|grosses?",
    ),
    "sleep": (
        r"sle(?:pt|ep)\w*|nights?|insomni\w*|dormi\w*|sommeil|nuits?|bed",
        r"bad\w*|poor\w*|terribl\w*|horribl\w*|awful\w*|barely|little|no|not|didn't|rough|short|worst|couldn't|mal|peu"
        r"|mauvaise?|courte|pas|blanche|nul\w*",
        r"well|great|good|solid|amazing|like a (?:baby|log|rock)|deep|bien|bonne?|super|bebe|loir|excellent\w*|best",
    ),
    "stress": (
        r"stress\w*|anxi\w*|overwhelm\w*|pressure|work|tendue?|nerveu\w*|boulot|travail|angoisse\w*|calm\w*|relax\w*|zen|detendue?",
        rf"{_NONE_OF}|calm\w*|relax\w*|low|little|zen|detendue?|pas|peu|aucun|serein\w*",
        r"stress\w*|anxi\w*|overwhelm\w*|high|very|crazy|busy|insane|pressure|tendue?|nerveu\w*|beaucoup|tres|deborde\w*|angoisse\w*",
    ),
}

# "I sleep well" says nothing of energy, "I feel well" does.
OTHER_SUBJECT = r"^(?!.*\b(?:feel\w*|felt|i'?m|am|today|sens|suis|forme)\b).*\b(?:sle(?:pt|ep)\w*|dors|dormi\w*|sommeil|stress\w*)\b"

PROFILE: dict[str, dict[str, str]] = {
    "sex": {
        "male": r"\b(?:male|man|guy|dude|dad|father|homme|mec|gars|papa|masculin)\b",
        "female": r"\b(?:female|woman|girl|lady|mum|mom|mother|femme|fille|nana|maman|feminin)\b",
    },
    "level": {
        "beginner": r"\b(?:beginn\w*|novice|newbie|new to|never (?:lifted|trained)|just start\w*|first time"
        r"|debut\w*|jamais (?:fait|entraine))\b",
        "intermediate": r"\b(?:intermediate|intermediaire|some experience|moyen|(?:couple|few|[2-5]|two|three) (?:of )?years|ans)\b",
        "advanced": r"\b(?:advanced|experienced|competit\w*|expert|veteran|years|avance\w*|confirme\w*|experimente\w*|ans)\b",
    },
    "goal": {
        "strength": r"\b(?:strength|strong\w*|powerlift\w*|force|fort\w*)\b",
        "hypertrophy": r"\b(?:hypertroph\w*|muscles?|mass|size|bigger|bulk\w*|build|masse|volume|prendre du)\b",
        "endurance": r"\b(?:endurance|stamina|cardio|run\w*|marathon|triathlon|cycl\w*|cour\w+|souffle)\b",
        "mobility": r"\b(?:mobil\w*|flexib\w*|souple\w*|stretch\w*)\b",
        "general": r"\b(?:general|fit|fitness|health\w*|shape|forme|sante|active)\b",
        "weight_loss": r"\b(?:weight|fat|lose|slim\w*|lean\w*|cut\w*|perdre|perte|maigrir|mincir|seche\w*|gras)\b",
    },
    "units": {
        "metric": r"\b(?:metric|metrique|kgs?|kilos?|km|cm)\b",
        "imperial": r"\b(?:imperial|imperiale?s?|lbs?|pounds?|miles|feet|livres)\b",
    },
    "locale": {"en": r"\b(?:english|anglais)\b", "fr": r"\b(?:french|francais)\b"},
    "daily_activity": dict.fromkeys(
        ("sedentary", "light", "moderate", "active", "very_active"),
        r"\b(?:desk|office|sit\w*|sedent\w*|on my feet|stand\w*|walk\w*|active|activity|activite|physical|manual|labou?r"
        r"|construction|job|work|bureau|assise?|debout|physique|marche\w*"
        r"|actif|active|metier|boulot|travail\w*)\b",
    ),
}
