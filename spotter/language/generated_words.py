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
    r"|rather than|without|pas|jamais|aucune?|rien n(?:e |')|nothing (?:is|can|will|below|under|less)|nobody|no ?one|none|personne"
    r"|backfires?|unsustainable|harm\w*|costs? you"
    r"|evite[rz]?|dangereu\w*|too (?:soon|early|fast|far)|trop (?:bas|peu|lourd|tot|vite|haut|loin)|plutot que|sans|ni)\b"
)
A_DAY = re.compile(
    r"\b(?:every other day|un jour sur \w+|a day|per day|each day|every day|daily|in total|par jour|quotidien\w*"
    r"|au total|par journee)\b"
)
PART_OF_A_DAY = re.compile(
    r"\b(?:breakfast|lunch|dinner|snack|meal|dish|serving|portion|shake|left|still have|leaves|leaving|remaining|burn\w*|contains?"
    r"|eaten|had"
    r"|so far|per 100|each"
    r"|has|holds|comes? to|came to|adds? up|apporte\w*|represente\w*|fait|font|petit[- ]dejeuner|dejeuner|diner|collation|repas"
    r"|plat|(?:te|vous|nous) reste(?:nt)?|restant\w*|brul\w*|contient|pour 100)\b"
)
LOOKS_BACK = re.compile(
    r"\b(?:averag\w*|was|were|logged|ate|last week|yesterday|so far|moyenne|etait|faisait|semaine derniere|hier|as mange"
    r"|avez mange|note[es]?)\b"
)
# A way of eating told as a norm: "clients lose quickest on ...", "down to 1500", "on vit bien avec ...".
EATS = re.compile(
    r"\b(?:eat\w*|los(?:e|es|ing)|live|liv(?:es|ing)|surviv\w+|get(?:s|ting)? by|diet\w*|intake|slim\w*|mang\w+|perd\w*|perte"
    r"|maigr\w*|minc\w*"
    r"|viv\w+|regime|tenir|tiens|(?:drop|cut|go|get|come|bring)(?: \w+)? (?:down )?(?:to|under|below)"
    r"|(?:descend|pass|tomb)\w* (?:a|sous|en dessous))\b"
)
# "Drop to 1500 for a fortnight": calories though the unit is left out.
DOWN_TO = re.compile(
    r"\b(?:(?:drop|cut|go|come|get) (?:back |down |it )*to|(?:eat|eating|stay at|live on|intake (?:of|to|at)|target (?:of|to|at))"
    r"|(?:descen\w+|baiss\w*|pass\w*"
    r"|tomb\w*) a|mang\w+)"
    r" (?:about |around |just |only |roughly |maybe |environ |seulement )*$"
)
WHOLE_DAY_KCAL = 700  # a figure of this size that is told of no meal, food or effort is a day's intake
DAILY_KCAL = range(400, 4000)  # what a bare number can be as an intake
SHARE_OF_NEED = re.compile(
    r"\b(?:eat\w*|mang\w+|consum\w+|consomm\w+)\b.{0,20}\b(?:half|a third|a quarter|la moitie|un tiers|un quart)\b.{0,12}"
    r"\b(?:what you (?:burn|need|spend)|your (?:maintenance|needs?|calories|tdee)|ce que tu (?:brules|depenses)|tes (?:besoins|calories))"
)
EATS_LESS = re.compile(
    r"\b(?:eat\w*|mang\w+)\b(?: \w+){0,3} (?:less|moins)\b|\b(?:reduc\w+|redui\w+|cut(?:ting)?|lower\w*|baiss\w+"
    r"|limit\w+|diminu\w+) (?:\w+ ){0,2}(?:calories|kcal|intake|apports?)\b"
)
WARNS_OF_FASTING = re.compile(
    r"\b(?:not|never|no reason|don'?t|won'?t|avoid|unsafe|dangerous|instead|rather than|pas|jamais|evite[rz]?|dangereu\w*|plutot que)\b"
)
LONG_TIME = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)s?\b|"
    r"\b(?:until|till|jusqu'a) (?:next )?(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:until|jusqu'a|jusqu'au) (?:lundi|mardi"
    r"|mercredi|jeudi"
    r"|vendredi|samedi|dimanche|week-?end)\b|\b(?:this|all|the whole|tout le|ce|toute la|le) (?:week-?end|week|semaine)\b"
    r"|\bfor (?:days|a week|the (?:week|weekend))\b|\bpendant (?:des jours|une semaine)\b"
)
DEFICIT = re.compile(r"\b(?:deficit|below (?:maintenance|what you burn)|under maintenance|sous (?:ta|la|votre) maintenance)\b")
LOSING = re.compile(
    r"\b(?:deficit|los(?:e|ing) (?:weight|fat|some|\d)|weight loss|fat loss|cut(?:ting)? calories|calories?|kcal|perdre du (?:poids|gras)"
    r"|perte de poids|maigrir|mincir|secher?)\b"
)
FASTING = re.compile(
    r"\b(?:skip\w* (?:all )?(?:food|meals|eating)|stop\w* eating|eat\w* nothing|nothing (?:but water|to eat)|que de l'eau"
    r"|fasting|(?:an?|hours?|days?|long|water|dry) fast|fast (?:for|until|on|all)|water only|without (?:food|eating)|no food"
    r"|jeun\w*|sans manger)\b"
)

_DRUGS = (
    r"insulins?|insuline|metformine?|ozempic|wegovy|mounjaro|semaglutide?|tirzepatide?|liraglutide?|glp-?1|steroids?|steroides?"
    r"|anabolic\w*"
    r"|anabolisants?|testosterone|trenbolone|tren|roids|anavar|dianabol|winstrol|nandrolone|deca|sarms?|ostarine|rad-?140|clen(?:buterol)?"
    r"|dnp|ephedrine"
    r"|diuretics?|diuretiques?|furosemide|lasix|laxatives?|laxatifs?|hgh|growth hormone|hormone de croissance|epo|ibuprofene?"
    r"|advil|nurofen"
    r"|paracetamol|doliprane|acetaminophen|tylenol|naproxene?|aspirine?|codeine|tramadol|opioids?|cortisone|prednisone"
    r"|corticoids?|corticoides?"
    r"|warfarine?|blood thinners?|anticoagulants?|statins?|statines?|beta[- ]?blockers?|beta[- ]?bloquants?|thyroxine"
    r"|levothyroxine?|antibiotics?"
    r"|antibiotiques?|antidepressants?|antidepresseurs?|painkillers?|anti[- ]?inflammator\w*|anti[- ]?inflammatoires?"
    r"|antidouleurs?|medications?"
    r"|medicines?|meds|medicaments?|traitement medical|(?:ton|votre|le|un) traitement|(?:your|the|his|her|blood pressure|heart|diet"
    r"|water|thyroid|sleeping) (?:\w+ )?(?:pills?|tablets?)"
    r"|(?:tes|vos) (?:comprimes|cachets|gelules|pilules)|weight[- ]loss pills|fat burners?|bruleurs? de graisse|injections?"
)
# Stems that the WHO gives to names of drugs of one class (INN stem book, 2018), and "anti-" with what it is against.
_STEMS = (
    r"[a-z]{2,}(?:olol|pril|sartan|statine?|prazole?|profene?|azepam|oxetine|cilline?|mycine?|formine?|glutide?|triptan|dipine?|oxaban)"
    r"|anti[- ]?(?:histamin|acid|coagul|depress|bio(?:t|s)|inflam|epilep|psycho|vira|emet|spasm|hypertens)\w*"
)
DRUG = re.compile(rf"\b(?:{_DRUGS}|{_STEMS})\b")
WARNS = re.compile(
    r"\b(?:harm\w*|risk\w*|ban(?:ned)?|illegal|unsafe|dangerous|damage\w*|side effects?|stay (?:away|clear)|steer clear|only (?:a"
    r"|your) doctor"
    r"|risques?|nocif\w*|interdit\w*|illegal\w*|dangereu\w*|effets secondaires|mefie\w*|dopage)\b"
)
EFFECT_OF_DRUG = re.compile(  # "beta blockers keep your pulse low, so we go by effort"
    r"\b(?:lower|affect|change|influence|mask|hide|slow|blunt|keep|cap|limit|baiss|masqu|modifi|ralenti|fauss|limit)\w*\b.{0,30}"
    r"\b(?:pulse|heart rate|hr|pain|appetite|pouls|frequence|douleurs?|appetit)\b"
)
NEEDS_NO_DRUG = re.compile(
    r"\b(?:wo ?n'?t|do ?n'?t|no longer|need ?n'?t|not|never) (?:need|have to take|be needing)|\b(?:leave|leaving) (?:\w+ )?out\b"
    r"|\bcome off\b|\b(?:go|do|train) without"
    r"|\bn'(?:as|auras|avez|aurez) plus besoin|\b(?:te|vous) passer d|\bsans (?:ton|votre|tes|vos)\b"
)
COUNTED_DOSE = re.compile(
    r"\b(?:an?|one|two|three|four|half an?|une?|deux|trois|quatre|\d+) (?:tablets?|pills?|capsules?|injections?|comprimes?"
    r"|gelules?|cachets?|piqures?)\b"
)
DOSE = re.compile(
    r"\d\s?(?:mg|mcg|µg|ug|iu|ui|milligram\w*|microgram\w*|units?\b|unites?\b|tablets?|pills?|capsules?|comprimes?|gelules?"
    r"|cachets?|injections?|piqures?)(?!\w|/|\s?per)"
)
SUPPLEMENT = re.compile(
    r"\b(?:caffeine?|cafeine|creatine|magnesium|vitamine?s?|zinc|omega|sodium|salt|sel|potassium|iron|fer|calcium|beta-?alanine"
    r"|cholesterol|electrolytes?|electrolytes?|coffee|cafe)\b"
)
CHANGES_A_DRUG = re.compile(
    r"\b(?:take|taking|use|try|start|stop|quit|increase|raise|up|lower|reduce|double|halve|skip|adjust|inject|cycle|stack"
    r"|prend\w*|utilise\w*|commence\w*"
    r"|arrete\w*|augmente\w*|diminue\w*|baisse\w*|reduis\w*|double\w*|saute\w*|ajuste\w*|injecte\w*)\b"
)
# What lets a sentence about a sign pass: it asks for it, has somebody rest, or tells of it as absent.
CAREFUL = re.compile(
    r"\b(?:if|should|tell me|let me know|write|watch (?:for|out)|sit|lie down|rest|pause|ease off|warning|careful|serious|sign of"
    r"|tell|mention|no|without|any"
    r"|si|dis[- ]moi|previens|assieds|allonge|repos|attention|signe|serieu\w*|sans|pas de|aucune?)\b|n'est pas normale?"
)
MAKES_LIGHT = re.compile(
    r"\b(?:wo ?n'?t|can'?t|cannot|does ?n'?t|will not) (?:hurt|harm|matter|do (?:any |you )*(?:harm|damage))\b|\bno harm\b|\bpas (?:te "
    r"|vous )?(?:faire|fera) (?:de |du )?mal\b|\bne risque\w* rien\b"
    r"|\b(?:serre|serrez) les dents\b|\bdans la tete\b|\b(?:no need|don'?t) (?:to )?wait\b|\bpas besoin d'attendre\b"
)
SUGGESTS = re.compile(
    r"^\W*(?:\w+ ){0,2}(?:how about|what about|why not|shall we|fancy|up for|et si|pourquoi pas|ca te dit"
    r"|que dirais-tu)\b"
)
CLAUSES = re.compile(r"[,;:]|\b(?:and|but|et|mais)\b")
# What makes a sentence about a sign a warning.
STOPS = re.compile(
    r"(?<!don't )(?<!not )(?<!never )\bstop\b|\bcall\b|\bemergency\b|\burgences?\b|(?<!n')(?<!pas )\barrete[rz]?\b|\bon arrete\b"
    r"|\bappelle[rz]?\b|\b(?:112|911|999|15)\b"
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
    r"|nerf coince|infect\w*|high blood pressure|(?:runner|jumper)'?s knee|burnt?[- ]out|\w+ syndrome|syndrome \w+"
    # built as such names are, whatever the organ
    r"|(?!diagnos|prognos|hypnos)[a-z]+(?:itis|osis|opathy|algia|opathie|algie)|(?:tendin|burs|arthr|fasci|capsul|gastr|bronch"
    r"|sinus|myos|nevr|chondr|epicondyl)ites?"
    r"|\w+ (?:deficiency|disorder|disease|lesion|insufficiency)|(?:carence|lesion|maladie|insuffisance|rupture) (?:en|de|du|des|d')"
    r"|hypertension|arrhythmi\w*|arythmie|lumbago|scolios[ei]s?|frozen shoulder|capsulite|rotator cuff (?:injury|problem|tear)"
    r"|pulled (?:\w+ )?(?:muscle|hamstring|groin|calf|quad|back)|muscle (?:pull|strain)|inflamm\w+|overtraining syndrome"
    r"|deshydrat\w*|dehydrat\w*"
    r"|cancer|covid|flu|grippe"
)
_PLAIN_ILLS = "|".join(
    word
    for word in re.split(r"\|(?![^()]*\))", _ILLS)
    if not re.match(r"strain|infect|flu|cancer|covid|depress|torn|\(\?:a \|diabet|grippe|burn", word)
)
# An illness told of "you" or "this", whatever the verb: "you've done your ...", "this comes from a ...".
ILL_OF_YOU = re.compile(
    r"\b(?:you|you're|you've|your|this|that|it|it's|here|there|guess|bet|tu|t'es|te|ton|ta|tes|cette|cela|ca|ce|c'est|avis)\b"
    rf".{{0,60}}\b(?:{_PLAIN_ILLS})(?!\w)"
)
_BODY = (
    r"disc|disk|muscles?|tendons?|ligaments?|meniscus|acl|hamstring|calf|achilles|bones?|ribs?|ankle|knee|shoulder|wrist|hip|back"
    r"|elbow|toe|finger|disque|menisque"
    r"|mollet|cote|cheville|genou|epaule|poignet|hanche|dos|coude|orteil|doigt|ischio\w*|cuisse"
)
HURT_YOURSELF = re.compile(  # "you've slipped a disc", "tu t'es déchiré le mollet"
    r"\b(?:you(?:'ve| have)?|tu t'es|tu as|vous vous etes) (?:\w+ ){0,3}(?:slipped|torn|tore|broken|broke|sprained|strained|pulled"
    r"|ruptured|fractured|dislocated|damaged|inflamed"
    rf"|dechire|casse|foule|rompu|froisse|claque|luxe|abime) (?:\w+ ){{0,2}}(?:{_BODY})\b"
)
ILL_ALONE = re.compile(rf"^\W*(?:[a-z]+ ){{0,3}}(?:{_PLAIN_ILLS})\W*$")  # "Classic tennis elbow."
PREVENTS = re.compile(
    r"\b(?:prevent\w*|avoid\w*|risk of|against|people with|protect\w*|learn\w* about|history of|reduc\w*|prevenir|evite\w*"
    r"|risques? d|contre|proteg\w*"
    r"|personnes|antecedents?)\b"
)
DIAGNOSIS = re.compile(
    r"\b(?:(?:(?:sounds|looks|seems) like |clearly |surely )?you(?:'ve| have| 've|'re| are)? (?:got |probably |likely |clearly "
    r"|definitely |might |may |must |could |seem to |are "
    r"|suffer\w* |are suffering |have |from |do |just )*"
    r"|it(?:'s| is| was| seems?| looks| sounds| could| might| may| must| be)(?: probably| likely| just| only| clearly| be| like)*"
    r"|(?:this|that|the|your)(?: [a-z]+){0,2}(?:'s| is| sounds| looks| seems| could| might| may| must)(?: probably| likely| just"
    r"| only| clearly| be"
    r"| like)*|sounds like|looks like|seems like|signs? of|symptoms? of"
    r"|tu (?:as|souffres d'?e?|fais|dois avoir)(?: probablement| surement| sans doute)*|vous avez|c'est(?: probablement"
    r"| surement| sans doute| juste)*|(?:points?|pointing) to|suggests?|typical of|consistent with|fits|evoque(?:nt)?|correspond(?:ent)? a"
    r"|fait penser a|souffres d'?e?|ca ressemble a|on dirait|il s'agit d'?e?"
    rf"|probablement|signes? d'?e?) ?(?:an? |the |une? |some |your |la |le |de l'|du |des |de la |l'|d'une? |mild |slight |early "
    rf"|legere? |petite? "
    rf"|bit of |case of |of )*(?:[a-z]+ ){{0,3}}(?:{_ILLS})(?!\w)"
)
TOLD_BY_PERSON = re.compile(
    r"\b(?:you (?:said|told|mentioned|wrote|noted|logged)|as you say|your (?:known|diagnosed)"
    r"|tu (?:m'as|as) (?:dit|parle|note|ecrit|mentionne)|diagnosed|diagnostique\w*)\b"
)

# "Whether it is a tear only a doctor can say": a condition, not a finding.
OPEN_QUESTION = re.compile(r"\b(?:whether|if|in case|si|s'il)\b")

_OUTCOMES = r"results?|abs|six[- ]pack|beach body|resultats?|abdos|ventre plat|silhouette|tablettes"
_MISHAPS = r"fail\w*|go(?:es)? wrong|get (?:hurt|injured)|injur\w*|regain|plateau|echoue\w*|rate[rz]?|(?:te )?bless\w*|mal|reprendr\w*"
# Certain whatever else the sentence denies: "no way this fails", "plus jamais mal au dos".
CERTAIN = re.compile(
    r"\b(?:won'?t|will not|will never|never) (?:ever )?(?:\w+ ){1,4}(?:again|ever)\b|\b(?:bless|echou|rat|regross|reprend"
    r"|souffr)\w*r(?:as|ez|a) (?:plus )?jamais\b|"
    rf"\b(?:no way|impossible|can'?t|cannot|will never|won'?t ever|never again|plus jamais|jamais plus"
    rf"|aucun risque)\b.{{0,30}}\b(?:{_MISHAPS})\b"
    rf"|\b(?:injur\w*|pain|failure|setbacks?|blessures?) (?:will never|won'?t|can'?t) (?:happen|return|come back)"
    rf"|\b(?:{_OUTCOMES})\b.{{0,25}}\b(?:assure\w*|certain\w*|guaranteed|for sure|definitely)\b"
    rf"|\b(?:assured|certain|sure|proven|foolproof|infallible) (?:{_OUTCOMES}|success|method|weight loss)\b"
    r"|\b(?:foolproof|infaillible|can'?t miss|works? every time|marche a tous les coups|100 ?% efficace)\b"
)
GOES_AWAY = re.compile(
    r"\b(?:will|'ll|going to|va|vont)\b.{0,30}\b(?:disappear|vanish|go away|melt(?: away| off)?|be gone|disparaitre|s'en aller|fondre)\b"
    r"|\b(?:disparaitr(?:a|ont)|fondr(?:a|ont))\b"
)
SORENESS = re.compile(r"\b(?:sore\w*|doms|stiff\w*|courbatures?|raideurs?)\b")
PROMISES = re.compile(
    r"\b(?:guarantee\w*|i promise|promised results|100 ?% (?:sure|certain|safe)|without fail|no doubt you"
    r"|garanti\w*|je te promets|promets|a coup sur|sans aucun doute)\b"
)
WILL_CHANGE = re.compile(
    r"\b(?:(?:your|the|my) (?:\w+ ){1,2}(?:will|is going to|are going to)|(?:kgs?|kilos?|lbs?|pounds?) (?:will|are going to)"
    r"|(?:ton|ta|tes|la|le|les) (?:\w+ ){1,4}(?:va|vont|aura|auront|sera|seront)|you(?:'ll| will| are going to|'re going to)"
    r"|tu (?:vas|auras|seras|verras)|vous (?:allez|aurez|serez|verrez))\b"
    r".{0,40}?\b(?:lose|gain|drop(?:ped)?|shed|burn off|get rid of|be pain[- ]free|be cured|heal\w*|see results|abs|six[- ]pack"
    r"|history|behind you|(?:kgs?|kilos?|lbs?|pounds?) (?:down|lighter|less|de moins)|be healthy"
    r"|abdos|ventre plat|silhouette"
    r"|lost|gained|perd\w*|maigri\w*|gagn\w*|prendr\w*|gueri\w*|fondre"
    r"|resultats?|lighter|leaner|thinner|come off|melt|pain[- ]free|disparu\w*|disparaitre|partie?s?|gueri\w*|stronger|bigger"
    r"|plus (?:leger|mince|fort)e?)\b"
)
FUTURE_CHANGE = re.compile(r"\b(?:perdras|perdrez|gagneras|gagnerez|prendras|maigriras|maigrirez|fondras|gueriras|guerirez)\b")
# A plan or method as the cause: "this plan adds 20 kg to your squat in a month".
PLAN_DOES = re.compile(
    r"\b(?:this|the|my|that|ce|cette|le|la|mon|ma) (?:\w+ )?(?:plan|program\w*|method\w*|diet|routine|approach|methode|regime)\b"
    r".{0,20}\b(?:adds?|gives?|brings?|makes?|burns?|melts?|takes? off|strips?|ajoute\w*|donne\w*|fait|enleve\w*)\b"
)
IN_A_TIME = re.compile(
    r"\b(?:days?|weeks?|months?) from now\b|\b(?:by|in|a la|en) (?:week|semaine) \w+\b|\bby the end of\b|"
    r"\b(?:by|before|d'ici|avant) (?:the |next |l'|le |la |cet |ton |the end of |la fin de )?(?:summer|winter|spring|autumn|fall"
    r"|christmas|new year|ete|hiver|printemps|automne"
    r"|noel|rentree|januar\w*|februar\w*|march|april|may|june|july|august|september|october|november|december|janvier|fevrier|mars"
    r"|avril|mai|juin|juillet|aout"
    r"|septembre|octobre|novembre|decembre)\b|\b(?:next|this) (?:week|month|summer|year)\b|\b(?:la semaine|le mois|l'ete) prochaine?\b|"
    r"\b(?:in|within|by|after|over|every|each|per|a|en|dans|d'ici|apres|par|chaque) (?:(?:the |just |only "
    r"|seulement |about )*(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|un|une|deux|trois|quatre|cinq|six|sept"
    r"|huit|dix|douze|few|couple of|quelques) )?(?:day|week|month|year|jour"
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
    r"|surement (?:juste |rien )?(?:musculaire)?|c'est (?:juste )?musculaire|happens|common|(?:go|try) again|it(?:'ll"
    r"| will)? pass(?:es)?|shake it off|(?:ce )?n'est rien|ca (?:passe|passera|arrive)|courante?s?"
    r"|finis (?:ta|la)|continue[rz]?|force[rz]? (?:un peu|dessus)"
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
    r"|bikes?|upper body|lower body|legs|core|(?:haut|bas) du corps|jambes|bras|jog\w*|walk\w*|ride|riding|swim\w*|row(?:ing)?"
    r"|cycl\w*|yoga|cardio|footing|marche\w*|velo|nage\w*|natation|intervals?"
    r"|series?|seances?|entraine\w*|cour(?:ir|s|se)|muscu\w*|repetitions?)\b"
)
RESTS = re.compile(
    r"\b(?:stop\w*|rest|hold|halt|off|pause\w*|until|before|cleared|clearance|doctor|wait|once|no|not|don'?t|later|arrete\w*"
    r"|apres|feu vert|repos|attend\w*|avant|jusqu\w*|medecin|avis medical|pas|quand)\b"
)
ALL_OUT = re.compile(
    r"\b(?:all[- ]out|max(?:imal|imum)? effort|to failure|till failure|1 ?rm|one[- ]rep max|max out|sprints?"
    r"|hiit|a fond|jusqu'a l'echec|a l'echec|effort maximal|test(?:er)? (?:ton|le|votre) max)\b"
)
NOT_NOW = re.compile(
    r"\b(?:goals?|records?|pr|pb|best|max|1rm|e1rm|someday|eventually|long[- ]term|was|were|did|lifted|hit"
    r"|benched|squatted|last|previous|one day|(?:save|leave|keep) .{1,30} for (?:next|later|another)|next year|over time|objectifs?"
    r"|un jour|a terme|dernier\w*|etait|as fait|as souleve|precedente?)\b"
)
ADDS = re.compile(
    r"\b(?:add|(?:increase|raise|bump|go)(?: \w+){0,2} (?:up )?by|up by|ajoute[rz]?|(?:augmente"
    r"|monte)[rz]?(?: \w+){0,2} de)\b (?:\w+ ){0,2}?\d"
    r"|\+ ?\d|\d ?(?:kgs?|kilos?|lbs?|pounds?) (?:more|extra|on top|de plus|en plus)\b"
)
NO_GAIN = re.compile(r"\bno pain,? no gain\b")
BARE_LOAD = re.compile(r" ?(?:on|sur) (?:the |la )?(?:bar|barre|bench|each side)\b")
LOADS_IT = re.compile(r"\b(?:load|put|charge[rz]?|met[sz]?|rack) (?:up |it |to |a |at )*$")
NEXT_EXERCISE = re.compile(r",(?!\d)|[;:\n]|\b(?:then|and|puis|et)\b")
# Ways to weigh less that harm at once: vomiting after food, water that is sweated out or not drunk.
PURGES = re.compile(
    r"\b(?:mak(?:e|ing) (?:yourself|you) (?:be sick|sick|vomit|throw up)"
    r"|(?:fais|faire)[- ](?:te|toi) vomir|te faire vomir"
    r"|(?:sweat|dry|drop|cut|lose|shed) (?:out |off |down |away )?(?:\w+ ){0,4}of water|(?:water|dry|sweat) cut"
    r"|(?:plastic|bin|garbage|sauna|sweat)[- ](?:suit|bags?)"
    r"|(?:combinaison|tenue) de sudation|sac poubelle|perd\w* (?:\w+ ){0,3}d'eau)\b"
)
_NOT_DRINKING = (
    r"(?:(?:do ?n'?t|do not|stop|quit|avoid) drink(?:ing)?(?: any)? (?:water|fluids?)"
    r"|(?:cut|restrict) (?:out |back on )?(?:your |all )?(?:water|fluids)|(?:no|skip|without) (?:any )?(?:water|fluids?)"
    r"|(?:ne bois|arrete de boire|evite de boire|sans boire)(?: pas| plus)?(?: d'eau)?)"
)
DRIES = re.compile(  # a denial of its own, so not excused by one
    rf"\b{_NOT_DRINKING}\b.{{0,30}}\b(?:for (?:a|the|one|two|\d+) (?:day|night|hour)s?|the (?:day|night) before|la veille"
    r"|before (?:the |your |a )?(?:weigh\w*|scale|fight|meet|comp\w*)|avant (?:la |ta |une )?(?:pesee|balance|combat|competition))\b"
)
