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
    r"(?:stop|stopp) (?:con|with|avec) (?:the|these|those|los|las|vos|ces|les|all|your)(?: \w+){0,2} (?:texts?|textos|messages?|mensajes|sms|msgs?)", r"(?:dont|do not) (?:text|txt|message|msg|write|contact)(?= [|,]|$)",
    rf"(?:stop|quit|cease|discontinue|end|cancel|halt|terminate|no more)(?: (?:{_THESE}|sending|receiving|getting|with|from)){{0,5}} {_TEXTS}",
    rf"enough (?:with|of)(?: {_THESE}){{0,3}} {_TEXTS}",
    r"stop calling(?: me| us| here| this number)?(?= [|,]|$)", r"(?:stop|quit) (?:bothering|harassing|spamming|bugging|pestering|asking|contacting|writing|calling and texting) (?:me|us)",
    r"(?:stop|quit) sending (?:me|us|these|those|this|them|stuff)",
    r"(?<!you )(?<!i )(?:dont|do not|never) (?:ever )?(?:text|txt|message|msg|contact|write|call or text)(?: to)? (?:me|us|this (?:number|phone|line)|my (?:number|phone|cell))(?! (?:back|at|before|after|until|so|on|in|during))",
    r"(?<!i )(?:dont|do not|never) (?:ever )?(?:text|message|contact) (?:again|any ?more)",
    rf"(?<!i )(?:dont|do not) send(?: {_THESE}| another| me)* (?:texts?|txts?|messages?|reminders?|anything)",
    rf"(?:dont|do not|no longer|never) (?:want|wish)(?: (?:to|of|receive|get|be|getting|receiving|for|you|have|see|{_THESE}))* (?:texts?|texted|messages?|messaged|msgs?|sms|reminders?|contacted)",
    r"(?:dont|do not|no longer) (?:want|wish) (?:to )?(?:take part|participate|be part of (?:this|the|your)|be (?:in|on|with) (?:this|the|your) (?:list|program|programme|study|service|trial|thing)|continue (?:with |in )?(?:this|the|your|these) (?:program|programme|service|texts?|study))",
    r"no longer (?:consent|agree|authori[sz]e|participating|taking part|interested in (?:this|these|the|your))",
    r"(?:revoke|revoking|withdraw|withdrawing|rescind|retract|cancel|take back)(?: (?:my|all|any|the|previous|prior|given)){0,2} (?:consent|permission|agreement|authori[sz]ation)",
    r"(?:withdraw|withdrawing) from (?:this|the|your) (?:program|programme|study|service|trial|list)",
    r"(?:do not|dont|did not|didnt|never|havent|have not) (?:give |gave |given )?(?:you )?(?:my )?(?:consent|consented|authori[sz]e|authori[sz]ed|permission)",
    r"(?:never|didnt|did not) (?:ever )?(?:sign|signed) (?:me )?up(?! for (?:this |that |so |such )*(?:much|kind|pain|sort))",
    r"(?:never|didnt|did not) (?:ever )?(?:ask|asked|agree|agreed|subscribe|subscribed|opt|opted|enroll?|enroll?ed|register|registered)(?: (?:to|for|in))+ (?:this|these|that|any of|be (?:texted|contacted)|texts?|get|receive|anything|your)(?! (?:much|kind of)? ?pain)",
    r"(?:never|didnt|did not) (?:subscribe|subscribed|opt in|opted in|enroll?|enroll?ed|register|registered)(?= [|,.]| to | for |$)",
    r"get me off (?:this|these|your)(?: (?:thing|stuff|rubbish|crap|list|text|program|programme|service))*(?= [|,]| please| now|$)", r"(?:take|strike|drop|sign|pull|count) me off(?! (?:of )?(?:the |my |this |these )?(?:med|drug|pill|gaba|work|walk))",
    r"(?:take|get|sign|count|opt) me out of (?:this|the|your) (?:program|programme|list|study|service|texts?)",
    r"(?:sign|opt|count) me out(?! (?:for )?(?:today|tonight|now|this))", r"remove me", r"(?:off|from) (?:of )?(?:this|your) (?:text |texting |mailing |phone |contact )?list",
    r"(?:remove|delete|erase|scrub|cancel) (?:my|this|the) (?:number|phone|cell|name|info|information|data|contact|details|account)",
    r"(?:lose|forget|drop|block) (?:my|this) number",
    r"(?:want|like|ask|asking|wish|need|to get) (?:off|off of) (?:this|these|your|it)(?: (?:list|program|programme|thing|service|texts?|study|plan))?(?= [|,]| please|$)",
    r"opt (?:- )?(?:me )?out", r"opt \| out", r"opting (?:- )?out", r"opted out", r"leave me alone", r"(?:withdraw|unenroll?|disenroll?|deactivate) me", r"(?:texts?|messages?|msgs?|sms)(?: \S+)* stop (?:them|these|this|it)(?= [|,]|$| please| now)", r"(?:unsubscribe|deregister|unenroll?|unregister) (?:me|us|this|my|from (?:this|these|your|you|it|all|the (?:list|texts?|program|programme|service|messages?)))",
    r"cancel my (?:subscription|enroll?ment|texts|messages|membership|account|participation|registration)",
    r"not interested (?:in (?:this program|these|your|the texts|the program|your texts)|any ?more (?:in (?:this|these)))",
    r"(?:\A|\| |, )no (?:texts?|txts?|messages?|msgs?|texting)(?= [|,]| please|$)", r"\A(?:(?:sorry|thanks|no|hi|hello|please|am|i|im|,|\|) )*(?:not|no longer) interested(?= [|,]| sorry| thanks|$)",
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
ENDS = "goodbye farewell leaving fewer less many much too stop stopp quit cancel end leave out off enough done delete remove unsubscribe withdraw withdrawn forget lose block over finished finish dont not no sick tired annoying without be drop bother opt exit terminate discontinue anymore longer nomore nothanks wish want"
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
    r"(?:drop|back|pull|bow|duck|opt)(?:ping|ing|ting)? out",
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
    "better well fine i im id ill ive am been wish think guess suppose maybe perhaps probably might may should would could can want wanna need like "
    "going gonna to it its is this that thats these those time just now here me my up with of the rather dont do not no know if "
    "whether sure have has had so well ok okay please pls thanks thank you for everything all any more anymore longer really "
    "actually honestly kindly and but or then already believe feel decided decide about ready hi hello sorry at point guys folks "
    "team dear amble being be get out off on a an u how what way there from too none as yes youre your see getting receiving them "
    "take taking taken part participating joining husband wife daughter son says said we were our using both"
)
GO_ON = "continue continuing carry carrying proceeding keeping keep proceed need needed needing receive receiving interested bother"
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
    r"(?:um |er |hi |sorry )*no (?:thanks|thank you|ta)(?: (?:very much|bye|goodbye|you|all|team|guys|amble|love|pal|mate))*",
    r"give it a rest(?: (?:will|would) you| please| now| already)*",
    r"(?:i )?(?:dont|do not|no longer) (?:want|need|wish)(?: (?:this|these|it|that|them|to do this|to continue|to go on with this|any more|anymore|to be (?:in|part of) (?:this|it)))+",
    r"(?:take|get) me off(?: (?:this|it))?",
    r"(?:i )?(?:wish|want|would like|like) to (?:stop|cancel|leave|quit|withdraw|be removed|end this)(?: (?:this|it|now|please))*",
)
# Beside a number these take the number back, and end nothing.
SCRATCHED = (
    r"(?:sorry |no |please )*(?:cancel|scratch|scrap|ignore|delete|forget|stop) (?:that|it)(?: last)?(?: one| text)?(?: sorry| please)*",
)
# The parts of a wish to leave, as of an order (part_tables.py): what is ended, and how.
WISH = {
    "CUT": "unsubscribe discontinue stop stopp stops quit cease end ending cancel halt terminate discontinue kill cut no_more unsubscribe unsub knock_it",
    "ERASE": "delete remove erase wipe scrub clear purge lose forget block bin strike take_off take_me get_rid drop",
    "MSG": "text texts texting txt txts message messages messaging msg msgs sms reminders nudges notifications alerts pings communications",
    "DATA": "number details data info information records account file contact",
    "WIPE": "delete remove erase wipe scrub purge",
    "MINE": "me my number phone details data info information record records name account file profile cell mobile email contact",
    "LIST": "list database system mailing register program programme service scheme trial study subscription records books group",
    "SEND": "send sending text texting message messaging contact contacting write writing ping pinging bug bugging bother bothering pester pestering spam "
    "spamming harass harassing hassle hassling",
    "DONT": "dont do_not never no not didnt",
    "WANT": "wants wishes needs want wanna wish need care like fancy interested keen wanting",
    "NEED": "need want require wish",
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
    " "
    "rain raining bus",
    # Verbs that end what they are said of; where nothing but the texts could be meant it is asked.
    "OPEN": "stop stopp stahp stawp stoop quit cancel cease desist unsubscribe unsub discontinue terminate withdraw deactivate decline refuse optout opt_out unenroll unenrol "
    "deregister spam spamming harassment harass harassing scam lawyer solicitor attorney block blocking blocked report_you reporting_you shut_this_down shut_it_down shut_me_off",
    "OTHERS": "walk walks walking walked exercise exercises exercising pain pains hurt hurts hurting ache aching leg legs back hip foot feet calf knee toe toes bum numbness "
    "tingling burning cramp cramps cramping spasm spasms sciatica nerve limp limping bleeding coughing crying laughing eating drinking smoking driving working moving "
    "running lifting sitting standing bending pills pill tablets tablet meds medicine medication ibuprofen tramadol gabapentin naproxen physio therapy appointment appt "
    "scan booking visit trip taxi bus train flight class session dentist doctor nurse dinner party gym plumber rest breath breathe bench shop shops store traffic rain sign "
    "stop_at stop_for stop_by stop_in stop_on stop_off stop_over stop_and stop_half stop_early stop_after stop_before stop_every stop_twice stop_once stop_halfway "
    "bus_stop next_stop non_stop first_stop last_stop one_stop pit_stop full_stop a_stop tram_stop stop_sign stop_watch had_to why_did did_you told_me said says they "
    "i_stop i_cancel make_it make_this it_will it_would will_it would_it it_to this_to it_stop it_stops today tonight tomorrow should_i must_i shall_i can_i_stop may_i_stop "
    "do_i_stop when_do if_i_stop blocked_nose blocked_up block_and round_the_block around_the_block the_block city_block a_block one_block blocks",
    "CANT": "cant cannot couldnt wont wouldnt doesnt isnt without havent hasnt",
    # Said of the end, these wish for none.
    "KEEP": "dont_stop do_not_stop never_stop not_stop dont_take dont_remove dont_cancel dont_drop dont_unsubscribe dont_delete dont_end dont_opt dont_quit not_unsubscribe "
    "not_cancel not_quit not_leave not_leaving not_quitting keep_texting keep_sending keep_them keep_these keep_it_up keep_going at_the_same",
    "INSULT": "piss_off fuck_off f_off eff_off bugger_off sod_off get_lost go_away get_stuffed naff_off shut_up screw_you fuck_you get_bent jog_on do_one buzz_off clear_off",
    "ANNOY": "annoying annoyed annoys irritating pest nuisance head_in driving_me drives_me costing costs unwanted ridiculous bother bothers bothering sick hate nagging intrusive",
    "TOO_MANY": "too_many too_much so_many loads_of constant_texts constantly nonstop every_day every_hour",
    "POINT": "point use_of sense_in",
    "FROM_LIST": "from_list from_the_list from_your_list from_this_list off_list off_the_list off_your_list off_this_list from_lists from_your_system off_your_system",
    "LEAVE_NOW": "im_leaving i_am_leaving pulling_out dropping_out opting_out backing_out bowing_out im_quitting i_am_quitting i_withdraw withdrawing_from i_quit",
    "REFUSE": "decline declining refuse refusing object objecting reject",
    "TURN": "turn switch shut",
    "OFF": "off",
    "CLOSE": "close deactivate shut terminate end",
    "ACCOUNT": "account profile file registration",
    "YOU_STOP": "you_can_stop you_may_stop you_could_stop you_can_cancel you_can_quit",
    # Of texts that are liked, missed or asked about nobody is rid.
    "LIKED": "got get_to came late wrong why when did love help helps helpful great brilliant good useful nice please_never like_it like_them enjoy enjoying before after until today tonight tomorrow yesterday miss missed missing lose lost change late later early earlier time",
    "DO_THIS": "im_not_gonna_do not_gonna_do not_going_to_do wont_be_taking taking_part take_part hear_from_you hear_from_amble do_this doing_this count_on_me second_thoughts keep_this_up carrying_on_with carry_on_with going_on_with",
    "SAID": "i_said i_told i_already i_asked i_replied i_texted i_sent i_wrote ive_said ive_asked ive_told already_said already_asked already_told already_replied means",
    "SAID_NO": "said_no told_you_no said_no_more",
    "STILL": "still_texting still_sending still_messaging keep_getting_these keep_getting_them stop_texting_me_again",
    "MISSED": "miss missed missing lose change",
    "NEED_THIS": "need_this need_these need_you need_any_of need_it_anymore need_it_any need_them need_it_now need_your_help",
    "NOT_YOU": "lord god jesus myself him her them doctor physio nurse boss husband wife son daughter pills tablets meds medicine pain pains hurt leg back knee walk walking stick cane",
    "QUITS": "dropping_out pulling_out opting_out bowing_out backing_out i_quit i_withdraw second_thoughts",
}
