"""Which French words order something of the program? See en_orders."""

ORDERS = {
    "DID": "fait faite faites faits fe fini finie finies termine terminee terminees boucle bouclee bouclees coche cochee cochees plie pliee pliees effectue "
    "effectuees accompli accomplie accomplies realise realisees valide validees ✓ ✔ ✅ dans_la_poche",
    "FULL": "tout toute toutes tous tt totalite integralite",
    "WALK": "marche marches balade balades promenade promenades sortie sorties tour tours",
    "PLURAL": "marches balades promenades sorties",
    "TASK": "mission devoirs tache programme",
    "CHECK": "✓ ✔ ✅ ☑",
    "SURELY": "mission_accomplie c_est_plie c_est_coche c_est_boucle dans_la_poche c_est_bon_fait tout_est_fait c_est_dans_la_poche tout_boucle",
    "SOME": "moitie partie bout morceau demi",
    "NEARLY": "presque moitie partie bout peu quasi quasiment demi sauf seulement qu",
    "NOT": "pas non ni jamais sans ne n",
    "NIL": "aucun aucune rien",
    "ANOTHER_DAY": "demain tard",
    "COUNT": "une deux trois quatre",
    "LEFT": "reste restent encore manque demain tard vais va quand si jusqu apres",
    "DAY": "aujourd aujourdhui ce_soir ce_jour",
    "THIS_ONE": "aujourd aujourdhui ce_soir ce_jour celle la ca cette",
    "GO": "irai marche marcher sorti sortie sortir pu peux pourrai possible faire alle allee bouge marchee",
    "PASS": "saute passe zappe impossible repos relache",
    "ALONE": "je_saute je_passe je_zappe fais_l_impasse mon_tour jour_de_repos jour_off repos_aujourd jour_de_relache impossible_aujourd impossible_ce",
    "HOLD": "pause pauser en_attente suspendre suspendez geler gelez mettez_en_veille en_veille",
    "TEXTS": "messages message sms textos rappels programme ca cela tout moi",
    "HALT": "n_envoyez n_ecrivez ne_m_ecrivez ne_m_envoyez pas_de_messages pas_de_sms arretez stoppez arreter_les",
    "AWAY": "vacances voyage pars partons partie parti absent absente deplacement conges route camping",
    "PAST": "etais etait rentre rentree dernier derniere",
    "TIME": "jours semaines semaine jour quinzaine jusqu jusque jusquau jusqua mois pendant",
    "BACK": "de_retour suis_rentre suis_rentree me_revoila me_revoici suis_revenu suis_revenue",
    "BACK_FROM": "rentre_de rentree_de retour_de retour_des revenu_de revenue_de rentre_des rentree_des",
    "AGAIN": "reprend reprends reprenons reprendre reparti redemarre redemarrer redemarrons relancer relancez relance reactiver reactivez recommencer recommence "
    "recommencons on_continue peut_continuer peut_reprendre",
    "ON_AGAIN": "continue continuons reprend reprends repart",
    "CALL": "appeler appelez appelle rappelez rappeler rappelle rappeliez appel telephonez telephoner coup_de_fil",
    "TALK": "parler discuter",
    "ASK": "passez pouvez pourriez peut veux voudrais besoin svp plait faut faudrait quelqu aimerais",
    "ME": "moi me m",
    "PERSON": "quelqu medecin docteur kine infirmiere infirmier personne equipe therapeute",
    "INFO": "info infos information informations renseignement renseignements",
    "TURN": "arrete arreter rentre rentree rebrousse assis asseoir coupe ecourte abandonne demi",
    "TURNED_AT": "arrete_a_la arretee_a_la arrete_apres_la arrete_au",
    "TURNED": "demi_tour demi_-_tour rentre_plus_tot rentree_plus_tot rebrousse_chemin m_asseoir me_suis_arrete me_suis_arretee m_arreter du_arreter du_rentrer arrete_a arretee_a "
    "arrete_avant oblige_de_rentrer obligee_de_rentrer j_ai_abandonne lache_l_affaire du_couper coupe_court ecourte_ma du_rentrer",
    "HURT": "mal douleur douleurs jambe dos fesse mollet brule brulait brulure tirait coince coincee bloque crampe decharge sciatique hanche pied",
    "NO_ORDER": "toute_la_journee toute_la_nuit toute_la_matinee tout_le_temps mal douleur douleurs adieu plus_jamais jamais_plus plus_rien toilettes selles",
}
ORDER_COMPANY = (
    "je j ai c est la le les l un une des du de d en a au aux et on y me m mes mon ma ce ca cela cette celle oui merci svp s il vous plait bonjour bonsoir salut "
    "chef docteur madame monsieur aujourd hui soir matin deja enfin tout toute toutes trois deux quatre pour sur avec voila ouf faut suis moi nous "
    "encore lol mdr haha jour que qu n ne fois bon peut"
)
