"""Which Spanish words do we understand, and what part do they play in a reply? Written without accents."""

NUMBERS = {
    "cero": 0, "uno": 1, "un": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7,
    "ocho": 8, "nueve": 9, "diez": 10, "once": 11, "doce": 12,
}  # fmt: skip
SHY_NUMBERS = "un una uno"
ONLY = "solo solamente"

DANGER = {
    "NUMB": "entumecido entumecida entumecidos entumecidas entumecimiento dormido dormida dormidos dormidas adormecido "
    "adormecida adormecidos adormecidas adormecimiento hormigueo hormigueos duerme duermen durmio durmieron "
    "sin_sensibilidad insensible",
    "SADDLE": "mis_partes ingle ingles entrepierna genitales partes_intimas partes_privadas nalgas nalga zona_intima testiculos "
    "pene vagina trasero al_limpiarme",
    "LEG": "pierna pie tobillo rodilla muslo",
    "LEGS": "piernas pies rodillas muslos",
    "FEEL": "siento sentir sensibilidad sensacion",
    "ABLE": "puedo pude podia podido consigo logro controlo aguanto",
    "NO": "no sin ni nunca",
    "LOST": "perdi perdido perdida perdiendo pierdo falta bajado bajando baje",
    "TROUBLE": "dificultad dificultades cuesta problemas problema",
    "HOLD": "control controlar controlo aguantar contener",
    "BLADDER": "vejiga orinar orina esfinter esfinteres heces evacuar defecar aguantarme hacer_pis hacer_pipi mear "
    "pis pipi intestino intestinos",
    "SELF": "encima pantalon pantalones cama calzones",
    "LEAK": "fuga fugas goteo gotea escapa escape escapes sale",
    "INCONTINENT": "incontinencia incontinente me_orine orine_encima hice_encima hice_pipi hice_popo hice_caca hice_pis me_mee me_cague "
    "me_meo me_orino se_escapa",
    "TRIP": "tropiezo tropezando tropezar",
    "OVER": "con",
    "BUCKLE": "fallo falla fallan fallaron doblo dobla doblan doblaron cedio cede responde responden",
    "DEAD": "muerta muertas",
    "DRAG": "cae arrastro arrastra arrastrando arrastrar caido caida",
    "WEAK": "debil debiles debilidad paralizada paralizado paralizadas",
    "STRENGTH": "fuerza fuerzas",
    "WORSE": "peor empeora empeorando aumenta aumentando extiende",
    "BOTH": "ambas ambos",
    "BOTH_LEGS": "dos_piernas 2_piernas dos_pies 2_pies",
    "OTHER_LEG": "otra_pierna otro_pie",
    "PAIN": "dolor dolores duele duelen dolio dolia",
    "BREATH": "respirar aire respiro respiracion aliento",
    "BREATHLESS": "ahogo ahogando asfixio infarto derrame",
    "CHEST": "pecho",
    "TIGHT": "opresion presion aprieta",
    "CALF": "pantorrilla pantorrillas",
    "SWELL": "hinchada hinchado hinchadas hinchazon inflamada inflamado",
    "PULSE": "pulsatil late palpita",
    "BELLY": "vientre barriga estomago",
    "SEXUAL": "ereccion erecciones impotencia disfuncion_sexual",
    "URGENT": "fiebre calentura escalofrios cancer tumor infeccion infectado infectada desmaye desmayado desmayada "
    "sudores_nocturnos adelgazado fractura osteoporosis atropello atropellaron temperatura_alta sudores muy_enfermo muy_enferma",
    "ACCIDENT": "accidente accidentes choque",
    "FELL": "me_cai cai he_caido una_caida tropece",
    "WEIGHT": "peso kilos",
    "WAKES": "despierta despierto",
    "EVERY": "todas cada",
    "NIGHT": "noche noches",
    "MOVE": "mover levantar doblar",
    "STAND": "caminar andar levantarme",
    "AT_ALL": "para_nada en_absoluto",
    "STRANGE": "raro rara extrano extrana",
    "WANT": "quiero queria quisiera ganas deseo",
    "DIE": "morir morirme muerto acabar_todo",
    "SUICIDE": "matarme suicidio suicidarme suicidar mejor_muerto mejor_muerta hacerme_dano lastimarme",
    "END": "quitarme acabar terminar",
    "LIFE": "la_vida mi_vida con_todo",
    "LIVE": "vivir seguir_viviendo",
    "REASON": "razon",
    "GONE": "fue paso desaparecio quito",
    "AMBULANCE": "ambulancia urgencias",
    "FACE": "cara boca",
    "DROOP": "torcida",
    "TOILET": "bano",
    "SMALL": "propio he mi mis el la los las lo en de del se me una un ya que al con nada muy bien y esta estan",
}
DENIALS = "no sin ningun ninguna ni nunca"
DENIAL_COMPANY = "tengo hay he tenido habido siento mas nuevo nueva de la el los las en mi o ni me signos es"
PERSONS = (
    "mama madre padre papa esposa esposo marido hijo hija amigo amiga perro hermano hermana abuela abuelo vecino vecina "
    "novio novia tia tio"
)
FIRST_PERSON = "yo me mi mis"
AGAIN = "pero otra vez"

COMMANDS = {
    "stop": "desinscribirme desinscribir alto parar pare cancelar baja detener desuscribir desuscribirme",
    "help": "ayuda",
    "ready": "listo lista",
    "resume": "reanudar continuar",
    "call": "llamar llamada llameme llamame llamenme",
    "shoes": "zapatos zapatillas tenis",
    "pause": "pausa pausar vacaciones",
}
POLITE = "por favor gracias hola ya mensajes textos mensaje texto los estos favor porfavor"
COMPANY = "estoy tengo mis los las nuevos unos si para empezar ya a una un me necesito quiero puede pueden"
PHRASES = {
    "done": "camine todo|camine todas|ya quedo|ya cumpli|cumplido|he caminado todo|ya hice todo|ya hice todas|hecho|todo hecho|ya hecho|lo hice|los hice|las hice|hice todo|hice todos|hice todas|terminado|termine|"
    "todo listo|completado|ya termine|las hice todas|hice todas las caminatas|hice la caminata|"
    "hice mi caminata|hice mis caminatas|si lo hice|todas hechas",
    "at_least": "mas de|por lo menos|al menos|como minimo|o mas|o peor|y pico",
    "part": "solo pude la mitad|pude la mitad|solo la mitad|casi hecho|casi listo|casi todo|casi termino|todavia no termino|aun no termino|parte|una parte|la mitad|algo|hice algo|hice la mitad|no todo|no todas|un poco",
    "skip": "me la salto|me lo salto|no hubo tiempo|sin tiempo hoy|paso por hoy|no me dio tiempo|ni una|ni uno|ni una sola|no camine|no lo hice|no pude|no pude caminar|no hice nada|no hice la caminata|no hice ninguna|"
    "no las hice|no hice las caminatas|no sali|saltado|ninguna caminata|sin caminar|no he caminado|0 caminatas",
    "stopped": "tuve que parar|y pare|me detuve|pare antes|no pude terminar|tuve que detenerme|me tuve que parar|tuve que regresar|"
    "tuve que dejarlo|pare a la mitad|no termine|tuve que sentarme",
    "sore": "dolorido|dolorida|adolorido|adolorida|muy adolorido|muy adolorida",
    "flare": "brote|crisis hoy|en crisis|con crisis|tengo crisis|crisis de dolor|empeoramiento|recaida",
    "zero": "sin molestias|sin molestia|ninguna molestia|nada de molestias|no me dolio para nada|sin dolor|nada de dolor|no tengo dolor|no dolor|ningun dolor|cero dolor|no me duele|no me duele nada|"
    "no me dolio|no duele|no hay dolor|no me dolio nada|sin ningun dolor",
    "at_most": "nada mas|no mas|no pasa de|no paso de|no mas de|no llega a|no llego a|no sube de|no pasaba de|nunca mas de|ni siquiera",
    "half": "y medio|y media",
    "aside": "gracias a dios|bendito sea dios|bendito dios|a dios gracias|primero dios|dios mediante|toco madera|ojala siga asi",
    "mood": "si le digo la verdad|si soy sincero|si soy sincera|si tuviera que|otra vez|una vez mas|de nuevo|no muy bien|no tan mal|no esta mal|mejor que ayer|peor que ayer|igual que ayer|como ayer|nada mal|no mejor",
    "stop_texts": "quitenme|quiteme|saquenme|saqueme|dejen de molestar|deja de molestar|deje de molestar|dejenme en paz|no me mandes mas|no me manden mas|no me mande mas|no me envien mas|no me envie mas|no me escriban mas|"
    "no me escriba mas|no mas mensajes|no mas textos|dejen de enviar|deje de enviar|dejen de mandar|deja de enviar|"
    "deje de mandar|dejen de escribir|deje de escribir|deja de mandar|darme de baja|quiero la baja|dar de baja|"
    "denme de baja|no quiero mas mensajes|no quiero mas textos|no quiero recibir|cancelar mensajes|no me escribas mas|"
    "no me manden nada",
    "stop_wish": "quiero parar|ya no quiero",
    "call": "me llamen|me pueden llamar|me puede llamar|quiero hablar|necesito hablar|llameme|llamame|me llame|"
    "que me llamen|pueden llamarme|puede llamarme|hablar con alguien|hablar con una persona",
    "why": "por que|no pares|no dejen de|no deje de|no deja de",
}
# No phrase of another language, however it looks there.
NO_PHRASES = ""
DONE_WORDS = "hecho"
ZERO_COMPANY = "es fue era hoy tengo tuve esta estuvo en al una un"
NOT_LINKS = "es era fue"
COMPARISONS = "mejor peor"
DOUBTS = "si salvo excepto hasta aunque broma"
CHANGES = "bajo subio"
PREPOSITIONS = "en mis durante despues tras"
COMPARED = "que como desde"
BEFORE_GONE = "se ha han ya toda todo la me"
PAUSE_COMPANY = "el de por durante a en la"
UNTIL = "hasta"
TODAY = "hoy"
YESTERDAY = "ayer"
DAY_WORDS = {"dia": 1, "dias": 1, "semana": 7, "semanas": 7, "mes": 30}
WEEKDAYS = "lunes martes miercoles jueves viernes sabado domingo"
MONTHS = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
MONTH_FIRST = False

SCORE = {
    "label": "dolor dolores nivel puntos duele duelen pierna espalda peor ciatica numero maximo",
    "link": "es fue era como unos casi de esta estuvo estaba un una hoy solo aproximadamente mas_o diria tengo tuve creo "
    "en al",
    "walks": "caminatas paseos salidas vueltas recorridos",
    "walk": "caminata paseo salida vuelta recorrido",
    "did": "hice camine complete termine hecho hecha hechas hechos sali",
    "of": "sobre de",
    "range": "a o u",
    "from": "desde de bajo subio paso",
    "not": "no",
    "both": "ambas ambos",
    "all": "todas todos",
    "none": "ninguno ninguna ningun",
    "unit": "minutos minuto hora horas millas milla pasos pastillas pastilla ibuprofenos ibuprofeno paracetamol veces "
    "semanas semana anos dias dia cuadras cuadra kilometros metros libras tabletas",
    "nice": "cortas corta largas pequenas sola larga",
    "mood": "mal mejor peor fatal terrible horrible bien bueno buena mucho mucha poco muy bastante algo menos mas fuerte "
    "leve regular insoportable malo mala",
    "later": "ahora antes pero luego despues manana todavia",
    "fill": "entre el la los las mi mis me y que con por para yo ya hola buenas buenos tardes noches dias gracias favor si "
    "esta este noche tarde manana dia lado derecho derecha izquierdo izquierda cadera gluteo rodilla pie muslo lumbar "
    "sentado sentada caminando caminar dormir todo toda hace hoy ayer fue siento sentia creo tambien mucho del al "
    "doctor doctora le lo se le cuando dolia dolio mas tuve tengo estoy ando fue medio tome trabajo casa cansado cansada cansadas cansados pesadas esposa esposo perdon quise decir digo corrijo pues dios bendiciones a ",
}
# Units that may as well be the label of the number after them, and words before that leave no doubt of a unit.
LABELS_TOO = "paso pasos dia dias an mi min"
SPENT = "a las desde hasta camine tarde hice anduve dormi trabaje por durante cada tras despues antes tome"
EVERYDAY = (
    "siento siente sientes siempre sientas mejor mujer mayor menor cuenta cuento puerta cuatro cuarto quince veinte "
    "tarde tardes verde grande pierna piernas tierna tiempo cuerpo puente fuente fuerte suerte muerte parte partes "
    "noche coche leche pecho hecho techo dicho mucho nuevo nueva nueve llueve vuelve vuelta hueso huesos bueno buena "
    "cielo suelo vuelo bajo abajo trabajo llama llamar llamo calle valle falta faltan salta respuesta"
)
