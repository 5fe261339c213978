"""Which French words do we understand, and what part do they play in a reply? Written without accents."""

NUMBERS = {
    "zero": 0, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8,
    "neuf": 9, "dix": 10, "onze": 11, "douze": 12,
}  # fmt: skip
SHY_NUMBERS = "un une"
ONLY = "seulement juste seule"

DANGER = {
    "NUMB": "engourdi engourdie engourdis engourdies engourdissement engourdissements endormi endormie endormis endormies "
    "fourmillement fourmillements fourmis insensible insensibles insensibilite",
    "SADDLE": "aine entrejambe sexe perinee fesse fesses anus parties_intimes parties_genitales vagin penis testicules "
    "entre_jambes bas_ventre m_essuie",
    "BETWEEN": "entre",
    "LEG": "jambe pied cheville genou cuisse",
    "LEGS": "jambes pieds genoux cuisses",
    "FEEL": "sens sentir sensation sensibilite",
    "CANT": "impossible",
    "CAN": "peux arrive pouvais puis arrivais",
    "NO": "pas plus sans rien jamais ne",
    "LOST": "perdu perdue perte perds",
    "TROUBLE": "difficulte difficultes mal_a du_mal difficile",
    "HOLD": "controle controler retenir",
    "BLADDER": "vessie uriner urine urines urinaire urinaires selles sphincter sphincters pisser pipi me_retenir faire_pipi caca aller_selle",
    "WET": "pisse fait_pipi fait_caca",
    "SELF": "dessus culotte lit sur_moi pantalon",
    "LEAK": "fuite fuites",
    "INCONTINENT": "incontinence incontinent incontinente souille souillee",
    "TRIP": "trebuche trebucher",
    "OVER": "sur",
    "BUCKLE": "lache lachee lachent lacher lachait derobe derobee derobent flanche flanchent cede cedent repond repondent",
    "DEAD": "morte mortes",
    "DRAG": "traine trainent trainer",
    "DROPS": "tombe tombant",
    "WEAK": "faible faibles faiblesse faiblesses paralyse paralysee paralysees",
    "STRENGTH": "force forces",
    "WORSE": "pire empire aggrave augmente remonte",
    "BOTH_LEGS": "deux_jambes 2_jambes deux_pieds 2_pieds",
    "OTHER_LEG": "autre_jambe autre_pied",
    "PAIN": "douleur douleurs mal douloureux douloureuse",
    "BREATH": "respirer souffle respire respiration air",
    "SHORT": "court manque",
    "BREATHLESS": "essouffle essoufflee essoufflement etouffe etouffer infarctus",
    "CHEST": "poitrine thorax thoracique",
    "TIGHT": "oppression serree serre pression",
    "CALF": "mollet mollets",
    "SWELL": "gonfle gonflee gonfles enfle enflee gonflement",
    "PULSE": "battements pulsations bat",
    "BELLY": "ventre abdomen estomac",
    "SEXUAL": "erection erections impuissance trouble_sexuel troubles_sexuels",
    "URGENT": "fievre fievres frissons cancer tumeur infection infecte infectee evanoui evanouie perdu_connaissance maigri "
    "sueurs_nocturnes fracture osteoporose renverse renversee tres_malade",
    "ACCIDENT": "accident accidents",
    "FELL": "suis_tombe tombee suis_tombee etais_tombe chute chuter",
    "WEIGHT": "poids kilos",
    "WAKES": "reveille",
    "EVERY": "toutes chaque",
    "NIGHT": "nuit nuits",
    "MOVE": "bouger lever plier",
    "STAND": "marcher lever_debout debout",
    "AT_ALL": "du_tout",
    "STRANGE": "bizarre etrange",
    "WANT": "veux voudrais envie prefere voulais",
    "DIE": "mourir mort",
    "SUICIDE": "suicide suicider suicidaire me_tuer en_finir foutre_air",
    "END": "mettre",
    "LIFE": "mes_jours ma_vie",
    "LIVE": "vivre",
    "REASON": "raison",
    "GONE": "parti partie partis parties disparu disparue passe passee",
    "DO": "faire",
    "AMBULANCE": "ambulance urgences samu",
    "FACE": "visage bouche",
    "DROOP": "affaisse",
    "TOILET": "toilettes",
    "SMALL": "propre propres gros mon ma mes le la les l de d du des a au aux en dans me m n se s est sont un une et ai qui y",
}
DENIALS = "pas sans aucun aucune ni jamais"
DENIAL_COMPANY = "de d du eu ai la le les dans ma mon mes ou ni une un"
PERSONS = "mere pere maman femme mari fils fille ami amie chien frere soeur voisin voisine grand-mere copain copine oncle tante"
FIRST_PERSON = "je j moi me m ma mon mes"
AGAIN = "mais encore"

COMMANDS = {
    "stop": "resilier resiliez stoppez arret arrete arreter arretez annuler desabonner desabonnez",
    "help": "aide",
    "ready": "pret prete",
    "resume": "reprendre",
    "call": "appeler appel rappelez appelez rappeler",
    "shoes": "chaussures baskets",
    "pause": "pausez vacances",
}
POLITE = "s il vous plait svp merci bonjour messages les ces sil stp te bonsoir maintenant"
COMPANY = "je suis oui j ai mes les des pour commencer m moi besoin voudrais un une de me pouvez veux"
PHRASES = {
    "done": "mission accomplie|tout marche|j ai tout marche|fait|c est fait|cest fait|tout fait|fini|j ai fini|jai fini|je l ai fait|je les ai faites|toutes faites|"
    "j ai tout fait|jai tout fait|termine|tout termine|j ai fait les marches|j ai fait la marche|faites|"
    "marche faite|marches faites|oui fait",
    "at_least": "plus de|au moins|au minimum|ou plus|ou pire|et quelques",
    "part": "fait une partie|qu un bout|un bout seulement|presque fini|presque fait|presque tout|pas encore fini|pas encore fait|partie|une partie|la moitie|en partie|pas tout|pas toutes|un peu",
    "skip": "passe mon tour|je saute|pas eu le temps|pas le temps|pas possible aujourd hui|pas marche|pas fait|je n ai pas marche|pas de marche|rate|rien fait|je n ai rien fait|aucune marche|"
    "pas pu marcher|pas sorti|pas sortie|sans marche|sans marcher|0 marche",
    "stopped": "du arreter|du m arreter|du marreter|pas pu finir|arrete avant|obligee d arreter|oblige d arreter|"
    "oblige de m arreter|obligee de m arreter|du faire demi tour|pas fini|arrete plus tot|du m asseoir",
    "sore": "courbature|courbatures|courbature partout|courbaturee",
    "flare": "poussee|crise de sciatique|en crise|crise",
    "zero": "pas eu mal|rien senti|pas de mal|n ai rien senti|aucun mal|aucune gene|aucune douleur|pas de douleur|sans douleur|pas mal du tout|pas du tout mal|zero douleur|je n ai pas mal|"
    "n ai pas mal|plus de douleur|pas douleur|plus mal du tout",
    "at_most": "pas plus|pas plus de|pas plus que|jamais plus de|pas au dessus de|pas plus haut que|meme pas",
    "half": "et demi|et demie",
    "aside": "grace a dieu|dieu merci|je touche du bois|touchons du bois|pourvu que ca dure|inch allah",
    "mood": "si je dois|si je devais|si on veut|une fois de plus|ca fait|il fait|ca a fait|pas top|pas terrible|pas trop mal|pas mal|pas bien|mieux qu hier|pire qu hier|comme hier|pas trop|pas si mal|"
    "pas pire|pas mieux|pas dormi|pas bonne|pas facile",
    "stop_texts": "retirez moi|enlevez moi|laissez moi tranquille|fichez moi la paix|foutez moi la paix|arretez de m envoyer|arretez de m ecrire|arretez les messages|arretez les sms|arrete de m envoyer|"
    "arrete de m ecrire|plus de messages|plus de sms|ne m envoyez plus|ne m ecrivez plus|me desabonner|me desinscrire|"
    "desinscrire|desinscription|n envoyez plus|n ecrivez plus|plus recevoir|arreter les messages|"
    "arreter les sms|stop aux sms|arretez vos messages",
    "stop_wish": "je veux arreter|veux tout arreter",
    "call": "parler au docteur|parler au medecin|parler a un medecin|appelez moi|rappelez moi|appeler moi|me rappeler|m appeler|me rappelez|parler a quelqu un|besoin de parler|"
    "veux parler|voudrais parler|qu on m appelle|qu on me rappelle|appelle moi",
    "why": "pourquoi|n arretez pas|pas arreter",
}
# No phrase of another language, however it looks there.
NO_PHRASES = ""
DONE_WORDS = "fait faites"
ZERO_COMPANY = "est etait c ce cest aujourd hui ai a en de une un"
NOT_LINKS = ""
COMPARISONS = "mieux pire"
DOUBTS = "si sauf jusqu blague"
CHANGES = "descendu descendue baisse monte"
PREPOSITIONS = "mes pendant apres"
COMPARED = "qu comme depuis"
BEFORE_GONE = "est sont a s le la"
PAUSE_COMPANY = "le de pendant au a en dans la est il"
UNTIL = "jusqu jusque jusquau jusqua"
TODAY = "aujourd aujourdhui"
YESTERDAY = "hier"
DAY_WORDS = {"jour": 1, "jours": 1, "semaine": 7, "semaines": 7, "mois": 30}
WEEKDAYS = "lundi mardi mercredi jeudi vendredi samedi dimanche"
MONTHS = "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre"
MONTH_FIRST = False

SCORE = {
    "label": "douleur douleurs mal niveau pire jambe dos sciatique maximum",
    "link": "est etait environ presque peut etre a de ce c cest un une aujourd hui plutot vers dirais etais ai en",
    "walks": "marches promenades balades sorties tours",
    "walk": "marche promenade balade sortie tour",
    "did": "fait faites faite",
    "of": "sur",
    "range": "a ou",
    "from": "de descendu descendue passe passee baisse monte",
    "not": "pas non",
    "both": "les_deux",
    "all": "toutes",
    "none": "aucun aucune",
    "unit": "heure heures metres pas_a comprimes comprime cachets cachet doliprane ibuprofene fois ans an jour jours "
    "semaine semaines kilometres",
    "nice": "petites petite courtes longues seule",
    "mood": "mal mieux pire bien bon bonne terrible horrible affreux beaucoup peu tres assez trop fort forte moins plus "
    "dur dure leger supportable insupportable",
    "later": "maintenant avant puis mais apres matin encore",
    "fill": "entre je j ai le la les mon ma mes ce cet cette et sur que qui me m pour par avec dans au aux du des d l y il elle on "
    "bonjour bonsoir salut merci svp oui soir apres midi nuit matin journee jour cote droit droite gauche hanche fesse "
    "genou pied cuisse bas assis assise debout marcher dormir tout toute toujours aussi hier suis ete avoir sens pris "
    "soiree peu pres docteur voila environ note reveil travail maison fatigue fatiguee eu hui se s "
    "femme mari lourdes lourd lourde ca va je pardon voulais dire erreur correction alors dieu",
}
# Units that may as well be the label of the number after them, and words before that leave no doubt of a unit.
LABELS_TOO = "jour jours pas an ans min h fois"
SPENT = "a vers depuis marche dormi travaille pendant apres avant chaque pris fait"
EVERYDAY = (
    "mieux jambe jambes chambre marche marcher marches matin soiree soleil douche bouche rouge route toute toutes "
    "quatre autre notre votre lettre mettre centre contre rentre entre ventre vente suite fuite huile petit petite "
    "force forte porte poste reste veste vite tombe tombes tempe temps tante trop train traite tarte marie maire "
    "faible fable table sable chaise chaude chaud haut repos reposer poser position merci mardi midi samedi"
)
