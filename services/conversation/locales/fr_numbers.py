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
NO_THINGS = "bisous bises amities salutations merci toujours dans vous nous plus tous trois alors puis fois pas depuis apres mais gros tres".split()
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
# How words that are spelt as they sound sound: a pattern, and what is heard.
SPELT_AS_HEARD: tuple[tuple[str, str], ...] = (
    (r"qu|q|c(?![eiy])", "k"), (r"c(?=[eiy])|ss", "s"), (r"(?:ei|ai|[ei])n(?![aeiou])", "N"), (r"h", ""),
    (r"\bwi", "ui"), (r"(.)\1+", r"\1"), (r"e?s?\b", ""), (r"[tx]\b", ""),
)  # fmt: skip
# What may stand between a number and the day that it is of: "the 6 of Sunday".
NUMBER_OF_A_DAY = "de d du le la l un a an semaine mois".split()
