"""How do people say in English that something happened: a hospital stay, a new number, somebody else's phone?

Parts of sentences, by name; which of them make an event stands in reading/events.py. NAME is any word that may be
a name. Words are as the reader compares them: lower case, without accents and apostrophes.
"""

# By what is looked for: without one of these words it is not.
NEEDS = {
    "HOSPITAL": "hospital hospitals ward icu er emergency admitted hospitalized hospitalised inpatient patient discharged kept keeping rushed intensive surgery "
    "operation operated operating operate op discectomy laminectomy microdiscectomy fusion replaced replacement knife",
    "INJECTION": "injection injections injected epidural epidurals esi cortisone steroid jab jabs shot shots nerve facet infiltration",
    "PREGNANCY": "pregnant pregnancy preggers expecting baby twins bun child",
    "MEDICINE": "medicine medicines medication medications meds med tablet tablets pill pills painkiller painkillers killer killers prescription prescriptions dose dosage patch patches "
    "relaxer relaxers relaxant relaxants thinner thinners antibiotic antibiotics gabapentin pregabalin lyrica naproxen tramadol amitriptyline duloxetine cymbalta "
    "prednisone prednisolone steroids morphine oxycodone codeine opioid opioids warfarin eliquis baclofen diclofenac meloxicam",
    "MOVE": "moved moving relocated relocating live living staying stay left leave leaving address",
    "NUMBER": "number phone mobile cell sim line",
    "SOMEBODY": "wrong meant intended supposed someone somebody another stranger number phone reached idea patient patients client owner secondhand recycled belongs belonged elses "
    "hers his her him them dis landline fax confused confusing mixed mixing mistaken mistaking therapist physio enrolled registered signed program programme study clinic hands looking sought",
    "DEATH": "died dead deceased passed longer lost make heaven buried cremated rest rip late lord god battle",
}
PARTS = {
    # A hospital stay, an operation.
    "IN_HOSPITAL": (
        r"(?:in|into|at|on|to|from|out of|the|of) (?:the |a |an |our |local )?(?:hospital|ward|icu|intensive care|er|emergency room)",
        r"(?:going|go|back|off|straight) (?:in )?(?:to )?(?:the )?hospital",
    ),
    "ADMITTED": (
        r"admitted(?! (?:it|that|to (?:being|feeling|my|myself|her|him|you)|i))",
        r"(?:hospitali[sz]ed|inpatient|in patient)",
        r"discharged(?! from (?:physio|therapy|pt|the (?:program|clinic)))",
        r"(?:kept|keeping) (?:me |him |her )?(?:in|overnight)",
        r"rushed (?:me |him |her )?(?:in|to)",
    ),
    "OPERATED": (
        r"operat(?:ed|ing|e)(?! (?:the|a|an|my|machinery|heavy|at|hours))",
        r"(?:a|an|my|the|his|her|spine|back|spinal|disc|hip|knee|emergency|major|open|heart) (?:op|operation)",
        r"(?:back|spine|spinal|disc|hip|knee|shoulder|heart|emergency|keyhole|fusion|decompression|major|my|having|had|have|for|after|got|getting|more|another|a) surgery",
        r"surgery (?:is|was|went|date|on|tomorrow|today|yesterday|this|next|last)",
        r"(?:micro)?discectomy|laminectomy|spinal fusion",
        r"(?:hip|knee|shoulder)s? (?:is |being |getting |was |been )?replace(?:d|ment)",
        r"under the knife",
    ),
    "ONLY_NEAR": (
        r"visit(?:s|ed|ing|or|ors)?",
        r"appointments?|appt|check ?up|scan|mri|x ?ray|clinic|class|gym|pool",
        r"physio\w*|pt",
        r"work(?:s|ed|ing)?|shift|volunteer\w*|nurse",
        r"car park|parking|gift shop|cafe|canteen|pharmacy|garden|grounds|bus|corridor|visitors",
        r"walk(?:ed|ing|s)? (?:past|round|around|by|near|to|through|up|down|along|behind|in front)",
        r"past|near|outside|opposite|behind|bills?",
    ),
    "NO_OPERATION": (
        r"(?:avoid\w*|instead of|without|rather than|may need|might need|consider\w*|talk\w* about|options?|whether|consult\w*|before|if|not need|no need for|alternative to|cosmetic) (?:\w+ ){0,3}(?:surgery|an? op\w*|operat\w+)",
        r"(?:ringing|rang|call(?:ed|ing)?|phoned?|doctors?|gp|at the|from the) surgery",
        r"scars?",
    ),
    "LONG_AGO": (
        r"(?:19|20)\d\d(?! (?:steps|metres|meters))",
        r"(?:years?|yrs?|decades?) (?:ago|back|since|before)",
        r"last (?:year|summer|winter|spring|autumn|fall|month|christmas|time)",
        r"ages ago|long ago|way back|in the past|used to|as a (?:kid|child|boy|girl)|months ago|next (?:year|month)",
    ),
    # An injection into the back.
    "SHOT": (
        r"epidurals?|esi|cortisone|nerve blocks?|facet (?:joint )?(?:injections?|blocks?)|injections?|injected|jabs?|infiltration",
        r"steroid (?:shots?|injections?|jabs?)",
        r"shots? (?:in|into|to) (?:my|the|me)",
    ),
    "DONE": (
        r"had|got|get|getting|gave|given|give|having|have|has|did|done|doing|just|today|todays|yesterday|tonight|tomorrow|tomorrows|this (?:morning|afternoon|evening)|earlier|since|after|at",
        r"scheduled|booked|due|went|is|was|am|morning|afternoon|they|doctor|doc|on (?:mon|tues|wednes|thurs|fri|satur|sun)day",
    ),
    "VACCINE": (r"flu|covid|vaccin\w*|booster|tetanus|shingles|pneumonia|insulin|b ?12|espresso|botox|allergy",),
    # A pregnancy.
    "PREGNANT": (
        r"pregnant|preggers|pregnancy(?! (?:pillow|yoga|class|test kit))",
        r"expecting (?:a |our |my |another |twins|baby|first|second|third|child)+",
        r"expecting(?= [|,]|$| in | due | soon)",
        r"(?:having|have|carrying|going to have|gonna have) (?:a |another |our |my |our first |our second )?(?:baby|twins)(?! shower)",
        r"baby (?:is )?(?:on the way|due|bump)",
        r"bun in the oven|with child",
    ),
    # Another medicine, or another dose.
    "DRUG": (
        r"medicines?|medications?|meds?|tablets?|pills?|painkillers?|pain killers?|prescriptions?|dos(?:e|age)|patch(?:es)?|muscle (?:relaxers?|relaxants?)|blood thinners?|antibiotics?",
    ),
    "NAMED_DRUG": (
        r"gabapentin|pregabalin|lyrica|naproxen|tramadol|amitriptyline|duloxetine|cymbalta|prednisone|prednisolone|steroids|morphine|oxycodone|codeine|opioids?|warfarin|eliquis|baclofen|diclofenac|meloxicam",
    ),
    "CHANGED": (
        r"new(?! (?:phone|number|shoes|pair))|another|different|changed|changing|change|switch(?:ed|ing)?|start(?:ed|ing|s)?|beg[au]n|put (?:me |him |her )?on|on to|onto|upped|raised|increas\w+|lowered|reduced|halved|doubl\w+|tripled",
        r"(?:stopped|stop|quit) (?:taking |the |my |all )?(?:pain )?(?:medicine|medication|meds|tablets|pills|painkillers|gabapentin|pregabalin|naproxen|tramadol)",
        r"(?:come|came|coming|taken|taking me) off",
        r"stronger|weaker|extra|added|prescribed|gave me|given me|trying|tried me|going on|went on|got me on",
    ),
    "PRESCRIBED": (r"prescribed (?:me )?(?!walk\w*|rest|exercise|physio|pt|bed)\w+",),
    "NOW_TAKES": (r"now|since|last night|from today|from tomorrow|from now|this week|as of|these days|(?:am|im) on",),
    "AS_EVER": (r"usual|same|always|regular|normal|forgot|missed|ran out|picked up|repeat",),
    # A move.
    "MOVED": (
        r"(?:i|we|ive|weve|im|i am|i have|we have|we are|were|just|be|been|recently|since) (?:just |now |recently |since |all )?(?:moved|moving|relocat\w+)",
        r"\Amov(?:ed|ing)",
        r"relocated|relocating",
    ),
    "AWAY": (
        r"away|abroad|house|home|out of (?:state|town|the (?:area|state|country|city))|overseas|in with|interstate|another (?:city|town|state|country|part)|the (?:coast|country|states)|city|cities|to (?:the )?NAME",
        r"to (?!the|my|a|an|another|other|bed|sofa|chair|and|get|be|friday|monday|tuesday|wednesday|thursday|saturday|sunday|next|work|make|do|slow\w*|quick\w*)[a-z]{4,}",
        r"in NAME|flat|apartment|place",
    ),
    "LIVES_ELSEWHERE": (
        r"(?:dont|do not|doesnt|no longer|not) live (?:in|here|there|at|around|near)",
        r"(?:i|we) live (?:in|at|near|with) (?:\w+ ){1,3}now",
        r"(?:i|we) now live|living in NAME now|now living in",
        r"(?:staying|living|stay) (?:in|at|with) (?:\w+ ){1,3}for good",
        r"(?:left|leaving|leave) (?:the )?(?:country|state|area|town|city) ?(?:for good)?",
        r"(?:new|changed?|change of) (?:home )?address",
    ),
    "MOVED_THINGS": (
        r"pain|sofa|couch|furniture|boxes|bed|chair|car|appointment|appt|bowels?|legs?|foot|feet|toes?|back|better|easier|freely|much|slow\w*|stiff\w*|ache|numbness|calf|hip",
    ),
    # A new number.
    "OTHER_NUMBER": (
        r"new (?:phone |cell |mobile |telephone |cellphone )?(?:number|no|sim)(?! (?:of|owner|for pain|is [0-9]$))",
        r"(?:chang\w+) (?:of |my |the )?(?:phone |cell |mobile )?(?:number|sim)",
        r"number (?:is |has |will be |will |is going to )?(?:chang\w+|different|be different)",
        r"(?:text|call|use|reach|message|contact|try) (?:me )?(?:on |at |to )?(?:my |the |this )?(?:new|other|wifes|husbands|sons|daughters|work|home|mums|moms) (?:phone|number|cell|mobile|line)",
        r"(?:getting rid of|giving up|losing|cancelling|canceling|switching off) (?:this|my) (?:phone|number|line|sim|cell|mobile)",
        r"(?:phone|number) is being (?:cut|disconnected|switched) off",
    ),
    "SAME_NUMBER": (r"same (?:phone |old )?number|number (?:is |stays )?the same",),
    # Somebody else has the phone.
    "WRONG_NUMBER": (
        r"wrong (?:number|person|phone|guy|lady|woman|man|patient|fella|fellow|bloke|dude|girl|no|one|contact|human|individual)(?! of| yesterday| sorry| foot| leg| shoe| way)",
    ),
    "SOMEBODY_ELSE": (
        r"(?:meant|intended|supposed to be) (?:for|to) (?:be )?(?:someone|somebody|another|a different|anyone) ?(?:else|person)?",
        r"(?:must|may|might) (?:mean|want|be (?:after|looking for)) (?:someone|somebody) else",
        r"(?:texting|messaging) (?:a|the wrong) (?:complete |total )?(?:stranger|person)",
        r"(?:im|i am|am) not (?:your|a|one of your) (?:patients?|clients?)",
        r"no idea who (?:this|that|you|it) (?:is|are)? ?(?:meant|for|want|after|looking)",
        r"(?:dont|do not) know (?:any|anyone (?:called|named)|anybody (?:called|named)) NAME",
        r"(?:this|that|the|my) number (?:was|got) (?:given|assigned) to me",
        r"(?:had|owned|used) this number before(?: me)?",
        r"(?:i|we) (?:just |only |recently )?(?:got|have|had|bought) this (?:number|phone|sim) (?:last|this|a|in|since|two|three|from|yesterday|recently|today)",
        r"reached NAME(?: not NAME)?",
        r"(?:no|nobody|no one|noone|not any|never any) (?:called |named |by the name of |with the name )?NAME (?:here|lives|at this|on this|works)",
        r"(?:im|i am|this is|its|my name is|you want|my name) (?:not|isnt) (?:mr |mrs |ms |miss |dr |called |named )?NAME(?= [|,]|$)",
        r"(?:this|my name|that) isnt (?:called )?NAME(?= [|,]|$)",
        r"\Anot (?:mr |mrs |ms |miss )?NAME(?= [|,]|$)",
        r"(?:im|i am) not (?:mr |mrs |ms |miss )?NAME(?= [|,])",
        r"(?:number|phone|line) (?:has been|was|got|is) (?:reassigned|recycled|changed hands)|changed hands",
        r"who dis",
        r"you (?:want|need|are after|are looking for|mean|mustve meant|must want) (?:my|the|somebody|someone|another|NAME) ?(?:brother|sister|husband|wife|mother|father|mum|mom|dad|son|daughter|roommate|flatmate|previous|last|old|other|else|person)?(?= [|,]|$| not )",
        r"try (?:another|a different|some other) number",
        r"(?:im|i am|am) not (?:in|on|with|part of|enrolled|registered|signed up) (?:any|your|a|this|the|in|with|for)",
        r"(?:dont|do not) have (?:a|any) (?:therapist|physio|physical therapist|care team|pt|back doctor)",
        r"never (?:been|was|heard of) (?:a patient|your patient|to your clinic|your clinic|at your clinic)",
        r"(?:this is|its) a (?:landline|land line|fax)",
        r"(?:confus\w+|mixed|mixing|mistak\w+) me (?:up )?(?:with|for)",
        r"(?:different|another) person (?:now )?has this",
        r"(?:previous|last|former|old) owner",
        r"second ?hand (?:phone|sim)|recycled (?:number|phone)",
        r"(?:im|i am|its|it is|this is|thats) not (?:her|him|them)(?= [|,]|$)",
        r"(?:this )?(?:number|phone) (?:isnt|is not) (?:hers|his|theirs)",
        r"(?:belongs|belonged) to (?:someone|somebody|another|a different)",
        r"(?:is|was) (?:someone|somebody) elses",
        r"(?:not|isnt) the (?:one|person|man|woman|patient) (?:you|youre|u|ur)",
        r"(?:this is|its|thats) (?:a|our|the) (?:work|office|business|shop|company|school|public|landline|restaurant|bakery) (?:phone|number|line|cell)",
    ),
    "SOUGHT": (
        r"(?:the )?(?:person|one|man|woman|patient|lady|guy) (?:that |who |whom )?(?:you|u|youre|ur) ?(?:are|r)? ?(?:look\w*|want|seek|text\w*|try\w*|after|need|call\w*|contact\w*|reach\w*)",
    ),
    "HAS_IT_NO_MORE": (
        r"(?:doesnt|does not|dont|no longer|not|never) (?:use|have|own|using|has|live|answer|reachable|at)(?:s|ing)?",
        r"(?:gave|sold|left) (?:me|it|this)",
    ),
    "SLIPS": (r"gave|put|sent|typed|entered|wrote|pressed|hit|used|meant",),
    "BODY": (r"legs?|foot|feet|toes?|hips?|back|body|pain|calf|calves|knees?|hands?|arms?|skin|groin",),
    "JOKES": (r"superman|superwoman|hercules|rambo|usain|jesus|god|einstein|houdini",),
    # A death, and what says that the patient is meant.
    "DIED": (
        r"passed (?:away|on|over|peacefully|in|last|this|yesterday|today|sunday|monday|tuesday|wednesday|thursday|friday|saturday)",
        r"(?:has|have|had|just|sadly|she|he|NAME) passed(?= [|,]|$)",
        r"died|is dead|has died|deceased|no longer (?:with us|alive)|lost (?:his|her) life",
        r"we lost (?:dad|mum|mom|him|her|my|our|NAME)",
    ),
    # Said of somebody who has died, and of little else.
    "PARTED": (
        r"(?:he|she|NAME) (?:didnt|did not) make it(?= [|,]|$| through)",
        r"(?:buried|cremated|lost|laid) (?:him|her|NAME)(?: to rest)?",
        r"(?:he|she|hes|shes|NAME) (?:is |has )?(?:now )?(?:gone to|in|with|up in|went to) (?:heaven|god|jesus|the lord|be with)",
        r"lost (?:his|her) (?:battle|fight)",
        r"(?:rest in peace|rip) (?:to )?(?:him|her|NAME|dad|mum|mom)",
        r"(?:he|she|NAME) (?:took|drew|breathed) (?:his|her) last",
    ),
    "CLOSE": (
        r"(?:my |our )?(?:late )?(?:husband|wife|partner|mum|mom|mother|dad|father|son|daughter|brother|sister|hubby|fiance|fiancee|spouse|parent|child)",
    ),
    "PETS": (
        r"dogs?|cats?|puppy|kitten|horse|hamster|rabbit|parrot|pet|battery|phone|car|plants?|fish|bird|hens?|chickens?",
    ),
    "THEIR_PHONE": (
        r"(?:this|it|that) (?:was|is|used to be) (?:his|her|their|dads|mums|moms) (?:old )?(?:phone|mobile|cell|number|line)",
        r"(?:his|her|their|dads|mums|moms) (?:old )?(?:phone|mobile|cell|number)",
        r"owner of th\w+ (?:phone|number|mobile|cell)",
    ),
    "YOUR_PATIENT": (
        r"your (?:patient|client)",
        r"patient(?= deceased)",
        r"(?:the |this )?patient (?:has |is |was )?(?:died|dead|passed|deceased)",
        r"(?:the )?(?:person|one|man|woman) (?:that |who |whom )?(?:you|u|youre) (?:are )?(?:text\w*|look\w*|call\w*|want)",
    ),
    "THEY_WONT": (
        r"(?:he|she|they) (?:wont|will not|cant|cannot|will never|is not going to|isnt going to) (?:be )?(?:answer\w*|repl\w*|text\w*|walk\w*|need\w*|use\w*|respond\w*)",
        r"nobody (?:left )?to (?:walk|text|answer)",
    ),
    "WRITER": (
        r"(?:this is|i am|im|its|it is|here is) (?:his|her|their|the|[a-z]+s|NAME) (?:\w+ )?(?:husband|wife|son|daughter|sister|brother|mother|father|mom|dad|mum|partner|family|widow|widower|caregiver|carer|neighbou?r|friend|niece|nephew|granddaughter|grandson)",
        r"(?:husband|wife|son|daughter|sister|brother|mother|father|mum|mom|dad|partner|niece|nephew|neighbou?r|carer|widow) (?:of NAME )?(?:here|writing|speaking)",
        r"(?:writing|texting|answering) (?:for|on behalf of|instead of) (?:him|her|NAME|my|mr|mrs)",
        r"NAME son|NAME daughter",
    ),
    "TAKE_OFF": (r"(?:take|remove|delete|strike) (?:him|her|them|NAME)",),
}
PEOPLE = (
    "mum mom mother dad father wife husband son daughter dog cat friend neighbor neighbour brother sister boss grandma grandmother grandpa kid kids child baby "
    "partner uncle aunt cousin roommate mums moms dads grandson granddaughter nephew niece puppy horse mate nan gran granny grandad granddad coworker "
    "colleague boyfriend girlfriend bro hubby stepson inlaws pal"
)
# First names that are no other word: with these a small letter makes a name too.
NAMES = (
    "james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony steven paul andrew joshua kenneth kevin brian "
    "george timothy ronald edward jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory raymond "
    "patrick alexander dennis jerry tyler aaron henry douglas peter adam nathan zachary walter kyle harold carl arthur gerald roger keith jeremy lawrence "
    "sean albert jesse bryan bruce ralph roy eugene louis philip harry wayne randy howard russell frank margaret mary patricia jennifer elizabeth barbara "
    "susan jessica sarah karen lisa nancy betty sandra ashley kimberly emily donna michelle carol amanda melissa deborah stephanie rebecca laura sharon "
    "cynthia kathleen amy angela shirley anna brenda pamela emma nicole helen samantha katherine christine debra rachel carolyn janet catherine maria "
    "heather diane ruth julie olivia joyce virginia victoria kelly lauren christina joan evelyn judith megan andrea cheryl hannah jacqueline martha gloria "
    "teresa ann sara madison frances kathryn janice jean alice abigail sophia denise doris dorothy marilyn beverly theresa isabella linda dave mike steve "
    "tom bob jim joe dan "
)
# What ends a clause as a comma does.
BUT = "but though although"
# First persons beside those of danger.
MORE_OF_ME = "we us ive weve"
PRONOUNS = "he she they hes shes theyre him her"
# What has a capital and names nobody.
NO_NAMES = "i im ive id ill ok okay we us you god lord"
