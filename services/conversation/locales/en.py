"""What does Amble say in English? Grade six or lower, GSM-7, one ask a text."""

SENTENCES = {
    "consent": "{clinic} here: Amble texts you a short walking plan each morning and asks your pain each evening, up to "
    "3 texts a day. Not for emergencies. To begin, reply READY. Reply STOP to end, HELP for help.",
    "welcome": "{hello}Great, you are in. Tomorrow: {plan}. Go easy, near home. We text you in the morning.",
    "shoes_question": "One thing first: please walk in firm, supportive shoes. Text SHOES when you have a pair, and we begin.",
    "morning_walk": "{hello}Today: {plan}, easy pace. {turn}. {reason}. Leg pain starts? Stop. Text DONE after.",
    "morning_brisk": "{hello}Today: {plan}, {brisk} min of it brisk. {turn}. {reason}. Leg pain starts? Stop.",
    "morning_rest": "{hello}Today: rest, no walks. {reason}. Change position often; lie with hips and knees bent.",
    "morning_held": "{hello}Today: rest, no walks, until your care team has talked with you. Change position often.",
    "evening_pain": "Worst leg or back pain today, 0-10?",
    "evening_walks": "Worst leg or back pain today, 0-10? And how many of the {walks} walks? Reply like: 4 2",
    "evening_walk_one": "Worst leg or back pain today, 0-10? And did you do the walk? Reply like: 4 1",
    "reminder": "Still there? Your worst leg or back pain today, 0-10, sets tomorrow's plan.",
    "thanks_walk": "Thanks. {light}. Tomorrow: {plan}, easy pace. {reason}.",
    "thanks_rest": "Thanks. {light}. Tomorrow: rest, no walks. {reason}.",
    "thanks_held": "Thanks. {light}. Tomorrow: rest, until your care team has talked with you.",
    "day_thanks": "Thanks, noted. Every walk counts. Tonight we ask about your pain.",
    "day_eased": "Thanks for telling us. Stop walking for today and rest. Tonight we ask about your pain.",
    "corrected_walk": "Change for today: {plan}, easy pace. {turn}. {reason}.",
    "corrected_rest": "Change for today: rest, no walks. {reason}. Change position often.",
    "unclear": "Sorry, I did not get that. What was your worst leg or back pain, 0-10? Just a number is fine.",
    "unclear_day": "Is that for today or yesterday? Reply like: today 5",
    "handed_on": "Thank you. A person from {clinic} will read your text. For urgent help call {emergency}.",
    "pause": "OK, no walks and no texts until {until}. Take care. Text RESUME to come back sooner.",
    "resume": "Welcome back. We go on gently: your plan comes in the morning.",
    "opt_out": "{clinic}: you will get no more texts. Reply START to come back. Urgent? Call {emergency}.",
    "opt_in": "{clinic}: texts are on again. Your plan comes in the morning. Reply STOP to end, HELP for help.",
    "help": "{clinic} walking texts. Questions? Call {phone}. Emergency? Call {emergency}. Up to 3 texts a day. "
    "Reply STOP to end.",
    "call_back": "Thank you. {clinic} will call you. Urgent? Call {emergency}.",
    "safety_emergency": "This can be serious. Stop walking. Call {emergency} or go to the emergency room now. Then call "
    "{clinic}: {phone}. Your walks are stopped and your care team is told.",
    "safety_urgent": "Please do not walk for now. Call {clinic} today: {phone}. If it gets worse, call {emergency}. "
    "Your walks are stopped and your care team is told.",
    "safety_crisis": "You matter, and help is there now. Call {emergency}, or {crisis}. Please do not stay alone. "
    "{clinic} is told and will call you: {phone}.",
}
WALK_COUNT = {"one": "1 walk of {minutes} min", "many": "{count} walks of {minutes} min"}
UNEQUAL = "walks of {minutes} min"
TURN = "Turn back after {minutes} min"
TURN_SOME = "Turn back halfway"
LIGHTS = {"green": "Green", "yellow": "Yellow", "red": "Red", "": "Noted"}
CRISIS_LINES = {"911": "call or text 988", "999": "Samaritans 116 123", "112": "116 123", "000": "Lifeline 13 11 14",
                "111": "1737"}  # fmt: skip
REASONS = {
    "start": "We start small",
    "steady": "Steady is good",
    "step_up": "Your good days earned more",
    "yellow_ease": "Some pain, so shorter walks",
    "red_rest": "High pain, so your body rests",
    "reentry": "Coming back step by step",
    "reentry_back": "A bit sore, so one step back",
    "reentry_done": "Back to your full plan",
    "silence_hold": "No reply, so the same",
    "silence_ease": "We missed you, so a bit less",
    "silence_stop": "We missed you, so we pause",
    "held_for_call": "Your care team will call first",
    "emergency_stop": "Walking is stopped for safety",
    "urgent_stop": "Walking is stopped for safety",
    "paused": "You are on a pause",
    "return": "Welcome back",
    "return_after_gap": "After a break we start lower",
    "restart": "After a long break, a call first",
    "trend_hold": "A sorer week, so no more yet",
    "undone_hold": "Same again, at your own pace",
    "maintenance": "You reached your goal, keep it",
    "eased_today": "More pain, so less today",
}
