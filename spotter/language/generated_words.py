"""The words by which a generated sentence gives itself away, in plain lower case without accents, both languages."""

from __future__ import annotations

import re

_ADVICE = (
    r"aim|eat|target|stick|limit|keep|stay|go|try|consume|drop|cut|should|set|reduce|have|follow|plan|would|budget|goal|start"
    r"|do|use|take|add"
    r"|load|lift|put|work|next|today|tomorrow|increase|raise|bump|jump|vise[rz]?|mange[rz]?|reste[rz]?|limite[rz]?"
    r"|consomme[rz]?|descend\w*"
    r"|objectif|cible|passe[rz]?|prend\w*|met[sz]?|mettre|fai[st]|faire|essaye?[rz]?|ajoute[rz]?|augmente[rz]?|monte[rz]?|charge[rz]?"
    r"|devrais|prochaine?|aujourd'hui|demain|pars|commence[rz]?"
)
ADVISES = re.compile(rf"\b(?:{_ADVICE})\b")
DENIES = re.compile(
    r"\b(?:not|never|no|don'?t|doesn'?t|isn'?t|can'?t|cannot|won'?t|shouldn'?t|avoid|unsafe|too (?:low|little|much|heavy|few)"
    r"|dangerous|instead"
    r"|rather than|without|pas|jamais|aucune?|evite[rz]?|dangereu\w*|trop (?:bas|peu|lourd)|plutot que|sans|ni)\b"
)
A_DAY = re.compile(r"\b(?:a day|per day|each day|every day|daily|in total|par jour|quotidien\w*|au total|par journee)\b")
PART_OF_A_DAY = re.compile(
    r"\b(?:breakfast|lunch|dinner|snack|meal|dish|serving|portion|shake|left|remaining|burn\w*|contains?|eaten|had|so far|per 100|each"
    r"|petit[- ]dejeuner|dejeuner|diner|collation|repas|plat|(?:te|vous|nous) reste(?:nt)?|restant\w*|brul\w*|contient|pour 100)\b"
)
LOOKS_BACK = re.compile(
    r"\b(?:averag\w*|was|were|logged|ate|last week|yesterday|so far|moyenne|etait|faisait|semaine derniere|hier|as mange"
    r"|avez mange|note[es]?)\b"
)
DEFICIT = re.compile(r"\b(?:deficit|below (?:maintenance|what you burn)|under maintenance|sous (?:ta|la|votre) maintenance)\b")
LOSING = re.compile(
    r"\b(?:deficit|lose (?:weight|fat|some)|weight loss|fat loss|cut(?:ting)? calories|calories?|kcal|perdre du (?:poids|gras)"
    r"|perte de poids|maigrir|mincir|secher?)\b"
)
FASTING = re.compile(r"\b(?:fast(?:ing)?|water only|without (?:food|eating)|no food|jeun\w*|sans manger)\b")

_DRUGS = (
    r"insulins?|insuline|metformine?|ozempic|wegovy|mounjaro|semaglutide?|tirzepatide?|liraglutide?|glp-?1|steroids?|steroides?"
    r"|anabolic\w*"
    r"|anabolisants?|testosterone|trenbolone|anavar|dianabol|winstrol|nandrolone|deca|sarms?|ostarine|rad-?140|clen(?:buterol)?"
    r"|dnp|ephedrine"
    r"|diuretics?|diuretiques?|furosemide|lasix|laxatives?|laxatifs?|hgh|growth hormone|hormone de croissance|epo|ibuprofene?"
    r"|advil|nurofen"
    r"|paracetamol|doliprane|acetaminophen|tylenol|naproxene?|aspirine?|codeine|tramadol|opioids?|cortisone|prednisone"
    r"|corticoids?|corticoides?"
    r"|warfarine?|blood thinners?|anticoagulants?|statins?|statines?|beta[- ]?blockers?|beta[- ]?bloquants?|thyroxine"
    r"|levothyroxine?|antibiotics?"
    r"|antibiotiques?|antidepressants?|antidepresseurs?|painkillers?|anti[- ]?inflammator\w*|anti[- ]?inflammatoires?"
    r"|antidouleurs?|medications?"
    r"|medicines?|meds|medicaments?|traitement medical|weight[- ]loss pills|fat burners?|bruleurs? de graisse|injections?"
)
DRUG = re.compile(rf"\b(?:{_DRUGS})\b")
COUNTED_DOSE = re.compile(
    r"\b(?:an?|one|two|three|four|half an?|une?|deux|trois|quatre|\d+) (?:tablets?|pills?|capsules?|injections?|comprimes?"
    r"|gelules?|cachets?|piqures?)\b"
)
DOSE = re.compile(
    r"\d\s?(?:mg|mcg|µg|ug|iu|ui|milligram\w*|microgram\w*|units?\b|unites?\b|tablets?|pills?|capsules?|comprimes?|gelules?"
    r"|cachets?|injections?|piqures?)(?!\w|/|\s?per)"
)
SUPPLEMENT = re.compile(
    r"\b(?:caffeine?|creatine|magnesium|vitamine?s?|zinc|omega|sodium|salt|sel|potassium|iron|fer|calcium|beta-?alanine"
    r"|cholesterol|electrolytes?|electrolytes?|coffee|cafe)\b"
)
CHANGES_A_DRUG = re.compile(
    r"\b(?:take|taking|use|try|start|stop|quit|increase|raise|up|lower|reduce|double|halve|skip|adjust|inject|cycle|stack"
    r"|prend\w*|utilise\w*|commence\w*"
    r"|arrete\w*|augmente\w*|diminue\w*|baisse\w*|reduis\w*|double\w*|saute\w*|ajuste\w*|injecte\w*)\b"
)
REFERS = re.compile(
    r"\b(?:doctors?|physicians?|gp|pharmacists?|physio\w*|professionals?|prescriber|clinic\w*|specialists?|can'?t|cannot"
    r"|not able to|medecins?|pharmaciens?|kine\w*"
    r"|professionnels?|soignants?|peux pas|specialistes?)\b"
)

_ILLS = (
    r"tend[io]n\w*(?:itis|ite|opath\w*|ose)|(?:a |partial |complete |labral |meniscus |muscle |ligament |acl )*tear|torn"
    r"|ruptur\w*|fractur\w*|hernia\w*|hernie\w*|slipped dis[ck]"
    r"|bulging dis[ck]|sciatica|sciatique|bursit[ie]s?e?|arthrit[ie]s?e?|arthros[ei]s?|osteoarthritis|impingement"
    r"|conflit sous-acromial|sprain\w*|entorse|strain(?:ed)?|elongation"
    r"|claquage|dechirure|concussion|commotion|heart attack|infarctus|angina|angine de poitrine|asthma|asthme|an[ae]?emi[ac]"
    r"|anemie|diabet\w*|hypothyroid\w*|thyroid\w*|pcos|sopk"
    r"|eating disorder|anorexi\w*|bulimi\w*|boulimi\w*|trouble (?:du comportement )?alimentaire|depress(?:ion|ed)|burn-?out"
    r"|adhd|tdah|rhabdo\w*|dvt|blood clot|thrombos\w*|phlebite"
    r"|plantar fasci\w*|fasciite|shin splints|periostite|tennis elbow|golfer'?s elbow|carpal tunnel|canal carpien|pinched nerve"
    r"|nerf coince|infect\w*|high blood pressure"
    r"|hypertension|arrhythmi\w*|arythmie|lumbago|scolios[ei]s?|frozen shoulder|capsulite|rotator cuff (?:injury|problem|tear)"
    r"|cancer|covid|flu|grippe"
)
DIAGNOSIS = re.compile(
    r"\b(?:you(?:'ve| have| 've)? (?:got |probably |likely |clearly |definitely |might |may |must |could |seem to |are "
    r"|suffer\w* |are suffering |have |from |do |just )*"
    r"|it(?:'s| is| was| seems?| looks| sounds| could| might| may| must| be)(?: probably| likely| just| only| clearly| be| like)*"
    r"|th(?:is|at)(?:'s| is| sounds| looks| seems| could| might| may| must)(?: probably| likely| just| only| clearly| be"
    r"| like)*|sounds like|looks like|seems like|signs? of|symptoms? of"
    r"|tu (?:as|souffres d'?e?|fais|dois avoir)(?: probablement| surement| sans doute)*|vous avez|c'est(?: probablement"
    r"| surement| sans doute| juste)*|ca ressemble a|on dirait|il s'agit d'?e?"
    rf"|probablement|signes? d'?e?) ?(?:an? |the |une? |some |your |la |le |l'|d'une? |mild |slight |early |legere? |petite? "
    rf"|bit of |case of |of )*(?:[a-z]+ ){{0,2}}(?:{_ILLS})(?!\w)"
)
TOLD_BY_PERSON = re.compile(
    r"\b(?:you (?:said|told|mentioned|wrote|noted|logged)|as you say|your (?:known|diagnosed)"
    r"|tu (?:m'as|as) (?:dit|parle|note|ecrit|mentionne)|diagnosed|diagnostique\w*)\b"
)

PROMISES = re.compile(
    r"\b(?:guarantee\w*|i promise|promised results|100 ?% (?:sure|certain|safe)|without fail|no doubt you"
    r"|garanti\w*|je te promets|promets|a coup sur|sans aucun doute)\b"
)
WILL_CHANGE = re.compile(
    r"\b(?:you(?:'ll| will| are going to|'re going to)|tu vas|vous allez)\b"
    r".{0,40}?\b(?:lose|gain|drop|shed|burn off|get rid of|be pain[- ]free|be cured|heal\w*|see results|have abs|be healthy"
    r"|lost|gained|perd\w*|maigri\w*|gagn\w*|prendr\w*|gueri\w*|fondre"
    r"|resultats?|lighter|leaner|thinner|stronger|bigger|plus (?:leger|mince|fort)e?)\b"
)
FUTURE_CHANGE = re.compile(r"\b(?:perdras|perdrez|gagneras|gagnerez|prendras|maigriras|maigrirez|fondras|gueriras|guerirez)\b")
IN_A_TIME = re.compile(
    r"\b(?:in|within|by|after|over|every|each|per|a|en|dans|d'ici|apres|par|chaque) (?:(?:the |just |only "
    r"|seulement |about )*(?:\d+|one|two|three|four|six|eight|un|une|deux|trois|quatre|six|huit) )?(?:day|week|month|year|jour"
    r"|semaine|mois|an|annee)s?\b"
)
CURES = re.compile(
    r"\b(?:will (?:cure|heal|fix)|cures?|va (?:guerir|soigner)|guerira|soignera)\b.{0,30}\b(?:pain|injur\w*|back"
    r"|knee|shoulder|disease|diabet\w*|douleur\w*|blessure\w*|dos|genou|epaule|maladie)\b"
)

_SIGNS = (
    r"chest (?:pain|pressure|tight\w*|discomfort|hurts)|(?:pain|pressure|tightness) (?:\w+ ){0,3}chest|dizz\w*|faint\w*"
    r"|passed out|blackout|numb\w*|palpitation\w*"
    r"|short(?:ness)? of breath|breathless\w*|can'?t breathe|coughing blood"
    r"|dark urine|slurred|vision|severe (?:pain|headache)|worst headache|sharp pain|swollen calf|fever"
    r"|douleurs? (?:\w+ ){0,3}poitrine|poitrine (?:serree|oppressee)|oppression|thoraciques?"
    r"|vertiges?|evanoui\w*|malaise|engourdi\w*|essouffl\w*"
    r"|fievre|urines? (?:foncees?|sombres?)|crache du sang|douleurs? (?:vives?|aigues?|intenses?)"
)
SIGN = re.compile(rf"\b(?:{_SIGNS})\b")
PLAYS_DOWN = re.compile(
    r"\b(?:probably (?:just|nothing|only|fine|muscular)|just (?:a )?(?:muscle|muscular|stress|tired\w*|soreness)"
    r"|nothing (?:to worry|serious)|don'?t worry|no need to (?:worry|see)|normal|harmless"
    r"|perfectly fine|keep (?:going|training|lifting|pushing)|carry on|continue|push (?:through|on)|train through|work through"
    r"|ignore|walk it off|rien de grave|pas grave|ne t'inquiete pas|normale?s?"
    r"|surement (?:juste |rien )?(?:musculaire)?|c'est (?:juste )?musculaire|continue[rz]?|force[rz]? (?:un peu|dessus)"
    r"|ignore[rz]?|sans danger)\b"
)
THROUGH_PAIN = re.compile(
    r"\b(?:push|train|work|lift|run|power|fight) (?:right )?through (?:the |any |your |this "
    r"|that )?(?:pain|injury|dizziness)|ignore (?:the |your |any )?pain|(?:ignore|depasse|force) (?:sur )?(?:la"
    r"|ta) douleur|malgre la douleur\b"
)
CLEARS = re.compile(
    r"\b(?:you(?:'re| are) (?:now )?(?:cleared|safe|good|fine|ok(?:ay)?) to (?:train|lift|exercise|go)|(?:i(?:'ve"
    r"| have)? )?(?:lift|lifted|remove|removed|cleared) (?:the|your) (?:hold|stop|restriction)|no need (?:to see|for) a doctor"
    r"|you don'?t need (?:a doctor|clearance|to see)|tu peux (?:reprendre|t'entrainer|recommencer)|pas besoin (?:de|d'un"
    r"|de voir un) (?:medecin|avis)|la pause est levee)\b"
)
TRAINS = re.compile(
    r"\b(?:sets?|reps?|workouts?|train(?:ing)?|session|lift\w*|squats?|bench|deadlifts?|press|run(?:ning)?"
    r"|intervals?|series?|seances?|entraine\w*|cour(?:ir|s|se)|muscu\w*|repetitions?)\b"
)
RESTS = re.compile(
    r"\b(?:stop|rest|pause\w*|until|before|cleared|clearance|doctor|wait|once|no|not|don'?t|later|arrete\w*"
    r"|repos|attend\w*|avant|jusqu\w*|medecin|avis medical|pas|quand)\b"
)
ALL_OUT = re.compile(
    r"\b(?:all[- ]out|max(?:imal|imum)? effort|to failure|till failure|1 ?rm|one[- ]rep max|max out|sprints?"
    r"|hiit|a fond|jusqu'a l'echec|a l'echec|effort maximal|test(?:er)? (?:ton|le|votre) max)\b"
)
NOT_NOW = re.compile(
    r"\b(?:goals?|records?|pr|pb|best|max|1rm|e1rm|someday|eventually|long[- ]term|was|were|did|lifted|hit"
    r"|benched|squatted|last|previous|one day|objectifs?|un jour|a terme|dernier\w*|etait|as fait|as souleve|precedente?)\b"
)
ADDS = re.compile(
    r"\b(?:add|(?:increase|raise|bump|go)(?: \w+){0,2} (?:up )?by|up by|ajoute[rz]?|(?:augmente"
    r"|monte)[rz]?(?: \w+){0,2} de)\b (?:\w+ ){0,2}?\d"
    r"|\+ ?\d|\d ?(?:kgs?|kilos?|lbs?|pounds?) (?:more|extra|on top|de plus|en plus)\b"
)
NO_GAIN = re.compile(r"\bno pain,? no gain\b")
NEXT_EXERCISE = re.compile(r",(?!\d)|[;:\n]|\b(?:then|and|puis|et)\b")
