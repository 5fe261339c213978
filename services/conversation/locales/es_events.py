"""How do people say in Spanish that something happened: a hospital stay, a new number, somebody else's phone?

Parts of sentences, by name, as in en_events.py.
"""

NEEDS = {
    "HOSPITAL": "hospital hospitales internado internada internaron internan ingresado ingresada ingresaron ingreso hospitalizado hospitalizada hospitalizaron urgencias alta operacion operaron "
    "operan operado operada operar cirugia quirofano protesis ambulancia",
    "INJECTION": "inyeccion inyecciones inyecto inyectaron inyectan infiltracion infiltraron infiltran infiltro epidural cortisona bloqueo",
    "PREGNANCY": "embarazada embarazo encinta bebe",
    "MEDICINE": "medicina medicinas medicamento medicamentos pastilla pastillas receta recetaron receto dosis tratamiento gabapentina pregabalina lyrica naproxeno tramadol amitriptilina duloxetina "
    "prednisona morfina codeina opioides cortisona esteroides anticoagulantes antibioticos antibiotico calmante calmantes parche parches",
    "MOVE": "ciudad pais domicilio mude mudo mudamos mudado mudar mudando mudanza vivo vivimos vivir regrese regreso volvi casa direccion",
    "NUMBER": "numero telefono celular movil chip linea",
    "SOMEBODY": "equivocado equivocada equivoco equivocaron equivoca persona numero paciente busca buscan buscas desconocido desconocida mensaje mensajes celular telefono confunde confunden "
    "confundieron confundiendo anterior compre nadie programa terapeuta fisio fisioterapeuta fijo otra ella",
    "DEATH": "fallecio fallecido fallecida murio muerto muerta nosotros vive paz perdimos perdio difunto difunta finado finada enterramos enterraron sepultamos descanso partio dios cielo",
}
PARTS = {
    "IN_HOSPITAL": (
        r"(?:en|al|del|a|desde) (?:el |un |la )?(?:hospital|urgencias|sala de urgencias|uci|terapia intensiva|cuidados intensivos)",
    ),
    "ADMITTED": (
        r"(?:internad[oa]|hospitalizad[oa]|ingresad[oa])",
        r"(?:me|lo|la|le) (?:internaron|internan|hospitalizaron|ingresaron|van a internar|dieron (?:de )?(?:el )?alta)",
        r"(?:dieron|de) (?:el )?alta",
    ),
    "OPERATED": (
        r"(?:me|lo|la|le) (?:operan|operaron|opero|van a operar|operaran|tienen que operar|hicieron una (?:operacion|cirugia))",
        r"(?:la|mi|una|su|otra) (?:operacion|cirugia)",
        r"(?:operad[oa])(?: de| hace| ayer| hoy|$)",
        r"protesis de|quirofano",
    ),
    "ONLY_NEAR": (
        r"cita|consulta|visit\w+|trabaj\w+|turno|fisio\w*|terapia(?! intensiva)|estudio|resonancia|rayos|examen|radiografia",
        r"alrededor|cerca|frente|pase|pasando|hasta|camine (?:al|hasta)|estacionamiento|parque|farmacia|cafeteria",
    ),
    "NO_OPERATION": (
        r"(?:evitar|en vez de|en lugar de|sin|antes de|si|hablar\w* de|tal vez|quizas?|posible) (?:\w+ ){0,2}(?:operacion|cirugia|operar\w*)",
        r"cicatriz",
    ),
    "LONG_AGO": (
        r"(?:19|20)\d\d(?! pasos)",
        r"hace (?:\w+ )?(?:anos?|mucho|meses|tiempo)",
        r"(?:el )?(?:ano|mes|verano|invierno) pasado",
        r"de (?:nin[oa]|joven|chic[oa])",
        r"(?:el )?(?:ano|mes) que viene",
    ),
    "SHOT": (
        r"inyecci(?:on|ones)|inyectaron|inyecto|inyectan|infiltraci(?:on|ones)|infiltraron|infiltro|infiltran|epidural|cortisona|bloqueo",
    ),
    "DONE": (
        r"me|hoy|ayer|manana|pusieron|puso|ponen|pone|dieron|hicieron|hizo|hacen|tengo|tuve|esta (?:manana|tarde)|despues|tras|toca|anoche|(?:lunes|martes|miercoles|jueves|viernes)",
    ),
    "VACCINE": (r"gripe|influenza|covid|vacuna\w*|tetanos|insulina|vitaminas?",),
    "PREGNANT": (
        r"embarazada|encinta|embarazo(?! de mi)",
        r"(?:tener|esperando|espero|esperamos|espera) (?:un |otro |mi |nuestro |a mi )?(?:primer |segundo )?bebe|bebe en camino",
    ),
    "DRUG": (
        r"medicinas?|medicamentos?|pastillas?|recetas?|dosis|tratamiento|calmantes?|parches?|anticoagulantes?|antibioticos?",
    ),
    "NAMED_DRUG": (
        r"gabapentina|pregabalina|lyrica|naproxeno|tramadol|amitriptilina|duloxetina|prednisona|morfina|codeina|opioides|cortisona|esteroides",
    ),
    "CHANGED": (
        r"nuev[oa]s?|otr[oa]s?|distint[oa]s?|diferentes?|cambi\w+|subi\w+|sub(?:io|ieron|en)|baj(?:o|aron|e)|aument\w+|dobl\w+|duplic\w+|deje|dejo|dejar|quit(?:o|aron|e)|empece|empezar|empiezo|empezamos|comence|mas fuertes?|recet(?:o|aron)|mandaron|dieron",
        r"(?:algo|un[oa]?) mas fuertes?",
    ),
    "PRESCRIBED": (r"me (?:recet(?:o|aron)|mandaron) (?!caminar|reposo|ejercicio|terapia|hacer|a )\w+",),
    "NOW_TAKES": (r"ahora|desde|anoche|a partir",),
    "AS_EVER": (
        r"de siempre|misma|mismo|mismas|mismos|igual|habitual|olvide|sin(?: nuev\w+)? (?:medicinas?|medicamentos?|pastillas?)",
    ),
    "MOVED_AWAY": (
        r"(?:me|nos) (?:he |hemos |voy a |vamos a |estoy |estamos )?(?:mude|mudo|mudamos|mudado|mudar|mudando|cambie de (?:casa|ciudad|pais))",
        r"mudanza",
    ),
    "LIVES_ELSEWHERE": (
        r"ya no vivo (?:en|aqui|alli|ahi|con|cerca)",
        r"(?:cambie|cambio|cambiamos|cambiado) de (?:ciudad|pais|estado|domicilio)",
        r"(?:ahora )(?:vivo|vivimos) en",
        r"(?:vivo|vivimos) en (?:\w+ ){1,3}ahora",
        r"(?:me|nos) (?:fui|voy|vine|vamos|regrese|regreso|volvi|fuimos|vinimos) (?:a vivir|(?:a|para) NAME|a mi pais)",
        r"para siempre en|nueva direccion|cambie de direccion",
        r"(?:me|nos) (?:regrese|regreso|volvi|vuelvo) a (?:\w+ ){1,3}para siempre",
    ),
    "MOVED_THINGS": (r"dolor|sofa|muebles|cita|sillon",),
    "OTHER_NUMBER": (
        r"(?:mi |el )?nuevo (?:numero|telefono|celular|movil|chip)",
        r"(?:numero|telefono|celular|chip) nuevo",
        r"(?:cambie|cambio|cambiamos|voy a cambiar|he cambiado|cambiar) (?:de |mi |el )*(?:numero|telefono|celular|movil|chip|linea)",
        r"numero (?:va a cambiar|cambia|cambio|es distinto|es otro|es diferente)",
        r"(?:al|a|en|por) (?:el |mi )?otro (?:numero|telefono|celular|movil)",
        r"al (?:telefono|celular|numero|movil) de mi (?:esposa|esposo|marido|mujer|hija|hijo|mama|madre|hermana|hermano|trabajo)",
    ),
    "SAME_NUMBER": (r"mismo numero|numero (?:es el |sigue )?(?:igual|mismo)",),
    "WRONG_NUMBER": (r"(?:numero|persona|telefono|celular) (?:equivocad[oa]|incorrect[oa]|erroneo|erronea)",),
    "SOMEBODY_ELSE": (
        r"(?:es|son|sera|esto es|mensaje) para (?:otra persona|otro|otra|alguien mas)",
        r"(?:mensaje|esto|eso|mensajes) no (?:es|son) para mi",
        r"busca[ns]? a (?:otra persona|otro|otra|alguien mas)",
        r"no soy (?:su|tu|un|una) (?:paciente|cliente)",
        r"no soy (?:el |la )?(?:senor |senora |don |dona )?NAME(?= [|,]|$)",
        r"no me llamo NAME(?= [|,]|$)",
        r"no conozco a (?:ningun |ninguna )?NAME",
        r"aqui no hay (?:ningun |ninguna )?NAME",
        r"(?:me )(?:dieron|asignaron|toco) este numero",
        r"este (?:numero|telefono|celular) (?:ahora )?es mio",
        r"(?:un|una) (?:completo |completa )?desconocid[oa]",
        r"este (?:telefono|celular|numero) es de (?:una|un|la|el) (?:panaderia|tienda|negocio|empresa|oficina|trabajo|restaurante|taller|escuela|compania)",
        r"(?:me|nos|se) confunden? con",
        r"no es (?:su|el) (?:telefono|numero|celular) de",
        r"(?:prueb[ae]|intent[ae]) (?:con )?(?:otro|a otro) numero",
        r"no estoy (?:en|inscrit[oa]) (?:en )?(?:ningun|su|este|el) (?:programa|clinica|estudio)",
        r"no tengo (?:terapeuta|fisioterapeuta|fisio)",
        r"(?:nunca|jamas) (?:he sido|fui) (?:su )?paciente",
        r"(?:es|este es) (?:un )?telefono fijo",
        r"me (?:confund\w+|esta confundiendo) con",
        r"quiere[ns]? (?:a|hablar con) (?:mi|NAME) ?(?:hermano|hermana|esposo|esposa|mama|papa|hijo|hija)?(?= [|,]|$)",
        r"(?:dueno|duena|propietario) anterior",
        r"compre este (?:celular|chip|numero|telefono)",
        r"este (?:numero|celular|telefono) era de (?:otra|otro)",
        r"no soy (?:el|ella)(?= [|,]|$)",
        r"(?:nadie|ninguno) (?:se llama|con ese nombre|llamad[oa])",
    ),
    "SOUGHT": (
        r"(?:la )?(?:persona|paciente|senora|senor) (?:que|a (?:la|el|quien) que|a quien) (?:busca\w*|llama\w*|escrib\w+)",
    ),
    "HAS_IT_NO_MORE": (r"(?:ya )?no (?:usa|tiene|vive|contesta|es)",),
    "SLIPS": (r"puse|mande|escribi|teclee",),
    "BODY": (r"piernas?|pies?|dedos?|cadera|espalda|cuerpo|dolor|pantorrilla|rodillas?|manos?|ingle",),
    "JOKES": (r"superman|dios|jesus|el mismo|la misma",),
    "DIED": (
        r"fallecio|ha fallecido|murio|ha muerto|fallecid[oa]|(?:ya no )(?:esta con nosotros|vive)|esta muert[oa]|descansa en paz|perdimos a|se nos fue|finad[oa]|difunt[oa]",
    ),
    "PARTED": (
        r"(?:lo|la|NAME) (?:enterramos|perdimos|sepultamos|enterraron)",
        r"(?:se fue|esta|partio|ya esta) (?:con|al lado de|en la gloria de) (?:dios|el senor|el cielo)",
        r"(?:el|ella|ya|NAME) (?:ya )?(?:descanso|partio|esta en el cielo)",
    ),
    "CLOSE": (
        r"(?:mi |mis |nuestro |nuestra )?(?:esposo|esposa|marido|mujer|mama|madre|papa|padre|hijo|hija|hermano|hermana|pareja|viejo|vieja|mami|papi)",
    ),
    "PETS": (
        r"perr[oa]s?|gat[oa]s?|caballo|pajaro|perrit[oa]|gatit[oa]|mascota|bateria|celular|telefono|carro|coche|plantas?|gallinas?",
    ),
    "THEIR_PHONE": (
        r"(?:este|esto|ese) (?:era|es) (?:su|el) (?:celular|telefono|numero|movil)",
        r"duen[oa] de este (?:telefono|celular|numero)",
    ),
    "YOUR_PATIENT": (
        r"(?:su|tu) paciente",
        r"(?:el |la )?paciente (?:ha )?(?:fallec\w+|murio|muert[oa])",
        r"(?:la )?persona (?:a (?:la|quien) que|que|a quien) (?:busca\w*|llama\w*|escrib\w+)",
    ),
    "THEY_WONT": (r"(?:el |ella )?(?:ya )?no (?:va a|podra|puede) (?:contestar\w*|responder\w*|recibir\w*|caminar)",),
    "WRITER": (
        r"soy (?:su|el|la) (?:\w+ )?(?:esposo|esposa|marido|mujer|hijo|hija|hermana|hermano|viudo|viuda|mama|papa|madre|padre|nieto|nieta|familiar|vecina|vecino|cuidadora?)",
        r"soy (?:el |la )?(?:\w+ )?(?:hijo|hija|esposo|esposa|hermano|hermana|nieto|nieta|viuda|viudo|mujer|marido) de",
        r"escribo (?:por|en nombre de|de parte de)",
    ),
    "TAKE_OFF": (r"(?:quiten|borren|saquen|eliminen|quite|borre|saque)(?:lo|la|le)",),
}
PEOPLE = (
    "mama madre padre papa esposa esposo marido hijo hija amigo amiga perro perra gato gata hermano hermana abuela abuelo vecino vecina novio novia tia tio "
    "nieto nieta sobrino sobrina cunado cunada suegra suegro mujer primo prima companero companera jefe jefa bebe"
)
# First names that are no other word: with these a small letter makes a name too.
NAMES = (
    "jose juan luis carlos jesus antonio francisco miguel pedro alejandro manuel rafael jorge fernando ricardo eduardo roberto javier sergio mario raul "
    "daniel arturo ramon enrique alberto oscar guillermo gerardo victor hector julio pablo andres felipe diego ernesto gustavo alfredo ruben armando "
    "salvador hugo gabriel rodolfo ignacio tomas agustin marcos vicente lorenzo maria juana margarita josefina veronica leticia francisca teresa "
    "gabriela patricia elizabeth martha laura silvia carmen ana isabel elena lucia beatriz norma yolanda graciela irma gloria alicia adriana claudia sandra "
    "monica alejandra susana teresita raquel angelica julia cecilia victoria natalia valentina camila daniela andrea paula sofia marta "
    "cristina antonia manuela ines lourdes "
)
# What ends a clause as a comma does.
BUT = "pero aunque"
# First persons beside those of danger.
MORE_OF_ME = "nos"
PRONOUNS = "el ella ellos lo la le"
# What has a capital and names nobody.
NO_NAMES = "ok"
