"""Which English words come from a stranger, a mourner or a machine, thank, or ask?

A pattern is read over the words of a text with one space between, "|" for the end of a sentence and "," for a comma.
"""

WRONG_PERSON = (
    r"wrong (?:number|person|phone|guy|lady|woman|man|patient|one to text)(?! of| of walks| first| yesterday| sorry)",
    r"(?:have|got|ve|youve|texting|texted|calling|reached|dialed|with|is|its|it|this is|contacting) (?:the |a )?wrong (?:number|person|phone|guy|lady|woman|man|patient)(?! of)",
    r"(?:number|phone|cell|line) (?:now |no longer )?(?:belongs|belonged|belonging|is registered) (?:now )?to (?:someone|somebody|another|a different|me|us|my|not)(?: else)?(?: now)?",
    r"(?:someone|somebody) elses (?:number|phone|cell)", r"(?:is|its|this is|have) (?:now )?(?:someone|somebody) elses(?: number| phone)?(?= [|,]|$)",
    r"new owner of (?:this|the)? ?(?:phone|number)", r"new (?:phone )?number owner", r"(?:isnt|is not|not) (?:my|his|her|their|the right|the correct) (?:number|phone)(?: any ?more)?",
    r"no longer (?:has|have|uses|owns|at|on|reachable (?:at|on)) this (?:number|phone)", r"(?:doesnt|does not|dont) (?:have|use|own) this (?:number|phone)",
    r"(?:just got|recently got|now have|have a new|got a new) this (?:number|phone)", r"(?:i am|im|this is|its) not (?:the|your|a) (?:patient|person)(?! (?:who|i))",
    r"(?:nobody|no one|noone|no body|nobody here|no one here) (?:here )?(?:is |named |called |by |with )+(?:that|this|the)? ?name", r"never heard of (?:you|amble|this|her|him|them)",
    r"this is(?: not|nt)? [a-z]+s (?:old |former )?(?:number|phone)(?! is)", r"this isnt [a-z]+s (?:number|phone)", r"changed (?:her|his|their) (?:number|phone)", r"(?:doesnt|does not|no longer) live here",
    r"mistaken (?:number|person|identity)", r"not the (?:person|patient|one) (?:you|youre)", r"you mistook me", r"incorrect (?:number|person)",
)  # fmt: skip
WRONG_WORDS = "live changed wrong number phone person patient someone somebody elses owner name heard mistaken mistook incorrect belongs"

# A death told: the person texted, by pronoun or by name; "my mother died" is another's, and for a person to read.
DIED = r"(?:passed away|passed on|has passed|died|has died|is dead|(?:shes|hes) dead|is deceased|deceased|is no longer with us|no longer alive|lost (?:his|her) life)"
DEATH_PRONOUNS = "she he they hes shes theyve patient"
DEAD_OF_PRONOUN = r"(?:is|has been) dead"
MOURNER = r"this is (?:her|his|their|the) (?:husband|wife|son|daughter|sister|brother|mother|father|mom|dad|mum|partner|family|widow|widower|caregiver|neighbou?r|friend)"
DEATH_WORDS = "passed died deceased longer dead lost"
POSSESSIVES = "my our"
# "I gave the wrong number": of a score, not of a phone.
SLIPS = "gave put sent typed entered wrote pressed hit used"
NO_NAMES = (
    "phone battery cell car engine laptop computer tv plant watch signal it i we you who that and then when just nearly "
    "almost pain feeling half everyone everything nobody someone people app internet wifi fire light charger ipad iphone "
    "mobile truck mower bike the a time fun noise storm wind conversation talk radio remote tablet lamp fridge freezer bulb mic speaker headphones airpods earbuds vacuum lawn grass line aid toe finger nerve hope but so because after before tracker fitbit"
)

AUTO_REPLY = (
    r"auto (?:- )?(?:reply|response|responder|message|text|generated|reply text)", r"autoreply", r"autoresponse", r"autoresponder",
    r"automatic (?:reply|response|message|text)", r"automatically (?:generated|sent)", r"automated (?:message|response|reply|text|system)",
    r"out of (?:the )?office", r"(?:this )?(?:number|inbox|mailbox|line) (?:is not|isnt) (?:monitored|in service|valid|able)", r"unmonitored (?:number|inbox|mailbox|line)",
    r"thank you for your (?:message|email|text) \| (?:i am|im|we are|our office is) (?:currently |now )?(?:away|out|closed|unavailable|on)", r"(?:do not|dont) reply to this (?:message|text|number|email)",
    r"(?:does not|do not|cannot|can not|unable to) (?:accept|receive) (?:texts?|text messages|sms|messages|incoming)", r"(?:our|the) office is (?:now |currently )?closed", r"(?<=\| )auto(?= \|)",
    r"message (?:blocking|undeliverable)", r"could not be delivered", r"driving (?:mode|focus)", r"with (?:driving )?focus turned on", r"do not disturb while driving",
)  # fmt: skip
DRIVING = r"\A(?:hi |hello |hey |sorry |, |\| )*(?:(?:i am|im|currently|i am currently|im currently) driving|(?:i )?(?:cant|cannot|can not) talk(?= right now| now| at the moment))"
# What a driver's phone says besides; any other word is a patient's own.
AUTO_TALK = (
    "i ill im will see your message messages text texts when get where going the with focus turned on back to you later as "
    "soon possible reply respond and call answer please sorry arrive arrived safely at right now moment thanks thank my car "
    "home there cant cannot talk destination able not be until parked whats up currently is a so can it while busy"
)
AUTO_WORDS = "message email text reply accept receive closed auto autoreply autoresponse autoresponder automatic automatically automated office monitored unmonitored service valid undeliverable delivered driving focus blocking"
EMERGENCY_WORDS = "emergency 911 999 112 988 urgent er ambulance hospital"

THANKS = (
    "thanks thank thankyou thx tnx ty tysm tx cheers ta bless blessings appreciated appreciate welcome hi hello hey hiya howdy "
    "morning afternoon evening night goodnight gn gm ok okay okey okie k kk good great perfect cool fine awesome lovely "
    "wonderful alright sure will do got it you u so very much many again too all have a nice day one weekend and for the "
    "your help that this everyone team doc doctor dear sir madam maam guys god im glad to hear from reminder info update "
    "understood noted sounds haha lol yay pleasure youre"
)
THANKS_NEEDS = (
    "thanks thank thankyou thx tnx ty tysm tx cheers ta bless blessings appreciated appreciate welcome hi hello hey hiya howdy "
    "good_morning good_afternoon good_evening good_night goodnight gn gm ok okay okey okie k kk great perfect cool awesome "
    "lovely alright sure understood noted got_it will_do"
)
QUESTION = (
    r"(?:can|could|should|shall|may|must|will|would|do|does|is|are|am|was|were) (?:i|we|you|it|there|this|that|the|my|your|they|he|she|someone|anyone|walking) ",
    r"(?:what|where|why|who|which|how)(?: s|s)?(?! (?:a|an|awful|nice|lovely|ever)\b) ", r"why ", r"(?:to|with) who", r"when (?:do|does|can|should|will|is|are|may|would) ",
    r"(?:is|was) (?:it|this|that) (?:ok|okay|normal|safe|alright|fine|bad)", r"i (?:have a question|was wondering|wonder)", r"(?:can|could) (?:i|we|you)",
)  # fmt: skip
WHO_IS_THIS = (
    r"(?:hi |hello |hey |sorry )?(?:who (?:is this|are you|r u|is it|dis|this|s this)|whos (?:this|it)|who is texting me|what is this(?: number)?|whats this)"
    r"(?: please| pls| about)?"
)
WHY = "why"
WHY_COMPANY = "morning evening is are was so do does did i we only that this it the my plan today tomorrow less more little short shorter longer same rest walk walks walking no just day days minutes easy such how come again"
HOW = "how"
HOW_COMPANY = "do does i to it this that these the walk walks walking should we can you show me what exactly is are done my plan am supposed fast slow slowly correctly properly right best way for today"
MINUTES_OF = {
    "min": 1,
    "mins": 1,
    "minute": 1,
    "minutes": 1,
    "minuets": 1,
    "hour": 60,
    "hours": 60,
    "hr": 60,
    "hrs": 60,
}
MILES = "mile miles mi"
KILOMETRES = "km kms kilometer kilometers kilometre kilometres"
HALF = "half"
AN = "a an"
NOT_WALKED = (
    "slept sleep sleeping nap napped drove drive driving sat sit sitting stood standing lay lying rested rest resting ice iced heat worked work working flight flew train bus wait waited waiting "
    "late ago in after until bath shower tv cycled bike biked swam swimming ran computer desk phone meeting ride queue every each than surgery"
)
MENU = {
    "a": "a",
    "b": "b",
    "new": "new newer",
    "worse": "worse",
    "same": "same",
    "keep": "keep keeping",
    "yes": "yes yeah yep yup",
}
# Words that end or give up: in a sentence beside a score they are never small talk.
ENDINGS = "everyone everybody end ended ending ends stop stopped quit over out down gone goodbye bye farewell without done away"
# Sentences whose words are all everyday, and that are not.
HEAVY = (
    r"(?:it|this|of it) all(?! (?:right|day|good|over))",
    r"all this",
    r"too much(?= [|,]| for | now| to |$)",
    r"had enough",
    r"(?:done|finished|through) with (?:it|this|all|everything|them|you)",
    r"out of it",
    r"(?:so|feel|feels|feeling|felt|me|really|very|been|too) (?:down|low|bad about)",
    r"(?:give|giving|gave) (?:it )?up",
    r"no more(?! than)",
    r"no good",
    r"my last",
    r"last (?:time|day|night on|text|message)",
    r"up all night",
    r"never (?:better|again)",
    r"(?:thanks|thank you|sorry) for (?:all|everything)",
    r"love you",
    r"the end for",
    r"time to go",
    r"take me",
    r"ready to go",
    r"(?:took|taken) (?:all|the whole|too many|a lot|\d\d+)",
)
HEAVY_WORDS = "done finished through everything love end time take took taken ready going went go all this much enough out down low bad give giving gave up more good last never"
# Small words that together say much, as of a frame (part_tables.py): "one foot is slow", "woke up wet".
HEAVY_PARTS = {
    "LIMB": "leg legs foot feet calf calves toe toes knee knees ankle ankles",
    "SLOW": "slow slower slowly heavy light cold hot",
    "NOT_SLOW": "walked_slow walk_slow walking_slow walked_slowly slow_walk slow_walks slow_pace slow_start slow_day took_it_slow go_slow going_slow "
    "cold_pack hot_pack cold_bath hot_bath hot_water hot_shower hot_tub hot_day cold_day hot_weather cold_weather cold_feet_in",
    "GONE": "going went go",
    "AWAY": "to for home out on up again shopping back in with",
    "WET": "wet damp",
    "WOKE": "woke wake waking bed sheets night seat chair again morning",
    "OUTSIDE": "rain rainy raining rained weather walk walks walked walking outside out outdoors day road path grass park garden coat jacket umbrella wind windy "
    "pack packs bath shower water tea coffee drink drinks food lunch dinner summer winter sun house room",
    "HOT": "hot boiling sweaty",
    "COLD": "cold freezing shivery",
    "FEEL": "feel feeling felt feels im",
    "POORLY": "poorly unwell hot",
    "GOD": "god lord jesus",
    "TAKES": "me have has take takes call calls called come comes coming home soon see with ready time want wants go going can",
    "BLESSED": "thank thanks bless blessed praise willing good_god oh_god help",
    "WEARY": "tired_of_it tired_of_this tired_of_everything tired_of_all tired_of_them tired_of_me",
    "FOREVER": "for_good for_ever forever",
    "TOOK": "took takes taking like feels felt feel ago waited",
    "NO_PAIN": "no_pain no_more_pain nothing_hurts no_more_hurting",
    "SOON": "soon tomorrow ever",
    "HOPE": "hope hoping hopefully",
}
# A foot that is new, worse or not alone is no bare restatement.
NEWS = "new newly worse worsening more other both today tonight suddenly sudden since now also spreading started starting began begun just yesterday another second first again getting feet legs leg even"
FOOT = "foot toe toes ankle"
LIFT = "lift raise"
# Beside a foot that drags these say nothing new.
FOOT_COMPANY = "ground floor keeps still always usual walk walks walking when as like bit little little usually"
BELOW_WAIST = "hip hips shin shins heel heels sole soles bits rear arse ass backside thighs waist tailbone cheeks"
EMOJI = "🙂😀😃😄😁😊😌😍🤗😎👍👌👏🙌🙏💪😅😂🤣😉🤞✌✅✔☑❤💕💖💗💙💚💛🧡💜🌹🌞☀🌧🌸🎉🥳😇😢😭😩😫😖😣😞😔🙁☹😟😕😐😑😴🥱😤😬🤕🤒🥵🥶🚶🐕🐶☕💯🏻🏼🏽🏾🏿♂♀🔥😳🙃😋🥰😘😆😒🙄😓😥😰👎✨⭐💐🌷🤷👋"
# Words of the day that may stand in a sentence of their own beside a score.
# A part of the body beside a score is a bare label where nothing but these stands with it: "5, in my left leg".
BODY = "leg legs back hip hips calf foot feet thigh knee knees buttock glute glutes spine nerve sciatic sciatica disc l1 l2 l3 l4 l5 s1 s2 shin ankle"
BESIDE_BODY = "left right upper lower side in my the on of and both mostly only just mainly at l r a bit little it is its was pain ache sore stiff stiffness more than down"
# What holds an everyday sentence together.
SMALL = (
    "i im ive id it its the a an my me we us our was is are were be been am had have has did do does went go going walk walked walking walks with in on at "
    "to for from of and so but as that this there here by around about some one after before during because cos cause while when then today tonight day "
    "days week weekend morning afternoon evening night time work worked working busy tired rest rested resting sat sitting stood standing drive drove "
    "driving car bus home house errands kids family friends friend grandkids dog daughter son wife husband all just really very quite too pretty bit little "
    "lot lots more again still also usual same slept sleep bed early late long short slow slowly easy felt feel feeling better ok okay well good great fine "
    "nice stiff tight sore achy out_and_about shopping cooking cleaning laundry reading tv lunch dinner breakfast coffee tea bath shower pad "
    "stretches stretching stretch exercises exercise minutes min mins miles mile km steps blocks block hour hours yesterday each every both two three four "
    "five twice once full half see you tomorrow talk soon later bless god lord hope up off_to sun sunny rain cold hot warm wet snow wind mum mom sister "
    "brother neighbor neighbour mate mates visitors visitor guests company church mass service bingo choir club class party birthday anniversary wedding "
    "christmas easter thanksgiving plumber dentist doctor physio physiotherapist massage appointment hairdresser bank library post office store market mall "
    "park lake beach sea river bridge hill hills road street path track trail town city country village yard garden gardening hoover hoovering vacuum "
    "vacuuming ironing washing dishes cooked cook baked baking cleaned clean mowed mowing raking painting groceries errand babysitting babysat train plane "
    "flight airport travel travelling traveling trip holiday vacation rode bike cycling swimming swam pool gym yoga pilates treadmill golf dancing danced "
    "supper cup cake pie meal food chilly windy sunshine cloudy foggy snowy raining rainy humid mild beautiful gorgeous weather outside indoors inside "
    "spring summer autumn winter happy glad excited proud pleased lucky grateful enjoyed enjoy enjoying enjoyable loved loving love_it like liked likes fun "
    "comfy comfortable lovely pleasant wonderful awesome brilliant first second next last_one final third another other sooner delay delayed forgot "
    "forgotten remember remembered saw seen looking forward listening listened watched watching watch movie film game match show music podcast book phone "
    "call called text texted message messages answer answering reply replied will would can try trying tried make making made get getting got gone come "
    "came coming head heading left leave leaving start started starting shoes sneakers boots coat hat dogs cat puppy walkies way ways loop lap laps round "
    "hallway corridor stairs lift best yet weeks month months year years per normal steady mainly mostly fairly barely hardly roughly maybe probably even "
    "anyway however unfortunately sadly luckily thankfully honestly badly poorly nap napped lazy quiet hectic mad crazy easy_peasy doable plan plans "
    "planned sounds sure lol haha ha yay yep yup yes right fit_in them they much overdid monday tuesday wednesday thursday friday saturday sunday noon "
    "midday new news nothing_new someone everyone everybody people folks children grandson granddaughter boy girl baby hubby swim sit seat chair desk "
    "computer meeting meetings school highest lowest worst peak "
)
# Of the words of a mood, those of a good day, and others of a bad one.
WELL = "good great fine ok okay better well nice improved improving manageable tolerable mild slightly pretty quite very really so too"
BAD = "bad badly worst worse sore stiff achy tight pain ache rough tough terrible tired"
BESIDE = (
    "rain raining rained rainy sun sunny sunshine weather windy wind snow snowy snowing nice park garden gardening beach store "
    "shop shops shopping church lunch dinner breakfast coffee busy errands street road hill mall lovely great beautiful fine "
    "woods trail lake outside indoors neighborhood neighbourhood school office market grocery groceries laundry dishes cooking tv game"
)
DAYS_OFF = (
    "trip travel traveling travelling trips holiday holidays vacation family visiting visit leave going go traveling"
)
