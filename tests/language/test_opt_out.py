"""Who wants no more messages, and who only stops something else."""

from __future__ import annotations

import pytest

from spotter.language.opt_out import opt_word

OPT_OUTS = """
STOP
stop.
Stop!!
STOPALL
stop all
s\u200btop
Unsubscribe
UNSUBSCRIBE ME
unsubcribe
optout
opt out
opt-out please
I want to opt out
i'd like to opt out of these messages
REVOKE
ARRET
ARRÊT
arrêt
arret svp
stopp
"STOP"
stop please
please stop
stop texting me
please stop texting me
pls stop txting me
stop messaging me
quit messaging me!
stop sending me messages
stop sending me these texts
stop contacting me
don't text me anymore
dont text me again
do not message me any more
do not contact me again
never text me again
no more messages
no more texts please
i don't want to receive these messages anymore
i no longer want your texts
i do not wish to receive any more messages from you
take me off this list
remove me from your list
remove my number
delete my number from your list please
leave me alone
lose my number
can you please stop texting me
could you stop messaging me? thanks
hey spotter, stop writing to me
enough with the texts, stop
stop spamming me
this is spam, unsubscribe
arrêtez de m'écrire
arrete de m'envoyer des messages
ne m'envoyez plus rien
ne m'écris plus
désabonne-moi
je veux me désabonner
désinscription
je ne veux plus recevoir de messages
plus de messages svp
laisse moi tranquille
foutez-moi la paix
retirez-moi de votre liste
stop aux sms
stop les messages
supprimez mon numéro
je souhaite me désinscrire
merci de ne plus me contacter
plz quit texting this number
Stop all messages immediately.
S T O P
S.T.O.P
stopppp
STOP STOP STOP
stop sms
for the last time, do not text me
you have to stop sending me texts
i asked you to stop texting me
would you please remove me from this texting list
take me off your texting list now
get me off this list
get me off of this thing, stop texting
i'm done with these messages
tired of your texts, stop
cease all communication
cease and desist contacting me
opting out
opt me out
i am opting out of your messages
please un-subscribe me
unsuscribe
unsubscribe from all
unsubscribe my number please
i wish to be removed from your list
i want to be taken off the list
i'd like to stop receiving these
i want off this list
not interested, stop texting
wrong number please stop texting
who is this? stop messaging me
don't want texts
dont want these texts no more
i dont want no more msgs
no more texting me
do not send me anything anymore
never contact me again thanks
don't ever write me again
please do not write to me anymore
I revoke my consent to receive messages
stop bothering me already
quit bugging me
please leave me be
lose this number
kindly cease texting
just stop messaging me bro
stop it with the messages
yo stop texting my phone
sotp
plesae stop texitng me
stop mesaging me
Arrêtez les SMS
arrête tout
stop sms svp
cessez de m'envoyer des sms
arrêtez de m'embêter avec vos textos
n'envoyez plus de messages
ne m'envoie plus de messages stp
je ne souhaite plus être contacté
je ne veux plus que vous m'écriviez
j'aimerais ne plus recevoir vos messages
je veux plus de tes messages
j'en ai marre de vos messages
assez de messages
enlevez-moi de la liste
désinscrivez-moi svp
désabonnement
désabonnez moi de vos sms
me désabonner
laissez-moi tranquille
lâche-moi la grappe
plus jamais de sms
stop envoi
merci d'arrêter les messages
effacez mon numéro de votre base
pouvez-vous arrêter de m'écrire
stop aux messages svp merci
Please cease messaging this number immediately
hey can u stop texting me its annoying
i told you already stop sending me messages
do not send me texts
dont msg me again
i do not consent to receive texts
I don't want to receive texts from this number
no more texts!!!
stop these messages
please discontinue messages
ok stop contacting me now
seriously quit sending me stuff
thanks but i no longer need these messages
i'm not interested anymore, please stop messaging me
you're annoying, leave me alone
unsubcribe me pls
can i unsubscribe
please opt me out of this
opt out all
i'd like to unsubscribe please
Stop. Now.
STOP!!!!!!!!
stop texting
stop writing me
Don't contact this number
never message this number again
delete my number and don't contact me
lose my number please
take my number off your list
stop spamming my phone
Arrêt
ARRET SMS
stop à ces messages
arrete de m ecrire stp
arrêtez de me contacter
ne me contactez plus
ne m'écrivez plus jamais
plus de textos merci
je me désabonne
désinscris-moi
fous-moi la paix
je ne veux plus rien recevoir de vous
je veux plus recevoir de sms
arrêtez tout envoi de messages
retire mon numéro de ta liste
veuillez ne plus m'envoyer de sms
ne plus m'envoyer de messages svp
merci de me retirer de vos listes
pouvez-vous me désinscrire
stopper les sms
"""


LOOK_ALIKES = """
stop my plan
i had to stop after set 3
cancel my reminder
end of workout
quit smoking goal
annule ça
stop reminding me about weigh-ins
stop the timer
stop reminding me to drink water
can I stop doing squats?
when should i stop a set
i want to stop eating sugar
i quit smoking last week
how do i stop my knee from hurting
stop at failure or leave one in the tank?
i stopped at 8 reps
my coach told me to stop
my ex won't stop texting me
i told my boss to stop messaging me on weekends
don't text me before 9
don't message me after 10pm
stop texting me at night
stop texting me so early
stop messaging me about food
no messages on sundays please
text me less
fewer messages please
end workout
end my plan
cancel tomorrow's session
cancel that
cancel the last set
unlink my number
remove my last set
remove the bench press from my plan
delete my last meal
take squats off my plan
leave me a note about protein
leave the squats alone
i can't stop thinking about food
nonstop cardio 20 min
stop motion
full stop
pit stop at mcdonalds, big mac
pause my plan for a week
no more burpees please
no more squats in my plan
no nudges this week
never skip leg day again
do not add weight next week
i don't want to receive less protein
i don't want to do this anymore
i want to quit
i feel like quitting the gym
arrête le chrono
arrête de me rappeler la pesée
j'ai arrêté à 8 répétitions
j'ai dû arrêter après la 3e série
je veux arrêter de fumer
annule mon rappel
supprime ma dernière série
plus de squats dans mon plan
plus de protéines svp
ne m'écris pas avant 9h
ne m'envoie rien le dimanche
arrêter les burpees
mon ex n'arrête pas de m'écrire
fin de séance
stop the workout
stop counting calories for me
bus stop run 3 km
help me with my squat
what happens if i text stop
i should stop snacking at night
stop me if i go over 2000 kcal
stop before failure today?
my knee hurts so i stopped the run after 2 km
stopped texting and went to bed at 10
i told him not to text me and slept 8 hours
don't text me my plan, just tell me the first exercise
text me my plan tomorrow at 8
send me a message at 7am to train
don't send me to the gym today
stop sending me leg workouts, i have no rack
stop sending me tips about protein
stop sending so many messages
stop sending long messages
don't message me during work
stop messaging me in french
stop texting me like a robot
don't text me this week, i'm on holiday
stop the reminders for water
cancel all my reminders
cancel the workout
cancel my plan
cancel my account
delete my account
end the session
end set
that's the end of my workout
the end is near lol
quit the workout
quit complaining and lift
i almost quit today but finished 5x5
i want to quit drinking
opt out of the deload week
i'd like to opt out of burpees
remove me from the leaderboard
remove me from beginner level
take me off the strength plan
take cardio off
take this off my log
delete my number of steps today
leave me 2 reps in reserve
leave it
i was left alone at the gym
go away weekend, what can i do in a hotel?
my back pain won't go away
make the pain go away
no more sugar for me
no more pain in my knee
no more than 3 sets please
no texts after 21:00
never again will i do 10x10 squats
not more than 45 minutes
do not remind me about weigh-ins
don't remind me on sundays
do not count that set
don't write that down
don't call me champ
stop calling me buddy
block the leg day this week
arrête le minuteur
arrête la séance
je dois arrêter de courir ?
quand dois-je arrêter ma série
arrêter le sucre
j'arrête pas de penser à manger
arrête de m'appeler champion
arrête de me proposer des squats
ne m'écris pas le soir
ne m'envoie pas de messages en anglais
plus de rappels pour la pesée
plus de poids au squat
plus que 3 séries
je ne veux plus de burpees
je ne veux plus avoir mal
je veux arrêter le programme
je veux plus de messages motivants
laisse tomber
laisse moi 2 minutes
enlève le squat de mon programme
retire ma dernière série
efface mon dernier repas
supprime mon compte
fin de la séance, 45 min
annuler la séance de demain
annule
envoie moi un message à 8h
un sms de rappel demain svp
désolé j'ai pas fait la séance
message reçu, merci
stop at 8 reps today
can you stop adding burpees
stop suggesting salmon
stop giving me lunges
i don't want you to plan cardio
dont send me a plan yet
don't message my coach
never mind
i quit sugar
cancel my gym session on friday
end my session now
remove the last message i logged
delete that text about my knee
take me off creatine?
leave legs out this week
i don't text while driving lol
my girlfriend texted me during squats
do not contact sports count as cardio?
is contact boxing ok with a bad wrist
no more running, my knee hurts
i've had enough protein today
enough with the lunges
i'm done
i'm done with my workout
i am sick today
i'm tired of squats
done, 5x5 at 80
text me when it is time to rest
message me every morning at 7
help me stop snacking
info about creatine
help, how do i log a run
quit your job and lift
get off the bench, 3 min rest
go away from machines and do free weights
arrête avec les squats
arrête de compter mes calories
stop les glucides le soir ?
plus de cardio svp
plus de repos entre les séries
pas de message avant 8h
j'ai plus de force au développé
j'en ai marre des squats
j'en ai marre
laisse moi le squat
retire le squat de la liste
enlève le rappel
ne me propose plus de saumon
ne m'envoie pas courir demain
je ne veux plus m'entraîner
"""


@pytest.mark.parametrize("text", OPT_OUTS.strip().split("\n"))
def test_who_wants_no_more_messages_is_heard(text: str) -> None:
    assert opt_word(text) == "stop"


@pytest.mark.parametrize("text", LOOK_ALIKES.strip().split("\n"))
def test_what_else_can_be_stopped_is_no_opting_out(text: str) -> None:
    assert opt_word(text) != "stop"


@pytest.mark.parametrize("text", ["cancel", "End.", "QUIT", "cancel please"])
def test_a_word_that_may_answer_a_question_is_left_to_it(text: str) -> None:
    assert opt_word(text) == "stop"
    assert opt_word(text, is_answer=True) is None


@pytest.mark.parametrize("text", ["remove my number", "supprime mon numéro"])
def test_a_number_is_the_channel_only_on_the_phone(text: str) -> None:
    assert opt_word(text, on_phone=True) == "stop"
    assert opt_word(text, on_phone=False) is None


@pytest.mark.parametrize("text", ["START", "unstop", "start again", "you can text me again", "reprends", "réabonne-moi", "i'm back"])
def test_who_comes_back_is_heard(text: str) -> None:
    assert opt_word(text) == "start"


@pytest.mark.parametrize("text", ["HELP", "info", "aide", "how do i stop these texts", "comment me désabonner"])
def test_who_asks_what_this_is_or_how_to_leave_gets_help(text: str) -> None:
    assert opt_word(text) == "help"


def test_a_letter_is_no_opt_out() -> None:
    assert opt_word("bench 3x5 80 kg, squat 5x5 100 kg, " * 10 + "stop texting me") is None
