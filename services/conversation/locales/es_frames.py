"""Which Spanish words tell a part of danger? See en_frames."""

CONCEPTS = {
    "UNREAL": "algodon esponja globo",
    "SIT": "sentado sentada sentarme asiento",
    "SMELL": "pus huele supura roja abierta abierto mal_olor supurando",
    "WOUND": "herida cicatriz puntos operacion",
    "TEMP": "temperatura fiebre calentura tiritona grados termometro",
    "WEAPON": "soga cuerda pistola veneno navaja cuchillo escopeta revolver machete 🔫 🔪",
    "HAVE": "tengo guardado guardada lista listo cargada compre",
    "THEY_FELL": "se_cayo cayo cayeron",
    "RAIN": "lluvia llueve lloviendo alberca piscina frio nieve mar",
    "SADDLE": "entre_piernas entre_las_nalgas parte_trasera partes_pudendas ahi_donde_uno_se_sienta colita donde_me_limpio alla_atras zona_genital genital "
    "ingle ingles entrepierna genitales partes_intimas partes_privadas mis_partes partes_nobles nalgas nalga pompis pompas culo trasero cola pene pito verga polla vagina "
    "concha chocha cuca testiculos huevos bolas escroto ano recto perine zona_intima abajo_ahi alla_abajo ahi_abajo parte_de_abajo partes_bajas bajos asiento al_limpiarme "
    "me_limpio limpiarme limpio_no entre_las_piernas entre_los_muslos cara_interna silla_de_montar labios_vaginales miembro parte_intima cachetes posaderas papel_de_bano "
    "papel_higienico donde_me_siento asentaderas tompiates aquello nachas petacas pepa cosita nepe tilin panocha fondillo ay_abajo ai_abajo hay_abajo 🍑 🍆 retaguardia "
    "nalgatorio donde_uno_se_sienta las_partes mis_verguenzas ",
    "NUMB": "no_la_noto no_lo_noto sin_tacto como_goma como_plastico como_carton de_carton perdi_el_tacto entumida entumido entumidas entumidos acartonado acartonada como_si_no_fuera_mia como_si_no_fuera_mio no_percibo de_goma de_madera "
    "entumecido entumecida entumecidos entumecidas entumecimiento entume dormido dormida dormidos dormidas adormecido adormecida adormecidos adormecidas adormecimiento "
    "hormigueo hormigueos hormiguea hormiguean hormigueando sin_sensibilidad insensible no_siento no_sentia no_sentir no_la_siento no_lo_siento no_las_siento "
    "no_los_siento sin_sentir perdi_la_sensibilidad perdido_sensibilidad muerta muerto anestesiado anestesiada anestesia dentista acorchado acorchada acorchadas de_corcho "
    "tieso_y_dormido como_muerta poca_sensibilidad menos_sensibilidad no_tengo_sensibilidad no_tengo_sensacion agujas alfileres acalambrado acalambrada acalambradas "
    "se_me_durmio se_me_durmieron se_me_duerme se_me_duermen no_siente no_sienten no_siento_ni sin_sensacion se_durmio se_durmieron ",
    "ODD": "raro rara raros raras extrano extrana diferente distinto distinta",
    "FUNCTION": "orinando meando cagando necesidad hacer_caca hacer_popo pujo orinado meado chichi hacer_chichi vaciar_la_vejiga ganas_de_orinar "
    "orinar orina orino orinarme orine vejiga mear meo mee pis pipi pichi caca popo heces esfinter esfinteres evacuar evacuacion defecar intestino intestinos bano vientre "
    "cagar cago cague zurrar zurre zurro hacer_del_cuerpo hacer_del_bano hacer_del_dos aguantarme aguantar retener necesidades del_cuerpo excremento calzon calzones "
    "pantaleta bragas calzoncillos panal mojo_la_cama inodoro retrete wc water popis miar miarme miado chis chorro orin 💩 🚽 del_uno del_dos hacer_aguas ",
    "CANT": "no_he_logrado no_logre no_me_viene no_me_nace no_arranca "
    "no_puedo no_pude no_podia no_consigo no_logro no_alcanzo no_alcance no_llego no_llegue no_soy_capaz no_me_deja incapaz imposible no_me_sale no_sale no_me_salia "
    "no_hay_manera no_he_podido no_doy no_me_da sin_poder no_puede no_aguanto no_controlo no_me_aguanto",
    "TROUBLE": "dificultad dificultades cuesta cuesta_trabajo problemas problema trabajo_para esfuerzo pujar chorro_debil gota_a_gota tarda_mucho sondaron sonda retencion "
    "apenas_sale ",
    "LEAK": "se_me_riega me_gotea mojando mojandome se_vacia_sola se_me_salen orinandome meandome cagandome se_me_fue_todo "
    "fuga fugas goteo gotea goteando escapa escape escapan escapes sale_sola sale_solo se_me_sale se_me_salio se_me_sale_solo se_sale incontinencia incontinente se_me_va "
    "se_me_fue se_me_escapo chorrea chorrean chorreo chorreando gotean se_sale_sin se_me_viene ",
    "ACCIDENT": "ni_me_entere ni_lo_senti no_lo_senti sin_enterarme no_me_percate cuando_vi_ya no_senti_nada sin_aviso "
    "sin_darme_cuenta sin_querer no_me_di_cuenta ni_cuenta sin_control perdi_el_control pierdo_el_control no_siento_cuando no_me_entero sin_avisar sin_sentir no_llegue_al no_alcance_a",
    "SELF": "encima en_la_cama la_cama los_pantalones el_pantalon los_calzones ropa_interior en_los_pantalones la_ropa",
    "WET": "mojado mojada mojo moje mojar orine orino meo mee cague cago zurre zurro cagado cagada ensucie hice hago mojada orinado me_hice",
    "LEG": "pierna piernas pie pies tobillo tobillos rodilla rodillas muslo muslos dedo dedos talon talones punta puntas puntillas pata patas cadera empeine dedo_gordo",
    "MOTOR": "como_trapo de_mantequilla sin_vida se_traba se_me_tuerce se_tuerce se_me_apagan no_me_siguen cediendo perdio_fuerza no_tira se_me_arrastra me_tiemblan_y se_queda_muerta no_reacciona no_reaccionan de_algodon de_gelatina "
    "falla fallo fallan fallaron fallando dobla doblo doblan doblaron doblando cedio cede ceden cedieron no_responde no_responden no_me_responde no_me_sostiene "
    "no_me_sostienen no_me_aguanta no_me_aguantan no_me_obedece no_obedece debil debiles debilidad sin_fuerza sin_fuerzas menos_fuerza perdi_fuerza perdiendo_fuerza "
    "poca_fuerza no_tengo_fuerza no_tiene_fuerza no_tienen_fuerza se_me_va_la se_va_la fuerza_en paralizada paralizado paralizadas paralizados arrastro arrastra "
    "arrastrando arrastrar floja flojo flojas flojos guanga de_trapo trapo gelatina aguada aguadas de_lana como_lana de_hule se_me_cae caido cae no_me_carga no_me_cargan "
    "inutil muerta de_plomo no_camina no_funciona no_funcionan temblorosas se_me_vencen vence vencen vencio se_me_apaga flaquea flaquean no_sostienen no_me_tienen "
    "me_fallan aguangada aguangadas no_jala no_jalan se_me_afloja se_me_aflojan se_me_doblan no_me_hacen_caso no_me_hace_caso no_las_controlo no_la_controlo "
    "no_lo_controlo no_se_mueve no_se_mueven perdi_movilidad como_gelatina como_hule se_queda_atras se_atora se_arrastra ",
    "MOVE": "levantar mover doblar alzar subir empujar flexionar sostener parar_en apoyar pararme estirar control menear",
    "TRIP": "tropiezo tropezando tropezar tropece trastabillo",
    "OWN": "propio propios con_mi con_mis con_el",
    "SIDES": "ambas_piernas ambos_pies dos_piernas 2_piernas dos_pies 2_pies otra_pierna otro_pie ambos_lados los_dos_lados dos_lados otro_lado las_dos_piernas ambas_pantorrillas "
    "ambos_muslos las_dos_rodillas cada_pierna",
    "ACHE": "dolor dolores duele duelen dolio dolia ciatica ardor arde quema electricidad calambre calambres toques corriente punzadas",
    "CHEST": "pecho esternon",
    "PRESS": "dolor dolores duele opresion presion aprieta peso pesado oprime apretado apreton punzada estruja ardor me_late_raro",
    "BREATH": "respirar aire respiro respiracion aliento resuello",
    "SHORT": "falta falto corta no_puedo cuesta dificultad ahogo sin_aire no_me_entra me_quedo_sin poco",
    "CALF": "pantorrilla pantorrillas chamorro chamorros gemelo gemelos batata",
    "CLOT": "hinchada hinchado hinchadas hinchados hinchazon inflamada inflamado roja rojo enrojecida dura duro caliente_y bola",
    "BLOOD": "sangre",
    "BRINGS": "tos toso tosiendo tosi tosiendo_sangre escupo escupi escupiendo vomito vomite vomitando orina popo heces caca orino",
    "FACE": "cara boca ojo habla palabras",
    "STROKE": "torcida torcido chueca chueco caida caido trabada arrastro_las derrame embolia paralizada",
    "FAINT": "desmaye desmayo desmayado desmayada desmayada perdi_el_conocimiento perdi_el_sentido perdi_la_conciencia me_fui_de_lado convulsion convulsione se_me_fue_la_luz patatus "
    "me_desvaneci desvanecido soponcio",
    "FEVER": "sudando_mucho tiembla_de tiritar tiritones destemplanza sudor_frio_y "
    "fiebre calentura escalofrios temperatura_alta destemplado destemplada sudores febril ardiendo tiritando tiemblo_de temblando_de de_temperatura grados_de_temperatura "
    "tiritona sudo_toda escalofrio sudando_toda calosfrio calosfrios ",
    "FALL": "se_me_vino_encima rode rodando me_estampe me_estrelle me_volque me_di_un_porrazo me_di_un_golpazo me_fui_al_suelo me_fui_de_boca "
    "me_cai cai he_caido me_he_caido una_caida caida senton sentonazo porrazo costalazo resbale resbalon resbalado me_fui_de_espaldas golpazo me_di_un_golpe "
    "un_golpe_fuerte batacazo trastazo ranazo mamazo madrazo de_bruces rode_por me_tropece me_tumbo me_tiro_el atropellaron atropello me_pego_un me_aventaron me_empujaron "
    "me_caigo me_golpee me_resbale me_tropece_y me_di_en_la ",
    "CRASH": "accidente accidentes choque choque_en choco chocamos chocaron volcamos volcadura colision",
    "VEHICLE": "carro coche auto camion moto motocicleta bici bicicleta bus camioneta carretera autobus",
    "LOST": "he_bajado he_perdido me_queda_grande me_quedan_grandes se_me_caen_los estoy_en_los_huesos "
    "perdi perdido perdiendo pierdo baje bajado bajando adelgace adelgazado",
    "WEIGHT": "me_queda_grande me_quedan_grandes se_me_caen_los estoy_en_los_huesos tallas peso kilos kilo libras kg",
    "DIET": "dieta gimnasio ejercicio por_fin nutriologa nutricionista regimen adrede queriendo",
    "WANT": "quiero quisiera queria ganas deseo deseos pienso pensando voy_a pensado pensamientos ideas prefiero preferiria ojala planeo plan decidi",
    "DIE": "estrellarme estrellar_el_carro estrellar_el_coche chocar_a_proposito tirarme saltar_de colgarme_de cortarme "
    "morir morirme muerto muerta muriera muera acabar_todo acabar_con_todo terminar_con_todo terminar_todo no_despertar desaparecer no_existir dormir_para_siempre dormirme_y "
    "no_estar_aqui no_estar_mas matarme matar suicidarme suicidar suicidio colgarme ahorcarme tirarme_al saltar_del hacerme_dano lastimarme no_haber_nacido "
    "descansar_para_siempre dejar_de_existir dejar_de_vivir dejar_de_sufrir irme_de_este_mundo ya_no_estar no_amanecer cortarme_las tirarme_de tirarme_por tirarme_del "
    "aventarme_al aventarme_de lanzarme_al quitarme_la_vida",
    "SURELY_DIE": "prefiero_no_estar mejor_estaria_muerto estaria_mejor_muerta estaria_mejor_muerto no_quiero_llegar_a_manana irme_para_siempre no_quiero_ver_otro_dia ya_no_quiero_existir no_quiero_amanecer mejor_no_despertar quisiera_no_despertar quisiera_no_haber dejar_de_vivir_ya descansar_de_la_vida "
    "me_quiero_morir me_quiero_matar quiero_morir quiero_morirme quisiera_morirme quisiera_morir matarme suicidarme suicidio quitarme_la_vida me_voy_a_matar "
    "no_quiero_vivir no_quiero_seguir_viviendo no_quiero_seguir_aqui no_quiero_estar_aqui mejor_muerto mejor_muerta acabar_con_mi_vida terminar_con_mi_vida ahorcarme "
    "colgarme cortarme_las_venas no_quiero_existir no_quiero_despertar ganas_de_morir ganas_de_morirme ganas_de_vivir_no sin_ganas_de_vivir no_tengo_ganas_de_vivir "
    "cansado_de_vivir cansada_de_vivir harto_de_vivir harta_de_vivir acabar_con_esta_vida ojala_me_muera ojala_me_muriera no_vale_la_pena_vivir hacerme_dano me_mato_hoy "
    "me_voy_a_suicidar pensamientos_suicidas ideas_suicidas carta_de_despedida cartas_de_despedida esta_noche_me_mato hoy_me_mato para_que_seguir_viviendo para_que_vivo "
    "pa_que_vivo me_voy_para_siempre irme_de_este_mundo ir_de_este_mundo que_dios_me_lleve dios_me_lleve diosito_que_me_recoja me_quite_la_vida ya_no_quiero_vivir "
    "no_quiero_vivir_mas mejor_me_muero dejar_este_mundo hoy_se_acaba_todo no_tengo_por_que_vivir sin_ganas_de_seguir_viviendo mejor_estar_muerto mejor_estar_muerta "
    "quisiera_estar_muerto quisiera_estar_muerta ojala_no_despertara ojala_no_despierte no_despertar_nunca no_despertar_mas sentido_a_vivir caso_vivir "
    "nadie_me_va_a_extranar nadie_me_extranaria me_voy_a_tirar tirarme_al_tren aventarme_del pegarme_un_tiro darme_un_tiro me_doy_un_tiro despedirme_de_todos "
    "este_es_mi_adios harto_de_la_vida harta_de_la_vida cansado_de_la_vida cansada_de_la_vida ganas_de_vivir ya_no_quiero_estar_aqui no_quiero_estar_mas_aqui "
    "prefiero_morir prefiero_morirme prefiero_estar_muerto quiero_desaparecer_para dormirme_para_siempre dormir_para_siempre me_quiero_ir_con_dios que_me_lleve_dios "
    "ya_que_dios_me_lleve ",
    "NOT": "no ya_no ni nada nunca sin para_que",
    "LIVE": "vivir seguir_viviendo la_vida seguir_adelante despertar vivo viviendo seguir_asi seguir_aqui estar_aqui existir",
    "POINT": "razon sentido caso motivo esperanza ganas objeto",
    "OTHERS": "todos familia hijos mis_hijos esposa ellos ustedes mundo nadie marido mama",
    "BETTER": "mejor felices tranquilos contentos",
    "WITHOUT_ME": "soy_un_estorbo estorbando cuando_me_muera si_falto "
    "sin_mi si_no_estuviera si_me_muero si_yo_no si_me_fuera carga estorbo cuando_me_vaya si_desaparezco cuando_ya_no_este una_carga un_estorbo solo_estorbo "
    "cuando_yo_no_este cuando_yo_falte ",
    "PILLS": "pastillas pildoras tabletas medicinas medicamento medicamentos frasco caja_de blister pastillas_para_dormir morfina tramadol insulina",
    "TOTAL": "todas todos todo_el",
    "MANY": "juntando juntadas contadas preparadas alineadas acumuladas "
    "demasiadas muchas un_monton un_punado frasco_entero sobredosis juntas el_frasco un_frasco la_caja_entera de_mas de_golpe",
    "TAKE": "tome tomarme tomar tomado trague tragado tragarme tomo me_tome me_voy_a_tomar tragar ingeri tengo_juntadas",
    "MEANS": "barranca pastillas_para_dormir "
    "puente soga cuerda pistola arma barranco navaja cuchillo venas vias azotea acantilado veneno",
    "GOODBYE": "diganle_a dile_a cuiden_de cuida_de los_quiero_mucho despidanme "
    "adios despedirme despedida me_despido ultimo_mensaje hasta_nunca cuiden_a cuida_a perdonenme perdoname no_estare no_me_veran ultima_vez",
    "FOREVER": "siempre hijos familia quiero amo todos mundo perdon manana nunca amor gracias_por_todo",
    "STUPID": "una_tonteria una_locura algo_estupido hacer_algo_malo una_estupidez",
    "DESPAIR": "no_sirvo_para_nada sin_futuro no_tengo_a_nadie cansada_de_todo cansado_de_todo se_acabo_todo no_doy_mas ya_no_doy_mas nada_tiene_sentido "
    "no_aguanto_mas ya_no_aguanto no_puedo_mas ya_no_puedo desesperado desesperada sin_esperanza no_hay_esperanza no_valgo inutil_para_todos harto_de_todo harta_de_todo "
    "sin_sentido no_tiene_sentido todo_esta_perdido me_rindo nadie_me_quiere odio_mi_vida estoy_acabado hasta_aqui_llegue ya_estuvo_de_todo no_valgo_nada hoy_se_acaba "
    "ya_no_tiene_caso para_siempre se_acaba hasta_aqui_llego no_puedo_mas_con la_vida_no_vale no_le_veo_salida sin_salida nadie_me_necesita todo_me_da_igual ",
    "GONE": "orinado orine meado evacuado cagado hecho_pipi hecho_pis ido_al_bano pipi pis",
    "NEED": "necesito tengo_que tenia_que",
    "WAY": "caminar andar encontrar escaleras subir",
    "HOUSE": "limpiar limpie limpiando pintar pinte plomero fontanero lavar lave arreglar",
    "TRIGGER": "al_toser cuando_toso al_reir cuando_rio al_estornudar nuevo ahora",
    "BACK": "espalda hombros cuello brazos manos",
    "FINE": "bien normal normales perfecto sin_problema sin_problemas mejor_que regular perfectamente",
    "HAPPEN": "ambulancia cauda_equina cola_de_caballo internado internada ingresado ingresada",
    "WAKES": "me_despierta me_desperto no_dormi no_pude_dormir no_puedo_dormir",
    "NIGHT": "toda_la_noche cada_noche todas_las_noches sin_parar constante nada_me_quita no_cede",
    "VANISH": "desaparecer_para esfumarme borrarme_del_mapa",
    "LOOK": "mirando viendo miro parado_en pensando_en_el ",
}
_PETS = "perr[oa]|perrit[oa]|gat[oa]|gatit[oa]|nen[ea]|bebe|bebita|niet[oa]|nietecit[oa]|nin[oa]|cachorr[oa]|chiquit[oa]|caballo"
_THINGS = (
    "bateria|pila|celular|telefono|movil|carro|coche|auto|moto|camioneta|lavadora|nevera|refri|refrigerador|computadora|ordenador|laptop|internet|"
    "wifi|tele|television|reloj|motor|boiler|calentador|llave|manguera|impresora|luz|senal|aplicacion|equipo|bici"
)
IDIOMS = (
    r"(?:habl\w+|en|entiend\w+|sab\w+|se|poco|nada de|su|mi|clases? de|solo|puro|of) ingles",
    rf"(?:la|el|mi|nuestr[oa]|las|los|mis) (?:{_PETS})s? (?:\w+ ){{0,3}}(?:orino|meo|hizo|hace|cago|vomito)(?: (?:pis|pipi|popo|caca))?(?: (?:en|por) (?:la|el) \w+)?",
    rf"(?:se (?:me |nos )?)?(?:murio|fallo|apago|cayo|fue|descompuso|muere|gotea|escapa) (?:el|la|mi|del|de la) (?:{_THINGS})",
    rf"(?:{_THINGS}) (?:se |me |ya |nos |esta |quedo |anda )*(?:muert[oa]|murio|fallo|falla|gotea|mata|matan|dejo|quedo|apago|cayo|descompuso)",
    r"(?:me )?(?:caigo|cai|caia|cayendo|caer) de (?:la )?(?:risa|sueno|cansancio|hambre|susto|miedo|sorpresa|emocion|aburrimiento|agotamiento)",
    r"(?:me )?(?:muero|muere|morir|morirme|muriendo|morimos) de (?:risa|hambre|sueno|sed|calor|frio|ganas|verguenza|cansancio|amor|miedo|susto|aburrimiento|envidia|curiosidad|nervios|emocion|pena ajena|ternura|coraje|rabia)(?! vivir)",
    r"muert[oa]s? de (?:risa|hambre|sueno|sed|calor|frio|ganas|verguenza|cansancio|amor|miedo|susto|aburrimiento|envidia|curiosidad|nervios|emocion|pena ajena|ternura|coraje|rabia)(?! vivir)",
    r"(?:me|nos) (?:mata|matan|mato de|matan de) (?:el |la |de )?(?:risa|calor|frio|aburrimiento|trabajo|suegra|ruido|espera)?",
    r"(?:fiebre|calentura) (?:del|de la|de los) [a-z]{4,}",
    r"(?:parti|partio|partiendo|partimos|parto) de (?:la )?risa",
    r"me voy para siempre temprano",
    r"(?:me )?muer[oe] de (?:risa|hambre|sueno|sed|calor|frio|ganas|verguenza|cansancio|amor)",
    r"muert[oa] de (?:risa|hambre|sueno|sed|calor|frio|cansancio)",
    r"mat(?:ando|o|ar) (?:el|un) (?:tiempo|rato|gusanillo)",
    r"me mato (?:caminando|trabajando|estudiando|de risa)",
    r"(?:cayo|caer|cae|caida) (?:de )?(?:la|el|una|del) (?:noche|tarde|sol|lluvia|nieve|tormenta|pelo|sistema)",
    r"(?:bateria|pila|celular|telefono|carro|coche|internet) (?:muert[oa]|descargad[oa]|murio|se murio|fallo)",
    r"me quede (?:bien |muy |profundamente )?dormid[oa]",
    r"(?:anduve|estuve|sigo|estoy|ando) (?:medio |muy )?dormid[oa]",
    r"caer (?:bien|mal|gordo)|me cae (?:bien|mal|gordo|de maravilla)|cai en (?:cuenta|la cuenta)",
    r"por accidente",
    r"no aguanto (?:a|el calor|el frio|las ganas)",
    r"aguantar la risa",
    r"se me (?:cayo|cayeron|fue) (?:el|la|los|las|un|una|al) (?:celular|telefono|tren|camion|bus|taza|plato|vaso|llaves|tiempo|dia|onda|avion|hora)",
    r"presion (?:alta|arterial|baja)",
    r"(?:el |la )?perr[oa] se (?:orino|meo|hizo)",
    r"fiebre (?:del|de) (?:sabado|futbol|compras|heno|oro)",
    r"(?:duele|dolor) (?:el |de )?(?:alma|corazon)",
    r"bano de (?:sol|tina|espuma)|me (?:bane|di un bano)|(?:un|el|mi|despues del|del) bano caliente",
    r"analisis de sangre|examen de sangre",
    r"para bajar (?:de )?peso|baj(?:e|o|ando) (?:de peso )?(?:con|por) (?:la |mi )?dieta",
)
ECHOES = {
    "ciento": "siento", "cinto": "siento", "sinto": "siento", "haya": "alla", "aya": "alla", "ay": "ahi", "hay": "ahi",
    "bajo": "abajo", "orno": "orino", "bida": "vida", "bivir": "vivir", "kiero": "quiero",
}  # fmt: skip
FUNNY = "jaja jajaja jeje jajajaja"
PERSONS = "nieto nieta nietos nietos sobrino sobrina cunado cunada suegra suegro perrito gato gata abuelita abuelito mami papi bebe nino nina compadre comadre jefe vecinos pareja senora"
