"""Which French words can change what a number means? See en_numbers."""

CHANGERS = (
    "plus moins minimum dessus depasse double triple pourcent echelle degres degre moitie quart semaine mois annee lundi mardi mercredi "
    "jeudi vendredi samedi dimanche dernier derniere avant_hier demain avant normalement habituellement generalement "
    "si sauf espere esperais voudrais devrait objectif but blague plaisante trompe trompee erreur autre autres supplementaire "
    "chambre etage rue chaine chapitre page saison porte ligne taille modele glycemie sucre temperature tension poids age stress "
    "humeur anxiete sommeil energie appetit tete cou epaule main dent h rdv rendez_vous rendez date"
).split()
COUNTS = "pris prends mange bois bu achete gagne perdu lu vu dormi attendu paye depense porte leve avec".split()
AT_TIMES = "depuis jusque jusqu avant apres vers".split()
RATES = "douleur niveau mets donne dirais dis est etait reste monte suis chui".split()
NO_THINGS = "jsuis chuis suis chus jpense alors apres puis plus trois temps fois bisous bises amities salutations merci toujours dans vous nous plus tous trois alors puis fois pas depuis apres mais gros tres".split()
CORRECTIONS = "jusqu jusque attends attendez pardon oups correction plutot dis".split()
# Real words that a slip of the thumb, or a spelling by sound, makes of a number word: they are no number.
REAL_WORDS = (
    "aero aix ceci cela celle ces cet cette ceux cin cinema deux dis dit dix dreux dur eux feu feux fix haut hui huile huis hut jeudi "
    "meuf nef neu neveu nuit nuits pas quarte quart rois roi sceau sec sel sens ses set si sic sid sien sis sois soi sont sox sud sur trio "
    "trios tris troie trop trou trous vert veuf voix xix zoo cep cepes seul"
)
# See en_numbers.
OTHER_DAYS = "veille derniere dernier".split()
LAST_NIGHT = "nuit nuits".split()
THIS_EVENING = "soir".split()
THAN = "que qu contre depuis".split()
# See en_numbers.
TIMES_WORDS = "fois".split()
LEFT_WORDS = "reste restent manque".split()
ONE_DONE = "faite faites fait finie".split()
NAMED_WALKS = "matin soir midi premiere deuxieme troisieme".split()
BESIDE_NAMED = "seulement juste que celle celles la le les du de ce j ai fait faite marche une".split()
PAIRS = "paire".split()
# A clause that opens with these asks: its numbers tell no day.
ASKING = ["pourquoi", "combien", "comment faire", "comment dois"]
# What opens a clause of its own behind a number: a reason or a contrast; "and" with who or what comes next.
REASONS = "parce pcq car mais pourtant".split()
JOINS = "et".split()
SUBJECTS = "je j le la les mon ma mes on il elle ca c hier".split()
# See en_numbers.
TAKEN = "pris prends prendre tramadol gabapentine pregabaline naproxene ibuprofene doliprane paracetamol cachets comprimes dose mg".split()
AT_THE_HOUR = "a vers".split()
AGED = "ai fete aurai".split()
SAYS = "dit dis dirait dirais pense".split()
LIMBS = "jambes pieds cotes cuisses genoux bras mains mollets".split()
OF_A_SCALE = "a de sur l echelle la le votre une".split()
CHANGED = "passe monte descendu maintenant puis entre varie commence fini".split()
RAISERS = "plus pire".split()
WHEN = "quand si lorsque maintenant ensuite debout assis marchant".split()
RESTRICTS = "quand pendant assis assise allonge allongee debout marchant repos couche couchee seulement".split()
# How words that are spelt as they sound sound: a pattern, and what is heard.
SPELT_AS_HEARD: tuple[tuple[str, str], ...] = (
    (r"qu|q|c(?![eiy])", "k"), (r"c(?=[eiy])|ss", "s"), (r"(?:ei|ai|[ei])n(?![aeiou])", "N"), (r"h", ""),
    (r"\bwi", "ui"), (r"(.)\1+", r"\1"), (r"e?s?\b", ""), (r"[tx]\b", ""),
)  # fmt: skip
# What may stand between a number and the day that it is of: "the 6 of Sunday".
NUMBER_OF_A_DAY = "de d du le la l un a an semaine mois".split()
# Other forms of the number words.
SMALL_NAMES: dict[str, int] = {}
