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
    r"(?:retiro|revoco|anulo|cancelo) (?:mi|el) (?:consentimiento|permiso|autorizacion)", r"(?:ya )?no (?:doy|di|he dado|autorizo|autorice)(?: (?:mi|el|ningun))? ?(?:consentimiento|permiso|autorizacion|que me|mensajes|estos)", r"(?:ya )?no consiento",
    r"(?:nunca|jamas|no) (?:me )?(?:inscribi|apunte|registre|suscribi|autorice|pedi (?:esto|estos|recibir|mensajes)|acepte (?:esto|estos|recibir))", r"dejenme en paz", r"dejame en paz", r"dejeme en paz",
)  # fmt: skip
LEAVING_WORDS = (
    "paren parenle parenla borro bajo salgo retiro tiren msj msjs "
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
NO_LEAVING = "recibi recibo llego llegaron llega cuando como que gracias gusta gustan gusto encanta ayuda ayudan dolor duele hoy manana ayer caminar caminata caminatas vi perdi nuevo"
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
    r"(?:ya )?me (?:canse|harte) de (?:esto|todo esto|los mensajes)",
    r"(?:ya )?(?:basta|paren|pare|cancelar|cancelen|cancela)(?: (?:ya|todo|esto|por favor|favor))*",
    r"(?:ya )?no (?:quiero|deseo)(?: (?:mas|esto|nada|seguir|continuar|participar|estar aqui|seguir con esto))*",
    r"(?:me )?(?:quiero|quisiera) (?:salir|salirme|retirarme|darme de baja|cancelar)(?: (?:de esto|ya|por favor))*",
    r"deje?n?me (?:ya )?(?:en paz|tranquil[oa])?",
    r"(?:denme|dame|deme) de baja",
)
# The parts of a wish to leave. See en_leaving.
WISH = {
    "CUT": "stop alto basta paren pare parar cancelen cancelar cancela corten cortenla dejen deje deja cesen suspendan terminen detengan fin acaben ya_estuvo "
    "ya_basta no_mas se_acabo",
    "ERASE": "borren borre borrenme borrame borreme borrar eliminen elimina elimineme eliminar quiten quitenme quitame quiteme saquen saquenme sacame saqueme "
    "olviden bloqueen den_de_baja dar_de_baja denme_de_baja dame_de_baja",
    "MSG": "mensaje mensajes mensajitos texto textos sms recordatorios avisos notificaciones msj msjs mensajeria",
    "DATA": "numero telefono datos informacion nombre celular contacto registro",
    "WIPE": "borren borre borrar eliminen elimine eliminar quiten quite saquen",
    "MINE": "me mi numero telefono datos informacion nombre celular contacto movil registro",
    "LIST": "lista sistema programa servicio estudio suscripcion base registro grupo",
    "SEND": "mandar manden mandarme mande mandes mandan enviar envien enviarme escribir escriban escribirme escribas molestar molesten molestarme moleste "
    "llegar lleguen contactar contacten texteen fastidiar fastidien",
    "DONT": "no ni nunca jamas",
    "WANT": "quiero quisiera deseo necesito interesa gustaria queremos",
    "NO_LONGER": "ya_no ya_nunca no_mas nada_mas ningun_mas",
    "ENOUGH": "harto harta cansado cansada canse basta suficiente aburrido aburrida hasta_la_coronilla",
    "OUT": "salir salirme salgo baja retirarme retiro borrarme dejar dejarlo abandonar darme_de_baja desuscribirme desapuntarme renunciar renuncio",
    "GO_ON": "seguir sigo continuar continuo participar participando recibir recibiendo estar_en",
    "THIS": "esto estos eso esos los las les",
    "UNSURE": "no_se dudo quiza quizas tal_vez creo pensando pienso como si deberia puedo sera",
    "BE": "dejenme dejeme dejame",
    "ALONE": "paz tranquilo tranquila",
    "NOT_OF_TEXTS": "caminar caminata caminatas dolor duele doler pierna espalda cojear andar ejercicio trabajo pastillas comprar llorar reir fumar llego llegaron "
    "porque cuando gusta gustan encanta encantan ayuda ayudan sirve sirven bien antes despues hasta hoy ayer manana lluvia pan vivir viviendo",
}
