"""Does a text mean: look at this person now? Danger phrases in three languages, always all of them (section 11).

In doubt it is danger. Only a denial or another person right before the words, or "is gone" right after them, makes a
phrase one for a human to read instead of an emergency; it is never dropped.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from schemas.vocabulary import Tier
from services.conversation.tokens import Speller

_SADDLE = (
    r"(?:groin|genitals?|private parts?|privates|crotch|saddle|inner thighs?|between my legs|bottom|butt|buttocks|anus"
    r"|rectum|vagina|penis|testicles|down there|back passage|perineum|when i wipe|when wiping|ingles?|entrepierna"
    r"|genitales|partes intimas|nalgas|aine|entrejambe|parties intimes|sexe|perinee|fesses|anale?)"
)
_NUMB = (
    r"(?:numb\w*|no feeling|no sensation|(?:cant|cannot|can not|dont|do not|couldnt|cant really) feel|lost (?:all )?"
    r"(?:feeling|sensation)|tingl\w+|pins and needles|dead|no siento|entumecid\w*|dormid\w*|adormecid\w*|hormigueo"
    r"|(?:ne )?sens (?:plus|pas)|engourdi\w*|endormi\w*|fourmill\w*|insensible)"
)
_CANNOT = (
    r"(?:cant|cannot|can not|couldnt|could not|unable to|trouble|difficulty|hard to|lost|loss of|losing|no control|not able to"
    r"|problems?|no puedo|no controlo|perdi el|perdido el|perdi|peux (?:pas|plus)|arrive (?:pas|plus) a|perdu le)"
)
_BLADDER = (
    r"(?:bladder|bowels?|pee|peeing|urine|urinat\w*|stools?|poop\w*|poo|toilet|vejiga|orinar|orina|esfinter\w*|heces"
    r"|vessie|uriner|urine|selles|sphincter\w*)"
)
_LEG = r"(?:legs?|foot|feet|ankle|toes?|knees?)"
_GAP = r"(?: \w+){0,5}? "

_EMERGENCY = (
    rf"{_NUMB}{_GAP}?{_SADDLE}",
    rf"{_SADDLE}{_GAP}?{_NUMB}",
    r"(?:wet|wetting|weed|peed|pee|peeing|pissed|soiled|soiling|pooped|shit|crapped) (?:on |in )?(?:my ?self|my pants"
    r"|my bed|the bed)",
    r"leak\w*(?: \w+){0,2}? (?:urine|pee|stool|poop|bladder)",
    r"(?:urine|pee|stool|poop|bladder)(?: \w+){0,2}? leak\w*",
    r"incontinen\w*",
    rf"{_CANNOT}(?: \w+){{0,3}}? (?:control|controlar|controler|controle|hold|feel|start|empty|stop|de|my|mi|ma|la|el|le)?"
    rf"(?: \w+){{0,2}}? ?{_BLADDER}",
    r"(?:cant|cannot|can not) (?:pee|poop|urinate|hold it)",
    rf"{_BLADDER}(?: \w+){{0,2}}? (?:control|accident|numb\w*|trouble|problems?|fuites?)",
    r"(?:erection|sexual dysfunction|cant get hard|disfuncion sexual|troubles? sexuels?)",
    rf"{_LEG} (?:just |suddenly |keeps? |keep )?(?:gave|gives|giving|give|buckl\w+|collaps\w+|goes|went|wont)"
    r"(?: way| out| from under| dead| limp| move| work)?\b",
    r"(?:foot|feet|toes)(?: \w+){0,2}? (?:drag\w*|drop\w*|flop\w*|slap\w*)",
    r"(?:drop foot|dragging my (?:foot|leg)|drag my (?:foot|leg)|pie caido|arrastr\w+ el pie|pied (?:traine|tombe\w*))",
    rf"(?:cant|cannot|can not|unable to) (?:lift|move|raise|bend|control) (?:my |the )?{_LEG}",
    rf"{_LEG}(?: \w+){{0,3}}? (?:weaker|weak|weakness|paraly\w+|useless)",
    rf"weak\w*(?: \w+){{0,3}}? {_LEG}",
    r"both(?: of)?(?: my)? (?:legs|feet|thighs)(?: \w+){0,4}? (?:numb\w*|weak\w*|pain\w*|hurt\w*|tingl\w*|ach\w+|dead)",
    r"(?:numb\w*|weak\w*|pain\w*|hurt\w*|tingl\w*)(?: \w+){0,3}? both(?: of)?(?: my)? (?:legs|feet|thighs)",
    r"numb\w*(?: \w+){0,4}? (?:worse|spread\w*|growing|more)",
    r"(?:chest|breast ?bone)(?: \w+){0,2}? (?:pain\w*|hurt\w*|tight\w*|pressure|ach\w+)",
    r"(?:pain|pressure|tightness)(?: \w+){0,2}? chest",
    r"(?:cant|cannot|can not|hard to|trouble|struggling to|difficulty) (?:breathe?|breathing|catch my breath)",
    r"short(?:ness)? of breath|heart attack|having a stroke",
    r"(?:calf|calves)(?: \w+){0,3}? (?:swollen|swelling|swell\w*)|swollen(?: \w+){0,2}? (?:calf|calves)",
    r"puls\w+(?: \w+){0,3}? (?:belly|abdomen|stomach|tummy)|(?:belly|abdomen|stomach|tummy)(?: \w+){0,3}? puls\w+",
    r"me (?:orine|hice (?:pis|pipi|encima|del bano)|mee|cague)(?: encima)?",
    r"(?:la |mi )?piernas? (?:me |se me |se )?(?:fallo|fallan?|falla|doblo|dobla|no me responde\w*|cedio|debil\w*)",
    r"se me (?:dobl\w+|fue|va|durmi\w+|duerme\w*) (?:la|las) piernas?",
    r"(?:ambas|las dos|dos) piernas(?: \w+){0,3}? (?:dormid\w*|entumecid\w*|debil\w*|duelen?|dolor|adormecid\w*)",
    r"(?:dormid\w*|entumecid\w*|debil\w*|duelen?|dolor|adormecid\w*)(?: \w+){0,3}? (?:ambas|las dos|dos) piernas",
    r"dolor (?:de|en el|al) pecho|(?:me )?duele el pecho|opresion en el pecho",
    r"no puedo respirar|me falta el aire|falta de aire|me cuesta respirar|me ahogo",
    r"(?:urine|pisse|fait pipi|pipi|fait caca) (?:sur moi|dessus|dans ma culotte|au lit)|fuites? urinaires?",
    r"jambes? (?:a |m a |ma |ont |me |qui |s est |sest )?(?:lache\w*|cede\w*|derobe\w*|ne repond\w*|repond\w* plus|faible\w*)",
    r"(?:deux|2) jambes(?: \w+){0,3}? (?:engourdi\w*|faible\w*|mal|douleur\w*|endormi\w*)",
    r"(?:douleur|mal|oppression)(?: \w+){0,3}? poitrine|poitrine(?: \w+){0,3}? (?:mal|serre\w*|douleur)",
    r"(?:peux|arrive|puis) (?:pas|plus)(?: a)? respirer|essouffle\w*|souffle court|du mal a respirer|j etouffe|jetouffe",
)
_URGENT = (
    r"fever\w*|chills|high temperature|night sweats|fiebre|escalofrios|fievre|frissons",
    r"fell\b(?! asleep| behind)|fallen (?:down|over|off|badly|again)|(?:had|took|having) a (?:\w+ )?fall\b|(?:ive|have) fallen",
    r"me cai|caida|(?:suis|etais) tombee?|une chute",
    r"car (?:accident|crash|wreck)|accidente|accident|(?:hit|struck) by a (?:car|bike|bus)",
    r"(?:lost|losing|lose)(?: \w+){0,3}? weight|weight loss|perdi\w* (?:de )?peso|(?:he |ha )?perdido (?:mucho )?peso|bajado de peso"
    r"|perdu du poids|perte de poids|maigri",
    r"cancer|tumou?r|infection|infected|infeccion|infectad\w*|infecte\w*",
    r"pain(?: \w+){0,3}? (?:wakes|woke) me(?: \w+){0,3}? (?:every night|all night)",
    r"passed out|fainted|blacked out|me desmaye|perdu connaissance",
    r"(?:cant|cannot|can not) (?:walk|stand|get up)(?: \w+){0,2}? (?:at all|any ?more)",
)
_CRISIS = (
    r"(?:want|wanna|going|ready|rather|wish (?:i|to)|like) (?:to )?(?:die|be dead|was dead|were dead|not wake up|end it)",
    r"kill(?:ing)? my ?self|end(?:ing)? (?:my life|it all|everything)|suicid\w*|dont want to (?:live|be here|wake up)",
    r"(?:do not|no longer) want to (?:live|be here)|better off dead|no reason to live|hurt(?:ing)? myself|self harm",
    r"quiero morir\w*|me quiero morir|matarme|no quiero vivir|quitarme la vida|acabar con (?:todo|mi vida)",
    r"(?:veux|envie de|prefere) mourir|me tuer|plus (?:envie de )?vivre|en finir|me suicider|mettre fin a mes jours",
)
# Sciatica goes with some numbness; alone it is no emergency, but a person shall read it.
_MENTION = (r"numb\w*", r"entumecid\w*|adormecid\w*", r"engourdi\w*")

_DENIED = re.compile(
    r"(?:^|[ |])(?:no|not|without|zero|sin|ningun\w*|pas|pas de|pas d|aucune?|dont have|do not have|didnt|did not|havent"
    r"|have not|havent had|never had|isnt|no tengo|no hay|nai pas|n ai pas|pas eu)"
    r"(?: (?:any|new|more|real|had|having|have|a|an|the|signs?|of|de|d|hay|tengo|eu|la|el|le|in|my|mi|ma))* ?$"
)
_IN_DOUBT = re.compile(r"\bnot (?:sure|only|just)\b|\bno (?:idea|doubt)\b")
_GONE = re.compile(
    r"^ (?:\w+ ){0,2}?(?:is|are|has|have|all|went|se|est|a|s est|ya)? ?(?:gone|away|disappeared|stopped|fue|paso|partie?"
    r"|disparu)\b"
)
_OTHERS = (
    r"(?:mum|mom|mother|dad|father|wife|husband|son|daughter|dog|cat|friend|neighbou?r|brother|sister|boss|grandm\w+"
    r"|grandpa|kid|child|baby|partner|he|she|they|mama|madre|padre|papa|esposa|esposo|marido|hijo|hija|amigo|amiga|perro"
    r"|hermano|hermana|ella|mere|pere|femme|mari|fils|fille|ami|amie|chien|frere|soeur|elle|il)"
)
_OTHER_SUBJECT = re.compile(rf"(?:^|[ |])(?:my |mi |mon |ma |the |a )?{_OTHERS}(?: (?!i |je |yo )\w+)?? ?$")


class Standing(StrEnum):
    """Whether a danger phrase was meant of the writer, denied, or said of somebody else."""

    MEANT = "meant"
    DENIED = "denied"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Danger:
    """One danger phrase that was found. crisis means words of wanting to die."""

    tier: Tier
    crisis: bool
    standing: Standing
    words: str


def _compile(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(rf"\b(?:{pattern})" for pattern in patterns))


_FIND = (
    (_compile(_CRISIS), Tier.EMERGENCY, True),
    (_compile(_EMERGENCY), Tier.EMERGENCY, False),
    (_compile(_URGENT), Tier.URGENT, False),
)
_FIND_MENTION = _compile(_MENTION)
_VOCABULARY = frozenset(
    word
    for pattern in (*_EMERGENCY, *_URGENT, *_CRISIS, _SADDLE, _NUMB, _BLADDER, _CANNOT)
    for word in re.findall(r"[a-z]{5,}", re.sub(r"\\[wb]|\(\?:|\\b", " ", pattern))
)
# Everyday words one letter away from a danger word; they are right as they stand.
_EVERYDAY = frozenset(
    (
        "great feeling today right there three seven eight evening morning walking walked still thing think little "
        "better leaving leave leaves couldn would should could might after other later water better bitter letter "
        "clean close where these those while doing going being heart house horse wheat spend spent brest start stars "
        "steps stops sleep sleeping weather whether week weeks weekend heard beard board fells falls tells calls "
        "walls stool cool cancel cancelar until under unable table stable cable about above along alone lower power "
        "tower "
    ).split()
)
SPELLER = Speller.of(_VOCABULARY | _EVERYDAY)


def find(text: str) -> tuple[Danger, ...]:
    """Every kind of danger in a text made of letters and clause breaks, the gravest first.

    A phrase that is meant outweighs one that is denied: both are reported.
    """
    if not text:
        return ()
    righted = " ".join(map(SPELLER.right, text.split(" ")))
    found: list[Danger] = []
    for candidate in dict.fromkeys((text, righted)):
        for pattern, tier, crisis in _FIND:
            found += [
                Danger(tier, crisis, _standing(candidate, match), match.group())
                for match in pattern.finditer(candidate)
            ]
    if not found:
        mention = _FIND_MENTION.search(righted)
        if mention:
            found.append(Danger(Tier.URGENT, crisis=False, standing=Standing.DENIED, words=mention.group()))
    found.sort(key=lambda d: (d.standing is not Standing.MEANT, not d.crisis, d.tier is not Tier.EMERGENCY))
    return tuple(found)


def _standing(text: str, match: re.Match[str]) -> Standing:
    before = text[max(0, match.start() - 60) : match.start()].rsplit("|", 1)[-1]
    after = text[match.end() : match.end() + 40].split("|", 1)[0]
    if _DENIED.search(before) and not _IN_DOUBT.search(before):
        return Standing.DENIED
    if _GONE.search(after):
        return Standing.DENIED
    if _OTHER_SUBJECT.search(before):
        return Standing.OTHER
    return Standing.MEANT
