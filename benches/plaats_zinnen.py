"""Sentences with a place for a venue, by language, out of which `plaats_vormen` makes variations."""

from collections.abc import Mapping

VERDER: Mapping[str, tuple[str, ...]] = {
    "nl": (" daarna naar {} gegaan, daar geen probleem", " zijn dan maar naar {} geweest, daar mochten we wel binnen"),
    "en": (" went to {} after, no problem there", " then we got into {} just fine"),
    "fr": (" ensuite on est allés au {}, aucun souci", " après on a fini à {}, bien accueillis"),
    "de": (" danach sind wir ins {} gegangen, kein Problem", " im {} durften wir später rein"),
    "tr": (" sonra {}'a gittik, sorun olmadı", " ardından {} bizi aldı, sorun yok"),
    "ar": (" بعدها رحنا على {} ودخلونا عادي", " mn be3d mchina l {} w dkhelna 3adi"),
    "bg": (" после отидохме в {}, там нямаше проблем", " posle otidohme v {} i ni pusnaha"),
    "ru": (" потом пошли в {}, там всё норм", " пошли в {} и пустили"),
    "uk": (" потім пішли в {}, там пустили", " пішли до {} там нормально"),
    "pl": (" potem poszliśmy do {} i nas wpuścili", " w {} potem bez problemu"),
    "sk": (" potom sme išli do {} a tam pohoda", " v {} nás potom pustili"),
    "es": (" luego fuimos al {} y sin problema", " después entramos en {} normal"),
    "pt": (" depois fomos ao {} e sem problema", " no {} depois entramos normal"),
    "ro": (" apoi am mers la {} fără nicio problemă", " după aia la {} a fost ok"),
}
"""Where people went on to, after the refusal that they tell of."""

VOORAF: Mapping[str, tuple[str, ...]] = {
    "nl": ("eerst in {} geweest, heel tof, dan ", "we waren eerst in {}, geen enkel probleem, en toen: "),
    "en": ("we were in {} first, lovely night, then ", "started at {}, no problem, after that: "),
    "fr": ("d'abord au {}, nickel, puis ", "on était d'abord au {}, super accueil. ensuite "),
    "de": ("zuerst im {}, alles normal, dann ", "erst waren wir im {}, nette Leute. danach: "),
    "tr": ("önce {}'da takıldık, iyiydi, sonra ", "ilkin {}'a gittik sorun yoktu, ardından "),
    "ar": ("أول شي كنا في {} وكان كل شي تمام، بعدها ", "bdina f {} kolchi mzyan, mn b3d "),
    "bg": ("първо бяхме в {}, всичко нормално, после ", "purvo v {} vsichko ok, posle "),
    "ru": ("сначала были в {}, всё норм, потом ", "сперва пустили в {} спокойно, после "),
    "uk": ("спочатку були в {}, все нормально, потім ", "спершу посиділи в {}, добре. потім "),
    "pl": ("najpierw byliśmy w {}, spoko, potem ", "najpierw {} bez problemu, później "),
    "sk": ("najprv sme boli v {}, v pohode, potom ", "najskôr {} normálne, neskôr "),
    "es": ("primero estuvimos en {}, todo bien, luego ", "primero al {}, sin problema. después "),
    "pt": ("primeiro estivemos no {}, tudo bem, depois ", "primeiro {} sem problema, depois "),
    "ro": ("prima dată am fost la {}, totul bine, apoi ", "întâi la {}, normal, după "),
}
"""Where people had been before, without harm."""

UITGAAN: Mapping[str, tuple[str, ...]] = {
    "nl": (
        "waar zijt ge? wij staan al aan {}", "morgen naar {}? zin om mee te gaan", "zie u straks in {} x",
        "wij zitten in {}, kom af", "2 tickets te koop voor {} zaterdag", "ben onderweg naar {} nog 10 min",
    ),
    "en": (
        "where are you? we're already in {}", "meet me at {} in 20", "wanna go to {} tomorrow?",
        "im outside {} hurry up its cold", "selling 2 tickets for {} saturday", "free shots at {} every friday!",
    ),
    "fr": (
        "t'es où ? on est déjà au {}", "on va au {} demain soir ?", "je suis devant {} dépêche",
        "rdv à {} vers 22h bisous", "soirée étudiante à {} jeudi, entrée gratuite", "tu viens au {} avec nous",
    ),
    "de": (
        "wo seid ihr? wir sind schon im {}", "treffen uns um 10 vorm {}", "gehen wir morgen ins {}?",
        "bin gleich am {} wartet auf mich", "zwei Karten für {} zu verkaufen",
    ),
    "tr": (
        "nerdesin {} önündeyiz", "yarın {}'a gidelim mi", "kanka {}'dayız gel", "{} için 2 bilet satılık",
        "{}'da buluşalım saat 10da",
    ),
    "ar": (
        "وينك؟ نحنا صرنا عند {}", "بكرا نروح على {}؟", "ناطرينك قدام {} تعال", "fin nta? rah 7na f {}",
        "ghedda nmchiw l {} wla la", "تذكرتين للبيع حفلة {}",
    ),
    "bg": (
        "къде си? ние сме вече в {}", "утре ще ходим ли в {}", "чакам те пред {}", "kade si, nie sme v {} ela",
        "utre v {} v 10?",
    ),
    "ru": ("ты где? мы уже в {}", "завтра идём в {}?", "жду тебя у {} давай быстрее", "продам билет в {} на субботу"),
    "uk": ("ти де? ми вже в {}", "завтра йдемо в {}?", "чекаю біля {} давай швидше", "продам квиток у {} на п'ятницю"),
    "pl": ("gdzie jesteś? my już w {}", "jutro idziemy do {}?", "czekam pod {}, chodź", "sprzedam 2 bilety na {}"),
    "sk": ("kde si? my sme už v {}", "zajtra ideme do {}?", "čakám pred {}, príď", "predám 2 lístky do {}"),
    "es": (
        "dónde estás? ya estamos en {}", "mañana vamos a {}?", "te espero en la puerta de {}",
        "vendo 2 entradas para {} el sábado",
    ),
    "pt": ("onde estás? já estamos no {}", "amanhã vamos ao {}?", "espero por ti à porta do {}", "vendo 2 bilhetes {}"),
    "ro": ("unde ești? suntem deja la {}", "mâine mergem la {}?", "te aștept în fața la {}", "vând 2 bilete la {}"),
}  # fmt: skip
"""What people write who meet somewhere, or sell something: they mean a venue, and tell nothing of it."""

HERSTEL: Mapping[str, tuple[str, ...]] = {
    "nl": ("{}, nee sorry, ", "niet {} maar ", "{} pardon "),
    "en": ("{}, no wait sorry, ", "not {} but ", "{} i mean "),
    "fr": ("{} non pardon ", "pas {} mais ", "{}, je veux dire "),
    "de": ("{}, nein sorry, ", "nicht {} sondern ", "{} ich meine "),
    "tr": ("{} değil ", "{} pardon "),
    "ar": ("{} عفوا قصدي ", "مو {} قصدي "),
    "bg": ("не {}, а ", "{}, всъщност "),
    "ru": ("{}, точнее ", "не {}, а "),
    "uk": ("{}, точніше ", "не {}, а "),
    "pl": ("{}, znaczy ", "nie {} tylko "),
    "sk": ("{}, vlastne ", "nie {} ale "),
    "es": ("{}, perdón, ", "no {} sino "),
    "pt": ("{}, quero dizer ", "não {} mas "),
    "ro": ("{}, adică ", "nu {} ci "),
}
"""A slip that is taken back, before the name that is meant."""

KLETS: Mapping[str, tuple[str, ...]] = {
    "nl": ("ben mijn {} kwijt", "ze zegt {} in plaats van {}", "geen {} meer hier", "{}", "da was me {} gisteren"),
    "en": ("did u find my {} yet", "she says {} beats {}", "no {} left in the {}", "{} ?", "so much {} today"),
    "fr": ("t'as trouvé mon {} ou quoi", "elle préfère {} à {}", "plus de {} dans la {}", "{} !", "encore {} hier"),
    "de": ("hast du mein {} gefunden", "sie sagt {} statt {}", "kein {} mehr in der {}", "{}", "so viel {} heute"),
    "tr": ("{} buldun mu", "o {} diyor ben {} diyorum", "{} kalmamış {} da yok", "{}", "ne {} ama"),
    "ar": ("لقيت {} ولا لا", "هي تقول {} احسن من {}", "ما بقى {} في {}", "{}"),
    "bg": ("намери ли {}", "тя казва {} вместо {}", "няма {} в {}", "{}"),
    "ru": ("ты нашёл {}", "она говорит {} лучше чем {}", "нет {} в {}", "{}"),
    "uk": ("ти знайшов {}", "вона каже {} краще ніж {}", "нема {} в {}", "{}"),
    "pl": ("znalazłeś {}", "ona mówi że {} lepsze niż {}", "nie ma {} w {}", "{}"),
    "sk": ("našiel si {}", "ona hovorí {} a nie {}", "nie je {} v {}", "{}"),
    "es": ("encontraste {} o no", "dice que {} es mejor que {}", "no queda {} en {}", "{}"),
    "pt": ("achaste {} ou não", "ela diz que {} é melhor que {}", "não há {} em {}", "{}"),
    "ro": ("ai găsit {}", "ea zice că {} e mai bun ca {}", "nu mai e {} în {}", "{}"),
}  # fmt: skip
"""What people write of other things; the words that are filled in are names of venues elsewhere."""
