"""Which English words can change what a number means? A closed class: any other word beside a number leaves it be."""

# Another scale, another day, another person, a wish, a bound, a doubt, the name of a thing that has a number.
CHANGERS = (
    "than above over exceeds exceeding beyond north upwards upward plus minus least excess triple double twice thrice doubled tripled times squared "
    "half halfway quarter third percent percentage scale scales grade grades points pts degrees degree stars star version "
    "week weekend month year monday tuesday wednesday thursday friday saturday sunday last previous ago tomorrow used "
    "usually normally typically formerly previously generally otherwise baseline "
    "if unless except hope hopefully wish hoping want wanted expect expected expecting goal target aim aiming should ought "
    "kidding joking joke sarcasm wrong mistake typo error ignore disregard correction "
    "more less fewer higher lower extra additional added another other between "
    "bus room apartment apt flat channel episode season chapter page gate route lane floor street st ave avenue highway hwy flight "
    "exit row seat unit building bldg size model iphone ipad windows android version dose bp blood glucose sugar temp temperature weight bmi k h appointment appt meeting date dr_visit visit "
    "birthday age aged old born stress mood anxiety sleep energy appetite hunger nausea fatigue tiredness knee shoulder neck headache migraine head tooth teeth wrist elbow hand"
).split()
# These before a number count things, not pain: "took 2".
COUNTS = (
    "took take taken taking had have ate drank bought got lost gained need saw watched read won paid spent slept waited drove cooked "
    "lifted carried has gave sold found made sent called missed owe used with only_did"
).split()
# A number at these is a time, unless a word that rates stands before: "dinner at 6", "stayed at 6".
AT_TIMES = "in at by since until till before after from".split()
RATES = (
    "put rate rated say said give gave sits sitting hovering holding stays stayed steady stuck still remains peaked peaking peaks "
    "maxed topped pain level score rating back up currently now today tonight its is was been about around evening leg worst constant constantly "
    "staying hovers hovered keeping kept pegged landing ended ending settled running ran hanging going am im ive id"
).split()
# Things that come in numbers though they sound like a courtesy, and courtesies that sound like things.
NO_THINGS = "lets kisses hugs thanks cheers guys xoxos xs ladies folks bless regards greetings yes always perhaps as is this thus worse yours sometimes doctors nurses days kiss bliss boss miss ss cos across besides".split()
CORRECTIONS = "until till untill wait actually oops sorry correction meant mean whoops rather scratch no".split()
# Real words that a slip of the thumb makes of a number word: they are no number.
REAL_WORDS = (
    "aero ambien cour dive dour eighty even fee few fiber fife fifty fiver fives flour for forty free fur fours fire fine give gen "
    "hive hour ine jive line live lone love mine nie night nines ninth noe none obe ones ons our ren right sax seen severn sever "
    "sex sic sid sight sis six sixth sixty sox sven tan tao tee teen teh tem ten tens tent teo tern the thee them then there these "
    "they this threes threw throw thru tin ton tour tow tree true tsn twp vive weight wight wine wto xix yen zen"
)
# Another day, beside yesterday and the names of the week; a night that may be of the day asked about.
OTHER_DAYS = "yday yest last previous used".split()
LAST_NIGHT = "night nights overnight".split()
THIS_EVENING = "evening tonite".split()
THAN = "than as from".split()
# Walks told beside their number: "2 times", "two left", "one down", "the morning one", "a couple".
TIMES_WORDS = "times time x".split()
LEFT_WORDS = "left go remaining".split()
ONE_DONE = "down done in walked finished".split()
NAMED_WALKS = "morning afternoon evening lunchtime first second third".split()
BESIDE_NAMED = "just only the one ones walk i did managed got in was it thats of my walks done to do could".split()
PAIRS = "couple pair".split()
# A clause that opens with these asks: its numbers tell no day.
ASKING = [
    "why",
    "how many",
    "how long",
    "how come",
    "how do",
    "how should",
    "what kind",
    "what sort",
    "what time",
    "what does",
    "who is",
    "who are",
]
# What opens a clause of its own behind a number: a reason or a contrast; "and" with who or what comes next.
REASONS = "because becuase cos cuz coz bc tho though although but so".split()
JOINS = "and".split()
SUBJECTS = "i im ive the my we he she they you got had feel cant its it".split()
# Numbers that are no score where another stands in the text: see no_scores.py.
TAKEN = "took take taken taking tramadol gabapentin pregabalin naproxen codeine morphine ibuprofen paracetamol tylenol advil pills tablets dose meds med mg".split()
AT_THE_HOUR = "at around about".split()
AGED = "im am be turn turning turned aged".split()
SAYS = "say says said reckons reckon thinks think".split()
LIMBS = "legs feet sides thighs knees arms hands calves".split()
OF_A_SCALE = "to from on your the my a scale of out - over your question thing in answer".split()
CHANGED = "went gone go goes jumped shot now then later started began finished ended up down swung between ranges ranged varied".split()
# What makes more of a pain than its number, and when: "5, more when I walk".
RAISERS = "more higher worse stronger".split()
WHEN = "when whenever if while now later once walking standing sitting bending".split()
# Beside "no pain" these say that there is some at another time, or elsewhere.
RESTRICTS = "when while whenever sitting sit lying lie laying resting rest rested bed sleeping standing stand walking driving bending moving only".split()
# How words that are spelt as they sound sound: a pattern, and what is heard. English spelling follows no such rules.
SPELT_AS_HEARD: tuple[tuple[str, str], ...] = ()
# What may stand between a number and the day that it is of: "the 6 of Sunday".
NUMBER_OF_A_DAY = "s of the at from on in week weeks month months time".split()
# Other forms of the number words.
SMALL_NAMES: dict[str, int] = {}
