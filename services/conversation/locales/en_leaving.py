"""Which English words may ask for no more texts, surely or likely? How a pattern is read stands in en_asides.

BARE_*: a clause of nothing but such words asks for no more, if one of BARE_ENDS or a sentence of WISHES is among them.
GO_ON with a denial asks for the same.
"""

_TEXTS = (
    "(?:texts?|texting|txts?|txting|messages?|messaging|msgs?|sms|reminders?|notifications?|contacting|communications?|"
    "subscription|enroll?ment|program|programme|service)"
)
_THESE = "(?:all|the|these|those|this|your|my|any|more|further|future|me|please|daily|health|walking|text|automated)"
# A wish for no more texts that can mean nothing else.
LEAVING = (
    r"(?:stop|stopp) (?:con|with|avec) (?:the|these|those|los|las|vos|ces|les|all|your)(?: \w+){0,2} (?:texts?|textos|messages?|mensajes|sms|msgs?)", r"(?:dont|do not) (?:text|message|msg|write|contact)(?= [|,]|$)",
    rf"(?:stop|quit|cease|discontinue|end|cancel|halt|terminate|no more)(?: (?:{_THESE}|sending|receiving|getting|with|from)){{0,5}} {_TEXTS}",
    rf"enough (?:with|of)(?: {_THESE}){{0,3}} {_TEXTS}",
    r"stop calling(?: me| us| here| this number)?(?= [|,]|$)", r"(?:stop|quit) (?:bothering|harassing|spamming|bugging|pestering|asking|contacting|writing|calling and texting) (?:me|us)",
    r"(?:stop|quit) sending (?:me|us|these|those|this|them|stuff)",
    r"(?<!you )(?<!i )(?:dont|do not|never) (?:ever )?(?:text|txt|message|msg|contact|write|call or text)(?: to)? (?:me|us|this (?:number|phone|line)|my (?:number|phone|cell))(?! (?:back|at|before|after|until|so|on|in|during))",
    r"(?<!i )(?:dont|do not|never) (?:ever )?(?:text|message|contact) (?:again|any ?more)",
    rf"(?<!i )(?:dont|do not) send(?: {_THESE})* (?:texts?|messages?|reminders?|anything)",
    rf"(?:dont|do not|no longer|never) (?:want|wish)(?: (?:to|of|receive|get|be|getting|receiving|for|you|have|see|{_THESE}))* (?:texts?|texted|messages?|messaged|msgs?|sms|reminders?|contacted)",
    r"(?:dont|do not|no longer) (?:want|wish) (?:to )?(?:take part|participate|be part of (?:this|the|your)|be (?:in|on|with) (?:this|the|your) (?:list|program|programme|study|service|trial|thing)|continue (?:with |in )?(?:this|the|your|these) (?:program|programme|service|texts?|study))",
    r"no longer (?:consent|agree|authori[sz]e|participating|taking part|interested in (?:this|these|the|your))",
    r"(?:revoke|revoking|withdraw|withdrawing|rescind|retract|cancel|take back)(?: (?:my|all|any|the|previous|prior|given)){0,2} (?:consent|permission|agreement|authori[sz]ation)",
    r"(?:withdraw|withdrawing) from (?:this|the|your) (?:program|programme|study|service|trial|list)",
    r"(?:do not|dont|did not|didnt|never|havent|have not) (?:give |gave |given )?(?:you )?(?:my )?(?:consent|consented|authori[sz]e|authori[sz]ed|permission)",
    r"(?:never|didnt|did not) (?:ever )?(?:sign|signed) (?:me )?up(?! for (?:this |that |so |such )*(?:much|kind|pain|sort))",
    r"(?:never|didnt|did not) (?:ever )?(?:ask|asked|agree|agreed|subscribe|subscribed|opt|opted|enroll?|enroll?ed|register|registered)(?: (?:to|for|in))+ (?:this|these|that|any of|be (?:texted|contacted)|texts?|get|receive|anything|your)(?! (?:much|kind of)? ?pain)",
    r"(?:never|didnt|did not) (?:subscribe|subscribed|opt in|opted in|enroll?|enroll?ed|register|registered)(?= [|,.]| to | for |$)",
    r"get me off (?:this|these|your)(?= [|,]| please| list| text| program|$)", r"(?:take|strike|drop|sign|pull|count) me off(?! (?:of )?(?:the |my |this |these )?(?:med|drug|pill|gaba|work|walk))",
    r"(?:take|get|sign|count|opt) me out of (?:this|the|your) (?:program|programme|list|study|service|texts?)",
    r"(?:sign|opt|count) me out(?! (?:for )?(?:today|tonight|now|this))", r"remove me", r"(?:off|from) (?:of )?(?:this|your) (?:text |texting |mailing |phone |contact )?list",
    r"(?:remove|delete|erase|scrub|cancel) (?:my|this|the) (?:number|phone|cell|name|info|information|data|contact|details|account)",
    r"(?:lose|forget|drop|block) (?:my|this) number",
    r"(?:want|like|ask|asking|wish|need|to get) (?:off|off of) (?:this|these|your|it)(?: (?:list|program|programme|thing|service|texts?|study|plan))?(?= [|,]| please|$)",
    r"opt (?:- )?(?:me )?out", r"opt \| out", r"opting (?:- )?out", r"opted out", r"leave me alone", r"(?:unsubscribe|deregister|unenroll?|unregister) (?:me|us|this|my|from)",
    r"cancel my (?:subscription|enroll?ment|texts|messages|membership|account|participation|registration)",
    r"not interested (?:in (?:this program|these|your|the texts|the program|your texts)|any ?more (?:in (?:this|these)))",
    r"(?:\A|\| |, )no (?:texts|messages|texting)(?= [|,]| please|$)", r"\A(?:(?:sorry|thanks|no|hi|hello|please|am|i|im|,|\|) )*(?:not|no longer) interested(?= [|,]| sorry| thanks|$)",
    r"(?:do not|dont|does not) have my (?:consent|permission)", r"(?:consent|permission) (?:is )?(?:withdrawn|revoked)", r"(?:be|have me|get me|me be) removed(?= [|,]| from (?:this|the|your) (?:list|program|programme|study|service|texts?)| please|$)",
    r"take (?:this|my) (?:number|phone|name) off", r"cease and desist", r"(?:do not|dont) (?:call|text|contact|message|email) or (?:call|text|message)", r"want no more (?:of )?(?:these|your|texts|messages)",
    r"(?:want|like|wish|need|going|decided|prefer) to (?:leave|quit|exit|stop|end|cancel|drop out of|come out of|come off|get out of|pull out of|withdraw from|opt out of|get off|be off|be out of|be done with|finish with)(?: (?:the|this|your|these|all))* (?:program|programme|texts?|texting|messages|list|study|service|scheme|trial|app)",
    r"(?:can|could|would|will) you(?: please| just)? (?:stop|quit|end|cancel)(?: \w+){0,2} (?:texts?|texting|messages?|messaging|sms|reminders?)",
    r"no (?:send|sending|write|text|contact)(?: (?:me|to|any|more|message|messages|text|texts|sms|again|please))+",
    r"(?:i am|im) (?:out of|leaving|quitting|dropping out of) (?:this|the|your) (?:program|programme|study|service|list)",
)  # fmt: skip
LEAVING_WORDS = (
    "removed withdrawn revoked have stop quit cease discontinue end cancel halt terminate enough text txt message msg contact write send texts "
    "texted texting txts messages messaging msgs messaged reminders reminder sms notifications notification "
    "communications subscription contacted consent consented permission agreement authorize authorise authorized "
    "authorised authorization authorisation participate participating part trial list sign signed agree agreed "
    "subscribe subscribed opt opting opted enroll enrol enrolled enroled register registered ask asked take get "
    "strike drop pull count remove delete erase scrub lose forget block off alone unsubscribe deregister unenroll "
    "unenrol unregister withdraw withdrawing program programme study service interested"
)
HOW_TO_STOP = (
    r"how (?:do|can|could|would|to)(?: (?:i|we))? (?:stop|cancel|end|quit|leave|unsubscribe|opt out|get off|get out|come off)"
    r"(?: (?:from|of|this|these|it|them|the|your|texts|list|program|programme))*"
)
# A word of ending beside a word of texts may be a wish for no more; with one of NO_LEAVING it is none.
ENDS = "leaving fewer less many much too stop stopp quit cancel end leave out off enough done delete remove unsubscribe withdraw withdrawn forget lose block over finished finish dont not no sick tired annoying without be drop bother opt exit terminate discontinue anymore longer nomore nothanks wish want"
OF_TEXTS = "text texts texting txt txts message messages msgs msg sms messaging list number subscription subscribe program programme service study trial consent reminders reminder notifications participate participating participation enrolled enrollment enrolment membership contact contacting spam amble"
NO_LEAVING = "got get getting receive received came come arrived arrive missed when did why how what does will should love like enjoy helpful thanks thank sorry problem see saw read wrong change changed new late reply replied walk walks walking pain hurt hurts yet today morning yesterday lost"
WISHES = (
    r"call it (?:a day|quits)",
    r"(?:pack|jack|chuck) (?:it|this) in",
    r"(?:not|isnt|aint|never|dont think (?:its|this is|thats)) (?:really |quite |going to be )?for me",
    r"(?:a|any) way (?:to get |of getting |to have )?(?:out|off|fewer|less)",
    r"(?:get|have|send) (?:me )?(?:fewer|less|none)(?: of)?",
    r"(?:so |just )?over (?:it|this|these|all this)",
    r"throw in the towel",
    r"(?:give|giving|gave) (?:this|it) up",
    r"(?:give|giving) up on (?:this|it|you)",
    r"(?:part|go) (?:our )?(?:separate )?ways",
    r"(?:knock|nip) (?:it|this) on the head",
    r"(?:drop|back|pull|bow|duck|opt) out",
    r"(?:leave|let) (?:it|this) (?:there|here|be|at that)",
    r"(?:lost|losing|no) interest",
    r"(?:waste|wasting) (?:of )?(?:my|your) time",
    r"(?:rather|prefer) (?:not|to not)",
    r"done (?:here|getting|receiving|with (?:this|it|you|these|all this|the))",
    r"changed? my mind",
    r"taken off",
    r"(?:not|dont want|wont|no longer)(?: \w+){0,2} (?:go|going) on",
    r"no more (?:of )?(?:this|these|it|them|please|thanks)",
    r"but no thanks",
    r"(?:move|moving|moved) on",
    r"(?:out of|not up to|not up for) (?:this|it)",
    r"(?:dont|do not|didnt|not|never) (?:find|see|getting|get) (?:this|these|it|any of this) (?:helpful|useful|the point)",
)
BARE_ENDS = "stop quit end finish cancel leave withdraw exit drop opt enough discontinue terminate unsubscribe bail withdrawing quitting cancelling canceling ending block blocked remove removed delete erase"
BARE_TALK = (
    "i im id ill ive am been wish think guess suppose maybe perhaps probably might may should would could can want wanna need like "
    "going gonna to it its is this that thats these those time just now here me my up with of the rather dont do not no know if "
    "whether sure have has had so well ok okay please pls thanks thank you for everything all any more anymore longer really "
    "actually honestly kindly and but or then already believe feel decided decide about ready hi hello sorry at point guys folks "
    "team dear amble being be get out off on a an u how what way there from too none as yes youre your see getting receiving them "
    "take taking taken part participating joining husband wife daughter son says said we were our using both"
)
GO_ON = "continue continuing carry keep proceed need needed needing receive receiving interested bother"
NO_GO_ON = "no not dont didnt wont wouldnt never longer sure"
FAREWELLS = "goodbye farewell"
NO_BARE = (
    r"(?:dont|do not|never|not) (?:want|wanna|need|wish|plan|planning|going)(?: to)? (?:stop|quit|end|leave|cancel)",
    r"(?:it|pain|this|all) (?:to|would|will|could) (?:just )?(?:stop|end)",
    r"(?:says?|said|told)(?: me)? to (?:stop|quit)(?= [|,]|$)",
    r"need to (?:know|see)",
    r"(?:carry|keep|take|see) (?:it|this) (?:easy|up|through)",
    r"had to",
    r"(?:should|must|shall) i (?:stop|quit|finish|end|leave)(?= [|,]|$)",
    r"(?:can|could|may) i (?:stop|quit|finish|end|leave)(?= [|,]|$)",
    r"do i (?:have|need) to",
    r"when (?:do|can|should|will)",
    r"what (?:do|if|happens)",
    r"(?:dont|wont|cant|never) (?:stop|quit|end|leave)",
    r"i (?:stop|leave|end|finish) (?:now|here|it)?$",
)
BARE_WISH = (
    r"(?:please |pls )?(?:just )?(?:leave me (?:be|alone)|let me (?:be|go))(?: please| now)?",
    r"(?:i |im |i am |ok )*(?:quit|want out|give up|opting out)(?: now| please| thanks| with (?:this|it|that|you)| of (?:this|it))*",
    r"(?:i |im |i am |ok )*(?:out|done|finished|through) (?:with|of) (?:this|it|that|you)(?: now| please| thanks| program| thing)*",
    r"(?:please |pls )?(?:cancel|stop|end|quit|enough)(?: (?:everything|all|this|it|that|me|my|now|please|already|of this|with this|here|thing))*",
    r"(?:im |i am )?not interested(?: any ?more)?",
    r"no (?:thanks|thank you) (?:i |im )?(?:not|dont|no).*",
    r"(?:i )?(?:dont|do not|no longer) (?:want|need|wish)(?: (?:this|these|it|that|them|to do this|to continue|to go on with this|any more|anymore|to be (?:in|part of) (?:this|it)))+",
    r"(?:take|get) me off(?: (?:this|it))?",
    r"(?:i )?(?:wish|want|would like|like) to (?:stop|cancel|leave|quit|withdraw|be removed|end this)(?: (?:this|it|now|please))*",
)
# The parts of a wish to leave, as of an order (part_tables.py): what is ended, and how.
WISH = {
    "CUT": "stop stopp stops quit cease end ending cancel halt terminate discontinue kill cut no_more unsubscribe unsub knock_it",
    "ERASE": "delete remove erase wipe scrub clear purge lose forget block bin strike take_off take_me get_rid drop",
    "MSG": "text texts texting txt txts message messages messaging msg msgs sms reminders nudges notifications alerts pings communications",
    "DATA": "number details data info information records account file contact",
    "WIPE": "delete remove erase wipe scrub purge",
    "MINE": "me my number phone details data info information record records name account file profile cell mobile email contact",
    "LIST": "list database system mailing register program programme service scheme trial study subscription records books group",
    "SEND": "send sending text texting message messaging contact contacting write writing ping pinging bug bugging bother bothering pester pestering spam "
    "spamming harass harassing hassle hassling",
    "DONT": "dont do_not never no not didnt",
    "WANT": "want wanna wish need care like fancy interested keen wanting",
    "NO_LONGER": "no_longer any_more anymore any_longer",
    "ENOUGH": "enough fed_up sick_of tired_of had_it had_my_fill over_it done_with finished_with through_with bored_of bored_with",
    "OUT": "out off leave quit exit withdraw opt_out drop_out pull_out get_out come_off sign_out bow_out opt unenroll unenrol deregister leaving",
    "GO_ON": "take_part participate participating carry_on carrying_on continue continuing go_on going_on keep_going keep_doing keep_getting be_in be_part "
    "involved enrolled stay stay_in stay_on",
    "THIS": "this these those them it that",
    "UNSURE": "not_sure unsure wondering wonder maybe perhaps might thinking considering dont_know dunno think should could whether if how can",
    "BE": "leave_me let_me",
    "ALONE": "alone be go",
    "NOT_OF_TEXTS": "walk walks walking pain hurt hurts hurting limping leg back moving exercise physio work pills meds tablets tears laughing smoking "
    "got get_to came late wrong why when did love help helps helpful great brilliant good useful nice please_never like_it like_them enjoy enjoying "
    "before after until today tonight tomorrow yesterday rain raining bus",
}
