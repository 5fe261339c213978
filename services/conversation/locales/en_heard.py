"""Which English words do we understand, and what part do they play in a reply?"""

NUMBERS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
# Numbers only where nothing else is meant: "this one".
SHY_NUMBERS = "one"
ONLY = "only just"

# The part a word plays in a danger phrase; "a_b" are two words in a row. red_flags.RULES says how parts make danger.
DANGER = {
    "NUMB": "numb numbness numbing numbed tingle tingling tingles tingly pins_and asleep",
    "TRIP": "trip trips tripping trippin stumble stumbles stumbling",
    "OVER": "over on",
    "SLEEP": "sleep lie",
    "CONSTANT": "constant constantly nonstop relentless unrelenting",
    "SADDLE": "groin genital genitals privates private_parts private_part private_area crotch saddle vagina penis "
    "testicles testicle scrotum balls anus rectum perineum butt bum bottom buttock buttocks down_there back_passage "
    "wipe wiping wiped vulva labia",
    "INNER": "inner inside",
    "BETWEEN": "between",
    "LEG": "leg legg foot ankle toe toes knee thigh calf_muscle",
    "LEGS": "legs leggs feet ankles knees thighs",
    "FEEL": "feel feeling sensation feal fel feell",
    "CANT": "cant cannot couldnt unable wont cnt",
    "CAN": "can could able",
    "NO": "no not dont doesnt didnt isnt never without nothing havent hasnt",
    "LOST": "lost losing loss",
    "LOSE": "lose",
    "TROUBLE": "trouble difficulty difficult hard struggling struggle problem problems issue issues",
    "HOLD": "control controlling hold holding",
    "BLADDER": "bladder bowel bowels pee peeing urine urinate urinating urination stool stools poop pooping poo wee "
    "hold_it go_toilet go_pee",
    "WET": "wet wetting weed peed pissed pissing soiled soiling pooped shit crapped",
    "SELF": "myself self my_pants pants underwear bed trousers",
    "LEAK": "leak leaking leaked leaks leakage dribble dribbling",
    "INCONTINENT": "incontinent incontinence",
    "GIVE": "gave gives giving give",
    "AWAY": "way out under beneath",
    "BUCKLE": "buckle buckled buckles buckling collapsed collapsing collapses collapse",
    "GOES": "goes went go",
    "DEAD": "dead limp floppy",
    "DRAG": "drag drags dragging dragged drop drops dropping flop flops flopping slap slaps slapping",
    "WEAK": "weak weaker weakness weakening paralysed paralyzed paralysis useless",
    "STRENGTH": "strength power",
    "WORSE": "worse worsening spreading spreads spread growing increasing",
    "BOTH": "both",
    "OTHER_LEG": "other_leg other_foot",
    "PAIN": "pain pains painful hurt hurts hurting ache aches aching sore burning",
    "BREATH": "breathe breathing breath breath_in",
    "SHORT": "short shortness",
    "BREATHLESS": "breathless breathlessness heart_attack a_stroke",
    "CHEST": "chest breastbone",
    "TIGHT": "tight tightness pressure crushing squeezing",
    "CALF": "calf calves",
    "SWELL": "swollen swelling swells swelled",
    "PULSE": "pulsating pulsing pulsates pulses pulse",
    "BELLY": "belly abdomen stomach tummy abdominal",
    "SEXUAL": "erection erections erectile sexual_dysfunction impotent impotence",
    "URGENT": "fever feverish fevers chills high_temperature night_sweats cancer tumor tumour infection infected "
    "passed_out fainted blacked_out fracture fractured osteoporosis hit_by knocked_down car_crash car_wreck "
    "running_temperature a_temperature very_ill feel_ill feeling_ill very_unwell feel_unwell oozing pus steroids "
    "i_collapsed have_collapsed",
    "ACCIDENT": "accident accidents",
    "FELL": "fell fallen tripped a_fall bad_fall nasty_fall hard_fall had_fall",
    "WEIGHT": "weight pounds lbs",
    "WAKES": "wakes woke waking",
    "EVERY": "every all",
    "NIGHT": "night nights",
    "MOVE": "move lift raise bend flex wiggle control work working hold",
    "STAND": "walk stand get_up",
    "AT_ALL": "at_all anymore any_more",
    "STRANGE": "strange weird odd different funny altered",
    "WANT": "want wanna wish going ready rather wants wanted wishing",
    "LIKE": "like",
    "DIE": "die dying be_dead was_dead were_dead not_wake end_it end_everything end_myself",
    "KILL": "kill killing harm harming",
    "SUICIDE": "suicide suicidal self_harm kms off_dead off_without",
    "END": "end ending take taking",
    "LIFE": "my_life it_all own_life",
    "LIVE": "live be_here wake_up living be_alive live_for",
    "REASON": "reason point worth",
    "NEUTRAL": "fell_asleep fell_behind fallen_asleep fallen_behind",
    "GONE": "gone disappeared vanished went_away stopped",
    "TOILET": "bathroom toilet restroom loo",
    "AMBULANCE": "ambulance emergency_room call_911 the_er",
    "FACE": "face mouth",
    "DROOP": "drooping droops droopy",
    "SMALL": "been own big little my the a an of in any anything is are to on at i me just really all it our this that",
}
DENIALS = (
    "no not without zero dont doesnt didnt havent hasnt isnt never wasnt arent nor neither aint hadnt wouldnt negative"
)
DENIAL_COMPANY = (
    "any new more real had having have has a an the sign signs of in on my feel feeling get getting got or nor longer "
    "been currently experienced experiencing lost leg foot either do did want to"
)
PERSONS = (
    "mum mom mother dad father wife husband son daughter dog cat friend neighbor neighbour brother sister boss grandma "
    "grandmother grandpa kid kids child baby partner he she uncle aunt cousin roommate hes shes his mums moms dads"
)
FIRST_PERSON = "i me my im ive myself mine"
AGAIN = "but again back though however yet"

COMMANDS = {
    "stop": "stpo sotp stahp stawp unsub discontinue desist stop stopall unsubscribe quit cancel end revoke optout stopp remove",
    "start": "start unstop",
    "help": "help info",
    "ready": "ready",
    "resume": "resume unpause",
    "call": "call",
    "shoes": "shoes shoe sneakers trainers",
    "pause": "pause away vacation holiday holidays",
}
POLITE = (
    "please pls plz plse now all thanks thank you u ok okay hi hello hey sorry just the these this it texts text texting "
    "messages message msgs msg sms dear thx ty kindly immediately asap sir"
)
COMPANY = (
    "i am im me yes yeah yep yup to go begin my for walks walking lets let s can could would someone somebody a "
    "got have ive bought new good pair supportive them some firm wearing need again want back now when want with "
)
PHRASES = {
    "done": "completed todays walks|completed the walks|completed todays walk|finished all walking|all my walks|finish all|finished the walks|finished todays walks|did todays walks|done|all done|did it|did it all|did them|did them all|did all|did all of them|did all of it|finished|"
    "all finished|complete|completed|all complete|walks done|all walks done|walk done|did all walks|did all my walks|"
    "did em all|did em|done em all|done them all|did the lot|did all the walks|did my walks|did my walk|did the walk|did the walks|completed all|did every walk|"
    "completed my walks|finished my walks|finished my walk|finished all|all of them|did everything|got it done|"
    "got them done|got them all done|walked all|all walked|walks complete|walks completed|been for my walk|went for my walk",
    "at_least": "or more|or worse|and up|and some|and a bit|and then some|or so more|at least|more than|worse than a",
    "part": "halfway through|got halfway|half of them|not done yet|not finished yet|nearly done|almost done|almost all done|nearly all done|nearly finished|almost finished|nearly there|half done|"
    "part|partly|some|some of it|some of them|half|half of it|not all|did some|did half|did part|did part of it|"
    "not all of it|not all of them|did a bit|a little|partially|did a little",
    "skip": "couldnt get out|didnt get out|no time to walk|no time today|never got out|pass today|sitting this one out|not today|skip|skipped|skipped it|skipped today|skipping|no walk|no walks|no walking|didnt walk|did not walk|didnt go|"
    "did not go|not done|didnt do it|did not do it|didnt do any|did not do any|none done|missed it|missed my walk|"
    "missed my walks|did none|did nothing|couldnt walk|could not walk|cant walk today|cannot walk today|didnt do them|"
    "didnt do my walks|didnt do my walk|have not walked|havent walked|not walking|didnt get to walk|did no walks|"
    "zero walks|0 walks|no walks today",
    "stopped": "had to stop|stopped early|stopped walking|stop early|cut it short|cut short|couldnt finish|"
    "could not finish|had to quit|turned back early|had to turn back|had to give up|stopped half way|stopped halfway|"
    "gave up half way|gave up halfway|came back early|had to sit down|couldnt complete|had to rest|stopped because",
    "sore": "sore|soreness|very sore|a bit sore|bit sore|really sore|so sore",
    "flare": "flare|flared|flare up|flared up|flareup|flares|flaring|flaring up|flare ups",
    "zero": "nothing hurts|nothing hurt|doesnt hurt at all|didnt hurt at all|nothing hurts today|not hurting at all|aint no pain|aint got no pain|dont have no pain|have no pain|no pain|no pains|pain free|painfree|zero pain|without pain|no pain at all|no pain whatsoever|not any pain|"
    "none at all|no hurt|nil|zip|no pain here|nowt|naught|nought|not a twinge|not one twinge|zilch|no bother at all|did not hurt|didnt hurt|doesnt hurt|no soreness or pain",
    "at_most": "no more than|not more than|no higher than|no worse than|no greater than|not above|not over|never above|never over|"
    "nothing above|nothing over|didnt go above|did not go above|didnt go over|not higher than|not worse than|never more than|"
    "at the most|not even",
    "half": "and a half|and half|and one half",
    "of": "out of|out f|outta",
    "aside": "thank god|thank goodness|thank the lord|thanks be to god|praise god|praise the lord|touch wood|knock on wood|fingers crossed",
    "mood": "if im honest|if i am honest|if i have to|if i had to|if you ask me|if i must|hope this says|hope this is ok|cant wait|cannot wait|not bad|not too bad|not so bad|not as bad|not good|not great|not so good|not too good|not very good|"
    "not terrible|no better|no worse|not better|not worse|no change|no different|better than yesterday|"
    "worse than yesterday|same as yesterday|like yesterday|better than before|worse than before|not sleeping|no sleep|"
    "didnt sleep|did not sleep|not happy|no fun|not fun|same as before|as usual",
    "stop_texts": "stop texting|stop sending|stop messaging|stop contacting|stop bothering|stop these texts|"
    "stop the texts|stop all texts|stop the messages|stop my texts|stop your texts|stop your messages|stop txting|"
    "quit texting|quit sending|no more texts|no more messages|no more text|"
    "dont send me any more|dont send me texts|leave me alone|remove me|delete my number|delete me|lose my number|unsubscribe me|sign me off|"
    "cancel the texts|cancel my texts|cancel my subscription|cancel my enrollment|end these texts|end the texts|stop this program|"
    "remove my number|off this list|off your list|dont want these|do not want these|dont want texts|quit the program|"
    "leave the program|cancel me|dont want any more texts|no longer want texts|stop it all|stop getting texts",
    "stop_wish": "want to stop|like to stop|want to quit|want out|i quit|i am done with this|im done with this",
    "call": "call me|someone call|somebody call|give me a call|ring me|phone me|speak to someone|talk to someone|"
    "talk to my therapist|speak to my therapist|need to talk|want to talk|talk to a person|speak to a person|"
    "talk to a nurse|talk to a human|call back|speak with someone|talk with someone|please call|call pls|"
    "talk to somebody|speak to a human|talk to the doctor|talk to my doctor|can you call|have someone call",
    "why": "why|did you|dont stop|do not stop|never stop|wont stop|wouldnt stop|not stop|cant stop|cannot stop|didnt stop",
}
# No phrase of another language, however it looks there.
NO_PHRASES = "rate"
DONE_WORDS = "done finished"
ZERO_COMPANY = "is was are were its it be today at a an"
NOT_LINKS = ""
COMPARISONS = "better worse"
DOUBTS = "if unless until till except wait actually kidding joking minus plus pills pill than wrong"
CHANGES = "down up dropped"
PREPOSITIONS = "on my during after before in with from for the"
COMPARED = "than like as since from"
BEFORE_GONE = "is are was has have had all now went it me"
PAUSE_COMPANY = "on the st nd rd th of for will be ll gone out town in until next this up to"
UNTIL = "until till til thru through untill"
TODAY = "today tonight"
YESTERDAY = "yesterday"
DAY_WORDS = {"day": 1, "days": 1, "week": 7, "weeks": 7, "wk": 7, "wks": 7, "month": 30, "tomorrow": 1}
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday|mon tue wed thu fri sat sun|_ tues weds thurs"
MONTHS = (
    "january february march april may june july august september october november december|"
    "jan feb mar apr _ jun jul aug sep oct nov dec|_ _ _ _ _ _ _ _ sept"
)
MONTH_FIRST = True

SCORE = {
    "label": "pain pains score level number rating worst max maximum peak sciatica hurts hurt hurting ache aching leg legs "
    "back hip",
    "link": "is was are were about around like approximately approx roughly maybe perhaps probably say its at it be thats "
    "almost nearly only just a an still up today prob abt bout scored rated currently",
    "walks": "walks strolls outings walkies",
    "walk": "walk stroll outing",
    "times": "once twice",
    "did": "did walked went made managed completed finished done",
    "of": "of outof",
    "range": "to or through thru",
    "from": "from down went dropped",
    "not": "not isnt wasnt aint no",
    "both": "both",
    "all": "all",
    "none": "none",
    "unit": "min mins minute minutes hour hours hr hrs km kms mi mile miles step steps pm am oclock lb lbs kg mg ml pill "
    "pills tablet tablets ibuprofen advil tylenol aleve motrin aspirin paracetamol naproxen gabapentin acetaminophen "
    "set sets rep reps block blocks lap laps week weeks times year years yo pct percent feet ft meters metres yards sec "
    "secs seconds th st nd rd day days minuets hrs flights round rounds",
    "nice": "long short little small slow easy quick more good nice full",
    "mood": "bad better worse terrible awful good great fine lousy rough tough ok okay horrible severe mild moderate "
    "manageable tolerable unbearable nasty much lot lots pretty quite too very really so bit little slightly improved "
    "improving well slight ouch ugh argh not_bad painfully excruciating agony solid strong dull sharp throbbing constant stabbing shooting meh",
    "later": "now before earlier but morning then yet currently moment later after usual usually",
    "fill": "i im id ill ive am that the this my me mine in on and with for during you u got get getting would call give "
    "guess think thought feel feels feeling felt had have has right left lower upper side calf foot thigh knee buttock "
    "glute hips spine nerve sciatic evening night afternoon noon hi hello hey dear thanks thank please pls yes yeah yep "
    "yup sorry day overall average most mostly out as lol haha hmm um uh er well oh also sitting standing walking "
    "driving sleeping bed bending sit stand lying down all both did do done morn eve midday bedtime time "
    "end when while been being ish go going today tonight yesterday last there here both some same usual took take "
    "taking both sore flare stop stopped had and im mr mrs doc doctor team hun love sir good goodnight gm gn still "
    "between again work home house stairs car stiff stiffness tight tired hot cold rest rested resting slept woke up too answer nope nah "
    "shoots shooting killing asking each though super heavy reply at by because cause weather rainy cold long l1 l2 l3 l4 l5 s1 s2 t12 t11 c5 c6 c7 disc meant mean correction oops",
}
# Units that may as well be the label of the number after them, and words before that leave no doubt of a unit.
LABELS_TOO = "am pm min mins minimum feet ft step steps round rounds day days an th st nd rd set sets sec secs block blocks lap laps flights mi time times"
SPENT = "at since by until till before after for around took take taking walked walk did managed ran rode drove drive driving slept sleep worked sat stood rested went made every each within in of"
EVERYDAY = (
    "abdominals absolute among amount angle answers avoid banding bands beach bear bearing been begun bell bells "
    "biting blocked bound bowl bowling brand break bring brother cakes came capped case cauda cause caused causes "
    "cell center chairs chance change changed changes chief chiro church classes cleaning clear clocks closed "
    "closing coffee color colour combine come constants contract cooking core cores couch count country county "
    "course courses court courtesy cousin cover dinner dishes door doors dosing drawn driving ears eggs eighteen "
    "enable enrolment enter entire entry errands exercise exercises experience expire factor fails fakes family "
    "father fewer fifteen fifth file files filling find fire fired firing first fitting flake floods floor found "
    "fourteen fourth free freed friend friends garden given golf grade grand green groceries hairs halves hands "
    "head heads hearing hiding hiring hitting hover hundred husband improve improves injected injection "
    "injections iphone jitter joint joints journey jungle keen kissing kitchen knives lakes lands laundry layer "
    "lean ledger lines lives lock logger lover loving lowers lunch main makes manage manager market massage match "
    "matcher matches median meeting meetings misses missing months mother moves movie movies moving muscles "
    "nephew newer niece nineteen ninth numbers office others over pages pairs parsed passing personal phones "
    "physio pilates plan plans played playing points pool pools port posing post posted posts praise prefer "
    "programs prone pulling quiet quote racing raise raised raises rates reads reasons removed reset response "
    "resumed reverse revoked rider riding river school scope scopes second seen selling sent server seventeen "
    "sewer shelves shopping shower single sister sixteen sixth sleeps smelling speaks spelling spike spool "
    "stabile staff stalls stands stays store strain stretch stretched stretches string strips stuart supine sweep "
    "swept swimming takes taping telling tends tennis tenth terminal tested tests therapist therapists therapy "
    "things third thirteen thoughts thus tips tiring tissue tissues towel trail treat tree trees units vaccine "
    "value viewer visit visited visitor vote wall watch watched water whole whose wiring wives world worsen yoga "
    "great feeling today right there three seven eight evening morning walking walked still thing think little better "
    "leaving leave leaves would should might other later water bitter letter clean close where these those while doing "
    "heart house horse spend spent start stars steps stops sleep sleeping weather whether heard beard board falls calls "
    "walls cool under table stable cable about above along alone lower tower light night sight eight weight height "
    "weights fight tight might eights fill feet full fuel called tried dried severe several shower flower tower power "
    "heel heels fool fools foods train trains drain brain rain pain paint plain grain store stores score scores sever "
    "fallen talent fever never ever lever clever even event events seventh seventy eighty thirty sixty forty fifty "
    "tripped trip trips skipped shipped stripped dripping dinner inner winner thinner chest chess cheat cheap cheese "
    "chilly child children chill wheel wells spell smell small stall shall hello "
    "bread bread dread breed bridge breathtaking coming combing nothing anything something everything seeing being "
    "really rally early nearly dearly clearly yearly daily delay relay belly bully fully jelly silly hilly chili"
)
