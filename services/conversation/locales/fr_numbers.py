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
