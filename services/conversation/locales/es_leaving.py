"""Which Spanish words may ask for no more texts, surely or likely? See en_leaving."""

_TEXTS = "(?:mensajes?|mensajitos|textos?|sms|avisos|recordatorios|notificaciones|texts?|messages?|msgs?|msjs?|msn|programa|servicio|suscripcion)"
_WRITE = (
    "(?:escrib(?:an|as|a|irme|ir|iendo)|mand(?:en|es|e|arme|ar|ando)|envi(?:en|es|e|arme|ar|ando)|molest(?:en|es|e|arme|ar|ando)|"
    "contact(?:en|es|e|arme|ar)|text(?:een|ees|earme|ear))"
)
LEAVING = (
    rf"(?:corten|corte|corta|cortala|cortela|cortenla|acaben|terminen|termine|frenen|cesen|cese|suspendan|suspenda|detengan)(?: (?:ya|de|con|la|lo|el|los|las|sus|tus|esos|estos|tantos|mandar|enviar|todos))* {_TEXTS}",
    rf"(?:pueden|podrian|puede|podria|podeis|puedes|quiero|quisiera|favor de) (?:parar|dejar|cesar|quitar|cancelar|suspender|detener)(?: (?:ya|de|con|el|los|las|sus|estos|esos|mandar|mandarme|enviar|enviarme|escribir|todos))* {_TEXTS}",
    r"(?:quiero|quisiera|deseo|prefiero|me gustaria) (?:dejar|abandonar|salir|salirme|cancelar|terminar|retirarme|darme de baja)(?: (?:de|del|con|el|la|este|esta|su|sus|los))* (?:programa|servicio|estudio|lista|mensajes|plan de mensajes)",
    r"(?:ya )?paren(?:le|la)?(?: ya)?(?: con (?:esto|eso|los \w+))?(?= [|,]|$| por favor)", r"me (?:borro|bajo|salgo|retiro) de (?:esto|aqui|esta|este|la lista|el programa)", r"\Ame (?:borro|doy de baja)\Z", r"(?:ya )?no (?:me |m |nos )?(?:manden|tiren|pongan|envien|escriban) (?:mas )?(?:mensajes?|msjs?|textos?|sms)",
    rf"(?:ya )?no (?:me |nos )?(?:vuelvan a |vuelva a |sigan |siga )?{_WRITE}(?: (?:mas|nada|textos|mensajes|a este|a mi|este numero))*(?! (?:tarde|de noche|temprano|antes))",
    rf"(?:dejen|deje|deja|dejad|paren|pare|parad) (?:ya )?de (?:me )?{_WRITE}", rf"(?:basta|suficiente|no mas|alto a|paren|pare|cancelen|cancele|cancelar|cancela)(?: (?:ya|de|con|tantos|los|las|sus|estos|esos|mas|mi|la|el|este|mandar|enviar))* {_TEXTS}",
    rf"(?:ya )?no (?:quiero|deseo|queremos)(?: (?:mas|recibir|seguir|recibiendo|estos|esos|sus|que|me|ningun|los|estar|en|este|el|con|manden|envien))* {_TEXTS}",
    r"(?:ya )?no (?:quiero|deseo|voy a|me interesa) (?:seguir )?(?:participar|participando)(?: mas)?", r"(?:ya )?no (?:quiero|deseo) (?:estar|seguir) en (?:este|el|su) (?:programa|lista|estudio|servicio)",
    r"(?:ya )?no (?:quiero|deseo) que me (?:escriban|manden|envien|contacten|molesten)", r"(?:ya )?no (?:me interesa|estoy interesad[oa]) (?:el|este|su|en) ?(?:el|este|su)? ?(?:programa|servicio)",
    r"(?:borren|borre|borra|borrar|borrenme|borreme|eliminen|elimine|elimina|eliminar|quiten|quite|quitar|saquen|saque|olviden|olvide|pierdan) (?:ya )?(?:mi|este|mis|el) (?:numero|telefono|celular|datos|nombre|contacto)",
    r"(?:borrenme|borreme|eliminenme|elimineme|quitenme|quiteme|saquenme|saqueme|sacarme|quitarme|desuscribanme|desuscribame|denme de baja|deme de baja|dame de baja|darme de baja|dar de baja)(?! (?:la vida|el dolor))",
    r"(?:me (?:quiero|quisiera) (?:salir|dar de baja|borrar)|quiero (?:salirme|salir|darme de baja|borrarme)) (?:de (?:esto|aqui|este programa|el programa|la lista|los mensajes|esta lista)|del programa)",
    r"(?:retiro|revoco|anulo|cancelo) (?:mi|el) (?:consentimiento|permiso|autorizacion)", r"(?:ya )?no (?:doy|di|he dado|autorizo|autorice)(?: (?:mi|el|ningun))? ?(?:consentimiento|permiso|autorizacion|que me|mensajes|estos)", r"(?:ya )?no consiento", r"(?:deseo|quiero|quisiera|pido|solicito|favor de|por favor|\A) ?(?:dejar de|no|ya no) recibir(?: (?:mas|estos|sus|los|ya))*(?: (?:mensajes?|textos?|sms|avisos|nada))?(?= [|,]|$| por favor| gracias)", r"(?:cancelen|cancele|cancela|borren|borra|saquen|saca|quiten|quita|desuscriban|desinscriban|inscriban)me(?= [|,]|$| ya| por| de)",
    r"(?:nunca|jamas|no) (?:me )?(?:inscribi|apunte|registre|suscribi|autorice|pedi (?:esto|estos|recibir|mensajes)|acepte (?:esto|estos|recibir))", r"dejenme en paz", r"(?:ya )?para (?:ya )?(?:de (?:escribir|mandar|enviar|molestar|texte)\w*|con (?:los|tus|sus|tantos) (?:mensajes?|mensajitos|textos?))", r"(?:ya )?no me (?:llegue|lleguen)(?: (?:nada|mas|mensajes?|textos?))*(?= [|,]|$| por favor)", r"dejame en paz", r"dejeme en paz",
)  # fmt: skip
LEAVING_WORDS = (
    "para llegue lleguen recibir cancelenme canceleme cancelame borrenme borrame saquenme sacame quitenme quitame desuscribanme desinscribanme paren parenle parenla borro bajo salgo retiro tiren msj msjs "
    "escriban escribas escribirme escribir escribiendo escriba manden mandes mande mandarme mandar mandando "
    "envien envies envie enviarme enviar enviando molesten molestes moleste molestarme molestar molestando "
    "contacten contactes contacte contactarme contactar texteen textees textearme textear mensaje mensajes "
    "mensajitos texto textos sms avisos recordatorios notificaciones programa servicio suscripcion participar "
    "participando estudio lista interesa interesado interesada borren borre borra borrar borrenme borreme "
    "borrarme eliminen elimine elimina eliminar eliminenme elimineme quiten quite quitar quitenme quiteme "
    "quitarme saquen saque saquenme saqueme sacarme olviden olvide pierdan desuscribanme desuscribame baja salir "
    "salirme consentimiento permiso autorizacion autorizo autorice consiento inscribi apunte registre suscribi "
    "pedi acepte dejenme dejame dejeme"
)
HOW_TO_STOP = (
    r"(?:¿ )?como (?:hago para |puedo |se |me |le hago para )?(?:parar|cancelar|cancelo|detener|quitar|quito|paro|salgo|salir|salirme|borro|borrarme|doy de baja|darme de baja|dejo|dejar|termino|terminar)"
    r"(?: (?:de|con|esto|estos|los|el|la|lista|mensajes|programa|recibir))*"
)
# A word of ending beside a word of texts may be a wish for no more; with one of NO_LEAVING it is none.
ENDS = "canse muchos adios demasiados baja basta alto parar pare paren cancelar cancelen dejar dejen deje salir salirme quitar quiten borrar borren eliminar olviden no ya mas harto harta fuera quiero terminar suficiente retirarme"
OF_TEXTS = "mensaje mensajes mensajitos texto textos sms lista numero programa servicio suscripcion estudio consentimiento participar recordatorios avisos escriban escribir manden mandar"
NO_LEAVING = "tarde temprano recibi recibo llego llegaron llega cuando como que gracias gusta gustan gusto encanta ayuda ayudan dolor duele hoy manana ayer caminar caminata caminatas vi perdi nuevo"
WISHES = (
    r"(?:esto )?no es (?:lo mio|para mi)",
    r"hasta (?:aqui|aca)(?: (?:llego|llegue|llegamos))?",
    r"(?:lo|la) dejo|dejarlo (?:aqui|ya|asi|por la paz)",
    r"(?:tirar|tiro) la toalla",
    r"me (?:retiro|borro|bajo|salgo|rajo|doy de baja)",
    r"(?:menos|ningun|ninguno) (?:mensajes?|mensajitos|de estos|textos)",
    r"(?:perdi|no tengo) (?:el )?interes",
    r"no me interesa",
    r"(?:ya )?no mas(?= [|,]|$)",
    r"de baja",
    r"ya no(?= [|,]|$)",
    r"cambie de (?:idea|opinion|parecer)",
    r"prefiero (?:que )?no",
)
BARE_ENDS = (
    "parar pare paren terminar terminarlo terminemos acabar acabarlo cancelar cancelo cancelen salirme dejar dejarlo "
    "retirarme retiro basta finalizar borrarme borrenme borrar borren borrenlo eliminen eliminarme quiten quitarme bloqueen abandonar abandono renuncio renunciar suspender suspendan cortenla "
    "cortela alto detener detenganse"
)
BARE_TALK = (
    "yo me mi creo pienso que ya no voy vamos a quiero quisiera querria gustaria es era hora momento tiempo de la lo los las el mejor "
    "tal vez quiza quizas como puedo se hace hago si con ustedes esto eso aqui todo gracias por favor porfa hola perdon pues "
    "entonces mas nada deseo en del y o pero prefiero preferiria esta bien bueno para muchas necesito hay alguna forma manera "
    "estoy pensando mira miren ahora ok vos usted les le pido decidi he decidido dice diga ponga poner escriba x fabor xfa ud uds "
    "senores doctora doctor amigos de verdad sinceramente pueden podrian puede podria recibiendo estos esos eso disculpe disculpen ser participando participar"
)
GO_ON = "seguir sigo seguire continuar continuo continuare seguirle necesito necesitamos recibir recibirlos interesa interesada interesado participo"
NO_GO_ON = "no ya nunca tampoco"
FAREWELLS = "adios despido"
NO_BARE = (
    r"que (?:se |me )?(?:pare|acabe|termine|cese|deje)",
    r"no (?:necesito|quiero) (?:parar|descansar)",
    r"tuve que",
    r"(?:debo|deberia|tengo que|puedo) (?:parar|terminar|salir|dejar)(?= [|,]|$)",
    r"no (?:pare|paren|pares|quiero (?:parar|salir|dejar|terminar|cancelar))",
    r"cuando (?:termina|salgo|puedo|acaba)",
    r"no (?:me )?(?:dejo|salgo)",
)
BARE_WISH = (
    r"no (?:muchas )?gracias(?: \w+)?",
    r"(?:ya )?me (?:canse|harte) de (?:esto|todo esto|los mensajes)",
    r"(?:ya )?(?:basta|paren|pare|cancelar|cancelen|cancela)(?: (?:ya|todo|esto|por favor|favor))*",
    r"(?:ya )?no (?:quiero|deseo)(?: (?:mas|esto|nada|seguir|continuar|participar|estar aqui|seguir con esto))*",
    r"(?:me )?(?:quiero|quisiera) (?:salir|salirme|retirarme|darme de baja|cancelar)(?: (?:de esto|ya|por favor))*",
    r"deje?n?me (?:ya )?(?:en paz|tranquil[oa])?",
    r"(?:denme|dame|deme) de baja",
)
# Beside a number these take the number back, and end nothing.
SCRATCHED = (
    r"(?:perdon |no )*(?:cancel[ae]n?|borr[ae]n?|ignor[ae]n?|olvid[ae]n?) (?:eso|ese|el anterior|lo de antes)(?: perdon| por favor)*",
)
# The parts of a wish to leave. See en_leaving.
WISH = {
    "CUT": "stop alto basta paren pare parar cancelen cancelar cancela corten cortenla dejen deje deja cesen suspendan terminen detengan fin acaben ya_estuvo "
    "ya_basta no_mas se_acabo",
    "ERASE": "bajenme bajeme quite saque borren borre borrenme borrame borreme borrar eliminen elimina elimineme eliminar quiten quitenme quitame quiteme saquen saquenme sacame saqueme "
    "olviden bloqueen den_de_baja dar_de_baja denme_de_baja dame_de_baja",
    "MSG": "mensaje mensajes mensajitos texto textos sms recordatorios avisos notificaciones msj msjs mensajeria",
    "DATA": "numero telefono datos informacion nombre celular contacto registro",
    "WIPE": "borren borre borrar eliminen elimine eliminar quiten quite saquen",
    "MINE": "me mi numero telefono datos informacion nombre celular contacto movil registro",
    "LIST": "lista sistema programa servicio estudio suscripcion base registro grupo",
    "SEND": "mandar manden mandarme mande mandes mandan enviar envien enviarme escribir escriban escribirme escribas molestar molesten molestarme moleste "
    "contactar contacten texteen fastidiar fastidien me_lleguen que_lleguen",
    "DONT": "no ni nunca jamas",
    "WANT": "quiere desea necesita quieren quiero quisiera deseo necesito interesa gustaria queremos",
    "NEED": "necesito quiero ocupo",
    "NO_LONGER": "ya_no ya_nunca no_mas nada_mas ningun_mas",
    "ENOUGH": "harto harta cansado cansada canse basta suficiente aburrido aburrida hasta_la_coronilla",
    "OUT": "salir salirme salgo baja retirarme retiro borrarme dejar dejarlo abandonar darme_de_baja desuscribirme desapuntarme renunciar renuncio",
    "GO_ON": "seguir sigo continuar continuo participar participando recibir recibiendo estar_en",
    "THIS": "esto estos eso esos los las les",
    "UNSURE": "no_se dudo quiza quizas tal_vez creo pensando pienso como si deberia puedo sera",
    "BE": "dejenme dejeme dejame",
    "ALONE": "paz tranquilo tranquila",
    "NOT_OF_TEXTS": "caminar caminata caminatas dolor duele doler pierna espalda cojear andar ejercicio trabajo pastillas comprar llorar reir fumar  "
    "bien lluvia pan vivir viviendo",
    "OPEN": "stop basta paren parenle cancelen cancelar cancela cancelenme cancelame desuscribir desuscribirme desinscribir desinscribirme desinscribanme denuncio "
    "denunciar denuncia demandar abogado acoso spam bloquear harte ya_no_mas",
    "OTHERS": "caminar caminata caminatas camino ejercicio ejercicios dolor dolores duele doler pierna piernas espalda cadera pie pies rodilla pantorrilla nalga hormigueo "
    "calambre calambres ciatica nervio cojear sangrar toser llorar reir comer beber tomar fumar manejar trabajar trabajo pastillas pastilla medicina medicinas terapia "
    "cita citas consulta estudios viaje taxi autobus camion tren vuelo clase dentista doctor doctora fiesta descansar sentarme lluvia trafico hoy manana "
    "debo_parar tuve_que parada porque_dejaron dijeron dijo me_dicen de_llover",
    "CANT": "no_puedo no_pude sin",
    "KEEP": "no_me_salgo no_me_retiro no_me_bajo no_paren no_dejen no_me_quiten no_me_saquen no_me_borren no_cancelen no_me_den no_quiero_salir no_quiero_parar no_quiero_dejar no_quiero_cancelar sigan sigan_escribiendo",
    "INSULT": "a_la_chingada a_la_mierda a_la_verga al_carajo al_diablo no_chinguen no_jodan no_frieguen no_mamen no_fastidien larguense vete_a vayase vayanse_a",
    "ANNOY": "molestos molesto molesta molestan fastidian fastidio cansan cansada cansado hartan gorro pesados odio cuestan cobran saldo",
    "TOO_MANY": "muchos demasiados tantos bastantes a_cada_rato todo_el_dia",
    "POINT": "para_que caso",
    "FROM_LIST": "de_la_lista de_su_lista de_esta_lista de_sus_listas de_su_sistema del_sistema",
    "LEAVE_NOW": "me_salgo me_retiro me_bajo me_borro me_doy_de_baja abandono renuncio",
    "REFUSE": "rechazo niego no_acepto no_autorizo",
    "TURN": "apaguen apagar desactiven desactivar",
    "OFF": "apaguen apagar desactiven desactivar",
    "CLOSE": "cierren cerrar cierre",
    "ACCOUNT": "cuenta registro perfil",
    "YOU_STOP": "pueden_parar puede_parar ya_pueden_parar",
    # Of texts that are liked, missed or asked about nobody is rid.
    "LIKED": "llego llegaron porque cuando gusta gustan encanta encantan ayuda ayudan sirve sirven antes despues hasta hoy ayer manana mas_tarde perder perdi perderme cambiar cambien temprano hora",
    "DO_THIS": "participar seguirle hacer_esto hacerlo contar_conmigo saber_de_ustedes",
    "SAID": "ya_dije les_dije ya_les les_pedi ya_pedi ya_mande ya_escribi",
    "SAID_NO": "dije_que_no dije_no que_no_quiero",
    "STILL": "siguen_mandando siguen_escribiendo sigue_escribiendo sigue_mandando",
    "MISSED": "perder perdi perderme cambiar",
    "NEED_THIS": "necesito_esto necesito_esos los_necesito lo_necesito hace_falta",
    "NOT_YOU": "dios senor doctor doctora fisio enfermera jefe esposo esposa hijo hija pastillas medicina dolor pierna espalda caminar baston",
    "QUITS": "me_salgo me_retiro me_borro me_doy_de_baja abandono renuncio",
}
