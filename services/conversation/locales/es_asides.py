"""Which Spanish words come from a stranger, a mourner or a machine, thank, or ask? See en_asides."""

WRONG_PERSON = (
    r"(?:numero|persona|telefono) (?:equivocad[oa]|incorrect[oa]|erroneo|erronea)", r"equivocad[oa]s? de (?:numero|persona|telefono)",
    r"(?:se|te|ustedes se) (?:ha |han |has )?(?:equivoca|equivoco|equivocaron|equivocaste|equivocado|equivocan|equivocas)(?: de (?:numero|persona|telefono))?(?! (?:el|la|mi|yo|pero))",
    r"este (?:numero|telefono|celular) (?:ya )?no es (?:de|suyo|el|mi)", r"este (?:numero|telefono|celular) (?:ahora )?(?:es|pertenece) (?:de|a) (?:otra|otro|alguien)", r"(?:ya )?no es (?:mi|su|el) (?:numero|telefono)(?: de)?",
    r"no soy (?:esa|la|su|el|un|una|esta|ese) (?:persona|paciente|senora|senor)", r"no conozco a (?:esa|ese|esta|nadie|ningun|ninguna)", r"aqui no (?:vive|hay|esta) (?:esa|ese|ninguna|ningun|nadie con)", r"no tengo idea de quien",
)  # fmt: skip
WRONG_WORDS = "numero persona telefono celular equivocado equivocada equivoca equivoco equivocaron equivocaste equivocan equivocas soy conozco aqui idea"
SLIPS = "puse di mande escribi"
DIED = r"(?:fallecio|ha fallecido|murio|se murio|ha muerto|fallecida|fallecido|ya no esta con nosotros|ya no vive)"
DEATH_PRONOUNS = "ella el paciente senora senor"
DEAD_OF_PRONOUN = r"esta muert[oa]"
MOURNER = r"soy (?:su|el|la) (?:esposo|esposa|marido|mujer|hijo|hija|hermana|hermano|viudo|viuda|mama|papa|madre|padre|nieto|nieta|familiar|vecina|vecino)"
DEATH_WORDS = "fallecio fallecido fallecida murio muerto muerta nosotros vive"
POSSESSIVES = "mi mis nuestro nuestra"
NO_NAMES = (
    "bateria celular telefono carro coche perro perra gato gata planta pila motor pierna pie dedo risa hambre sueno dolor casi me yo que "
    "mama papa madre padre abuelo abuela tio tia hermano hermana hijo hija esposo esposa amigo amiga vecino vecina suegra suegro primo prima"
)
AUTO_REPLY = (
    r"(?:respuesta|mensaje|contestacion|texto) automatic[oa]", r"(?:respuesta|mensaje) automatizad[oa]", r"(?:contestador|contestadora) automatic[oa]?", r"fuera de (?:la )?oficina",
    r"respondo automaticamente", r"enviado automaticamente", r"modo (?:conduccion|conducir|manejo)", r"este (?:numero|buzon) no (?:recibe|se supervisa|es atendido|esta en servicio)",
)  # fmt: skip
DRIVING = r"\A(?:hola |lo siento |perdon |ahora |, |\| )*(?:estoy|voy) (?:conduciendo|manejando)"
# What a driver's phone says besides; any other word is a patient's own.
AUTO_TALK = (
    "en este momento ahora mismo no luego mas tarde despues te le respondo contesto llamo escribo puedo hablar contestar "
    "responder atender escribir cuando llegue estoy y gracias por su tu mensaje lo siento a casa al coche carro pueda"
)
AUTO_WORDS = "automatico automatica automatizado automatizada contestador contestadora oficina automaticamente modo buzon conduciendo manejando numero"
EMERGENCY_WORDS = "emergencia emergencias urgencia urgencias ambulancia hospital"
THANKS = (
    "gracias mil muchas muy amable hola buenos buenas dias dia tardes noches noche ok okay vale bueno bien perfecto genial "
    "de acuerdo entendido igualmente bendiciones dios le te los las bendiga saludos que tenga tengan buen a usted ustedes "
    "por todo su ayuda y si listo claro excelente doctora doctor doctorita senorita feliz hasta manana el la mensaje recordatorio"
)
THANKS_NEEDS = "gracias hola buenos buenas ok okay vale perfecto genial acuerdo entendido igualmente bendiciones bendiga saludos claro excelente"
QUESTION = (
    r"¿", r"(?:con|a|de) quien ", r"(?:puedo|podria|podemos|debo|deberia|tengo que|hay|es normal|es malo|esta bien si) ", r"(?:donde|quien|quienes|cuanto|cuantos|cuanta|cuantas|cual|por que) ",
    r"(?:cuando|como) (?:puedo|debo|es|son|hago|se|me|empiezo|termina|funciona|tengo) ", r"que (?:hago|debo|pasa|es|son|significa|puedo|tan|tanto|tipo|clase) ", r"como (?:hay|debo|camino|le hago|va|funciona) ",
)  # fmt: skip
WHO_IS_THIS = r"(?:hola |perdon |disculpe )?(?:¿ )?(?:quien(?:es)? (?:es|eres|son|habla|escribe|es usted|me escribe)|que es esto|de quien es este numero)"
WHY = "porque por_que"
WHY_COMPANY = "minutos manana tarde por que es tan poco menos mas hoy plan el la esto eso asi descanso caminar solo se me da corto igual"
HOW = "como"
HOW_COMPANY = (
    "hay se hace lo la hago camino debo esto eso tengo que caminar el las los exactamente caminata caminatas paseo "
    "paseos rapido despacio bien hoy ejercicios ejercicio"
)
MINUTES_OF = {"minuto": 1, "minutos": 1, "hora": 60, "horas": 60}
MILES = "milla millas"
KILOMETRES = "km kilometro kilometros"
HALF = "media medio"
AN = "una un"
NOT_WALKED = "dormi dormir maneje manejar manejando sentado sentada parado parada acostado acostada descanse descansar trabaje trabajo autobus tren bici nade esperando espere hace dentro tarde cada television tele siesta"
MENU = {
    "a": "a",
    "b": "b",
    "new": "nuevo nueva",
    "worse": "peor",
    "same": "igual mismo misma",
    "keep": "seguir sigo seguimos",
    "yes": "si sip",
}
ENDINGS = "fin final acabar acabo adios ultimo ultima ido demasiado despido"
HEAVY = (
    r"ya no(?! me duele)",
    r"no mas(?= [|,]|$)",
    r"todo esto",
    r"con todo",
    r"hasta aqui",
    r"demasiado(?= [|,]|$)",
    r"sin (?:nada|nadie|ganas)",
    r"(?:gracias|perdon) por todo",
    r"(?:me voy|irme|despedirme)",
    r"(?:tome|tomado) (?:todas|todos|muchas|muchos|\d\d+)",
)
HEAVY_WORDS = "voy irme despedirme tome tomado ya mas todo hasta demasiado sin"
# Small words that together say much: see en_asides.
HEAVY_PARTS = {
    "LIMB": "pierna piernas pie pies pantorrilla pantorrillas rodilla rodillas tobillo tobillos",
    "SLOW": "lento lenta lentos lentas pesado pesada pesados pesadas frio fria frios frias caliente calientes ligera ligeras",
    "NOT_SLOW": "camine_lento camino_lento caminar_lento paso_lento mas_lento_el agua_caliente agua_fria compresa_fria",
    "GONE": "",
    "AWAY": "",
    "WET": "mojado mojada mojados mojadas humedo humeda",
    "WOKE": "amaneci desperte despierto cama sabana sabanas silla noche manana otra_vez",
    "OUTSIDE": "lluvia llovio llovia llueve lloviendo clima tiempo afuera calle camino caminar camine parque jardin zapatos pelo ropa hace hizo hacia dia agua cafe te "
    "comida cuarto verano invierno sol",
    "HOT": "calor sudor",
    "COLD": "frio",
    "FEEL": "siento sentia",
    "POORLY": "caliente",
    "GOD": "dios",
    "TAKES": "me lleva lleve llevar llevarme llame llama llamo conmigo recoja vaya",
    "BLESSED": "gracias bendiga bendito quiere primero mediante pague cuide ayuda ayude permite",
    "WEARY": "cansado_de_todo cansada_de_todo cansado_de_esto cansada_de_esto cansado_de_la cansada_de_la canse_de_todo canse_de_esto",
    "FOREVER": "para_siempre",
    "TOOK": "",
    "NO_PAIN": "sin_dolor no_duele no_dolera ya_no_va no_me_duele",
    "SOON": "pronto nunca jamas",
    "HOPE": "espero ojala",
}
NEWS = "nuevo nueva peor mas otro otra ambos ambas dos hoy repente desde ahora ademas tambien empezo empezado ayer segundo apenas piernas pies pierna cada anoche recien"
FOOT = "pie tobillo dedo dedos punta empeine"
LIFT = "levantar levanto"
FOOT_COMPANY = "suelo piso siempre como sigue cuando camino caminar"
BELOW_WAIST = "cadera caderas cintura talon talones planta empeine dedo dedos chamorro gluteo gluteos cola poto"
EMOJI = ""
BODY = "pierna piernas espalda cadera gluteo rodilla pie pies muslo lumbar nervio ciatica nalga pantorrilla disco"
BESIDE_BODY = "izquierda derecha izquierdo derecho lado en la el mi de y los las baja alta parte mas sobre todo solo un poco dolor"
SMALL = (
    "yo me mi mis el la los las un una unos unas de del al en con por para y que se lo le fue es era son estuvo estaba estoy esta hay habia hice fui fuimos "
    "camine caminar caminando caminata caminatas paseo trabajo trabaje trabajando casa mucho mucha muy poco poca bastante mas menos bien mejor cansado "
    "cansada hoy ayer noche tarde dia manana semana descanse descanso dormi dormir sentado sentada parado parada manejar maneje carro familia nietos hijos "
    "perro limpiar cocinar compras mercado iglesia sol lluvia llueve calor frio rico bonito despues antes luego ahora otra vez igual tambien porque cuando "
    "tiempo rato minutos min hora horas kilometros pasos cuadras dos tres cuatro cinco uno amigo amigos amiga vecina vecino visita visitas misa fiesta "
    "cumpleanos boda navidad domingo sabado lunes martes miercoles jueves viernes feliz felices contento contenta alegria jardin jardineria parque plaza "
    "playa lago rio campo monte cerro calle barrio pueblo ciudad tienda super supermercado banco correo biblioteca escuela oficina clinica cita doctor "
    "doctora fisio masaje dentista limpie limpiando cocine cocinando lave lavando planche planchando barri barriendo regue compre comprando desayuno "
    "almuerzo comida cena cafe te pan pastel tren autobus avion viaje viajando vacaciones bici nadar natacion piscina gimnasio yoga baile bailar tele "
    "television pelicula partido musica libro telefono llamada mensaje mensajes contesto contestar respondo responder escribo leyendo viendo viento nublado "
    "soleado lindo linda bella hermoso hermosa rica agradable tranquilo tranquila ocupado ocupada cansancio siempre nunca_mejor nada_nuevo nuevo nueva "
    "primera primero segunda tercera ultima vuelta vueltas voy vamos salgo salir sali saliendo llegue llego vengo vienen viene iba ando andando andar "
    "camino caminado paseando pase paso tomando tomar comiendo hago hacer haciendo haga empiezo empezar pongo tengo tenia tuve quiero gusta gustan gusto "
    "encanta encantan espero puedo podre si claro vale bueno buena buenas buen dias senor senora tanto tantos estar anduve mal peor pesado pesada zapatos "
    "tenis gato temprano madrugada ratito poquito semanas mes meses ano anos "
)
# Of the words of a mood, those of a good day, and others of a bad one.
WELL = "bien bueno buena mejor muy poco mucho mucha algo regular leve mas bastante"
BAD = "mal peor pesado dolor cansado cansada"
BESIDE = (
    "lluvia llovia llovio llueve sol clima tiempo viento parque jardin playa tienda compras iglesia almuerzo cena desayuno cafe "
    "ocupado ocupada calle mercado escuela oficina bonito bonita cocina cocinar lindo linda"
)
DAYS_OFF = "viaje viajo viajar familia visita"
