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
NO_THINGS = "besos abrazos saludos gracias bendiciones besitos abrazotes seguros seguras tras mas es dos tres seis vos entonces".split()
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
# How words that are spelt as they sound sound: a pattern, and what is heard.
SPELT_AS_HEARD: tuple[tuple[str, str], ...] = (
    (r"ch|sh|x", "C"), (r"h", ""), (r"qu|c(?![eiy])", "k"), (r"[cz](?=[eiy])|z", "s"), (r"v", "b"),
    (r"ku(?=a)", "kw"), (r"([^r])\1+", r"\1"),
)  # fmt: skip
# What may stand between a number and the day that it is of: "the 6 of Sunday".
NUMBER_OF_A_DAY = "de d del el la un a semana mes".split()
