"""How do people say in French that something happened: a hospital stay, a new number, somebody else's phone?

Parts of sentences, by name, as in en_events.py.
"""

NEEDS = {
    "HOSPITAL": "hosto hopital hopitaux hospitalise hospitalisee urgences clinique opere operee operer operation chirurgie intervention bloc prothese ambulance reanimation admis admise",
    "INJECTION": "injection injections infiltration infiltrations piqure piqures peridurale epidurale cortisone bloc",
    "PREGNANCY": "enceinte grossesse bebe",
    "MEDICINE": "medicament medicaments traitement comprime comprimes cachet cachets ordonnance dose doses prescrit prescription gabapentine pregabaline lyrica naproxene tramadol amitriptyline "
    "duloxetine prednisone morphine codeine opiaces cortisone anticoagulants antibiotiques patch antidouleur antidouleurs laroxyl",
    "MOVE": "ville region pays demenage demenager demenageons demenagement demenagee habite habitons quitte quittons parti partie partis vivre adresse",
    "NUMBER": "numero telephone portable mobile puce ligne",
    "SOMEBODY": "mauvais mauvaise faux erreur trompez trompe tromper numero autre message messages personne portable telephone inconnu inconnue ancien ancienne rachete achete recupere inscrit "
    "inscrite kine therapeute fixe confondez prenez patient patiente elle lui moi",
    "DEATH": "decede decedee deces mort morte quitte quittes ame monde parmi eteint eteinte perdu perdue enterre enterree inhume incinere incineree ciel rejoindre parti partie endormi endormie",
}
PARTS = {
    "IN_HOSPITAL": (
        r"(?:a|de|dans|pour|depuis) (?:l |un )?(?:hopital|hosto)",
        r"(?:aux|des|les) urgences",
        r"en (?:reanimation|soins intensifs|clinique|chirurgie)",
    ),
    "ADMITTED": (
        r"hospitalisee?",
        r"(?:ete|suis|est) admise?",
    ),
    "OPERATED": (
        r"(?:m |l |nous |me |va |vais )(?:a )?(?:opere|operee|operer|operent)",
        r"(?:ete|suis|est|etre|fait|fais|faire|vais etre) operee?r?",
        r"(?:mon|mes|une|l|son|d une) (?:operation|intervention|chirurgie)",
        r"prothese de",
        r"(?:bloc operatoire|passe au bloc)",
    ),
    "ONLY_NEAR": (
        r"rendez vous|rdv|visite\w*|rends visite|travaille\w*|boulot|garde|kine\w*|examen|radio|irm|scanner|consultation",
        r"tour de|autour|pres de|devant|passe (?:devant|pres)|jusqu|parking|pharmacie|cafeteria|jardin",
    ),
    "NO_OPERATION": (
        r"(?:eviter|au lieu d\w*|sans|avant|parl\w+ d|peut etre|envisag\w+|si) (?:\w+ ){0,2}(?:operation|operer|intervention|chirurgie)",
        r"cicatrice",
    ),
    "LONG_AGO": (
        r"(?:19|20)\d\d(?! pas)",
        r"il y a (?:\w+ )?(?:ans?|longtemps|mois|annees)",
        r"(?:l an|l annee|le mois|l ete|l hiver) (?:dernier|derniere|passe|passee)",
        r"(?:l an|l annee|le mois) prochaine?",
        r"date de|(?:etant|quand j etais) (?:petite?|jeune)",
    ),
    "SHOT": (r"injections?|infiltrations?|piqures?|peridurale|epidurale|cortisone",),
    "DONE": (
        r"eu|fait|faite|recu|aurai|ai|j ai|a|aujourd|hui|hier|demain|ce matin|ce soir|cet apres|apres|suite|matin|midi|lundi|mardi|mercredi|jeudi|vendredi|dans le dos",
    ),
    "VACCINE": (r"grippe|covid|vaccin\w*|tetanos|insuline|vitamines?",),
    "PREGNANT": (
        r"enceinte|grossesse",
        r"(?:attends?|attendons|avoir|aurai|attend) (?:un |notre |mon )?(?:premier |deuxieme |autre )?bebe",
    ),
    "DRUG": (
        r"medicaments?|traitement|comprimes?|cachets?|ordonnance|doses?|anticoagulants?|antibiotiques?|patch|antidouleurs?",
    ),
    "NAMED_DRUG": (
        r"gabapentine|pregabaline|lyrica|naproxene|tramadol|amitriptyline|laroxyl|duloxetine|prednisone|morphine|codeine|opiaces|cortisone",
    ),
    "CHANGED": (
        r"nouve(?:au|aux|lle|lles|l)|autres?|differente?s?|chang\w+|augment\w+|baiss\w+|diminu\w+|doubl\w+|arret\w+|commenc\w+|prescrite?s?|plus forte?s?|ajoute\w*|mis sous|mise sous|remplac\w+|passe (?:a|au|sous)",
    ),
    "PRESCRIBED": (r"(?:m a|ont|a) prescrit (?!du repos|de la marche|de marcher|des seances)\w+",),
    "NOW_TAKES": (r"maintenant|depuis|hier soir|desormais|a partir",),
    "AS_EVER": (r"habituelle?s?|meme|memes|comme toujours|comme d habitude|oublie\w*|toujours",),
    "MOVED_AWAY": (r"(?:ai|avons|viens de|on|va|vais|allons|je|suis en train de|nous) (?:bientot |a )?demenag\w+",),
    "LIVES_ELSEWHERE": (
        r"n (?:habite|habitons|vis|vivons) plus",
        r"(?:change|changeons|changer) de (?:ville|region|pays|departement)",
        r"(?:je|nous|on) (?:pars|partons|part) (?:vivre|habiter|m installer)",
        r"demenagement",
        r"(?:habite|habitons|vis|vivons) (?:a|en|au|aux|chez) (?:\w+ ){1,3}(?:maintenant|desormais)",
        r"(?:maintenant|desormais) j (?:habite|vis)",
        r"parti[es]* (?:vivre|habiter|m installer)",
        r"(?:quitte|quittons|quitter) (?:la (?:region|ville)|le (?:pays|quartier|departement))",
        r"(?:nouvelle adresse|change d adresse|changement d adresse)",
    ),
    "MOVED_THINGS": (r"douleur|canape|meubles|rendez vous|mal|lit",),
    "OTHER_NUMBER": (
        r"nouveau (?:numero|telephone|portable|mobile)",
        r"(?:change|changer|changement|changeons) (?:de |mon |le )*(?:numero|telephone|portable|puce|ligne)",
        r"numero (?:change|va changer|est different|est un autre|a change)",
        r"(?:sur|au|a) (?:mon|l) autre (?:numero|telephone|portable|mobile)",
        r"sur le (?:telephone|portable|numero|mobile) de (?:ma|mon) (?:femme|mari|fille|fils|mere|pere|soeur|frere|conjoint|compagne)",
    ),
    "SAME_NUMBER": (r"meme numero|numero (?:est le |reste le )?(?:meme|pareil)|numero ne change",),
    "WRONG_NUMBER": (
        r"(?:mauvais|faux) (?:numero|destinataire)|mauvaise personne|erreur de (?:numero|personne|destinataire)",
    ),
    "SOMEBODY_ELSE": (
        r"(?:c est|est|message|etait) (?:pour|destine a) (?:quelqu un d autre|une autre personne|un autre|une autre)",
        r"(?:message|messages|sms|c) (?:n )?(?:est|sont) pas pour moi",
        r"cherchez (?:une autre personne|quelqu un d autre|un autre|une autre)",
        r"suis pas (?:votre|une?|un de vos) (?:patiente?|cliente?)",
        r"suis pas (?:m |mr |mme |monsieur |madame )?NAME(?= [|,]|$)",
        r"(?:m )appelle pas NAME(?= [|,]|$)",
        r"connais (?:pas|aucune?) (?:de )?NAME",
        r"(?:pas|aucune?) (?:de )?NAME (?:ici|chez moi|a ce numero)",
        r"(?:m a|ai eu|a|ont) (?:donne|attribue) ce numero",
        r"ce numero est (?:maintenant )?(?:a moi|le mien)",
        r"(?:une? )(?:parfaite? )?inconnue?",
        r"(?:telephone|portable|numero) d une? (?:boulangerie|magasin|entreprise|bureau|restaurant|ecole|societe|commerce|garage)",
        r"n est pas moi(?= [|,]|$)|c est pas moi(?= [|,]|$)",
        r"essayez un autre numero",
        r"suis (?:dans aucun|inscrite? (?:nulle part|a rien))|participe a aucun",
        r"n ai pas de (?:kine|therapeute)",
        r"jamais ete (?:votre |chez vous|une? de vos )?patiente?",
        r"(?:ligne|telephone) fixe|est un fixe",
        r"me (?:confondez|prenez) (?:avec|pour)",
        r"vous (?:voulez|cherchez) (?:mon|ma|NAME) ?(?:frere|soeur|mari|femme|mere|pere|fils|fille)?(?= [|,]|$)",
        r"ancien(?:ne)? proprietaire",
        r"(?:rachete|achete|recupere) ce (?:numero|telephone|portable)",
        r"suis pas (?:elle|lui)(?= [|,]|$)",
        r"est pas (?:elle|lui)(?= [|,]|$)",
        r"personne ne s appelle",
        r"ce n est plus (?:son|sa) (?:numero|ligne)",
    ),
    "SOUGHT": (r"(?:la )?(?:personne|patiente?|dame) que (?:vous|tu) (?:cherche\w*|appele\w*|voulez|contacte\w*)",),
    "HAS_IT_NO_MORE": (r"n (?:a|utilise|habite|est) plus|ne repond plus",),
    "SLIPS": (r"mis|envoye|tape|ecrit",),
    "BODY": (r"jambes?|pieds?|orteils?|hanche|dos|corps|douleur|mollet|genoux?|mains?|aine",),
    "JOKES": (r"superman|dieu|jesus|le meme|la meme",),
    "DIED": (
        r"(?:est |s est |etait )?(?:decedee?|eteinte?)|est morte?|nous a quittes?|n est plus (?:de ce monde|parmi nous)|rendu l ame|(?:avons|a|ai) perdu (?:papa|maman|NAME)|deces de",
    ),
    "PARTED": (
        r"NAME (?:s est eteinte?|nous a quittes?)",
        r"(?:avons|a|ai) (?:enterre|inhume|perdu) (?:papa|maman|NAME)",
        r"l (?:avons|a|ai) (?:enterree?|perdue?|incineree?)",
        r"(?:il|elle|NAME) (?:est |s en est )?(?:partie?|allee?) (?:au ciel|rejoindre|pour toujours)",
        r"(?:il|elle|NAME) (?:est |s est )(?:au ciel|endormie? pour toujours)",
    ),
    "CLOSE": (
        r"(?:mon |ma |notre )?(?:mari|femme|epoux|epouse|mere|maman|pere|papa|fils|fille|frere|soeur|conjoint|compagnon|compagne)",
    ),
    "PETS": (
        r"chiens?|chiennes?|chats?|chattes?|cheval|oiseau|lapin|poules?|batterie|telephone|portable|voiture|plantes?",
    ),
    "THEIR_PHONE": (
        r"c (?:est|etait) (?:son|le) (?:portable|telephone|numero|mobile)",
        r"(?:proprietaire|titulaire) de ce (?:telephone|portable|numero)",
    ),
    "YOUR_PATIENT": (
        r"votre patiente?",
        r"patiente? (?:est )?(?:decedee?|morte?)",
        r"(?:la )?personne (?:a qui|que) (?:vous|tu) (?:ecri\w+|cherche\w*|appele\w*|contacte\w*)",
    ),
    "THEY_WONT": (r"(?:il|elle) ne (?:repondra|pourra|marchera|lira|recevra|peut)(?: plus)?",),
    "WRITER": (
        r"(?:je suis|c est|ici) (?:son|sa|le|la) (?:\w+ )?(?:mari|femme|fils|fille|epoux|epouse|soeur|frere|mere|pere|veuf|veuve|compagne|compagnon|famille|voisine?|aide)",
        r"(?:je suis|c est|ici) (?:le|la) (?:fils|fille|mari|femme|soeur|frere|veuve|veuf|petite fille|petit fils) de",
        r"(?:j ecris|je reponds) (?:pour|au nom de|a la place de)",
    ),
    "TAKE_OFF": (r"(?:retirez|enlevez|supprimez|effacez) (?:le|la|les)",),
}
PEOPLE = (
    "mere pere maman papa femme mari fille fils ami amie chien chienne chat chatte frere soeur voisin voisine copain copine oncle tante neveu niece cousin cousine "
    "collegue patron epoux epouse conjoint compagnon compagne mamie papi gendre bebe"
)
# First names that are no other word: with these a small letter makes a name too.
NAMES = (
    "jean pierre michel andre philippe rene louis alain jacques bernard marcel daniel roger robert paul claude christian henri georges nicolas francois "
    "patrick gerard christophe joseph julien maurice laurent frederic eric david stephane pascal sebastien alexandre thierry olivier antoine raymond "
    "guillaume lucien vincent bruno gilbert sylvain didier marie jeanne francoise monique catherine nathalie isabelle jacqueline anne sylvie martine "
    "madeleine nicole suzanne helene christine marguerite denise louise christiane yvonne valerie sophie sandrine stephanie celine veronique chantal simone "
    "brigitte julie germaine marthe laurence genevieve odette camille pauline lucie colette emilie yvette georgette caroline annie claudine josette "
    "paulette thierry "
)
# What ends a clause as a comma does.
BUT = "mais"
# First persons beside those of danger.
MORE_OF_ME = "nous"
PRONOUNS = "il elle ils elles le la"
# What has a capital and names nobody.
NO_NAMES = "ok"
