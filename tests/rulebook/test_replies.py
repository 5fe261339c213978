"""Is every reply that real people write read as it should be? A row of a table is "reading :: text | text"."""

import pytest

from schemas.vocabulary import Absent, Language, OpenQuestion, OptOut, ReplyKind
from services.conversation.reading.replies import Reading, ReplyContext, ReplyDay, as_json, read

PAIN_ASKED = ReplyContext(Language.ENGLISH, OpenQuestion.PAIN, 0)
BOTH_ASKED = ReplyContext(Language.ENGLISH, OpenQuestion.PAIN_AND_WALKS, 3)
WALKS_ASKED = ReplyContext(Language.ENGLISH, OpenQuestion.WALKS, 3)
NOTHING_ASKED = ReplyContext(Language.ENGLISH, OpenQuestion.NONE, 3)

SCORES = """
pain 7 :: 7 | 7. | 7!! | 7/10 | 7 out of 10 | about 7 | seven | Siete | sept | 7️⃣ | 7?
pain 7 :: pain 7 | Pain: 7 | pain=7 | pain is 7 | worst was 7 | it was a 7 | its a 7 | I'd say 7 | level 7
pain 7 :: 7 pain | PAIN 7 OUT OF 10
pain 7 :: ٧ | ۷ | ७ | sevn | 7 / 10 | 7 of 10 | a solid 7/10 leg pain :) | 7 👍 | hi, 7 | 7 thanks
pain 7 :: 7, thank you! | #7 | ~7 | (7)
pain 7 today :: a 7 today | today was 7 | 7 tonight
pain 8 :: eigth | 8 bad night | ouch 8 | 8. very bad | much worse 8 | leg 8
pain 10 :: 9 from 10 | 10 | ten | 10/10 | 10+ | 10!!! | 🔟
pain 7 :: 6.5 | 6½ | 6 and a half | six and a half | 7.0 | it was 5 when sitting but 7 standing
pain 4 :: three and a half | tres y medio | 3.5 | 4.0 | 4 /10 | L5 S1 hurts, 4 | better than yesterday, 4
pain 4 :: not bad, 4 | 4, tough day at work
pain 6 range :: 5-6 | 5 or 6 | 5 to 6 | 5–6 | between a 5 or 6 | 5 - 6/10
pain 7 range :: 6 to 7 | 6/10 to 7/10
pain 0 :: 0 | no pain | none | zero | cero | sin dolor | No pain at all | pain free | 0/10 | zero pain
pain 0 :: no pain in my leg | 0 pain
pain 0 today :: no pain today | none today
pain 5 :: 5 this morning, 3 now | 5 morning 3 evening | up to 5 | up from 2 to 5 | leg 3 back 5
pain 5 :: 3 in the leg and 5 in the back
pain 8 :: down from 8 to 5 | pain 3, was 8 this morning | went from 8 to 3 | 3 now but 8 earlier
pain 6 :: not 9, 6 | its not 9 its 6 | 6 not 9 | no, 6 | 6 same as yesterday | well 6
pain 5 :: 5\\nSent from my iPhone 12 | 5\\nGet Outlook for Android
pain 4 :: took 2 ibuprofen, pain 4 | walked 10 min, pain 4 | did 20 mins, 4/10 | 4 after 2 miles
pain 4 :: pain 4 at 9:30
pain 5 yesterday :: yesterday 5 | 5 yesterday | it was 5 yesterday
unclear 5 3 red? :: 5 yesterday 3 today
unclear 5 3 red? yesterday :: yesterday 5, now 3
unclear today :: nothing today | 30 minutes today? yes | no pain, worse tonight
unclear :: nothing | nada | rien | nope | no | yes | maybe | ? | ... | 🙂 | asdf
thanks :: hello | ok
help :: who is this
unclear :: I took 2 ibuprofen | did 2 sets of 10 | 3 miles | 20 mins | 1200 steps | 2pm | 2 pm | 10-15 min
unclear :: terrible | much worse | better | worse | not bad | not great | a lot better | tired
unclear :: it won't stop hurting
unclear 9 red? :: someone is coming at 9 | not 9 | 9 kids here | less than 9 | over 9
unclear 9 red? :: 9% | >9 | $9
unclear 2 :: 2 worse than yesterday | 2 better than yesterday | down 2
unclear 3 5 red? :: 3 of 5 | 3 out of 5
unclear 2 :: 2, if I sit still | 2, unless I move | 2, wait no | 2. oops wrong number
unclear 0 10 4 red? :: 0-10: 4
unclear 3 :: -3 | 3 kids | more than 3
unclear red? :: 11 | 15 | 100 | 1234567890123
unclear 10 red? :: 12/10 | 11 or 10
unclear 7 red? :: 7+ | pain 7 am | 7 unless i sit
unclear 8 red? :: 8 k thanks
unclear 10 1 red? :: 1O | 1o
unclear 10 0 red? :: l0
unclear 0 red? :: O | o
unclear 2 3 :: 2/3
unclear :: no pain now | no pain yet | almost no pain | no pain this morning | little to no pain
"""

WALKS = """
pain 4 walks 2 :: 4 2 | 4, 2 | 4,2 | 4 and 2 | pain 4 walks 2 | pain 4, 2 walks | 2 walks, pain 4 | 4, did 2
pain 4 walks 2 :: 4 (2 walks)
pain 4 walks 2 :: 4 2/3 | 4, 2 of 3 | 2 of 3, pain 4 | 4 2 walks done | 4/10 2 walks | walks 2 pain 4
pain 4 walks 2 :: pain: 4\\nwalks: 2
pain 8 walks 2 :: I did 2 walks and pain is 8 | 8 2 | 2 walks pain 8
pain 7 walks 3 :: 7 3 | 7 all 3 | 7, did all walks | done 7 | all done, 7 | 7 all done | did them all, 7/10
pain 7 walks 3 :: 7 three walks
pain 3 walks 3 :: 3 3
pain 1 walks 2 :: 1 2
pain 0 walks 0 :: 0 0 | no pain no walks
pain 5 walks 0 :: 5 0 | 5 no walks | 5 didn't walk | 5, skipped
pain 4 :: 4 | 4, did both | pain 4 | 4 some
pain 8 :: 2 8 | on my walks 8 | after walk 8, now 3 | walk hurt 8 | 8 standing 3 sitting
pain 8 range :: 5 to 8
pain 5 :: walk 1: 3, walk 2: 5 | 1st walk 3, 2nd walk 5 | 5 1st walk
pain 7 :: walked 10 min, pain 7 | did 7 out of 10
pain 0 walks 3 :: 0 3
unclear 4 2 :: 4 walks 2
unclear 2 :: done 2
unclear 8 red? :: 8 walks | did 8
unclear walks 3 8 red? :: done 8 walks
unclear :: none | both | did both
done walks 3 :: done | DONE! | did it | all done | did all 3 | all 3 walks | 3 walks | did them all | 👍 | ✅
done walks 3 :: hecho | fait | Done thanks
walks 2 :: 2 walks | did 2 | 2 of 3 | two walks | walked 2 | did 2 of 3 | did 2 walks today, thanks!?
walks 1 :: 1 walk | one walk | did one walk
part :: part | some | half | partly | did some
skip walks 0 :: skip | SKIPPED | no walks | didn't walk | couldnt walk | no walking | missed my walks
"""

ONLY_WALKS = """
walks 2 :: 2 | two | 2 walks | 2 of 3 | 2/3 | did 2
done walks 3 :: 3 | all | all of them | all 3 | three
skip walks 0 :: 0 | none | zero walks | none today?
pain 5 :: pain 5
unclear 5 red? :: 5
unclear :: both
part :: half
"""

COMMANDS = """
stop :: STOP | stop. | Stop please | please stop texting me | unsubscribe | QUIT | cancel | end | REVOKE
stop :: opt out | alto | arrêt | STOPALL
stop :: "stop" | stop!!! | STOP NOW | stop stop stop | please stop | optout | stop all | stop these texts
stop :: stop sending me these | no more texts
stop :: take me off your list | remove me | don't text me | leave me alone | I want to stop | unsubscibe
stop :: can you stop texting me | opt me out please
stop :: I don't want these texts | delete my number | arrêtez | parar | baja | désabonner
stop :: no me manden más mensajes | ne m'écrivez plus
stop pain 5 :: STOP 5 | 5 stop | stop, 5
unclear :: don't stop | i want to stop hurting | never stop sending
question :: why did you stop texting me | should I stop walking
unclear :: weekend
sore stopped :: I had to stop walking | had to stop, leg hurt | SORE | stopped early | couldn't finish
sore stopped :: very sore today?
pain 6 stopped :: had to stop walking, pain 6 | 6, couldn't finish
flare flare :: FLARE | flare up | having a flare up
pain 6 flare :: flare 6 | 6 flare up
unclear :: not sore | no flare
start :: START | start | UNSTOP | Start please | start.
unclear :: yes | YES | start walking | starts | restart | begin | subscribe | stop start now then
help :: HELP | INFO | help | help please | Help! | ayuda | aide | help me
ready :: ready | READY | I'm ready | ready to go | listo | lista | prêt | prête | Ready! | yes ready
ready :: redy go? ready
shoes :: SHOES | shoes | got my shoes | I have shoes | zapatos | chaussures | yes i have good shoes
call :: CALL | call me | please call me | can someone call me | llámame | appelez-moi | give me a call
call :: I need to talk to someone | call me back
call pain 4 :: pain is 4 call me
unclear :: not ready | don't call me | no shoes
pause days=3 :: PAUSE 3 | pause 3 days | pause for 3 days | pause three days | pausa 3 | away 3 days
pause days=14 :: pause 2 weeks | pause for two weeks | on vacation 2 weeks
pause days=7 :: pause a week | away for a week
pause until=weekday:4 :: pause until Friday | away till friday | pause til fri | pausa hasta el viernes
pause until=weekday:4 :: pause jusqu'à vendredi
pause until=12-03 :: away till 12/3 | pause until December 3 | pause until 3 dec | pause until dec 3rd
pause :: PAUSE | pause please
unclear :: go away | don't pause
resume :: RESUME | resume please | unpause | reanudar | reprendre
"""


def rows(table: str) -> list[tuple[str, str]]:
    """The cases of a table."""
    found = []
    for line in table.strip().splitlines():
        expected, texts = line.split(" :: ")
        found += [(expected, text.strip().replace("\\n", "\n")) for text in texts.split(" | ")]
    return found


def said(reading: Reading) -> str:
    """A reading in the words of the tables above."""
    parts = [reading.kind.value] if reading.kind not in (ReplyKind.PAIN, ReplyKind.WALKS) else []
    numbers = (("pain", reading.pain), ("walks", reading.walks))
    parts += [f"{name} {value}" for name, value in numbers if not isinstance(value, Absent)]
    if reading.kind is ReplyKind.UNCLEAR:
        parts += map(str, reading.candidates)
    flags = {
        "red?": reading.possible_red,
        "range": reading.ranged,
        "stopped": reading.stopped_early,
        "flare": reading.flare,
        "human": reading.third_person_danger,
        "opt-out": reading.opt_out is OptOut.SURE and reading.kind is not ReplyKind.STOP,
    }
    parts += [name for name, is_set in flags.items() if is_set]
    values = (("days=", reading.pause_days), ("until=", reading.pause_until), ("", reading.tier))
    parts += [f"{name}{value}" for name, value in values if not isinstance(value, Absent)]
    return " ".join([*parts, *([] if reading.day is ReplyDay.UNSAID else [reading.day.value])])


@pytest.mark.parametrize(("expected", "text"), rows(SCORES))
def test_a_score_is_read(expected: str, text: str) -> None:
    assert said(read(text, PAIN_ASKED)) == expected


@pytest.mark.parametrize(("expected", "text"), rows(WALKS))
def test_a_score_with_walks_is_read(expected: str, text: str) -> None:
    assert said(read(text, BOTH_ASKED)).removesuffix(" today") == expected


@pytest.mark.parametrize(("expected", "text"), rows(ONLY_WALKS))
def test_walks_alone_are_read(expected: str, text: str) -> None:
    assert said(read(text, WALKS_ASKED)).removesuffix(" today") == expected


@pytest.mark.parametrize(("expected", "text"), rows(COMMANDS))
@pytest.mark.parametrize("language", Language)
def test_a_command_is_understood_in_every_language(expected: str, text: str, language: Language) -> None:
    if language is not Language.ENGLISH and any(word in text for word in ("three", "two", "12/3")):
        pytest.skip("number words and dates are read in the patient's own language first")
    assert said(read(text, ReplyContext(language, OpenQuestion.PAIN))).removesuffix(" today") == expected


def test_both_walks_are_two_when_two_were_planned() -> None:
    asked = ReplyContext(Language.ENGLISH, OpenQuestion.PAIN_AND_WALKS, 2)
    assert said(read("4, did both", asked)) == "pain 4 walks 2"
    assert said(read("did both", asked)) == "done walks 2"


def test_listo_means_done_when_walks_were_planned() -> None:
    assert read("listo", NOTHING_ASKED).kind is ReplyKind.DONE


def test_a_long_letter_is_left_for_a_person() -> None:
    letter = "well my cousin came over and we talked about 8 things " * 30
    assert read(letter, PAIN_ASKED).kind is ReplyKind.UNCLEAR


def test_a_reading_is_stored_in_a_fixed_shape() -> None:
    assert as_json(read("walked 10 min, pain 7 yesterday", PAIN_ASKED)) == {
        "kind": "pain", "pain": 7, "walks": None, "possible_red": False, "tier": None, "day": "yesterday",
        "candidates": [7], "function": None, "pause_days": None, "unread": False, "rule": "pain 7",
        "words": "nothing", "reader": "3", "ear": None,
    }  # fmt: skip
