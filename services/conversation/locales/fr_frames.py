"""Which French words tell a part of danger? See en_frames."""

CONCEPTS = {
    "UNREAL": "coton eponge ballon coussin_qui",
    "SIT": "assise assis m_assois",
    "SMELL": "coule sent_mauvais suinte rouge pus ouverte odeur",
    "WOUND": "cicatrice plaie points_de",
    "TEMP": "temperature fievre thermometre frissons degres",
    "WEAPON": "corde fusil pistolet lame rasoir arme couteau poison revolver 🔫 🔪",
    "HAVE": "ai prepare achete charge garde pret prete",
    "THEY_FELL": "est_tombe est_tombee",
    "RAIN": "pluie pleut pleuvait piscine froid neige mer",
    "SADDLE": "zone_intime organes_genitaux roupettes pubis entre_mes_jambes entre_mes_cuisses entre_mes_fesses fondement la_ou_je_m_assois genitale genital "
    "aine entrejambe entre_jambes entre_les_jambes entre_les_cuisses entre_les_fesses sexe perinee fesse fesses fessier anus derriere cul croupe arriere_train "
    "parties_intimes parties_genitales mes_parties parties_sensibles bas_ventre vagin chatte foufoune zizi penis bite queue testicules couilles bourses verge m_essuie "
    "en_m_essuyant m_essuyer je_m_assois siege selle_de_cheval en_bas_la en_bas papier_toilette lunette_des_toilettes intime intimes posterieur zezette zigounette minou "
    "kiki foufounette popotin min_tchu mon_tchu tchu chnoune noune bijoux_de_famille parties la_dessous 🍑 🍆 raie petit_jesus bonbon ",
    "NUMB": "aucune_sensibilite perte_de_sensibilite comme_du_bois comme_du_caoutchouc comme_du_plastique perdu_le_toucher s_engourdit de_carton en_carton en_bois sens_meme_plus plus_senti ne_sentais_plus sentais_plus sensation_nulle "
    "engourdi engourdie engourdis engourdies engourdissement engourdissements endormi endormie endormis endormies fourmillement fourmillements fourmis insensible "
    "insensibles insensibilite sens_plus sens_rien sens_plus_rien sens_pas sent_plus sentir_plus plus_de_sensation plus_de_sensations plus_aucune_sensation "
    "aucune_sensation perdu_la_sensation perdu_la_sensibilite anesthesie anesthesiee anesthesies dentiste morte mort mortes de_bois picotements picotement picote "
    "cotonneux plus_la_sensation moins_sensible ne_sens_pas ne_sens_plus ressens_plus ressens_rien sans_sensation peu_de_sensation gourd gourde gele gelee "
    "perte_de_sensation pu_de_sensation dort dorment rien_senti plus_rien_senti ne_sens_rien anesthesie_en sens_plu sent_plu j_sens_plus jsens_plu jsens_plus jsens_pas "
    "endormit ",
    "ODD": "bizarre etrange drole_de_sensation pas_normal anormal",
    "FUNCTION": "petits_besoins faire_caca vider_ma_vessie vider_la_vessie filet_d_urine envie_de_pisser "
    "uriner urine urines urinaire urinaires pisser pisse pissee pipi vessie selles selle caca sphincter sphincters toilettes toilette wc faire_pipi besoins gros_besoin "
    "petit_coin culotte slip calecon chier chie dessus popo alle_a_la_selle me_retenir me_vider defequer intestins couche protection envie_pressante pissette sondee "
    "sonde globe_vesical retention 💩 🚽 vider besoin_pressant pipis cacas envie_urgente ",
    "CANT": "retient_plus pas_arrive_a bloque_completement "
    "peux_pas peux_plus pu_capable pas_capable plus_capable incapable impossible n_arrive_pas n_arrive_plus arrive_pas arrive_plus arrivais_pas n_y_arrive pas_reussi "
    "pas_pu pas_moyen plus_moyen peut_plus peut_pas pas_arrive n_ai_pas_pu ai_pas_pu peux_meme_plus sais_plus pouvais_pas pouvais_plus arrive_meme_pas jariv_plu "
    "jarive_plus jarive_pas jariv_pas jarrive_pas jarrive_plus arrive_plu peu_plus peu_plu peut_plu peux_plu peu_pas chu_pu ",
    "TROUBLE": "difficulte difficultes mal_a du_mal difficile probleme problemes forcer peine_a de_la_misere misere bloque bloquee goutte_a_goutte attends attendre pousser sonde "
    "sondee retention globe_vesical ",
    "LEAK": "pertes perte_d_urine trempe trempee inonde inondee parti_tout_seul partis_tout_seuls laisse_echapper "
    "fuite fuites perds perdu_mes incontinence incontinent incontinente coule goutte gouttes gouttes_qui echappe echappees souille souillee mouille mouillee "
    "perte_urinaire part_tout_seul ca_part part_sans m_echappe m_echappent coule_tout ",
    "ACCIDENT": "rendu_compte_de_rien sans_le_savoir pas_senti "
    "sans_m_en_rendre sans_sentir sans_le_sentir sans_m_en_apercevoir sans_controle plus_de_controle controle plus_me_retenir pas_eu_le_temps pas_me_retenir pas_me_retenir "
    "perdu_le_controle ne_sens_pas_quand sens_plus_quand rien_ne_sort rien_ne_vient rien_sort sort_tout_seul sort_pas vient_pas tout_seul accident sans_prevenir malgre_moi",
    "SELF": "dessus culotte au_lit le_lit sur_moi pantalon mon_lit les_draps mon_slip calecon",
    "WET": "pisse fait_pipi fait_caca mouille urine chie fait fait_dessus lache",
    "LEG": "jambe jambes pied pieds cheville chevilles genou genoux cuisse cuisses orteil orteils talon talons pointe pointes gros_orteil patte pattes guibolle guibolles hanche",
    "MOTOR": "se_defilent se_defile repondent_pas sans_vie de_chiffon n_avance_plus suit_pas se_plient_toutes s_effondre s_effondrent me_tombe me_plantent me_plante decrochent decroche "
    "lache lachee lachent lacher lachait derobe derobee derobent flanche flanchent cede cedent repond_plus repond_pas repondent_plus faible faibles faiblesse faiblesses "
    "sans_force plus_de_force moins_de_force perds_la_force perds_de_la_force perdu_la_force perte_de_force aucune_force paralyse paralysee paralysees traine trainent "
    "trainer mou molle mous molles coton du_coton guimauve chiffe de_plomb tient_plus tiennent_plus porte_plus portent_plus me_porte_plus me_tient_plus ne_me_porte "
    "ne_me_tient ne_me_portent soutient_plus soutiennent_plus obeit_plus accroche accrochent tombe_tout plie_toute_seule plie plient raplapla gelee tombant "
    "fonctionne_plus marche_plus bouge_plus suit_plus fauche fauchee vacille tiennes_plus tienne_plus tien_plus me_lachent me_lache me_lachait guimauves tiennent_pas "
    "tient_pas fait_defaut deux_spaghettis en_compote comme_du_coton en_coton ne_repond_plus me_repond_plus n_obeit_plus plus_la_controler ne_bouge_plus ne_se_leve_plus "
    "se_leve_plus part_toute_seule se_plie flageole flageolent comme_morte racle butent ",
    "MOVE": "bouger lever plier relever soulever pousser tenir monter_sur appuyer flechir controler tenir_debout",
    "TRIP": "trebuche trebucher bute",
    "OWN": "mes_propres mon_propre mes_pieds mon_pied",
    "SIDES": "deux_jambes 2_jambes deux_pieds 2_pieds autre_jambe autre_pied deux_cotes 2_cotes autre_cote les_deux_cuisses deux_mollets deux_genoux chaque_jambe",
    "ACHE": "douleur douleurs mal douloureux douloureuse sciatique brule brulure elance elancements decharge decharges electrique souffre tire",
    "CHEST": "poitrine thorax thoracique torse",
    "PRESS": "douleur douleurs mal serre serree oppression oppressee pression pese poids etau ecrase ecrasee brule pince point",
    "BREATH": "respirer souffle respire respiration air",
    "SHORT": "court manque du_mal plus peine essouffle essoufflee difficile difficulte cherche pas",
    "CALF": "mollet mollets",
    "CLOT": "gonfle gonflee gonfles gonfles enfle enflee rouge rouges dur dure durs gonflement rougeur chaud_et boule",
    "BLOOD": "sang",
    "BRINGS": "tousse tousser toux crache cracher vomis vomi vomir vomissements urine urines pipi selles caca",
    "FACE": "visage bouche oeil parole mots",
    "STROKE": "affaisse affaissee tordu tordue de_travers paralyse paralysee avc tombe_d_un",
    "FAINT": "evanoui evanouie perdu_connaissance perte_de_connaissance tombe_dans_les_pommes tombee_dans_les_pommes dans_les_pommes convulsion convulsions malaise trou_noir syncope tourne_de_l_oeil",
    "FEVER": "trempe_de_sueur trempee_de_sueur suees frissonne frissonner claque_des_dents brulant_et "
    "fievre fievres frissons de_temperature grelotte grelotter febrile sueurs sueurs_nocturnes brulant brulante corps_chaud tremble_de tremblements_et brulant_de "
    "claque_des grelotte_de sueurs_froides ",
    "FALL": "tombe_a_la_renverse tombee_a_la_renverse fait_une_chute me_suis_vautre me_suis_gaufre m_est_tombe_dessus tombe_de_haut_de d_une_echelle de_l_escabeau du_toit tombe_du_lit "
    "suis_tombe suis_tombee etais_tombe chute chuter chute_de debarque gamelle culbute glisse_et glisse_sur j_ai_glisse ai_glisse ai_chute pris_une_gamelle "
    "casse_la_figure casse_la_gueule casse_la_margoulette renverse renversee degringole deboule pete_la_gueule etale etalee tombe_dans_l tombee_dans tombe_de_ma "
    "tombe_de_l tombe_du tombe_en_bas pogne_une vautre tombe_dans_les tombee_dans_les rate_une_marche manque_une_marche ",
    "CRASH": "accident accidents accroche collision percute percutee carambolage tamponne accrochage",
    "VEHICLE": "voiture auto char camion moto velo bus scooter autoroute route trottinette",
    "LOST": "flotte_dans flottent vetements_flottent perdu perds perte maigri maigris fondu",
    "WEIGHT": "flotte_dans vetements_flottent tailles poids kilos kilo kg livres",
    "DIET": "regime sport expres objectif enfin gym nutritionniste volontairement",
    "WANT": "veux voudrais envie prefere voulais vais pense penser pensees idees idee aimerais souhaite compte prevu decide jveux jveu jvx ",
    "DIE": "sous_un_train sous_le_train sur_les_rails me_coucher_sur sauter_dans sauter_par m_ouvrir_les me_noyer me_jeter "
    "mourir mort morte crever en_finir disparaitre plus_me_reveiller ne_plus_me_reveiller pas_me_reveiller plus_exister dormir_pour_toujours plus_etre_la plus_vivre me_tuer "
    "me_pendre me_foutre_en sauter_du suicider suicide me_suicider m_endormir_et m_endormir_pour faire_du_mal me_faire_du_mal foutre_en_l_air m_ouvrir_les_veines "
    "plus_jamais_me partir_pour_toujours m_ouvrir jamais_ete_ne tout_arreter_pour me_jeter_sous me_jeter_du me_jeter_par me_jeter_dans",
    "SURELY_DIE": "ferais_mieux_de_mourir m_en_aller_pour_toujours m_en_aller_pour_de_bon disparaitre_pour_toujours ne_me_reveille_plus plus_l_envie_de_vivre plus_le_gout_de_vivre plus_envi_de_vivre ce_que_je_m_apprete pour_ce_que_je_vais en_finir_avec_tout arreter_de_vivre que_ca_s_arrete_pour_toujours "
    "veux_mourir veux_crever envie_de_mourir envie_d_en_finir envie_de_crever me_suicider suicide me_tuer me_pendre plus_envie_de_vivre plus_vivre veux_plus_vivre "
    "mieux_mort mieux_morte mettre_fin_a_mes fin_a_mes_jours mettre_fin_a_ma fin_a_ma_vie foutre_en_l_air me_jeter_sous me_jeter_du ouvrir_les_veines pensees_suicidaires "
    "idees_noires suicidaire suicidaires marre_de_vivre fatigue_de_vivre fatiguee_de_vivre ne_plus_me_reveiller plus_me_reveiller plus_la_force_de_vivre vie_ne_vaut "
    "lettre_d_adieu lettres_d_adieu pars_pour_toujours que_je_creve je_me_tue jveux_mourir jveu_mourir veux_en_finir vais_en_finir taillade taillader m_ouvrir_les "
    "ouvert_les_veines plus_envie_d_etre_la pas_envie_de_vivre plus_aucune_envie_de_vivre quitter_ce_monde partir_de_ce_monde finir_avec_la_vie arreter_la_vie "
    "a_quoi_bon_vivre ce_que_je_vais_faire me_flinguer me_tirer_une_balle sauter_par_la_fenetre gout_de_vivre envie_de_me_reveiller pas_envie_de_me_reveiller "
    "autant_mourir mieux_vaut_mourir prefere_mourir prefererais_mourir personne_ne_me_regretterait c_est_un_adieu dire_adieu_a_tous une_fois_pour_toutes_en_finir "
    "en_finir_pour_de_bon en_finir_une_fois fatigue_de_la_vie fatiguee_de_la_vie raison_de_vivre raisons_de_vivre a_quoi_bon_continuer_a_vivre me_laisser_mourir "
    "je_vais_me_tuer rejoindre_ma_femme_la rejoindre_mon_mari_la tous_mes_medicaments_d_un mourir_dans_mon_sommeil ne_pas_me_reveiller m_endormir_pour_toujours "
    "m_endormir_pour_de_bon que_tout_s_arrete_pour_toujours mettre_fin_a_tout ",
    "NOT": "pas plus sans rien jamais ne aucune aucun a_quoi",
    "LIVE": "vivre continuer la_vie exister me_reveiller etre_la ma_vie",
    "POINT": "raison sens but interet espoir sert",
    "OTHERS": "tout_le_monde famille enfants mes_enfants vous ils eux monde mari femme personne",
    "BETTER": "mieux heureux tranquilles soulages",
    "WITHOUT_ME": "si_je_partais je_pese_sur "
    "sans_moi si_je_n_etais si_je_mourais si_je_disparais quand_je_serai un_poids poids_pour un_fardeau fardeau si_j_etais_mort si_j_etais_plus un_boulet boulet_pour ",
    "PILLS": "pilules cachets comprimes medicaments cachetons somniferes boite boite_de plaquette tramadol morphine insuline",
    "TOTAL": "tous toutes tout",
    "MANY": "de_cote comptes alignes prepares stockes gardes une_poignee_de "
    "toute_la trop_de trop une_poignee poignee surdose overdose boite_entiere plein_de la_boite d_un_coup",
    "TAKE": "pris prendre avale avaler prends avalee gober gobe ingurgite",
    "MEANS": "falaises fenetre pont corde arme fusil falaise lame rasoir veines rails toit train revolver ",
    "GOODBYE": "dites_a_ma dites_a_mon dites_leur occupez_vous_de_mon pardon_a_tous "
    "adieu adieux dernier_message derniere_fois plus_la_demain serai_plus_la veillez_sur prenez_soin_de occupez_vous_de pardonnez_moi je_pars_pour",
    "FOREVER": "aime enfants famille toujours tous tout pardon demain jamais chat chien monde",
    "STUPID": "une_betise une_connerie faire_une_betise quelque_chose_de_grave l_irreparable",
    "DESPAIR": "plus_d_avenir nulle_part_ou personne_ne_m_attend bonne_a_rien bon_a_rien je_suis_de_trop tout_s_arrete plus_la_force_de "
    "peux_plus_continuer en_peux_plus n_en_peux_plus desespere desesperee plus_d_espoir aucun_espoir a_bout au_bout_du_rouleau sert_plus_a_rien vaux_rien plus_la_force "
    "ras_le_bol_de_la_vie marre_de_tout j_abandonne tout_est_foutu personne_ne_m_aime deteste_ma_vie plus_de_sens tout_arreter pardonnez_moi pour_toujours plus_rien_a "
    "que_tout_s_arrete sans_issue plus_aucun_avenir pas_d_avenir tout_m_est_egal un_fardeau_pour personne_ne_remarquerait vide_a_l_interieur ",
    "GONE": "urine pisse pipi caca alle_aux_toilettes fait_pipi alle_a_la_selle",
    "NEED": "besoin_de dois devais",
    "WAY": "marcher trouver atteindre escalier monter",
    "HOUSE": "nettoyer nettoye lave laver peindre plombier reparer menage",
    "TRIGGER": "quand_je_tousse quand_je_ris en_toussant nouveau maintenant",
    "BACK": "dos epaules cou bras mains",
    "FINE": "bien normal normale normalement ok sans_probleme pas_de_probleme nickel regulier",
    "HAPPEN": "ambulance samu cauda_equina queue_de_cheval hospitalise hospitalisee pompiers",
    "WAKES": "me_reveille reveille_la pas_dormi pas_ferme",
    "NIGHT": "toute_la_nuit toutes_les_nuits chaque_nuit sans_arret constante rien_ne_soulage",
    "VANISH": "m_effacer m_evaporer",
    "LOOK": "regarde regarder regardais devant fixe",
}
_PETS = "petite?s?|bebe|chien|chienne|chiot|chat|chatte|chaton|fiston|fillette|gamine?s?|pitchoune?|cheval"
_THINGS = (
    "batterie|portable|telephone|mobile|voiture|bagnole|camion|pile|imprimante|chaudiere|frigo|congelateur|ordi|ordinateur|machine|velo|moto|scooter|"
    "bus|train|ascenseur|internet|connexion|wifi|tele|television|montre|lave linge|four|moteur|robinet|toit|tuyau|ballon|tondeuse|clim"
)
IDIOMS = (
    rf"(?:la|le|les|notre|ma|mon|mes) (?:{_PETS}) (?:\w+ ){{0,3}}(?:pipi|caca|urine|pisse|vomi)(?: (?:sur|dans|au|par) (?:le |la |l )?\w+)?",
    rf"(?:{_THINGS}) (?:\w+ ){{0,3}}(?:morte?|lachee?|lache|en panne|a plat|dechargee?|plante|rendu l ame|fuit|goutte|creve|crevee)",
    r"morte?s? (?:de|d) (?:rire|faim|fatigue|peur|soif|froid|ennui|trouille|chaud|chaleur|honte|sommeil|jalousie|curiosite|impatience|stress|trac|rigolade|timidite|inquietude)",
    r"(?:meurs|meurt|mourir|mourais|creve|crevais) (?:de|d) (?:rire|faim|fatigue|peur|soif|froid|ennui|trouille|chaud|chaleur|honte|sommeil|jalousie|curiosite|impatience|stress|trac|rigolade|timidite|inquietude)",
    r"tombee? (?:de haut|des nues|sous le charme|dans l oubli)",
    r"(?:ca|il|elle|on|chaleur|boulot) me tue",
    r"fievre (?:acheteuse|du (?:samedi|jeu|foot|shopping)|des soldes|de noel|electorale)",
    r"(?:je )?creve de (?:faim|chaud|soif|rire|froid|sommeil)",
    r"j en ai marre de la pluie",
    r"tombee? (?:de sommeil|de fatigue|amoureu(?:x|se)|malade|en panne|a pic|bien|mal|d accord|du ciel|dans le panneau|sur (?:un|une|mon|ma|des) (?!fesses?|hanche|dos|cote|genou|bras|coude|poignet|tete|coccyx|cul))",
    r"(?:nuit|neige|pluie|temperature|tension|fievre du samedi|nouvelle) (?:est |a )?(?:tombee?|tombe)",
    r"tomber? (?:de|des) (?:la |l )?(?:neige|pluie|cordes)",
    r"(?:il|ca) tombe (?:bien|mal|des|de la|a pic)?",
    r"mort(?:e)? (?:de|d) (?:rire|faim|fatigue|peur|soif|froid|ennui|trouille)",
    r"(?:a )?mourir de (?:rire|faim|soif|chaud|froid|ennui|peur)",
    r"tu(?:e|er) (?:le|du) temps",
    r"(?:batterie|portable|telephone|voiture|pile) (?:est )?(?:morte?|a plat|dechargee?|en panne)",
    r"finis? (?:avec|par|de|la|le|les|ma|mes) ",
    r"en finis(?:sait|sent)? (?:plus|avec|pas)",
    r"robinet (?:fuit|goutte)|toit (?:fuit|goutte)|fuite d eau|lave vaisselle fuit",
    r"endormie? (?:devant|sur le canape|tard|tot|comme)",
    r"me suis endormie?",
    r"(?:coeur|tete) (?:brise|dans)",
    r"(?:il|ca) (?:pleut|pleuvait) (?:comme|des)|pisse (?:dru|des cordes)|il pissait",
    r"par accident",
    r"accident (?:sur la route|au carrefour|devant|a la tele)",
    r"faim de loup",
    r"craque pour",
    r"(?:couteau|arme) suisse|corde a (?:linge|sauter)",
    r"sang froid|bon sang|prise de sang",
    r"pression (?:arterielle|atmospherique)",
    r"plus forte?s?",
    r"au lit (?:tot|tard|a|vers|maintenant|avec)",
)
ECHOES = {
    "sans": "sens", "cent": "sens", "sang": "sens", "sen": "sens", "cens": "sens", "sant": "sens", "plu": "plus", "pu": "plus", "envi": "envie",
    "vit": "vie", "jai": "ai", "selle": "selles", "cel": "selles", "morts": "mort",
}  # fmt: skip
FUNNY = "mdr lol ptdr haha hihi hahaha"
PERSONS = "neveu niece petit_fils petite_fille beau_pere belle_mere papi mamie chat chatte bebe gamin gamine collegue patron epoux epouse conjoint compagnon compagne cousine cousin gendre petits voisins"
