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
NO_THINGS = "kisses hugs thanks cheers guys xoxos xs ladies folks bless regards greetings yes always perhaps as is this thus worse yours sometimes doctors nurses days kiss bliss boss miss ss cos across besides".split()
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
# How words that are spelt as they sound sound: a pattern, and what is heard. English spelling follows no such rules.
SPELT_AS_HEARD: tuple[tuple[str, str], ...] = ()
# What may stand between a number and the day that it is of: "the 6 of Sunday".
NUMBER_OF_A_DAY = "s of the at from on in week weeks month months time".split()
