"""What became of every rule of the source articles: who acts on it, which test proves it, or why it is declined?

Ids are those of the clinical policy's section 1: source article - rule. Printed in the rulebook; a test looks that
every row, file and test that is named here exists.
"""

from schemas.value import value


@value
class SeedRule:
    """One rule of a source article. acted_on names rows of the table (`row:id`) or files; declined says why not."""

    id: str
    says: str
    acted_on: tuple[str, ...] = ()
    proof: str = ""
    declined: str = ""


_ENROL, _LINES, _MODALITY = (
    "services/journey/enrolling/enrol.py",
    "services/progression/lines.py",
    "services/progression/modality.py",
)
_DOSE, _TITRATION, _TEXTS = (
    "services/progression/dose.py",
    "services/progression/titration.py",
    "services/conversation/writing/texts.py",
)
_FACTS, _SETTINGS, _DANGER = (
    "services/progression/facts.py",
    "schemas/settings.py",
    "services/conversation/reading/red_flags.py",
)
_API, _VOCABULARY, _COUNTED = "schemas/api/requests.py", "schemas/vocabulary.py", "services/progression/conditions.py"
_REFUSED = "journey/test_loop.py::test_a_refused_enrolment_names_the_field_and_writes_nothing"
_FIELDS = "doors/test_api.py::test_bad_input_names_each_field_repeats_nothing_and_writes_nothing"
_TAUGHT = "courses/test_courses.py::test_what_was_not_taught_is_never_asked_for"
_CALM = "rulebook/test_modality.py::test_no_strength_and_no_stretch_unless_the_day_is_green"
_SAID = "rulebook/test_texts.py::test_all_texts_are_as_approved"
_SEEN = "rulebook/test_replies_red_flags.py::test_an_emergency_is_seen"
_MATRIX = "rulebook/test_rules.py::test_contraindications_block"
_NO_TIPS = "a text of 160 characters has no room beside the plan; the therapist teaches it"
_BY_HAND = "left to the clinician: software sees no body and gives no treatment"
_NO_MEDICINE = "Amble never speaks of medicine"


# fmt: off
S = SeedRule
SEED_RULES: tuple[SeedRule, ...] = (
    S("0-1", "a professional sets the program before it starts", (_ENROL, _API), _REFUSED),
    S("0-2", "cause and severity decide whether walking helps: both are asked", (_API,), _FIELDS),
    S("0-3", "move while pain does not grow", ("row:trend-hold", "row:trend-alert"),
      "rulebook/test_rules.py::test_a_rising_week_holds_the_step_but_keeps_the_credits"),
    S("0-4", "too much walking irritates the nerve: caps", (_TITRATION, "row:walked-too-much"),
      "properties/test_engine_progress.py::test_8_the_daily_total_stays_under_the_weekly_cap_and_the_ceiling"),
    S("0-5", "the way out is half of the walk", (_DOSE, _LINES),
      "rulebook/test_dose.py::test_the_turn_around_comes_no_later_than_half_way"),
    S("0-6", "begin with several short walks a day", (_DOSE,),
      "rulebook/test_policy.py::test_the_first_day_is_two_walks_of_five_minutes"),
    S("0-7", "change posture often", (_LINES, _TEXTS), _TAUGHT),
    S("0-8", "walk, then stretch, then ice", (_LINES,), _TAUGHT),
    S("0-9", "a pace at which one can talk", (_TITRATION,),
      "rulebook/test_policy.py::test_pace_comes_last_and_leaves_the_total_alone"),
    S("0-10", "flat ground", (_LINES,),
      "properties/test_engine_safety.py::test_18_uphill_only_where_diagnosis_and_flags_allow"),
    S("0-11", "short, with breaks", (_LINES,), "rulebook/test_lines.py::test_breaks_are_always_allowed"),
    S("0-12", "good posture", declined=_NO_TIPS),
    S("0-13", "supportive shoes first", (_ENROL, "services/journey/participation/consent.py"),
      "journey/test_loop.py::test_shoes_are_asked_for_before_the_first_walk"),
    S("0-14", "less activity calms inflammation, within the rest cap", ("row:red", "row:yellow"),
      "rulebook/test_rules.py::test_red_rests_and_the_way_back_is_half"),
    S("0-15", "above 7 of 10: rest", ("row:red",),
      "properties/test_engine_safety.py::test_1_after_a_red_day_nobody_walks"),
    S("0-16", "4 to 6 of 10: shorter walks", ("row:yellow", "row:yellow-again"),
      "properties/test_engine_safety.py::test_12_yellow_asks_for_less_than_earned_easily_and_on_the_flat"),
    S("0-17", "0 to 3 of 10: the plan as it is", ("row:green", "row:green-after-yellow"),
      "rulebook/test_rules.py::test_every_score_has_one_light_and_halves_round_up"),
    S("0-18", "rest with hips and knees bent", (_TEXTS,), _SAID),
    S("0-19", "what stretches the nerve hurts most", (_LINES, _TEXTS), _CALM),
    S("0-20", "heat and cold by turns", (_LINES,), "rulebook/test_lines.py::test_comfort_is_offered_on_a_day_of_rest"),
    S("0-21", "medicine over the counter", declined=_NO_MEDICINE),
    S("0-22", "gentle stretches for sciatica", (_LINES,), _TAUGHT),
    S("0-23", "massage or yoga", declined=_BY_HAND),
    S("0-24", "brace or tape may help some", declined=_BY_HAND),
    S("0-25", "walking in water is a way", (_LINES, _MODALITY), _TAUGHT),
    S("0-26", "nobody is like another: every threshold is the patient's own", (_SETTINGS,),
      "rulebook/test_settings.py::test_every_setting_says_its_meaning_unit_and_source"),
    S("0-27", "severe and lasting pain: a professional looks again", (_COUNTED, "row:yellow-again", "row:red-too-long"),
      "rulebook/test_policy.py::test_a_weekly_mean_of_seven_tells_the_therapist"),
    S("0-28", "an injection or a procedure interrupts", ("row:pause",),
      "rulebook/test_policy_pauses.py::test_days_paused_leave_a_share_of_the_earned_dose"),
    S("0-29", "severe after three months: another opinion", (_COUNTED,),
      "rulebook/test_policy.py::test_the_review_falls_on_day_ninety_and_on_no_other"),
    S("0-30", "early therapy is better than waiting: no least duration", (_ENROL,),
      "doors/test_api.py::test_enrolment_answers_patient_plan_and_texts_and_repeats_itself"),
    S("0-31", "see a professional early", (_TEXTS, "services/journey/hearing/hear.py"),
      "journey/test_loop.py::test_what_cannot_be_read_is_asked_once_then_handed_to_a_person_then_left"),
    S("0-32", "walk as far as it does not hurt", (_FACTS, _TEXTS),
      "rulebook/test_policy.py::test_a_walk_stopped_for_pain_makes_a_green_day_yellow"),
    S("1-1", "a diagnosis before any exercise", (_API,), _FIELDS),
    S("1-2", "active therapy needs lasting effort", (_COUNTED,),
      "rulebook/test_policy.py::test_a_week_of_less_than_half_asks_what_is_in_the_way"),
    S("1-3", "walking is safe if it is tolerated: test walks", (_DOSE,),
      "rulebook/test_policy.py::test_the_start_is_within_four_fifths_of_the_tolerated_test_walks"),
    S("1-4", "brisk walking keeps strength: the last lever", (_TITRATION,),
      "rulebook/test_policy.py::test_pace_comes_last_and_leaves_the_total_alone"),
    S("1-5", "uphill suits stenosis", (_MODALITY,),
      "rulebook/test_modality.py::test_only_stenosis_may_go_uphill_and_never_with_a_flexion_intolerant_disc"),
    S("1-6", "swimming for those who cannot bear load", (_LINES, _MODALITY),
      "rulebook/test_lines.py::test_a_substitute_counts_minute_for_minute"),
    S("1-7", "no swimming with an injured shoulder", (_MODALITY,),
      "rulebook/test_modality.py::test_a_shoulder_injury_rules_out_swimming_but_not_the_pool"),
    S("1-8", "warm water helps chronic pain", (_LINES,), _TAUGHT),
    S("1-9", "move within the range that does not hurt", (_TEXTS,), _SAID),
    S("1-10", "walk in the pool or with a belt instead of swimming", (_LINES,), _MATRIX),
    S("1-11", "disc relieved by extension: walking and swimming", (_MODALITY,), _MATRIX),
    S("1-12", "disc worse with bending: no hills", (_MODALITY,),
      "rulebook/test_modality.py::test_only_stenosis_may_go_uphill_and_never_with_a_flexion_intolerant_disc"),
    S("1-13", "stenosis relieved by bending: the bike", (_MODALITY, _LINES),
      "rulebook/test_lines.py::test_a_substitute_counts_minute_for_minute"),
    S("1-14", "swimming unloads the spine", (_LINES, _MODALITY), _MATRIX),
    S("2-1", "the treadmill is not for everyone", (_MODALITY, _SETTINGS),
      "rulebook/test_modality.py::test_the_treadmill_is_off_until_the_therapist_opts_in_and_the_bike_is_not_for_stenosis"),
    S("2-2", "the treadmill only as pain permits", (_LINES,), _CALM),
    S("2-3", "the treadmill's jarring may hurt", declined="replies do not tell where a walk was done, so that a pattern "
      "cannot be seen; the treadmill is off unless a therapist opts in"),
    S("2-4", "the treadmill may tense the hip", declined="as 2-3"),
    S("2-5", "falls: no treadmill, no rough ground", (_MODALITY,),
      "rulebook/test_modality.py::test_fall_risk_and_foot_drop_rule_out_the_treadmill"),
    S("2-6", "slowly: one lever at a time, time before pace", (_TITRATION, "row:step-up"),
      "properties/test_engine_progress.py::test_10_one_lever_rises_at_a_time_and_pace_comes_last"),
    S("2-7", "too much too soon aggravates", (_TITRATION, "row:walked-too-much"),
      "properties/test_engine_progress.py::test_22_walking_more_than_asked_never_brings_a_step_nearer"),
    S("2-8", "form on the treadmill", declined=_NO_TIPS),
    S("2-9", "no incline at first", (_TITRATION, "services/progression/engine.py"),
      "rulebook/test_policy.py::test_an_incline_never_comes_on_the_day_of_a_step"),
    S("2-10", "stretch before and after", (_LINES,), _TAUGHT),
    S("2-11", "stop at any pain", (_TEXTS, _FACTS, "row:yellow"),
      "rulebook/test_policy.py::test_a_walk_stopped_for_pain_makes_a_green_day_yellow"),
    S("2-12", "significant pain: speak to the provider first", ("row:held", "row:urgent-flag", "row:clinician-clears"),
      "properties/test_engine_safety.py::test_13_no_third_rest_day_without_a_person_and_no_walk_out_of_a_hold_without_a_clear"),
    S("2-13", "take concerns to a provider", (_TEXTS,),
      "rulebook/test_texts.py::test_consent_and_help_say_who_writes_and_how_to_stop"),
    S("3-1", "both legs is unusual", (_DANGER, _API), _SEEN),
    S("3-2", "sitting makes it worse", (_LINES,), _TAUGHT),
    S("3-3", "sharp pain may make walking hard", (_API, _DOSE),
      "rulebook/test_policy_pauses.py::test_who_cannot_walk_three_minutes_waits_for_a_person"),
    S("3-4", "a foot that drops: known, no treadmill; new, at once", (_DANGER, _MODALITY, "row:emergency-flag"), _SEEN),
    S("3-5", "most get better in weeks to months", declined="no promise of a benefit is texted"),
    S("3-6", "severe, disabling pain needs another look", (_COUNTED, "row:red-too-long"),
      "rulebook/test_policy.py::test_nine_out_of_ten_tells_the_therapist_and_eight_does_not"),
    S("3-7", "bladder, bowel, saddle, growing weakness: at once", (_DANGER, "row:emergency-flag"), _SEEN),
    S("3-8", "exercise is better than bed", ("row:rest-is-over",),
      "rulebook/test_rules.py::test_red_rests_and_the_way_back_is_half"),
    S("3-9", "a couple of days of rest after a flare-up, no longer", ("row:red-too-long", "row:rested-as-planned"),
      "properties/test_engine_safety.py::test_13_no_third_rest_day_without_a_person_and_no_walk_out_of_a_hold_without_a_clear"),
    S("3-10", "irritate no further: nothing is made up for", ("row:green-undone",),
      "properties/test_engine_progress.py::test_21_minutes_missed_are_never_carried_over"),
    S("3-11", "be gentle and stop when it hurts", (_TEXTS, _FACTS), _SAID),
    S("3-12", "talk to a doctor first", (_ENROL,), _REFUSED),
    S("3-13", "strengthen the core", (_LINES,), _TAUGHT),
    S("3-14", "stretch tight muscles", (_LINES,), _TAUGHT),
    S("3-15", "keep going after the goal", ("row:goal-kept", "row:maintenance", "row:maintenance-not-asked"),
      "rulebook/test_policy.py::test_two_weeks_at_the_goal_become_maintenance_and_yellow_leaves_it_for_a_while"),
    S("3-16", "the program depends on the diagnosis", (_MODALITY,), _MATRIX),
    S("3-17", "the hamstring stretch, for most", (_LINES, _MODALITY),
      "rulebook/test_modality.py::test_hamstring_stretches_wait_for_the_third_week"),
    S("3-18", "form is learned from a trained practitioner", (_LINES, _API), _TAUGHT),
    S("3-19", "gentle aerobics: no running, no jumping", (_VOCABULARY,),
      "rulebook/test_lines.py::test_running_and_jumping_cannot_be_ordered"),
    S("3-20", "by and by three miles of brisk walking, if possible", (_SETTINGS, _TITRATION),
      "rulebook/test_settings.py::test_the_goal_in_minutes_is_distance_over_pace_up_to_its_cap"),
    S("3-21", "lifting, sitting, standing in daily life", declined=_NO_TIPS),
    S("3-22", "rule out serious causes first", (_ENROL, "row:urgent-flag", "row:resume-long-gap"), _REFUSED),
    S("4-1", "strengthening, stretching and aerobics together", (_LINES,), _TAUGHT),
    S("4-2", "regular work, fewer episodes", ("row:maintenance",),
      "rulebook/test_rules.py::test_two_weeks_at_the_goal_become_maintenance"),
    S("4-3", "strengthen back, abdomen and hips", (_LINES,), _TAUGHT),
    S("4-4", "stretch what is tight and hurts", (_LINES,), _TAUGHT),
    S("4-5", "the hamstring is nearly always stretched", (_LINES,),
      "rulebook/test_modality.py::test_hamstring_stretches_wait_for_the_third_week"),
    S("4-6", "bird dog", (_LINES,), _TAUGHT),
    S("4-7", "its plank form later", (_LINES,), _TAUGHT),
    S("4-8", "walking, swimming and the pool are gentle", (_VOCABULARY, _LINES), _MATRIX),
    S("4-9", "yoga, tai chi, Pilates", declined="no dose of them is known to us; a therapist may note them"),
    S("4-10", "warm water where pain is high", (_LINES, _SETTINGS), _TAUGHT),
    S("4-11", "the condition decides the exercise", (_VOCABULARY, _MODALITY), _MATRIX),
    S("4-12", "at the worst, a day or two of rest", ("row:red",),
      "rulebook/test_rules.py::test_red_rests_and_the_way_back_is_half"),
    S("4-13", "no more than that", ("row:red-too-long", "row:silent-rest-too-long"),
      "rulebook/test_policy.py::test_third_red_day_holds_and_calls_the_therapist"),
    S("4-14", "movement feeds the spine: change posture on rest days", (_LINES, _TEXTS),
      "rulebook/test_lines.py::test_comfort_is_offered_on_a_day_of_rest"),
    S("4-15", "which professions may prescribe", declined="clinics decide whom they make a therapist; the API's scope for "
      "thresholds is not built yet"),
)
# fmt: on
