"""Which Spanish words can change what a number means? See en_numbers."""

CHANGERS = (
    "mas menos minimo arriba encima supera pasado pasada doble triple porcentaje escala grados grado mitad semana mes ano lunes martes "
    "miercoles jueves viernes sabado domingo anterior anteriores antier anteayer mañana antes solia normalmente "
    "generalmente si salvo excepto espero ojala quisiera deberia meta objetivo broma bromeando equivocado equivoque error "
    "otro otra otros otras extra adicional entre cuarto habitacion piso calle canal capitulo pagina temporada puerta ruta "
    "talla modelo glucosa azucar temperatura presion peso edad estres animo ansiedad sueno energia apetito cabeza cuello "
    "hombro mano muela vez h cita turno fecha"
).split()
COUNTS = (
    "tome tomo comi compre gane perdi necesito vi lei dormi espere cocine levante cargue gaste pague bebi tengo".split()
)
AT_TIMES = "las desde hasta antes despues".split()
RATES = "dolor nivel pongo doy diria digo es fue esta sigue pasa subio bajo estuvo".split()
NO_THINGS = "nomas pues ademas jamas quizas apenas antes despues luego ahoras dias noches tardes bendiciones besos abrazos saludos gracias bendiciones besitos abrazotes seguros seguras tras mas es dos tres seis vos entonces".split()
CORRECTIONS = "hasta espera espere perdon digo corrijo mejor_dicho ups".split()
# Real words that a slip of the thumb, or a spelling by sound, makes of a number word: they are no number.
REAL_WORDS = (
    "cedo cedro ceo cer cerdo cerro cetro cho cine cinco cinta creo cro cuarto cuadro dedos deis dels die dios dls doce doe does dos "
    "dow dps eos ero hecho hno ino juno mueve nieve nueva nuevo ocio ods osos once pocho res ros ruego sed seno ser seria sera si "
    "sido sienta siente sies sin site sos suite tos tras tren uni unio vero veis dices dice dias"
)
# See en_numbers.
OTHER_DAYS = "anteayer antier pasada pasado solia".split()
LAST_NIGHT = "anoche noche noches madrugada".split()
THIS_EVENING: list[str] = []
THAN = "que desde".split()
# See en_numbers.
TIMES_WORDS = "veces vez".split()
LEFT_WORDS = "falta faltan queda quedan".split()
ONE_DONE = "lista listas hecha hechas listo".split()
NAMED_WALKS = "manana tarde mediodia primera segunda tercera noche".split()
BESIDE_NAMED = "solo solamente la las de del el hice pude caminata nomas en por una".split()
PAIRS = "par".split()
# A clause that opens with these asks: its numbers tell no day.
ASKING = ["por que", "cuantas", "cuantos"]
# What opens a clause of its own behind a number: a reason or a contrast; "and" with who or what comes next.
REASONS = "porque xq pq pero aunque pues".split()
JOINS = "y e".split()
SUBJECTS = "el la los las mi mis me yo se le ya hoy ayer estoy tengo tuve no siento".split()
# See en_numbers.
TAKEN = "tome tomo tomado tramadol gabapentina pregabalina naproxeno ibuprofeno paracetamol pastillas pastilla dosis mg".split()
AT_THE_HOUR = "las".split()
AGED = "tengo cumplo cumpli cumplire".split()
SAYS = "dice digo dijo diria diga".split()
LIMBS = "piernas pies lados muslos rodillas brazos manos pantorrillas".split()
OF_A_SCALE = "a al del de la el escala en su".split()
CHANGED = "paso subio bajo fue ahora luego empezo termino entre vario".split()
RAISERS = "mas peor mayor".split()
WHEN = "cuando si al ahora luego caminando parado sentado".split()
RESTRICTS = (
    "cuando mientras sentado sentada acostado acostada parado parada caminando reposo quieto quieta solo".split()
)
# How words that are spelt as they sound sound: a pattern, and what is heard.
SPELT_AS_HEARD: tuple[tuple[str, str], ...] = (
    (r"ch|sh|x", "C"), (r"h", ""), (r"qu|c(?![eiy])", "k"), (r"[cz](?=[eiy])|z", "s"), (r"v", "b"),
    (r"ku(?=a)", "kw"), (r"([^r])\1+", r"\1"),
)  # fmt: skip
# What may stand between a number and the day that it is of: "the 6 of Sunday".
NUMBER_OF_A_DAY = "de d del el la un a semana mes".split()
# "Cuatrito", "sietecito": numbers made small, which mean the same ones. Some endings soften the letter before.
_STEMS = {
    "cer": 0,
    "unic": 1,
    "dos": 2,
    "tres": 3,
    "tresc": 3,
    "cuatr": 4,
    "cinqu": 5,
    "seis": 6,
    "siet": 7,
    "sietec": 7,
    "och": 8,
    "nuevec": 9,
    "diec": 10,
}
SMALL_NAMES = {f"{stem}{ending}": value for stem, value in _STEMS.items() for ending in ("ito", "itos", "ita")}
