"""What of a text did the phone write, and not the patient: a reaction's frame, a signature, the name of an effect?

Only the forms that phones themselves use count, and only their own words are taken off: what stands beside is read.
"""

import re
import unicodedata

_OPENING, _CLOSING = '“„«"', '”»"“'
_THINGS = (
    r"(?:(?:your|tu|su|votre) (?:message|text|mensaje)|(?:an?|una?|une?) (?:image|photo|picture|video|movie|attachment"
    r"|sticker|audio message|voice message|link|contact|imagen|foto|archivo adjunto|mensaje de audio|pi[eè]ce jointe"
    r"|message audio))"
)
_FRAMES = "|".join((
    r"(?:liked|loved|laughed at|emphasi[sz]ed|questioned|disliked)",
    r"removed (?:an? )?[^\s\"“«]{1,12}(?: mark| reaction| point)? from",
    r"reacted with an? [a-z ]{3,20} to",
    r"reacted (?:with )?[^\w\s\"“«]{1,8} to",
    r"[^\x00-\x7f\w“„«]{1,8} (?:to|a|à)",
    r"(?:no )?le (?:ha )?(?:gust(?:ó|o|ado)|encant(?:ó|o|ado)|dio risa)",
    r"(?:enfatizó|enfatizo|destacó|destaco|cuestionó|cuestiono|se (?:rió|rio) (?:con|de))",
    r"(?:ha )?reaccion(?:ó|o|ado) (?:con )?[^\w\s\"“«]{1,8} (?:a|al mensaje)",
    r"(?:quitó|quito|eliminó|elimino) (?:un |una )?[^\"“«]{1,20} (?:de|a)",
    r"a (?:aimé|aime|adoré|adore|ri de|ri à|ri|souligné|souligne|questionné|questionne|remis en question"
    r"|mis en (?:évidence|evidence|valeur)|mis l['’]accent sur)",
    r"n['’]a pas (?:aimé|aime)",
    r"a (?:réagi|reagi) (?:avec |par )?[^\w\s\"“«]{1,8} (?:à|a)",
    r"a (?:retiré|retire|supprimé|supprime) (?:un |une )?[^\"“«]{1,20} (?:de|à)",
))  # fmt: skip
_SPACE = r"[\s\u200a\u200b\u200e\u200f\ufeff]*"
_REACTION = re.compile(rf"\A{_SPACE}(?:{_FRAMES}):?{_SPACE}(?=[{_OPENING}])", re.IGNORECASE)
_OF_A_THING = re.compile(rf"\A{_SPACE}(?:{_FRAMES}) {_THINGS}{_SPACE}\Z", re.IGNORECASE)
# A straight mark closes only behind a word and before a gap: say "7" now.
_CLOSES_STRAIGHT = re.compile(r"(?<=\S)\"(?=\W|\Z)")

_EFFECT = (
    "slam|loud|gentle|invisible ink|echo|spotlight|balloons?|confetti|love|lasers?|fireworks?|shooting star|celebration"
    "|sparkles|heart|golpe|fuerte|suave|tinta invisible|eco|foco|globos|amor|laser|fuegos artificiales|celebracion"
    "|impact|doux|encre invisible|projecteur|ballons|confettis|feux d'artifice"
)
_EFFECTS = re.compile(
    rf"\((?:sent with|enviado con|envoye avec) (?:an? |el efecto |l'effet )?(?:{_EFFECT}) ?(?:effect)?\)"
)
_DEVICE = (
    r"(?:i ?phone|i ?pad|apple watch|android|samsung|galaxy|pixel|motorola|nokia|blackberry|huawei|xiaomi|yahoo|aol"
    r"|gmail|outlook|proton ?mail|mail|correo|courrier|windows|telefono|telephone|mobile|movil|celular|phone"
    r"|smartphone|ios)"
)
_SIGNATURE = re.compile(
    r"\b(?:sent (?:from|via)|enviado (?:desde|de)|envoye (?:de|depuis|a partir d[e'])|get|obtener|obtenez|telecharger)"
    rf" ?(?:my |mi |mon |l'appli |the )?{_DEVICE}(?:[ ,]+(?:{_DEVICE}|on|for|para|pour|en|mail|app|device|phone|5g"
    r"|4g|pro|max|mini|plus|se|\d{1,4}|[a-z]\d{1,2}))*\.?[ \t]*(?=\n|\Z)"
)


def without_reaction(text: str) -> str | None:
    """What stands outside a phone's reaction; "" when there is nothing else, None when the text is no reaction.

    A quote that a carrier cut off, and that therefore never closes, runs to the end.
    """
    text = unicodedata.normalize("NFC", text)
    if _OF_A_THING.match(text):
        return ""
    frame = _REACTION.match(text)
    if frame is None:
        return None
    start = frame.end() + 1
    if text[frame.end()] == '"':
        closing = _CLOSES_STRAIGHT.search(text, start)
        end = closing.end() if closing else len(text)
    else:
        places = [place for mark in _CLOSING if (place := text.find(mark, start)) >= 0]
        end = min(places) + 1 if places else len(text)
    return text[end:].strip(" \t\n\r.\u200a\u200e\u200f")


def without_footer(flat: str) -> str:
    """A text in comparable letters without a mail signature or the name of an effect."""
    if "sent" in flat or "env" in flat or "get " in flat or "obten" in flat or "telecharger" in flat:
        return _SIGNATURE.sub("", _EFFECTS.sub("", flat))
    return flat
