"""Which Spanish words order something of the program? See en_orders."""

ORDERS = {
    "DID": "completas completos terminamos acabamos cumplimos hecho hecha hechas hechos hice hicimos ise ize termine terminado terminada terminadas completado completadas complete cumpli cumplido "
    "cumplida cumplidas acabe acabado camine caminado caminadas anduve listo lista listas listos ✓ ✔ ✅",
    "FULL": "todo toda todas todos completo completa completas enteras toditas toditos",
    "WALK": "caminata caminatas paseo paseos vuelta vueltas tarea rutina recorrido",
    "PLURAL": "caminatas paseos vueltas",
    "TASK": "tarea tareas rutina deberes mision encargo",
    "CHECK": "✓ ✔ ✅ ☑",
    "SURELY": "mision_cumplida tarea_hecha tarea_cumplida ya_quedo ya_cumpli ya_estan ya_camine",
    "SOME": "mitad medias media parte poquito trozo cacho pedazo",
    "NEARLY": "casi mitad medias media parte algo poco poquito menos excepto salvo solo",
    "NOT": "no ni nunca tampoco sin",
    "NIL": "nada ninguna ningun ninguno",
    "ANOTHER_DAY": "manana luego",
    "COUNT": "una uno dos tres cuatro",
    "LEFT": "falta faltan faltaron quedan queda todavia aun manana luego despues voy cuando si hasta",
    "DAY": "hoy ahora",
    "THIS_ONE": "hoy esta esto la lo",
    "GO": "hubo poder camino ando camine caminar caminado caminata caminatas sali salir saldre salgo fui ir voy pude puedo alcance anduve hice podre caminare posible",
    "PASS": "paso salto saltar descanso descansar descansare imposible dia_libre",
    "ALONE": "me_la_salto me_lo_salto dia_libre dia_de_descanso descanso_hoy hoy_descanso hoy_imposible imposible_hoy paso_hoy hoy_paso hoy_salto",
    "HOLD": "pausa pausar pausen pausenme pausame pausenlo pause suspender suspendan suspendanme congelar congelen en_espera un_descanso",
    "TEXTS": "mensajes mensaje mensajitos textos recordatorios programa avisos esto todo",
    "HALT": "no_me_escriban no_me_manden no_me_envien no_manden no_escriban no_envien paren dejen_de sin_mensajes",
    "AWAY": "descanso viaje viajo viajar viajando vacaciones fuera me_voy nos_vamos salgo_de ausente en_ruta playa",
    "PAST": "fui estuve estaba anduve regrese volvi pasado pasada",
    "TIME": "dias semanas semana dia quincena hasta mes finde",
    "BACK": "volvi ya_volvi ya_regrese regrese regresamos de_vuelta ya_llegue de_regreso",
    "BACK_FROM": "regrese_de regrese_del volvi_de volvi_del llegue_de llegue_del regresamos_de",
    "AGAIN": "seguimos sigamos continuemos continuamos retomar retomo retomamos retomemos reanudar reanudo reanudamos reactivar reactiven empezar_de_nuevo empezar_otra volver_a_recibir",
    "ANEW": "volver_a_empezar",
    "ON_AGAIN": "seguimos sigamos continuar continuamos nuevo vez",
    "CALL": "llame llamen llama llamar llamarme llameme llamenme llamada marquen marqueme marcar telefoneen llamarnos",
    "TALK": "hablar platicar",
    "ASK": "puedan puede pueden podria podrian favor quiero necesito alguien que quisiera pido",
    "ME": "me mi llameme llamenme llamarme marqueme",
    "PERSON": "alguien persona doctor doctora terapeuta enfermera fisio medico",
    "INFO": "informacion info informes",
    "TURN": "pare pararme parar detuve detenerme devolvi regrese regresarme volvi mitad corte sente sentarme rendi devolverme",
    "TURNED_AT": "pare_en_la pare_a_la pare_en_el me_pare_en_la",
    "TURNED": "me_pare me_detuve me_devolvi me_regrese me_volvi a_mitad a_la_mitad no_pude_terminar no_termine me_sente me_rendi tuve_que_parar "
    "tuve_que_regresar tuve_que_volver tuve_que_sentarme tuve_que_devolverme tuve_que_devolver que_regresarme que_volverme que_sentar corte_la antes_de_terminar le_pare me_pare_en pare_en lo_pare",
    "HURT": "dolor dolia duele dolio pierna espalda latigazo calambre tiron pinchazo punzada nalga pie ardor quemaba quemando ciatica cadera",
    "NO_ORDER": "todo_el_dia toda_la_noche toda_la_tarde toda_la_manana todo_dolor dolor duele dolio dolia adios nunca_mas mas_nunca mal mejor peor bano",
}
ORDER_COMPANY = (
    "yo ya la las lo los el me mi mis que de del en a por para con y e si muy gracias favor hola buenas buenos tardes noches dias hoy ahora "
    "ayer doctora doctor jefe jefa amigo amiga senor senora listo dos tres cuatro una un uno mismo aqui ahi porfa porfis vale ok claro estoy he hemos hay "
    "otra vez nuevo fue toca tengo voy todo toda todas todos esto eso dijeron como esta estos pues nomas jaja"
)
