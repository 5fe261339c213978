"""Which French words may ask for no more texts, surely or likely? See en_leaving."""

_TEXTS = (
    "(?:messages?|msgs?|mess|texts?|sms|textos?|texto|rappels?|notifications?|programme|service|abonnement|envois?)"
)
LEAVING = (
    rf"(?:m|me) (?:envoye[rz]?|envoie|ecri\w*|ecrive[rz]?) (?:plus?|pas?|jamais|jame)(?: (?:d|de|vos|ces|aucun))* {_TEXTS}",
    rf"(?<!pas )(?<!un )(?<!en )(?:plu|pu) (?:d|de) {_TEXTS}",
    rf"(?:pouvez vous|pourriez vous|vous pouvez|peux tu|merci d|merci de) (?:arreter|cesser|stopper|annuler|supprimer)(?: (?:de|d|les|vos|ces|m|envoyer|ecrire|tous|l|le))* {_TEXTS}",
    r"(?:souhaite|veux|voudrais|desire) (?:quitter|arreter|sortir de|me retirer de|abandonner) (?:le|ce|votre) (?:programme|service|suivi)", r"(?:cesser|cessez|arreter|arretez|finissez|lachez moi|stop|stoppez) (?:avec |d envoyer |de m envoyer )?(?:vos|ces|les|tous ces|tous vos) (?:sms|messages?|textos?)",
    r"(?:ne )?(?:m|me|nous) (?:ecrivez|ecris|envoyez|envoie|contactez|contacte|textez|texte|derangez|derange|sollicitez) (?:plus|pas|jamais)", r"n (?:ecrivez|envoyez) (?:plus|pas)",
    r"(?:ne )?(?:contactez|textez|derangez|appelez) plus (?:ce|mon|a ce) (?:numero)?", r"(?:arretez|arrete|cessez|cesse|finissez|stoppez) (?:de |d )(?:m |me |nous )?(?:envoyer|ecrire|contacter|texter|deranger|embeter|harceler|envoye|solliciter)",
    rf"(?:arretez|arrete|arreter|cessez|stoppez|stopper|stop|annulez|annuler|supprimez|resilier|resiliez)(?: (?:tous|tout|les|vos|ces|ce|cet|aux|ses|mon|le|l|la|de|tes|cette))* {_TEXTS}",
    rf"(?:ne )?(?:veux|voulons|souhaite|desire) (?:plus|pas) (?:recevoir|de|d|avoir|aucun|vos|ces|etre dans|continuer|du|le)(?: (?:de|vos|ces|tous|les|dans|le|ce|vous|recevoir))* {_TEXTS}", r"(?<!pas )plus (?:de |d |aucun |recevoir de |recevoir vos )(?:vos )?(?:messages?|sms|textos?|rappels?)",
    r"(?:ne )?(?:veux|souhaite|desire|vais) (?:plus|pas) (?:participer|etre (?:contactee?|derangee?|abonnee?|inscrite?|dans (?:ce|votre|le) programme)|recevoir|faire partie|continuer (?:ce|le|votre) programme)", r"ne participe(?:rai)? plus", r"(?:ne )?plus (?:me |m )(?:contacter|ecrire|envoyer|texter|deranger|solliciter)", r"(?:cessez|cesse|arretez|arrete) de (?:m |me |nous )(?:importuner|ennuyer|emmerder|deranger|saouler|spammer)",
    r"(?:desabonnez|desabonner|desabonne|desinscrivez|desinscrire|desinscription|desinscris|desabonnement|radiez)(?: moi)?", r"me (?:desabonner|desinscrire|retirer|desengager)",
    r"(?:retirez|enlevez|supprimez|rayez|effacez|otez|sortez|radiez) (?:moi|mon (?:numero|nom|telephone|contact)|ce numero|mes (?:donnees|coordonnees))", r"(?:oubliez|perdez|bloquez) (?:mon|ce) numero",
    r"(?:retire|revoque|annule|reprends) (?:mon|le) (?:consentement|accord|autorisation)", r"(?:ne )?(?:consens|consent|accepte|autorise) (?:plus|pas)(?= [|,]| a | de | vos | ces |$)", r"n ai (?:jamais|pas) (?:donne (?:mon|d|l) ?(?:accord|consentement|autorisation)?|consenti|demande (?:ca|cela|ces|a|vos)|accepte (?:ca|cela|ces|de recevoir))",
    r"(?:suis|etais|me suis|ai) (?:jamais|pas) (?:ete )?(?:inscrite?|abonnee?|consenti)", r"jamais (?:inscrite?|abonnee?|demande (?:ca|cela|ces|a recevoir)|accepte (?:ca|cela|ces)|consenti)", r"(?:laissez|fichez|foutez|laisse) moi (?:tranquille|la paix|en paix)",
)  # fmt: skip
LEAVING_WORDS = (
    "contacter ecrire envoyer texter deranger solliciter quitter cesser lachez stoppez programme suivi "
    "ecrivez ecris envoyez envoie contactez contacte textez texte derangez derange sollicitez appelez arretez "
    "arrete cessez cesse finissez stoppez messages message sms textos texto rappels rappel notifications "
    "programme service abonnement envois participer participe participerai contacte contactee derangee abonne "
    "abonnee inscrit inscrite recevoir partie desabonnez desabonner desabonne desinscrivez desinscrire "
    "desinscription desinscris desabonnement radiez retirer desengager retirez enlevez supprimez rayez effacez "
    "otez sortez oubliez perdez bloquez retire revoque annule reprends consens consent accepte autorise consenti "
    "demande donne accord laissez fichez foutez laisse continuer"
)
HOW_TO_STOP = (
    r"comment (?:faire pour |puis je |je peux |je fais pour |on fait pour )?(?:arreter|annuler|stopper|quitter|sortir|me desabonner|se desabonner|me desinscrire|on arrete|j arrete|je me desabonne|arrete t on)"
    r"(?: (?:de|ca|cela|ces|les|le|vos|sms|messages|programme|tout))*"
)
# A word of ending beside a word of texts may be a wish for no more; with one of NO_LEAVING it is none.
ENDS = "beaucoup adieu arret arreter arrete arretez stop fin finir assez plus pas annuler annulez quitter sortir supprimer supprimez retirer retirez enlever enlevez effacer effacez oublier oubliez marre desabonner resilier cesser cessez veux"
OF_TEXTS = "message messages texto textos sms liste numero programme service abonnement etude consentement participer rappels inscription envois ecrire contacter"
NO_LEAVING = "tard tot recu recois arrive arrives quand comment pourquoi merci aime bien aide douleur mal aujourd hui demain hier marche marcher marches vu nouveau"
WISHES = (
    r"(?:ca |cela )?(?:ne )?sert a rien",
    r"je prefere arreter",
    r"en rester la",
    r"(?:ce n est pas|c est pas|pas) (?:vraiment |trop |fait )?pour moi",
    r"laisse[rz]? tomber",
    r"jeter l eponge",
    r"(?:m |s )?arreter? la",
    r"lacher l affaire",
    r"(?:moins|aucun) (?:de |d )?(?:messages?|sms|textos?)",
    r"(?:plus|pas) (?:interessee?|envie)",
    r"ne m interesse (?:plus|pas)",
    r"change d avis",
    r"(?:plus|pas) besoin",
)
BARE_ENDS = (
    "arreter arrete arretons stopper stoppe stoppez finir terminer cesser quitter sortir abandonner abandonne annuler desinscrire "
    "desabonner retirer retire arret stop suffit quitte arretez cessez effacez supprimez bloquez fin"
)
BARE_TALK = (
    "je j moi me m on nous vous crois pense que qu vais va veux voudrais aimerais souhaite il est c peut etre temps d de en la l le "
    "les des mieux bien ca cela ceci tout comment faire pour faut puis peux si merci svp s te plait bonjour desole desolee donc "
    "alors maintenant ici avec ne n pas plus sais envie preferer prefererais prefere decide ai et ou mais a au du ce cette ces votre "
    "vos tu toi suis interessee interesse envoyer ecrire recevoir numero bon ok franchement sincerement finalement moment ecrit ecrire repondre dit programme participer"
)
GO_ON = "continuer continue continuerai poursuivre poursuis recevoir envoyer ecrire participe participer"
NO_GO_ON = "pas plus ne n"
FAREWELLS = "adieu revoir"
NO_BARE = (
    r"que (?:ca|tout|la douleur|elle|il)(?: s)? arrete",
    r"(?:besoin|envie) d (?:arreter|une pause)",
    r"la fin",
    r"fin de",
    r"du (?:m )?arreter",
    r"(?:dois|puis|peux|faut il|je dois|je peux)(?: je)? (?:m )?arreter",
    r"arrete pas",
    r"n arrete",
    r"(?:pas|jamais) (?:arreter|finir|quitter|abandonner)",
    r"quand (?:est|puis|je)",
    r"c est (?:fini|termine)",
)
BARE_WISH = (
    r"non (?:merci|mercii)(?: \w+)?",
    r"j en ai (?:assez|marre)(?: de (?:tout ca|ca|vous))?",
    r"(?:svp )?(?:laissez|laisse) moi(?: tranquille)?",
    r"(?:ca suffit|c est assez|assez)(?: maintenant| svp)?",
    r"(?:je )?(?:veux|voudrais|souhaite) (?:arreter|quitter|sortir|annuler|me retirer|me desabonner)(?: (?:ca|svp|maintenant|tout))*",
    r"(?:je )?(?:n en |ne )?(?:veux|souhaite) plus(?: (?:ca|de ca|continuer|rien|participer))*",
    r"(?:annuler|annulez|arretez|arreter)(?: (?:tout|ca|svp|maintenant))*",
)
# Beside a number these take the number back, and end nothing.
SCRATCHED = (
    r"(?:pardon |non |desolee? )*(?:annule[rz]?|oubliez?|efface[rz]?|ignorez?) (?:ca|cela|le dernier)(?: pardon| svp)*",
)
# The parts of a wish to leave. See en_leaving.
WISH = {
    "CUT": "stop arretez arrete arreter cessez cesser stoppez annulez annuler resiliez resilier suffit terminez fini finis finissez plus_de plus_un plus_aucun assez "
    "plus_jamais",
    "ERASE": "retirez retirer supprimez supprimer effacez effacer enlevez enlever rayez radiez otez oubliez bloquez virez sortez desinscrivez desabonnez retire supprime "
    "efface enleve",
    "MSG": "message messages sms texto textos rappel rappels notifications envois msg mails",
    "DATA": "numero telephone donnees coordonnees nom contact infos informations fiche",
    "WIPE": "supprimez supprimer effacez effacer enlevez retirez rayez virez",
    "MINE": "moi mon numero telephone donnees coordonnees nom portable contact infos informations mes fiche",
    "LIST": "liste programme service abonnement etude fichier base systeme groupe suivi",
    "SEND": "envoyer envoyez envoie ecrire ecrivez ecris contacter contactez deranger derangez embeter embetez harceler solliciter recevoir textez",
    "DONT": "non ne n pas plus jamais",
    "WANT": "veut jveux desire souhaitent veulent veux souhaite voudrais desire envie besoin interesse interessee voulons tiens",
    "NEED": "besoin envie veux",
    "NO_LONGER": "pu plu plus jamais",
    "ENOUGH": "marre assez ras_le_bol suffit saoule lasse fatigue_de",
    "OUT": "sortir quitter desabonner desinscrire desabonne desinscrit desinscris retirer desinscription desabonnement abandonner abandonne me_retirer arreter arrete "
    "quitte resilier",
    "GO_ON": "continuer continue participer participe poursuivre recevoir rester reste",
    "THIS": "ca cela ces ce ceci en y",
    "UNSURE": "sais_pas demande hesite peut_etre peut_-_etre pense crois comment si devrais encore est_ce puis",
    "BE": "laissez laisse fichez foutez",
    "ALONE": "tranquille paix",
    "NOT_OF_TEXTS": "marcher marche marches douleur mal jambe dos boiter bouger travail medicaments comprimes pleurer rire fumer  "
    "bien pluie vivre",
    "OPEN": "stop stoppez stopper arretez cessez cesser resilier resiliez resilie desabonner desinscrire desinscrivez bloquer bloque avocat plainte harcelement spam signaler "
    "signale annuler annulez importuner",
    "OTHERS": "marcher marche marches promenade exercice exercices douleur douleurs mal jambe jambes dos hanche pied pieds genou mollet fesse fourmis crampe crampes sciatique nerf "
    "boiter saigner tousser pleurer rire manger boire fumer conduire travailler travail comprimes comprime medicaments medicament cachets therapie kine rdv rendez "
    "examen consultation voyage taxi bus train vol cours dentiste docteur medecin fete reposer asseoir pluie aujourd hui demain soir "
    "ai_du du_m m_a_dit a_dit disent dois_je puis_je_arreter je_dois faut_il a_l_arret",
    "CANT": "peux_pas peux_plus_m arrive_pas sans",
    "KEEP": "n_arretez arretez_pas arrete_pas n_annulez annulez_pas ne_me_retirez retirez_pas ne_m_enlevez enlevez_pas ne_supprimez supprimez_pas ne_stoppez stoppez_pas continuez pas_arreter",
    "INSULT": "faire_voir faire_foutre va_te_faire allez_vous_faire foutez_le_camp fichez_le_camp degagez degage cassez_vous casse_toi la_ferme lachez_moi lache_moi lachez_nous",
    "ANNOY": "marre saoule saoulent embetent embete enervent enerve fatiguent lourd penibles penible genant coutent coute deteste derangent",
    "TOO_MANY": "trop tellement tant_de sans_arret tout_le_temps",
    "POINT": "a_quoi_bon interet quoi_servent",
    "FROM_LIST": "de_la_liste de_votre_liste de_vos_listes de_cette_liste de_votre_systeme",
    "LEAVE_NOW": "je_quitte j_abandonne je_me_retire je_me_desinscris je_me_desabonne je_sors je_resilie",
    "REFUSE": "refuse refuser rejette pas_d_accord m_oppose",
    "TURN": "desactivez desactiver coupez couper",
    "OFF": "desactivez desactiver coupez couper",
    "CLOSE": "fermez fermer cloturez supprimez",
    "ACCOUNT": "compte dossier profil",
    "YOU_STOP": "pouvez_arreter peux_arreter",
    # Of texts that are liked, missed or asked about nobody is rid.
    "LIKED": "recu arrive pourquoi quand aime adore aide aident utile avant apres demain hier aujourd ce_soir surtout plus_tard rater rate perdre changer change tot heure",
    "DO_THIS": "participer faire_ca continuer entendre_parler compter_sur_moi",
    "SAID": "j_ai_dit j_ai_deja deja_dit deja_demande vous_ai_dit j_ai_demande",
    "SAID_NO": "dit_non dit_que_non dit_que_je_ne_voulais",
    "STILL": "continuez_a_ecrire continuez_a_envoyer encore_a_m_ecrire",
    "MISSED": "rater perdre changer",
    "NEED_THIS": "besoin_de_ca besoin_de_cela besoin_de_vous besoin_de_vos en_ai_besoin en_ai_plus",
    "NOT_YOU": "dieu seigneur docteur medecin kine infirmiere patron mari femme fils fille cachets medicaments douleur mal jambe dos marcher marche canne",
    "QUITS": "j_abandonne je_me_retire je_me_desinscris je_me_desabonne je_resilie je_laisse_tomber je_prefere_arreter prefere_arreter",
}
