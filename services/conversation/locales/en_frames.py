"""Which English words tell a part of danger: a place, a change, a function, its failure, a wish, a way, a farewell?

A frame (frames.py) is a set of such parts in one clause, in any order; "a_b" are words in a row.
"""

CONCEPTS = {
    "UNREAL": "cotton_wool cushion_thats balloon sponge cotton marshmallow rubber_ring thats_not_there",
    "SIT": "sitting sit seat chair",
    "SMELL": "oozing pus smell smells smelly red weeping leaking open opened yellow_stuff discharge hot",
    "WOUND": "wound scar incision stitches cut_site dressing",
    "TEMP": "temp temperature thermometer fever degrees shivering reading",
    "WEAPON": "rope noose gun pistol shotgun rifle razor razors knife blade poison 🔫 🔪 hosepipe ligature",
    "HAVE": "have got ive loaded bought hid hidden holding found ready table bed keep",
    "RAIN": "rain rainy raining storm umbrella puddle puddles pool swim swimming sprinkler hose cold snow freezing sweaty sweat weather sea dog",
    "SADDLE": "between_my_buttocks back_end hind_end tush tushie booty genitalia perineal lady_garden front_bum pecker where_i_wipe seat_bones tail_end crotch_region privates_area "
    "groin genital genitals privates private_parts private_part private_area crotch vagina vag vulva labia penis willy todger dick cock knob testicles testicle scrotum "
    "balls nuts bollocks anus rectum perineum taint butt bum bottom buttock buttocks ass arse backside rear_end behind_is down_there down_below nether_regions "
    "undercarriage bits lady_parts lady_bits fanny hoo_ha foof noonie minge cooch pussy ladybits bumhole saddle_area saddle toilet_seat loo_seat when_i_wipe toilet_paper "
    "between_my_legs between_legs between_the_legs between_my_cheeks bum_cheeks between_cheeks inner_thighs inside_of_my_thighs undercarridge nethers crack manhood member tackle "
    "wiping loo_roll where_i_sit seat_area pelvis pelvic where_you_sit when_i_sit_on junk hooha hoohah nether_region pubic pubes undercarriage_area downstairs_area "
    "front_bottom 🍑 🍆 anal sit_bones crotch_area private ",
    "NUMB": "feeling_nothing nothing_when dead_to_the_touch deadness like_rubber like_a_block novacaine no_response lost_the_sense gone_to_wood went_dead felt_dead feel_dead cant_feel_her isnt_mine_anymore "
    "numb numbness numbing numbed tingle tingling tingles tingly pins_and needles asleep gone_to_sleep went_to_sleep prickly prickling dead wooden anaesthetic anesthetic "
    "anaesthetised novocaine novocain dentist pins cotton_wool deadened gone_dead fuzzy buzzing senseless nothing_there isnt_mine not_mine isnt_there not_there "
    "thats_not_there doesnt_belong belongs_to_someone frozen lost_feeling no_feeling no_sensation zero_feeling cant_feel cannot_feel couldnt_feel dont_feel didnt_feel "
    "not_feel unable_to_feel lost_sensation lost_all_feeling lost_all_sensation barely_feel hardly_feel barely_felt hardly_felt without_feeling less_feeling dull dulled "
    "anaesthesia anesthesia nothing_down no_sense no_sensations without_sensation sleepy cant_sense dont_sense cannot_sense dont_register lost_the_feeling no_more_feeling "
    "never_felt not_feeling dont_know_its_there doesnt_feel_like_mine feels_like_someone_elses not_feel_like_mine cant_tell_if lost_all_sense anaesthetised_feeling "
    "like_wood like_leather like_plastic like_cardboard ",
    "ODD": "strange weird odd different altered funny not_right not_normal peculiar wrong unusual gone_funny not_proper not_properly improper ",
    "FUNCTION": "piddle piddling wazz spend_a_penny number_1s turd turds lav lavvy bowels_open water_works empty_my_bladder empty_my_bowels "
    "pee peeing peed wee weeing weed wees tinkle urine urinate urinating urinated urination piss pissing poo pooing pooed poop pooping pooped stool stools bowel bowels "
    "bladder waterworks motion motions toilet loo bathroom restroom number_two number_one number_2 no_2 shitting crapping widdle void voiding empty_it hold_it defecate "
    "defecating incontinent continent catheter underwear undies knickers panties nappy diaper pads wet_bed wet_the_bed bed_wet potty sphincter bog the_john crapper "
    "make_water pass_water passing_water passing_urine urinary stream peein pee_pee poopy 💩 🚽 plop dump wetting void_urine the_p number_twos number_ones the_urge no_urge "
    "urge_to_go flow ",
    "GONE": "peed pooed pooped weed been_to_the_toilet been_to_the_loo been_to_the_bathroom gone_to_the_toilet opened_my_bowels emptied passed_water passed_urine been_able_to_go "
    "wee pee poo poop been_able_to_pee been_able_to_poo been_able_to_wee had_a_wee had_a_pee had_a_poo ",
    "CANT": "cant cannot couldnt unable wont cnt kant can_not could_not not_able wouldnt aint_able cannae canny struggle struggling struggled",
    "TROUBLE": "blocked blockage hesitant cant_start wont_flow only_drips just_drips dribs wont_empty not_emptying "
    "trouble difficulty difficult hard problem problems issue issues bother slow weak_stream strain straining stuck push pushing trickle trickles stop_start wont_start "
    "retention takes_ages takes_forever hesitancy catheterised catheterized catheter ",
    "LEAK": "trickling seeping seeps runs_out runs_down ran_down running_down flooded pouring_out came_out_on let_go_on_me "
    "leak leaking leaked leaks leakage dribble dribbling dribbles dribbled dripping drips incontinence incontinent soaked drenched soiling soiled messed_myself messed_my "
    "shat dripped keeps_coming just_comes_out just_came_out comes_out_on ",
    "ACCIDENT": "without_feeling dont_know_when had_no_idea unaware no_idea_id didnt_know_i_had didnt_know_i_was before_i_knew "
    "accident accidents without_knowing didnt_know without_realising without_realizing didnt_realise didnt_realize didnt_notice never_felt_it no_warning didnt_make_it "
    "dont_make_it not_make_it dint_make_it didnt_get_there in_time without_control no_control lost_control losing_control lose_control out_of_control doesnt_stay cant_control no_longer_control no_idea_when cant_tell "
    "nothing_comes nothing_came nothing_happens nothing_happened comes_out came_out wont_come doesnt_come coming_out falls_out not_coming",
    "SELF": "myself meself mesel my_pants my_trousers my_jeans my_knickers my_underwear my_undies the_bed my_bed the_sheets my_sheets my_legs my_leg everywhere pants",
    "WET": "wet wetting soaked damp peed pissed weed pooed pooped soiled shat shit crapped wetted",
    "LEG": "leg legs foot feet ankle ankles knee knees thigh thighs toe toes big_toe heel heels legg leggs lower_limb limb limbs shin tiptoe tiptoes tip_toe tip_toes tippy_toes hip",
    "MOTOR": "quit_working packed_up gave_up went_on_strike wont_do_what gone_dead like_mush mushy boneless gone_to_jelly turn_to_jelly went_to_jelly dont_work wont_carry shut_off switched_off cut_out drop_foot wont_answer went_out_from goes_out_from folded folded_under like_wet_noodles useless_now "
    "giving_way gave_way gives_way give_way giving_out gave_out gives_out give_out gives_under buckle buckles buckled buckling folds collapse collapses collapsed "
    "collapsing floppy flops flopping limp jelly weak weaker weakness weakening useless paralysed paralyzed paralysis dead_weight lifeless no_strength lost_strength "
    "no_power lost_power losing_power loosing_power loosing_strength losing_strength less_strength less_power slap slaps slapping catches catching scuffing scuffs "
    "scuffing_the went_from_under goes_from_under from_under_me under_me wobbly_and rubber rubbery like_lead doesnt_work not_working stopped_working wont_work wont_hold "
    "not_hold doesnt_hold isnt_working not_responding doesnt_respond wont_respond doesnt_listen wont_listen doesnt_obey no_control spaghetti noodle noodles droopy "
    "gone_from_under packing_in packed_in packs_in goes_on_me went_on_me gave_up_on_me shuts_down turns_over rolls_over going_from_under conked folds_under folding_under "
    "fold_under just_folds going_numb_and_weak dropping_off_us gone_weak gone_floppy went_weak weaken weakened cant_support not_stand wont_stand no_more_strength lost_use "
    "lost_the_use no_use_of wont_lift wont_go doesnt_lift heavy_as_lead like_a_dead_fish like_string like_sandbags unresponsive no_longer_works not_holding isnt_holding "
    "went_down_under crumpled crumples crumpling wobbles_and_gives jellylike wont_bend wont_straighten wont_move doesnt_move refuses ",
    "MOVE": "lift_my_foot raise_my_toes pull_my_foot "
    "lift raise push pick move wiggle wriggle flex bend stand_on hold_me control work working respond get_up_on rise_up press pull_up point_my curl heel_walk carry_me hold_up "
    "support_me take_my_weight take_weight bear_weight stand_up",
    "TRIP": "trips tripping trippin tripped stumble stumbles stumbling stubbing",
    "OWN": "own over_my over_me",
    "SIDES": "both_sides both_legs both_feet two_legs both_thighs both_calves both_ankles other_leg other_foot other_side second_leg opposite_leg left_and_right each_leg "
    "both_my_legs both_my_feet both_the_legs all_four_limbs both_knees either_leg two_foots two_feet my_two_legs my_two_feet both_foot both_leg ",
    "ACHE": "pain pains painful hurt hurts hurting ache aches aching ake akes sore burning sciatica pins_and shooting stabbing electric zapping agony throbbing",
    "CHEST": "chest breastbone sternum ribcage",
    "PRESS": "pain pains painful hurts hurting ache aching tight tightness pressure crushing squeezing heavy heaviness crushed elephant vice",
    "BREATH": "breathe breathing breath breaths air",
    "SHORT": "short shortness gasping fighting catch_my hardly_get struggle struggling cant cannot hard difficult trouble out_of_breath_just",
    "CALF": "calf calves calve back_of_my_leg",
    "CLOT": "swollen swelling swells swelled red redness hard warm puffy puffed hot_and_red hot_and_swollen lump bigger_than balloon ballooned",
    "BLOOD": "blood bleeding",
    "BRINGS": "cough coughing coughed coughin spit spitting vomit vomiting puke puking throwing_up threw_up sick_up poo pee stool wee urine",
    "FACE": "face mouth smile eye speech words arm",
    "STROKE": "droop droops drooping droopy slurred slurring slur lopsided fallen_on_one garbled stroke sagging dropped_on_one",
    "FAINT": "passed_out blacked_out black_out fainted lost_consciousness unconscious came_round collapsed i_went_down seizure fit_on_the convulsion keeled_over fainting_spell "
    "nearly_fainted confused faint_on nearly_passed ",
    "FEVER": "fever feverish fevers chills burning_up shivering shivers night_sweats high_temperature high_temp running_a_temperature running_a_temp a_temperature rigors "
    "sweating_all sweats_all cold_sweats febrile shaking_with temp_of temperature_of temp_is_10 temperature_is_10 temp_38 temp_39 temp_40 temp_100 temp_101 temp_102 "
    "temp_103 shiver cold_shake cold_shakes hot_and_cold cold_and_hot hot_then_cold fevery pyrexia running_hot feel_hot_and_shaky shaking_and_sweating hot_and_shivery "
    "shivery soaked_the_sheets_with_sweat drenched_in_sweat night_sweat ",
    "FALL": "flew_off fell_from dropped_from landed_hard landed_on_me fell_on_me thrown_from bucked_off knocked_flying down_the_stairs down_the_steps went_flying_off went_over_the_handlebars came_off_the_bike off_the_ladder off_the_roof off_the_kerb off_the_curb "
    "fell fallen took_a_tumble had_a_tumble tumbled tumble went_flying went_down_hard landed_on knocked_over knocked_down slipped_in slipped_and slipped_over "
    "hit_the_floor went_over_on hit_by run_over faceplant face_planted went_head tripped_and tripped_over tripped_on slid_off toppled thrown_off threw_me a_spill "
    "came_a_cropper came_cropper rolled_my_car fell_off fell_down went_arse knocked_off_my knocked_off_the knocked_off_a came_off_my came_off_a came_off_the "
    "slipped_on_the slipped_on_some slipped_on_a slipped_on_ice slipped_on_wet a_fall bad_fall had_fall fell_over fell_downstairs slid_down missed_a_step missed_the_step "
    "lost_my_footing fell_flat had_a_spill lost_my_balance_and_fell went_over_backwards fell_backwards fell_off_the fell_off_my fell_out_of pitched_forward crashed_to_the "
    "tumbled_down knocked_to_the slipped_getting ",
    "CRASH": "accident crash crashed wreck wrecked collision rear_ended pile_up smash smashed_into shunt t_boned totaled totalled",
    "VEHICLE": "car van truck bus bike bicycle motorbike motorcycle scooter interstate motorway highway freeway road taxi train driver",
    "LOST": "falling_off melting_off melting_away hang_off_me hanging_on_me skin_and_bone wasting_away dropped_three "
    "loss lost losing loosing lose dropped shed shedding down",
    "WEIGHT": "dress_sizes three_sizes hang_off_me hanging_on_me skin_and_bone wasting_away "
    "weight stone pounds lbs kilos kg kgs",
    "DIET": "diet dieting slimming weightwatchers gym trying keto fasting exercise exercising ozempic goal target bet bingo finally proud yay currency money",
    "WANT": "want wanna wanting wants wish wishing gonna thinking think thinkin thoughts thoughs feel_like rather planning plan planned tempted considering considered about_to might "
    "decided wanted ideas urge urges gunna going_to thinking_of hope_i ready_to",
    "DIE": "swerve_into walk_in_front step_off_the jumping_in lie_on_the_tracks hang_from "
    "die dying end_it ending_it end_it_all ending_it_all end_everything end_things ending_things end_my_life ending_my_life take_my_life taking_my_life kill_myself "
    "killing_myself not_wake never_wake wouldnt_wake wont_wake didnt_wake dont_wake not_waking never_waking wake_up_dead sleep_forever sleep_and_never jump_off jumping_off "
    "jump_in_front jumping_in_front jump_from hang_myself hanging_myself shoot_myself cut_myself cutting_myself hurt_myself hurting_myself harm_myself harming_myself slit "
    "overdose od not_exist stop_existing not_be_here not_be_around not_be_alive be_gone be_no_more off_myself offing_myself off_meself top_myself topping_myself do_myself_in "
    "kms unalive suicide suicidal sui self_harm check_out_for go_to_sleep_forever never_been_born wasnt_born crash_the_car drive_into drown_myself walk_into_traffic "
    "step_in_front be_dead was_dead were_dead being_dead killed_myself",
    "SURELY_DIE": "no_point_being_here rather_not_be_around rather_not_be_alive rather_not_wake sooner_not_be_here better_if_i_wasnt better_if_i_werent better_if_i_was_gone not_be_here_any_more ready_to_check_out log_off_for_good delete_myself done_with_this_life done_with_living no_more_tomorrows tired_of_existing dont_want_to_see_another dont_wanna_see_another wont_see_morning hope_i_dont_wake wish_i_didnt_wake dont_want_to_be_around "
    "kill_myself killing_myself end_my_life ending_my_life take_my_life taking_my_life suicide suicidal sui_thoughts kms unalive hang_myself shoot_myself top_myself "
    "hanging_myself shooting_myself topping_myself slit_my off_myself better_off_dead better_dead rather_be_dead want_to_die wanna_die wish_i_was_dead wish_i_were_dead "
    "want_to_be_dead dont_want_to_be_alive dont_want_to_be_here dont_wanna_be_here dont_wanna_live dont_want_to_live not_want_to_live not_want_to_be_here "
    "no_longer_want_to_live self_harm self_harming tired_of_living sick_of_living sick_of_life tired_of_life tired_of_being_alive hate_being_alive dont_want_to_exist "
    "dont_want_to_wake dont_wanna_wake dont_wanna_exist done_with_life had_enough_of_life had_enough_of_living end_it_all cut_my_wrists slit_wrists no_will_to_live "
    "lost_the_will given_up_on_life give_up_on_life goodbye_cruel goodbye_world not_worth_living isnt_worth_living let_me_die ended_it_all finish_myself finish_me "
    "letters_to_everyone goodbye_letter goodbye_letters goodbye_note suicide_note leave_this_world leave_this_earth ready_to_die plan_to_kill plan_to_die "
    "going_to_kill_myself gonna_kill_myself life_is_over nothing_to_live no_reason_to_live not_wake_up_tomorrow dont_want_to_see_tomorrow no_tomorrow_for_me killed_myself "
    "tired_of_the_life take_them_all swallow_them_all end_my_suffering_for join_my_late want_to_be_gone take_my_own_life own_life_tonight lord_take_me god_take_me "
    "take_me_lord lord_to_take_me god_to_take_me take_me_home_lord join_my_husband_in join_my_wife_in meet_my_maker live_or_die hope_i_die die_in_my_sleep never_been_born "
    "wish_i_wasnt_born wish_i_was_never jump_in_front drive_into_a_wall drive_into_a_tree walk_into_the_sea walk_into_traffic off_the_balcony off_a_bridge end_me unlive "
    "unaliving said_my_goodbyes said_goodbye_to_everyone wrote_a_goodbye written_a_goodbye wrote_my_goodbye this_is_goodbye goodbye_forever goodbye_everyone "
    "dont_care_if_i_live enough_pills_to stockpiled_pills overdosing over_dose_on od_on overdose_on nobody_would_miss no_one_would_miss wont_miss_me sick_of_being_alive "
    "dont_wanna_be_alive kill_my_self killing_my_self hurt_my_self reason_to_live reasons_to_live point_in_living point_of_living worth_living end_my_own end_it_tonight "
    "end_things_tonight finish_it_all want_out_of_life leave_this_life rest_in_peace_soon not_wake_up_again never_wake_up never_waking_up stop_living "
    "stop_breathing_for_good gas_myself drown_myself starve_myself ",
    "NOT": "no not dont doesnt never without aint isnt cant nothing whats stop wouldnt wont no_longer why",
    "LIVE": "live living be_here being_here go_on going_on carry_on carrying_on wake_up exist be_alive life continue see_tomorrow keep_going",
    "POINT": "point reason purpose use hope future sense worth",
    "OTHERS": "everyone everybody world family they kids people wife husband mum nobody no_one children youd you_all you",
    "BETTER": "better happier better_off relieved easier",
    "WITHOUT_ME": "without_me if_i_was_gone if_i_were_gone if_i_wasnt_here if_i_werent_here if_i_died if_i_wasnt_around when_im_gone would_miss_me will_miss_me misses_me id_be_missed "
    "if_i_disappeared once_im_gone burden rid_of_me",
    "PILLS": "sleeping_tablets paracetamol co_codamol opioids oxycodone "
    "pill pills tablet tablets meds tabs medication painkillers pain_killers capsules morphine codeine tramadol insulin paracetamols tramadols tylenol packet bottle "
    "sleeping_pills oxy percocet",
    "TOTAL": "all the_lot them_all every",
    "MANY": "laid_out stockpiled hoarding hidden counted counting enough_pills "
    "too_many lots_of a_load load_of loads_of whole handful overdose overdosed od too_much every_last lined_up bottle_of stash saved_up saving wrong_dose double_dose bunch_of",
    "TAKE": "took taken take taking swallow swallowed swallowing popped downed necked",
    "MEANS": "overpass railing train_line paracetamol_box "
    "bridge rope noose gun cliff razor blade rooftop knife wrists traffic train_tracks railway tracks pills_lined shotgun pistol exhaust belt",
    "GOODBYE": "tell_my_boys tell_my_mother tell_my_sister tell_my_brother tell_my_daughter tell_my_son other_side_soon wrote_a_note left_a_note affairs_in_order tell_them_i "
    "goodbye good_bye farewell bye_forever wont_be_here not_be_here wont_see wont_be_around last_text last_message this_is_the_end take_care_of_my look_after_my look_after_the "
    "tell_them final_goodbye nice_knowing wont_need forgive_me tell_my_kids tell_my_family tell_my_wife tell_my_husband tell_my_mum tell_my_mom tell_everyone",
    "FOREVER": "love kids forever family everyone everything next_week tomorrow sorry always children cat dog mum will dont_cry ever_again for_good everybody husband wife soon them",
    "STUPID": "something_stupid do_something_bad something_silly do_something_i anything_stupid something_drastic",
    "DESPAIR": "no_use_going_on cant_do_it_anymore cant_do_this_anymore cant_do_this_any_more done_fighting tired_of_fighting nothing_left_for_me empty_inside dont_see_the_point done_with_it_all nothing_to_look_forward cant_see_a_way_out no_good_to_anyone not_worth_living "
    "hopeless worthless cant_go_on cant_carry_on cant_do_this cant_take_it cant_take_this cant_cope no_hope dark_thoughts dark_things dark_place give_up giving_up "
    "had_enough too_much_for_me cant_keep_going want_out whats_the_point no_point all_alone nobody_cares no_one_cares suffering_to_end hate_my_life hate_myself trapped "
    "cant_live_like live_like_this breaking_point end_of_my_tether end_of_my_rope at_rock_bottom crying_all it_to_stop_forever be_over disappear vanish all_be_over "
    "over_forever not_worth_it want_it_to_end it_to_end rest_of_my_life after_tonight worry_about_me no_way_out written_letters cant_go_on_like see_the_spring "
    "all_of_it_forever tired_of_being_tired wont_be_around not_be_around never_see_me cant_face_another no_future dont_see_a_future out_of_my_misery want_it_over "
    "tonight_is_the_night do_it_tonight burden_to_everyone all_i_think_about_is i_give_up_on done_with_everything nothing_matters no_one_would_care nobody_would_care "
    "if_i_disappeared feel_empty so_alone no_will cant_live other_side ",
    "NEED": "need needed needing want_to wanted_to have_to had_to",
    "WAY": "walk walking find reach sit climb stairs drive far upstairs downstairs queue",
    "HOUSE": "clean cleaned cleaning scrub scrubbed scrubbing tiling tiled paint painting painted plumber fix fixing fixed decorate decorated seat_broken store roll cleaner mop mopped "
    "hoovered renovating",
    "TRIGGER": "when_i_cough when_i_sneeze when_i_laugh when_i_stand when_i_walk when_coughing now new again constantly cough keep keeps always every_time suddenly ",
    "BACK": "back shoulders neck arms hands shoulder",
    "FINE": "fine ok okay normal normally good great well no_problem no_problems no_issues no_trouble ok_now easily regular regularly all_clear not_bad",
    "HAPPEN": "ambulance a_and_e cauda_equina cauda paramedics the_er admitted_to emergency_surgery",
    "WAKES": "woke_me wakes_me kept_me_up keeps_me_up up_all_night woke_up_every awake_all couldnt_sleep_for",
    "NIGHT": "all_night every_night every_hour whole_night night_and_day day_and_night constant nothing_helps wont_ease unrelenting",
    "VANISH": "disappear vanish vanish_for cease_to_exist stop_being_here ",
    "LOOK": "looking look looked staring stare eyeing standing_on stood_on keep_thinking",
}
# What sounds like danger and is a way of speaking: at most unread.
_PETS = "dog|puppy|pup|cat|kitten|baby|toddler|little one|grandson|granddaughter|kid|horse|hamster"
_THINGS = (
    "battery|phone|mobile|car|van|truck|engine|signal|wifi|internet|mower|laptop|computer|printer|tv|telly|plant|plants|boiler|fridge|freezer|"
    "washing machine|dishwasher|bike|scooter|lift|elevator|tap|hose|roof|gutter|exhaust|radiator|watch|tablet|team|bus|train|balloon|football"
)
IDIOMS = (
    rf"(?:the|my|our|his|her) (?:{_PETS}) (?:\w+ ){{0,3}}(?:peed|pooed|weed|wet|pissed|puked|poo|pee|threw up|accident)(?: (?:on|in|all over) (?:the|my) \w+)?",
    rf"(?:{_THINGS}) (?:s |is |was |has |have |had |went |keeps |just |finally )*(?:dead|died|dying|leak|leaks|leaking|leaked|burst|collapsed|gave up|packed up|broke down|overheated)",
    r"(?:numb|stiff|dead|dying|shaking|weak) with (?:boredom|cold|shock|joy|laughter|excitement|relief|nerves|hunger)",
    r"(?:nodded|dozed|dropped|drifted) off",
    r"(?:baby|wedding|election|world cup|dance|disco|gold|cabin|hay|spring|football|jungle|scarlet) fever",
    r"chest (?:of drawers|freezer|hair|x ray)",
    r"(?:cut|burnt|burned) myself (?:shaving|cooking|on|with|chopping|in)",
    r"(?:scales|bathroom scales)",
    r"(?:fell|fall|falling|fallen) (?:in love|asleep|behind|apart|through|short|out with|for (?:it|him|her|that|this)|into (?:place|bed|a deep)|on deaf)",
    r"(?:pain|it|heart|night|darkness|temperature|temperatures|price|prices|snow|rain|leaves|sales|stocks|number|score) (?:had |has |just )?(?:fell|fallen|falls|dropped)(?: off| down| away)?",
    r"(?:hay|cabin|spring|football|jungle|gold|scarlet) fever",
    r"fever pitch",
    r"(?:tripped|trips|tripping) (?:the|a) (?:alarm|switch|fuse|breaker|light|wire)",
    r"(?:trip|trips) (?:to|with|around|out|away|of|into)",
    r"(?:day|road|boat|business|school|shopping|fishing|camping|family|bus|train|round|field|ego|guilt) trips?",
    r"(?:a|the|my|our|this) (?:\w+ )?trip",
    r"weak at the knees",
    r"weak (?:at the sight|coffee|tea|moment|spot|excuse|signal|with (?:hunger|laughter|laughing))",
    r"(?:a |its a |its |pretty |very |really )?weak (?=\d)",
    r"numb with (?:boredom|cold|shock|joy|laughter)",
    r"numb (?:thumb|after the dentist|from the dentist)",
    r"(?:the )?dentist (?:numbed|numb)",
    r"(?:dying|die|died) (?:of|from|for|to) (?:boredom|laughter|laughing|heat|hunger|thirst|embarrassment|shame|cold|a|some|coffee|know|see|try|meet|get)",
    r"dying of \w+",
    r"to die for",
    r"(?:battery|phone|car|engine|signal|wifi|mower|laptop|tv|plant|plants) (?:is |was |went |has )?(?:dead|died|dying)",
    r"dead (?:tired|beat|battery|on my feet|good|easy|right|slow|line|end|phone|boring|chuffed|pleased|nice|happy|funny)",
    r"not dead(?: yet)?",
    r"(?:knock|drop|play) ?(?:em|ed)? dead",
    r"(?:id |could |would |i )?(?:kill|murder) (?:for )?(?:a|an|some|that) \w+",
    r"(?:could|would|id) (?:kill|murder) for",
    r"killing (?:me|it|time|them|the)(?! softly)",
    r"(?:is|are|was|were|its|s) killing me",
    r"kill(?:ing)? me (?:now )?(?:ha|lol|haha|hehe|x)\w*",
    r"suicide squad",
    r"kill(?:ing|ed)? (?:time|bill|joy|the (?:mood|time|weeds|grass|lights))",
    r"(?:lost|losing|lose) (?:\w+ )?(?:my )?(?:keys|phone|glasses|temper|mind|count|track|interest|signal|game|games|bet|money|a fiver|patience|voice|way|\d+ games)",
    r"chest of drawers|chest freezer|off my chest|medicine chest|treasure chest|war chest",
    r"(?:accident|accidents) (?:on|at|blocked|held|closed|up) (?:the )?(?:road|motorway|highway|interstate|freeway|junction|m\d*)",
    r"by accident",
    r"collapsed (?:on|in|into) (?:the |my |a )?(?:sofa|couch|bed|chair|armchair|heap)",
    r"slipped (?:on|into) my \w+",
    r"hold it together",
    r"taking the piss",
    r"(?:wear|wearing|in|my) sweats",
    r"(?:no|without|any) accidents?",
    r"(?:temperature|temp|temps) (?:outside|outdoors|today was|is (?:in the|warm|cold|nice|dropping))",
    r"dropped (?:my|the|it|a) (?:phone|cup|plate|keys|glass|bag|pen|card|book|remote|pan|mug)(?: (?:in|into|down) the \w+)?",
    r"couldnt (?:feel|be|have felt|have been) better",
    r"hold back (?:the )?(?:tears|laughing|laughter)",
    r"(?:hold|held|holding) (?:on|hands|the (?:baby|dog|door|line|kids))",
    r"end(?:ed|ing)? (?:it |the \w+ |my \w+ )?(?:early|short|at|up|with|on)",
    r"(?:weekend|the end of|end of the|at the end|in the end|by the end|dead end)",
    r"over the hill",
    r"(?:wait|waiting|cant wait|excited|ready|hoping) to get back to",
    r"blood (?:pressure|sugar|test|tests|work|thinner|thinners|orange|moon|donor|bank)",
    r"(?:red|hot|cold)? ?blooded",
    r"bloody",
    r"drag(?:ged|ging)? (?:myself|me|him|her|the|out|on|race|queen)",
    r"day dragged",
    r"dragging (?:day|on|by)",
    r"buckle up",
    r"belt buckle",
    r"pick me up",
    r"off (?:to|work|for) (?:bed|work|the|my)",
    r"day off|night off|time off|week off|days off",
    r"in bits",
    r"bits and (?:bobs|pieces)",
    r"(?:a |little )?bit",
    r"odd jobs?",
    r"(?:against|beat) all odds",
    r"good behind me",
    r"couch to",
    r"piss(?:ed)? (?:off|it down)",
    r"pissing (?:down|it down|with rain|rain|about)",
    r"(?:its|it was|was|it) (?:pissing|peeing|chucking)(?: it)? down",
    r"holy (?:shit|crap)|no shit|bull ?shit|shit (?:day|weather|show|happens)|shitty?|crappy|(?:oh|ah|aw) (?:crap|shit|poo)|(?:feel|feeling|felt|sleep|slept|like|day) (?:like )?(?:shit|crap)|crap (?:day|weather|night|sleep)|pretty (?:crap|shit)|bit (?:crap|shit)|(?:was|is|its) (?:crap|shit)",
    r"(?:walk|walked|drove|drive|trip|trips) (?:\w+ )?to the (?:bathroom|toilet|loo|restroom)(?! (?:and|but|seat))",
    r"poor wee|wee (?:bit|walk|one|ones|while|lad|lass|dram|man|cup|stroll|dander|nap|minute|rest|grandson|granddaughter|dog)",
    r"weed(?:ing|ed)? (?:the|garden|my|pulling)|pull(?:ing|ed)? weeds",
    r"shaking my head",
    r"dead ?lift\w*",
    r"arrested",
)
# Real words that a telephone, or an ear, puts for words of danger: heard as half a frame, and never alone.
ECHOES = {
    "growing": "groin", "grown": "groin", "groan": "groin", "crutch": "crotch", "fill": "feel", "filling": "feeling", "field": "feel",
    "num": "numb", "nub": "numb", "vowel": "bowel", "vowels": "bowels", "bowl": "bowel", "bowls": "bowels", "pea": "pee", "whip": "wipe",
    "whipping": "wiping", "stole": "stool", "heal": "heel", "leek": "leak", "leeks": "leaks", "whet": "wet", "slef": "myself",
    "brest": "chest", "breeding": "bleeding", "dye": "die", "dyeing": "dying",
}  # fmt: skip
FUNNY = "lol haha hahaha lmao hehe rofl joking jk"
PERSONS = (
    "grandson granddaughter grandchild grandkids nephew niece kids dog cat puppy kitten horse neighbours neighbors mate pal gran nan nana granny grandad granddad papa stepson roommate coworker colleague boyfriend "
    "girlfriend fiance ex sis bro hubby missus toddler twins baby mother_in_law mil fil landlord"
)
