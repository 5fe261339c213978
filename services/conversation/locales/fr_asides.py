"""Which French words come from a stranger, a mourner or a machine, thank, or ask? See en_asides."""

WRONG_PERSON = (
    r"(?:mauvais|faux) (?:numero|destinataire)", r"mauvaise personne", r"erreur de (?:numero|personne|destinataire)", r"(?:vous|tu|t|te) (?:vous )?(?:etes |es |avez |as )?(?:tromp(?:ez|e|es|ee)|faites erreur|fais erreur)(?: de (?:numero|personne))?(?! (?:pas|mais))",
    r"vous (?:faites|avez fait) erreur", r"ce numero (?:n est (?:plus|pas)|appartient|est (?:maintenant|desormais|celui d))", r"ce n est (?:pas|plus) (?:mon|son|le bon|le) (?:numero|telephone)", r"c est pas (?:mon|son|le bon) (?:numero|telephone)",
    r"(?:ne )?suis pas (?:la|cette|votre|une|un|le|celle|celui) (?:personne|patiente?|que vous)", r"(?:ne )?connais pas (?:cette|de) (?:personne|amble)", r"personne de ce nom", r"nouveau proprietaire de ce (?:numero|telephone)",
)  # fmt: skip
WRONG_WORDS = "numero destinataire personne erreur trompez trompe trompes trompee suis telephone connais proprietaire"
SLIPS = "mis donne envoye tape ecrit"
DIED = r"(?:est decedee?|est morte?|est mort|decedee?|nous a quittes?|a rendu l ame|n est plus de ce monde|n est plus parmi nous)"
DEATH_PRONOUNS = "elle il patient patiente madame monsieur"
DEAD_OF_PRONOUN = r"est morte?"
MOURNER = r"(?:je suis|c est|ici) (?:son|sa|le|la) (?:mari|femme|fils|fille|epoux|epouse|soeur|frere|mere|pere|veuf|veuve|compagne|compagnon|famille|voisine?)"
DEATH_WORDS = "decede decedee mort morte quitte quittes ame monde parmi"
POSSESSIVES = "mon ma mes notre nos"
NO_NAMES = (
    "batterie telephone portable voiture chien chienne chat chatte plante pile moteur jambe pied orteil rire faim sommeil je j "
    "maman papa mere pere tante oncle soeur frere fils fille ami amie voisin voisine mamie papi ordinateur "
)
AUTO_REPLY = (
    r"(?:reponse|message|texto|sms) automatique", r"(?:reponse|message) automatise", r"repond(?:eur|s) automatique(?:ment)?", r"absente? du bureau", r"envoye automatiquement", r"mode (?:conduite|voiture|ne pas deranger)",
    r"ce (?:numero|repondeur) n est pas (?:surveille|lu|en service|attribue)", r"hors du bureau",
)  # fmt: skip
DRIVING = (
    r"\A(?:bonjour |desolee? |pardon |, |\| )*(?:je conduis|je suis (?:en train de conduire|au volant|en voiture))"
)
# What a driver's phone says besides; any other word is a patient's own.
AUTO_TALK = (
    "en ce moment actuellement pour le rappelle plus tard je vous te reponds repondrai recontacte ne peux pas repondre parler "
    "ecrire des que possible et merci de votre message suis arrive l arrivee volant voiture concentration"
)
AUTO_WORDS = (
    "automatique automatise automatiquement repondeur reponds bureau mode conduis conduire volant voiture numero"
)
EMERGENCY_WORDS = "urgence urgences samu ambulance hopital 15"
THANKS = (
    "merci mille beaucoup bien bonjour bonsoir bonne bon nuit soiree journee soir matin salut coucou ok okay d accord parfait "
    "super tres bisous bises cordialement a vous toi aussi de rien pour tout votre aide le la message rappel c est note gentil "
    "et oui docteur madame monsieur compris entendu demain vale genial dieu benisse"
)
THANKS_NEEDS = "merci bonjour bonsoir bonne salut coucou ok okay accord parfait super bisous bises cordialement compris entendu de_rien benisse"
QUESTION = (
    r"(?:a|avec|de) qui ", r"(?:a|de) quel(?:le)? ", r"je marche comment", r"est ce (?:que|qu|normal|grave) ?", r"(?:puis|dois) je ", r"(?:comment|pourquoi|combien|quel|quelle|quels|quelles|qui) ", r"(?:quand|ou) (?:dois|puis|est|faut|commence|sera) ", r"qu est ce (?:que|qu|qui) ", r"(?:je peux|on peut|faut il|peut on|dois je|pouvez vous me dire|c est normal) ",
)  # fmt: skip
WHO_IS_THIS = r"(?:bonjour |pardon )?(?:qui (?:est ce|etes vous|es tu|c est|est la|m ecrit)|c est qui|vous etes qui|t es qui|c est quoi|de qui)"
WHY = "pourquoi"
WHY_COMPANY = "minutes ce matin soir de marches c est si peu moins plus aujourd hui le la plan ce ca cela repos marcher marche je dois court pareil seulement tant que"
HOW = "comment"
HOW_COMPANY = (
    "je fais on fait le la faire dois marcher ca cela les exactement marches promenade vite doucement bien aujourd hui"
)
MINUTES_OF = {"heure": 60, "heures": 60, "mn": 1}
MILES = ""
KILOMETRES = "kilometre"
HALF = "demie demi"
AN = "une un"
NOT_WALKED = "dormi dormir conduit conduire voiture assis assise debout allonge allongee repose repos travaille travail train bus velo nage attendu attente tous toutes chaque sieste tele dans apres"
MENU = {
    "a": "a",
    "b": "b",
    "new": "nouveau nouvelle",
    "worse": "pire",
    "same": "pareil pareille meme",
    "keep": "continuer continue continuons",
    "yes": "oui ouais",
}
ENDINGS = "monde fin finir adieu dernier derniere partir parti"
HEAVY = (
    r"marre",
    r"tout ca",
    r"j en (?:peux|ai)(?! fait)",
    r"ras le bol",
    r"au revoir",
    r"trop(?= [|,]|$)",
    r"plus (?:rien|personne|la force|envie)",
    r"(?:merci|pardon) pour tout",
    r"au bout",
    r"je (?:pars|m en vais)",
    r"(?:pris|avale) (?:tous|toutes|trop|\d\d+)",
)
HEAVY_WORDS = "tout bout pars vais pris avale marre ca en ras revoir trop plus"
# Small words that together say much: see en_asides.
HEAVY_PARTS = {
    "LIMB": "jambe jambes pied pieds mollet mollets genou genoux cheville chevilles",
    "SLOW": "lent lente lents lentes lourd lourde lourds lourdes froid froide froids froides chaud chaude chauds chaudes leger legere",
    "NOT_SLOW": "marche_lent marche_lente pas_lent pas_lents rythme_lent eau_chaude eau_froide bain_chaud",
    "GONE": "part partie parties parti partis partent",
    "AWAY": "a_pied de_la douleur promenade",
    "WET": "mouille mouillee mouilles mouillees trempe trempee humide",
    "WOKE": "reveille reveillee lit draps drap chaise nuit matin encore",
    "OUTSIDE": "pluie pleut plu dehors temps meteo marche marcher promenade rue parc jardin chaussures manteau fait faisait jour journee eau bain douche cafe the "
    "repas chambre ete hiver soleil",
    "HOT": "chaud",
    "COLD": "froid",
    "FEEL": "sens sentais",
    "POORLY": "chaud",
    "GOD": "dieu seigneur",
    "TAKES": "me m prend prenne prendra prendre rappelle rappeler appelle va",
    "BLESSED": "merci benisse benis grace aide aider",
    "WEARY": "fatigue_de_tout fatiguee_de_tout fatigue_de_cette fatiguee_de_cette fatigue_de_la fatiguee_de_la las_de_tout lasse_de_tout",
    "FOREVER": "pour_toujours pour_de_bon a_jamais",
    "TOOK": "",
    "NO_PAIN": "plus_de_douleur plus_mal plus_aucune_douleur",
    "SOON": "bientot jamais",
    "HOPE": "espere",
}
NEWS = "nouveau nouvelle pire plus autre deux aujourd soudain depuis maintenant aussi commence commencer hier second encore jambes pieds jambe soudainement davantage"
FOOT = "pied orteil orteils cheville"
LIFT = "lever leve relever"
FOOT_COMPANY = "sol terre toujours comme quand marche d habitude"
BELOW_WAIST = "hanche hanches talon talons orteil orteils plante cul derriere fessier mollet mollets"
EMOJI = ""
BODY = "jambe jambes dos hanche fesse genou pied pieds cuisse mollet nerf sciatique lombaire lombaires disque bas"
BESIDE_BODY = "gauche droite droit cote dans la le mon ma de du et en surtout seulement un peu au mal douleur haut"
SMALL = (
    "je j ai me m mon ma mes le la les l un une des du de d en dans avec pour par et que qui c est etait ce cette il y a suis etais fait faire allee alle "
    "marche marcher marches promenade balade travail travaille maison beaucoup tres assez peu plus bien mieux fatigue fatiguee aujourd hui soir matin nuit "
    "journee jour semaine apres midi avant puis maintenant repose repos dormi assis assise debout conduit voiture famille enfants petits chien menage "
    "courses cuisine soleil pluie pleut froid chaud beau belle temps parce quand encore aussi pareil comme habitude minutes min heure heures km pas deux "
    "trois quatre cinq ami amis amie voisine voisin visite visites messe fete anniversaire mariage noel dimanche samedi lundi mardi mercredi jeudi vendredi "
    "heureux heureuse content contente joie bon bonne jardin jardinage parc place plage lac riviere foret montagne colline rue quartier village ville "
    "magasin supermarche banque poste bibliotheque ecole bureau clinique rendez vous docteur medecin kine massage dentiste boulangerie pain gateau "
    "repassage vaisselle lessive cuisiner bricolage petit dejeuner diner repas cafe the tele television film match musique livre telephone appel message "
    "messages reponds repondre lis regarde ecoute train bus avion voyage vacances velo nager natation piscine gym yoga danse danser vent nuageux ensoleille "
    "pluvieux agreable calme tranquille occupe occupee chargee charge grosse gros mauvaise mauvais premiere premier deuxieme troisieme derniere tour tours "
    "vais allons sors sortir sortie sorti arrive arrivent viens vient partir pars prends prendre prise mange boire commence finis peux possible veux aime "
    "aimerais adore espere oui sur accord ok super chaussures chat tard tot semaines mois an ans annee sœur soeur frere devant derriere joli jolie longue "
    "long courte court lente lent facile dur dure "
)
# Of the words of a mood, those of a good day, and others of a bad one.
WELL = "bien bon bonne mieux tres peu assez beaucoup leger supportable plus"
BAD = "mal pire dur dure mauvaise mauvais douleur fatigue fatiguee"
BESIDE = (
    "pluie pleut plu soleil meteo temps vent parc jardin plage magasin courses eglise dejeuner diner cafe occupe occupee rue "
    "marche ecole bureau beau belle cuisine neige"
)
DAYS_OFF = "voyage voyager famille visite pars deplacement"
