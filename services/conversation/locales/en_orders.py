"""Which English words order something of the program: done, skipped, a pause, back again, a call? See part_tables.py."""

ORDERS = {
    "DID": "did done completed complete finished managed nailed smashed bagged ticked accomplished achieved boxed wrapped "
    "crossed checked walked sorted ✓ ✔ ✅ in_the_bag under_my_belt knocked_out polished_off",
    "FULL": "all every everything lot",
    "WALK": "walk walks walkies stroll strolls lap laps loop loops round rounds outing outings circuit circuits",
    "PLURAL": "walks",
    "TASK": "homework task routine job mission",
    "CHECK": "✓ ✔ ✅ ☑",
    "SURELY": "mission_accomplished job_done done_and_dusted in_the_bag all_sorted all_ticked_off job_s_a_good_un",
    "SOME": "half part partly partially some most bit few fraction piece",
    "NEARLY": "almost nearly only halfway half_way quite part half some most bit few except but bar apart",
    "NOT": "no not dont doesnt didnt never without isnt cant couldnt cannot havent hasnt wont unable wouldnt neither nor",
    "NIL": "nothing none nobody",
    "ANOTHER_DAY": "tomorrow later",
    "COUNT": "one two three four",
    "LEFT": "left remaining yet later tomorrow will ill gonna going plan try trying hope should must need want when if until",
    "DAY": "today tonight",
    "THIS_ONE": "it this one them today tonight",
    "GO": "walk walks walking out outside make_it manage manage_it happening_today get_to_it",
    "GO_ON": "wanted needed hurts",
    "PASS": "skip skipping skipped pass passing missing bailing a_miss sit_out sitting_out day_off rest_day night_off no_can_do impossible",
    "ALONE": "a_miss sitting_this sit_this day_off rest_day no_can_do not_happening",
    "HOLD": "pause pausing paused freeze suspend snooze mute on_hold hold_the hold_my hold_these hold_off hold_them hold_all "
    "hold_your take_a_break taking_a_break having_a_break have_a_break need_a_break time_out put_off postpone",
    "TEXTS": "texts text texting messages message msgs reminders program programme these this it them things me everything walks",
    "HALT": "dont_text dont_message dont_send no_texts no_messages stop_texting stop_the stop_these stop_messages stop_texts stop_sending",
    "AWAY": "away vacation holiday holidays hols abroad travelling traveling cruise off_to out_of_town off_on on_leave overseas "
    "camping flying_to fly_to going_abroad out_of_the_country",
    "PAST": "was been had came got did last went",
    "TIME": "days weeks week day fortnight weekend until till til thru through untill month",
    "BACK": "im_back i_am_back home_again back_home am_back im_home back_now back_again",
    "BACK_FROM": "back_from returned_from home_from",
    "AGAIN": "resume resuming unpause reactivate carry_on start_again start_back start_up pick_up back_on turn_on "
    "switch_on get_going begin_again start_over lets_continue ready_to_go_again start_the start_them start_my good_to_go crack_on",
    "ANEW": "start_sending resume_sending begin_sending",
    "ON_AGAIN": "continue carry go start on again",
    "CALL": "call ring phone buzz callback bell call_back ring_back",
    "TALK": "speak talk chat",
    "ASK": "can could please pls want need someone somebody anyone get have would like ask tell",
    "ME": "me us",
    "PERSON": "someone somebody anyone nurse therapist physio doctor doc person human team clinic",
    "INFO": "info information",
    "TURN": "turned turn headed cut gave stopped stop halfway half_way bailed quit limped packed came_back went_back sat_down sit_down pull_up "
    "had_to_stop stop_early came_home went_home early",
    "TURNED_AT": "stopped_at_the stopped_after_the stopped_at_one stopped_after_one stopped_after_two quit_after_one quit_after_the stopped_on_the",
    "TURNED": "turned_back turn_back turned_round turned_around turn_round turn_around headed_back headed_home cut_it_short cut_short gave_up "
    "stopped_early stop_early came_back_early packed_it_in packed_in limped_home limped_back limp_home had_to_stop stopped_after "
    "stopped_halfway bailed_out had_to_sit had_to_head had_to_bail bail_halfway had_to_go_home had_to_come_home had_to_come_back head_home had_to_pack cut_short_the",
    "HURT": "pain pains hurt hurts hurting sore leg calf hip bum buttock foot burning fire spasm cramp cramps cramped seized ache aching killing "
    "nerve sciatica flared flare twinge stabbing",
    "NO_ORDER": "all_right all_day all_night all_morning all_week all_afternoon all_evening all_weekend all_month all_over it_all_hurt anymore any_more "
    "ever again_ever never_again pain pains hurt hurts hurting goodbye stool bladder",
}
# What may stand beside the parts of an order and change nothing of it.
ORDER_COMPANY = (
    "i im ive id ill my the a an of for to in on at up off it this that these them all both now then and so just really again please pls thanks thank "
    "you ta cheers ok okay yes yep yeah hi hello hey today tonight morning afternoon evening already finally boss mate love pal guys folks team doc "
    "sir sorry give giving having taking face facing was were is are be been have has had do did get got with from here go gone went here can could we us me our your some "
    "another out back home folks lol haha gg chief x xx set think one ones day two three four"
)
