"""What does Amble say in English? Grade six or lower, GSM-7, one ask a text."""

NAME = "English"
# Flesch and Kincaid's school grade.
READING_EASE = {"dictionary": "en_US", "constant": -15.59, "a_sentence": 0.39, "a_word": 11.8, "hardest": 6.0}
# What no text may say: a diagnosis, a drug's shape, a reproach. And the units that would make a number a dose.
NOT_TO_SAY = (r"sciati[ck]", "stenosis", "hernia", r"disc\b", r"pills?\b", "missed your", "you failed")
DOSE_UNITS = ("min", "minutes?", "miles?", "km", "walks?")
SENTENCES = {
    "consent": "{clinic}: Amble texts you a short walking plan each morning and asks about your pain each evening, at most "
    "3 texts a day. Not for emergencies. To begin, reply READY. Reply STOP to end, HELP for help.",
    "welcome": "{hello}Great, you are in. Tomorrow: {plan}. Go easy, near home. We text you in the morning.",
    "welcome_plain": "{hello}Great, you are in. Your first plan comes by text in the morning.",
    "shoes_question": "One thing first: please walk in firm, supportive shoes. Text SHOES when you have a pair, and we begin.",
    "morning_walk": "{hello}Today: {plan}. {turn}.{why} {stop} Text DONE after.",
    "morning_rest": "{hello}Today: rest, no walks.{why} Change position often. Lie down with hips and knees bent.",
    "morning_held": "{hello}Rest, no walks, until your care team calls you. Or call {phone}. Lie down with hips and knees bent.",
    "morning_net": "{hello}Please do not walk yet: a person has to read your text first. New numbness between the legs, trouble with bladder or bowel, a weak leg? Call {emergency} now. Or call {clinic}: {phone}.",
    "evening_pain": "{notice}Worst leg or back pain today, 0-10?",
    "evening_walks": "{notice}Worst leg or back pain today, 0-10? And how many of the {walks} walks? Two numbers: pain, then walks.",
    "evening_walk_one": "{notice}Worst leg or back pain today, 0-10? And did you do the walk? Two numbers: pain, then 1 or 0.",
    "reminder": "{notice}A short reminder: your worst leg or back pain today, 0-10, sets tomorrow's plan.",
    "morning_brisk": "{hello}Today: {plan}. {turn}.{why} {stop}",
    "thanks_walk": "Thanks.{light} Tomorrow: {plan}.{why}",
    "thanks_rest": "Thanks.{light} Tomorrow: rest, no walks.{why} Change position often.",
    "thanks_held": "Thanks.{light} Rest, no walks, until your care team calls you. Or call {phone}.",
    "thanks_kept": "Thanks. Please do not walk yet: a person has to read your text first. Or call {phone}.",
    "day_thanks": "Thanks, noted.{tonight}",
    "day_eased": "Thanks for telling us. No more walks today. Rest and take it easy.{tonight}",
    "corrected_walk": "Change for today: {plan}. {turn}.{why}",
    "corrected_rest": "Change for today: rest, no walks.{why} Change position often.",
    "corrected_held": "Change for today: rest, no walks, until your care team calls you. Or call {phone}.",
    "unclear": "Sorry, we did not get all of that. A person will read it. New numbness between the legs, trouble with bladder or bowel, a weak leg? Call {emergency} now. If not, send your worst pain, 0-10.",
    "unclear_day": "Is that for today or yesterday? Reply like: today 5",
    "whose": "Two of you share this number. Whose answer is it? Begin with the letter, {initials}, like this: {initial} 5",
    "handed_on": "Thank you. A person from {clinic} will read your text. Urgent? Call {emergency}.",
    "noted_unread": "Thanks, noted. A person will read your words. New numbness between the legs, trouble with bladder or bowel, a weak leg? Call {emergency} now.",
    "foot_question": "About your foot: is it NEW, WORSE or the SAME as your team knows? Reply one word. Please do not walk until we know. New numbness between the legs, trouble with bladder or bowel? Call {emergency} now.",
    "caution_question": "Thank you for telling us. A person will read it. Is it A: new or worse, or B: the same as your team knows? Reply A or B. Please do not walk until we know. New numbness between the legs, trouble with bladder or bowel, a weak leg, or you do not feel safe? Call {emergency} now.",
    "stop_question": "No more texts? Reply STOP. To keep them, reply KEEP. If we hear nothing by this time tomorrow, we stop.",
    "loss_noted": "We are very sorry for your loss. {clinic} will call you. Until then these texts rest. Not safe, or not well? Call {emergency} now.{net}",
    "hospital_noted": "Thank you for telling us. No walks for now, please: {clinic} calls you first. Or call {phone}.{net}",
    "injection_noted": "Thank you for telling us. After an injection, rest first: no walks until {clinic} has looked at your plan. Or call {phone}.{net}",
    "pregnancy_noted": "Thank you for telling us. {clinic} will look at your plan. Until then we add nothing to it. Questions? Call {phone}.{net}",
    "medicine_noted": "Thank you. {clinic} will look at it. Until then we add nothing to your plan. Dizzy or sleepy? Do not walk, call {phone}.{net}",
    "move_noted": "Thank you for telling us. {clinic} will ask you about the move. Until then we add nothing to your plan. Or call {phone}.{net}",
    "number_noted": "Thank you. {clinic} will ask you about the new number. Until then we text this one. Questions? Call {phone}.{net}",
    "wrong_person": "Sorry for the trouble. We will not text this number while a person checks it.",
    "condolence": "We are very sorry for your loss. There will be no more of these texts.",
    "why": "{day}:{why}{next}",
    "how": "Walk on flat ground, at a pace that lets you talk, in firm shoes. {stop} If it gets worse, turn back. Questions? Call {phone}.",
    "function_question": "How well can you {activity} now? From F0, hardly, to F10, as before. Reply F and the number.",
    "function_thanks": "Thanks, noted as what you can do.{tonight}",
    "function_again": "Is that what you can do now? Then reply F and the number. Is it your pain? Then rest for now. We ask about pain in the evening.",
    "pause": "OK, no walks and no texts until {until}. Take care. Text RESUME to come back sooner.",
    "pause_open": "OK, no walks and no texts for now. Take care. Text RESUME to come back.",
    "resume": "Welcome back. We go on gently: your plan comes in the morning.",
    "opt_out": "{clinic}: you will get no more texts from us. Changed your mind? Call {phone}. Urgent? Call {emergency}.",
    "opt_in": "{clinic}: your texts are on again. Your plan comes in the morning.",
    "help": "{clinic} walking texts. Questions? Call {phone}. Emergency? Call {emergency}. At most 3 texts a day. "
    "Reply STOP to end.",
    "call_back": "Thank you. {clinic} will call you. Urgent? Call {emergency}.",
    "farewell": "{clinic}: your walking texts are over. Questions? Call {phone}. Urgent? Call {emergency}.",
    "care_message": "{clinic}: {message}",
    "safety_emergency": "This can be serious. Please do not walk. Call {emergency} or go to {er} now. Then call {clinic}: {phone}. Your walks are off. We have alerted your care team. Do not wait for us.",
    "safety_urgent": "Please do not walk for now. Call {clinic} today: {phone}. If it gets worse, call {emergency}. Your walks are off. We have alerted your care team. Do not wait for us.",
    "safety_crisis": "You matter, and people are there for you now. Call {emergency}{crisis}. Please do not stay alone. We have alerted {clinic}. You can also call them: {phone}. Do not wait for us.",
}
# What a stranger in danger reads where nobody knows which clinic was meant.
NOBODYS_NET = {
    "known": "If you or somebody else is in danger, call {emergency} now{crisis}. Do not wait for us.",
    "unknown": "If you or somebody else is in danger, call your local emergency number now. Do not wait for us.",
}
# Ready-made words for a therapist's own text.
MESSAGES = {
    "tried": "We tried to call you. Please call us when you can.",
    "call": "Please call us about your walking plan.",
    "praise": "You are doing well. Keep going gently.",
    "visit": "Please bring your walking shoes to your next visit.",
}
WALK_COUNT = {"one": "1 walk of {minutes} min", "many": "{count} walks of {minutes} min"}
UNEQUAL = "walks of {minutes} min"
EASY, BRISK = "{plan}, easy pace", "{plan}, {brisk} min of it brisk"
TURN = "Turn back after {minutes} min"
TURN_SOME = "Turn back halfway"
# Stands in a text where a net is needed: whom to call in danger.
NET = "New numbness between the legs, trouble with bladder or bowel, a weak leg? Call {emergency} now."
# What matters to a patient of whom nobody has said what it is.
ACTIVITY = "do your day's work"
NOTICE = "We cannot read texts around the clock. Urgent? Call {emergency}. "
LIGHTS = {"green": " Green light.", "yellow": " Yellow light.", "red": " Sorry it hurts so much. Red light."}
DAY = "{month} {day}"
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
OR = "or"
CRISIS_LINES = {"911": "call or text 988", "999": "Samaritans 116 123", "112": "the helpline 116 123", "000": "Lifeline 13 11 14",
                "111": "1737"}  # fmt: skip
# Where people of each country go in danger, by their emergency number.
EMERGENCY_ROOMS = {
    "911": "the emergency room",
    "999": "A&E",
    "112": "a hospital",
    "000": "a hospital",
    "111": "a hospital",
}
# By the therapist's stop rule, the rise of leg pain within a walk at which to rest.
STOP_RULES = {
    "any_rise": "If leg pain comes up, rest.",
    "rise_1": "If leg pain rises by 1, rest.",
    "rise_2": "If leg pain rises by 2, rest.",
}
REASONS = {
    "start": "A small first step",
    "steady": "Steady is good",
    "step_up": "You kept at it: a little more",
    "yellow_ease": "Some pain, so shorter walks",
    "red_rest": "High pain, so your body rests",
    "reentry": "Coming back step by step",
    "reentry_back": "A bit sore, so one step back",
    "reentry_done": "Back to your full plan",
    "silence_hold": "No reply, so the same",
    "silence_ease": "We missed you: a bit less",
    "silence_stop": "We missed you: we pause",
    "held_for_call": "Your care team will call first",
    "emergency_stop": "Safety first: no walking now",
    "urgent_stop": "Safety first: no walking now",
    "paused": "You are on a pause",
    "return": "Welcome back",
    "return_after_gap": "After a break we go lower",
    "restart": "After a long break, a call first",
    "trend_hold": "A sorer week, so no more yet",
    "undone_hold": "Same again, at your own pace",
    "trend_ease": "A sorer week, so shorter walks",
    "untold": "No word on your walks, so the same",
    "part_done": "Not all walks done, so the same",
    "over_walked": "More than planned, so the same",
    "usual_steady": "At your usual pain: the same",
    "usual_step": "Steady days: a little more",
    "maintenance": "You reached your goal, keep it",
    "eased_today": "More pain, so less today",
    "planned_rest": "A rest day, as planned",
    "unread_hold": "We read your text first, so the same",
    "ordered": "Your care team chose today's plan",
    "dose_set": "A new plan from your care team",
    "not_asked": "The same plan as before",
}
# Stands in the place of the reason that words wait to be read, once they were.
WORDS_READ = "We have read your text"
# What is still to say of tonight's question: it comes, it was asked, its answer is known.
TONIGHT = {
    "comes": " Tonight we ask about your pain.",
    "asked": " And your worst leg or back pain today, 0-10?",
    "known": " Have a good night.",
}
# Whose reason is told to whoever asks why, and what the plan waits for.
WHOSE_PLAN = {"today": "Today's plan", "tomorrow": "Tomorrow's plan"}
NEXT_STEPS = {
    "days": "{days} more days with pain 0-{green} and the walks done can bring a bit more.",
    "one_day": "1 more day with pain 0-{green} and the walks done can bring a bit more.",
    "green_day": "A day with pain 0-{green} brings the full plan back.",
    "below_red": "A day with pain below {red} lets you walk again.",
    "way_back": "Days with pain 0-{green} and the walks done bring you back step by step.",
    "goal": "You are at your goal. Keep it up.",
    "team": "Your care team says when it grows.",
    "read": "Once we have read your text, it can grow.",
    "call": "Your care team calls you first. Or call {phone}.",
    "pause_over": "It goes on after your pause.",
}
