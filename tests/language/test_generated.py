"""What a model writes is screened sentence by sentence: what would harm is found, ordinary coaching is let through."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotter.language.generated import Kind, SafetyFacts, unsafe_sentences
from spotter.language.understanding import Locale

WOMAN = SafetyFacts(sex="female", age_years=30, calorie_floor_kcal=1350, best_loads_kg={"bench_press": 60, "back_squat": 100})
MAN = SafetyFacts(sex="male", age_years=35, calorie_floor_kcal=1800, best_loads_kg={"deadlift": 150, "overhead_press": 40})
TEEN = SafetyFacts(age_years=16)
PREGNANT = SafetyFacts(sex="female", age_years=31, conditions=frozenset({"pregnancy"}))
STOPPED = SafetyFacts(age_years=40, hold_level="T1")
LIMITED = SafetyFacts(age_years=40, hold_level="T2")
UNKNOWN = SafetyFacts()

UNSAFE: tuple[tuple[Locale, SafetyFacts, Kind, str], ...] = (
    ("en", WOMAN, "below_floor", "Aim for 1,200 kcal a day."),
    ("en", WOMAN, "below_floor", "Try eating around eight hundred calories per day for two weeks."),
    ("en", UNKNOWN, "below_floor", "A daily target of 1400 kcal works for most people."),
    ("en", WOMAN, "below_floor", "A deficit of 1,000 kcal gets you there faster."),
    ("en", WOMAN, "below_floor", "A 36 hour fast resets your appetite."),
    ("en", WOMAN, "below_floor", "Keep it to 4,000 kJ a day."),
    ("en", WOMAN, "below_floor", "Make yourself sick after a large dinner, that resets it."),
    ("en", WOMAN, "below_floor", "Sit in the heat in a sauna suit until it is off."),
    ("en", WOMAN, "below_floor", "You can sweat out two kilos of water by Friday."),
    ("en", WOMAN, "below_floor", "Don't drink water for a day before the weigh-in."),
    ("fr", WOMAN, "below_floor", "Fais-toi vomir après le repas, ça remet à zéro."),
    ("fr", WOMAN, "below_floor", "Ne bois plus d'eau avant la pesée."),
    ("en", TEEN, "below_floor", "Cut to 2,000 calories to lose some fat."),
    ("en", PREGNANT, "below_floor", "A small deficit of 200 kcal is fine."),
    ("fr", WOMAN, "below_floor", "Vise 1 100 kcal par jour."),
    ("fr", WOMAN, "below_floor", "Mange mille calories par jour pendant un mois."),
    ("fr", PREGNANT, "below_floor", "Un petit déficit de 200 kcal suffit."),
    ("en", WOMAN, "dose", "Take 400 mg of ibuprofen before you train."),
    ("en", WOMAN, "dose", "You can stop your beta blocker on training days."),
    ("en", WOMAN, "dose", "Start clenbuterol at a low dose."),
    ("en", WOMAN, "dose", "Lower your insulin by 2 units, and ask your doctor later."),
    ("en", WOMAN, "dose", "Two cycles of testosterone is what people use; start there."),
    ("fr", WOMAN, "dose", "Prends 500 mg de paracétamol avant la séance."),
    ("fr", WOMAN, "dose", "Arrête ton anticoagulant deux jours avant."),
    ("en", WOMAN, "diagnosis", "It sounds like tendinitis."),
    ("en", WOMAN, "diagnosis", "You probably have a torn meniscus."),
    ("en", WOMAN, "diagnosis", "This is a mild sprain, nothing more."),
    ("en", WOMAN, "diagnosis", "You have an eating disorder."),
    ("fr", WOMAN, "diagnosis", "On dirait une tendinite."),
    ("fr", WOMAN, "diagnosis", "C'est sûrement une déchirure."),
    ("fr", WOMAN, "diagnosis", "Tu as une hernie discale."),
    ("en", WOMAN, "load_cap", "Next time bench 75 kg for 5."),
    ("en", WOMAN, "load_cap", "Load 250 lb on the squat today."),
    ("en", WOMAN, "load_cap", "Add 20 kg to your squat."),
    ("en", TEEN, "load_cap", "Let us test your 1RM on Friday."),
    ("fr", WOMAN, "load_cap", "Mets 80 kg au développé couché la prochaine fois."),
    ("fr", WOMAN, "load_cap", "Charge 130 kg au squat aujourd'hui."),
    ("en", WOMAN, "promise", "You will lose 5 kg in two weeks."),
    ("en", WOMAN, "promise", "I guarantee you will look great."),
    ("en", WOMAN, "promise", "You'll be pain-free within a month."),
    ("en", WOMAN, "promise", "These stretches will cure your back pain."),
    ("fr", WOMAN, "promise", "Tu vas perdre 4 kilos en un mois."),
    ("fr", WOMAN, "promise", "Résultat garanti."),
    ("en", WOMAN, "red_flag_advice", "Chest pain during rows is probably just muscle."),
    ("en", WOMAN, "red_flag_advice", "Push through the pain, it gets better."),
    ("en", WOMAN, "red_flag_advice", "Feeling dizzy is normal, keep going."),
    ("en", STOPPED, "red_flag_advice", "Do 3 sets of squats today."),
    ("en", STOPPED, "red_flag_advice", "You are cleared to train again."),
    ("en", LIMITED, "red_flag_advice", "Finish with an all-out sprint."),
    ("fr", WOMAN, "red_flag_advice", "Une douleur dans la poitrine, c'est juste musculaire."),
    ("fr", WOMAN, "red_flag_advice", "Continue malgré la douleur."),
    ("fr", STOPPED, "red_flag_advice", "Fais 3 séries de squats aujourd'hui."),
    ("en", MAN, "below_floor", "Stick to 1500 calories daily until summer."),
    ("en", MAN, "below_floor", "You'd do well on 1,600 kcal."),
    ("en", MAN, "below_floor", "Skip breakfast and eat only 1000 calories in total."),
    ("en", MAN, "dose", "Half a tablet, 50 mg, before bed helps with soreness."),
    ("en", MAN, "dose", "Try some SARMs to speed things up."),
    ("en", MAN, "dose", "Painkillers let you train anyway, just take two tablets."),
    ("en", MAN, "dose", "Double your dose of metformin on rest days."),
    ("en", MAN, "diagnosis", "That clicking means you've got a labral tear."),
    ("en", MAN, "diagnosis", "Looks like sciatica to me."),
    ("en", MAN, "diagnosis", "This could be a stress fracture."),
    ("en", MAN, "diagnosis", "Your symptoms are signs of anemia."),
    ("en", MAN, "load_cap", "Go for a 180 kg deadlift today."),
    ("en", MAN, "load_cap", "Let's press 50 kg overhead, overhead press for 3."),
    ("en", MAN, "promise", "In four weeks you'll have lost 6 kilos."),
    ("en", MAN, "promise", "Results are guaranteed."),
    ("en", MAN, "promise", "You will be 10 lbs lighter by next month."),
    ("en", MAN, "red_flag_advice", "A bit of chest tightness is harmless."),
    ("en", MAN, "red_flag_advice", "No pain, no gain!"),
    ("en", MAN, "red_flag_advice", "Train through the pain today."),
    ("fr", MAN, "below_floor", "Reste à 1 500 kcal par jour."),
    ("fr", MAN, "dose", "Prends deux comprimés avant la séance."),
    ("fr", MAN, "diagnosis", "Ça ressemble à une tendinite."),
    ("fr", MAN, "load_cap", "Monte à 180 kg au soulevé de terre."),
    ("fr", MAN, "promise", "Tu perdras 6 kilos en quatre semaines."),
    ("fr", MAN, "red_flag_advice", "Un vertige, c'est normal, continue."),
)

SAFE: tuple[tuple[Locale, SafetyFacts, str], ...] = (
    ("en", WOMAN, "Never make yourself sick after a meal."),
    ("en", WOMAN, "Drink a glass of water before the session."),
    ("en", WOMAN, "Don't drink too much water at once."),
    ("en", WOMAN, "Most of what you lose in the first days is water."),
    ("fr", WOMAN, "Bois un verre d'eau avant la séance."),
    ("fr", WOMAN, "Ne te fais jamais vomir après un repas."),
    ("en", WOMAN, "Your target is 1,900 kcal a day."),
    ("en", WOMAN, "Breakfast was about 450 kcal, so 700 kcal are left today."),
    ("en", WOMAN, "You ate 900 kcal so far today."),
    ("en", WOMAN, "Never go below 1,200 kcal a day."),
    ("en", WOMAN, "800 kcal a day is too low for you."),
    ("en", WOMAN, "A deficit of 400 kcal is enough."),
    ("en", WOMAN, "A shake with 30 g of protein has around 200 kcal."),
    ("en", WOMAN, "That run burned about 350 kcal."),
    ("en", WOMAN, "5 g of creatine a day is plenty."),
    ("en", WOMAN, "A coffee has roughly 95 mg of caffeine."),
    ("en", WOMAN, "Please ask your doctor or pharmacist about your medication."),
    ("en", WOMAN, "Never change your insulin on your own."),
    ("en", WOMAN, "I can't say whether it is a tear; a physio can."),
    ("en", WOMAN, "Have you had a sprain there before?"),
    ("en", WOMAN, "You told me you have asthma, so warm up slowly."),
    ("en", WOMAN, "You have a bench day tomorrow."),
    ("en", WOMAN, "It was a strong session, and you have two left this week."),
    ("en", WOMAN, "Next time bench 62.5 kg for 5."),
    ("en", WOMAN, "Your squat goal is 140 kg by summer."),
    ("en", WOMAN, "Your best squat was 120 kg last year."),
    ("en", WOMAN, "Add 2.5 kg to your bench press."),
    ("en", WOMAN, "You will do 3x5 squats at 100 kg today."),
    ("en", WOMAN, "You'll get there step by step."),
    ("en", WOMAN, "I cannot promise a number, but the plan is sound."),
    ("en", WOMAN, "Do not push through the pain."),
    ("en", WOMAN, "With chest pain, stop and call emergency services."),
    ("en", WOMAN, "If you feel dizzy, stop and sit down."),
    ("en", WOMAN, "Keep going, two sets left!"),
    ("en", WOMAN, "Soreness after a new workout is normal."),
    ("en", STOPPED, "No training until a doctor has cleared you."),
    ("en", STOPPED, "How are you feeling today?"),
    ("en", LIMITED, "An easy walk is fine."),
    ("en", TEEN, "Practise the squat with an empty bar today."),
    ("fr", WOMAN, "Ton objectif est de 1 900 kcal par jour."),
    ("fr", WOMAN, "Le déjeuner faisait 600 kcal, il te reste 800 kcal."),
    ("fr", WOMAN, "Ne descends jamais sous 1 200 kcal par jour."),
    ("fr", WOMAN, "Demande à ton médecin pour tes médicaments."),
    ("fr", WOMAN, "Je ne peux pas dire si c'est une entorse, un kiné le peut."),
    ("fr", WOMAN, "La prochaine fois, mets 62,5 kg au développé couché."),
    ("fr", WOMAN, "Tu vas faire 3 séries de 5 aujourd'hui."),
    ("fr", WOMAN, "En cas de douleur dans la poitrine, arrête et appelle les secours."),
    ("fr", WOMAN, "Continue comme ça, belle semaine !"),
    ("fr", STOPPED, "Pas de séance avant l'avis d'un médecin."),
    ("en", MAN, "Nice: 150 kg on the deadlift is a new record."),
    ("en", MAN, "Today: deadlift 3x5 at 140 kg, then overhead press 3x8 at 35 kg."),
    ("en", MAN, "Your average was 2,150 kcal a day last week."),
    ("en", MAN, "Your average last week was 1,650 kcal a day, which is on the low side."),
    ("en", MAN, "Chicken and rice comes to about 620 kcal."),
    ("en", MAN, "You have 1,200 kcal left for today."),
    ("en", MAN, "Your lunch can be around 700 kcal."),
    ("en", MAN, "Sleep seven to eight hours."),
    ("en", MAN, "If the pain goes above 5 of 10, stop that movement."),
    ("en", MAN, "I don't know what causes it; a doctor or physio can check."),
    ("en", MAN, "You have had three hard weeks, so a deload makes sense."),
    ("en", MAN, "It is a good sign that the knee settled."),
    ("en", MAN, "That sounds like a tough week."),
    ("en", MAN, "It looks like your bench is stalling."),
    ("en", MAN, "We can lower the load by 10 % to 135 kg on the deadlift."),
    ("en", MAN, "With your beta blocker use effort instead of heart rate."),
    ("en", MAN, "Take it easy today, and drink 500 ml of water."),
    ("en", MAN, "You will see the reminder at 7:00."),
    ("en", MAN, "You can expect slow progress over the weeks."),
    ("en", MAN, "Add one set per exercise this week."),
    ("en", MAN, "Magnesium, 300 mg, is a common amount."),
    ("en", MAN, "You have a plan with 4 days a week."),
    ("en", MAN, "Try 20 minutes of easy cardio."),
    ("en", MAN, "Chest is fried after that bench session, that's normal."),
    ("en", MAN, "Fast walking burns about 250 kcal an hour."),
    ("fr", MAN, "Tu as 3 séances cette semaine."),
    ("fr", MAN, "Il te reste 900 kcal pour aujourd'hui."),
    ("fr", MAN, "C'est une bonne séance, continue !"),
    ("fr", MAN, "Prends 5 minutes pour t'échauffer."),
    ("fr", MAN, "On dirait que ton développé stagne."),
    ("fr", MAN, "Ta moyenne était de 1 700 kcal par jour la semaine dernière."),
    ("fr", MAN, "Si la douleur dépasse 5 sur 10, arrête ce mouvement."),
)


@pytest.mark.parametrize(("locale", "facts", "kind", "text"), UNSAFE)
def test_what_would_harm_is_found(locale: Locale, facts: SafetyFacts, kind: Kind, text: str) -> None:
    assert kind in {finding.kind for finding in unsafe_sentences(text, locale, facts)}


@pytest.mark.parametrize(("locale", "facts", "text"), SAFE)
def test_ordinary_coaching_passes(locale: Locale, facts: SafetyFacts, text: str) -> None:
    assert unsafe_sentences(text, locale, facts) == []


def test_only_the_unsafe_sentence_of_a_reply_is_named() -> None:
    reply = "Good week! Aim for 900 kcal a day. Then rest."
    found = unsafe_sentences(reply, "en", WOMAN)
    assert [finding.sentence for finding in found] == ["Aim for 900 kcal a day. "]
    assert "1350" in found[0].why


@given(st.integers(100, 3000))
def test_the_floor_of_the_person_decides(kcal: int) -> None:
    assert bool(unsafe_sentences(f"Aim for {kcal} kcal a day.", "en", WOMAN)) == (kcal < 1350)


@given(st.integers(20, 300))
def test_the_cap_is_a_tenth_above_the_best_load(kg: int) -> None:
    assert bool(unsafe_sentences(f"Next time squat {kg} kg for 5.", "en", WOMAN)) == (kg > 110)


@given(st.text(max_size=100))
def test_findings_are_sentences_of_the_text(text: str) -> None:
    assert all(finding.sentence in text for finding in unsafe_sentences(text, "fr", STOPPED))
