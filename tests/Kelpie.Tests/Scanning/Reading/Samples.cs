namespace Kelpie.Tests.Scanning.Reading;

/// <summary>A few sentences in several languages, written for these tests: long enough to tell an encoding by, as files are.</summary>
internal static class Samples
{
    public const string English = "Early in the morning the gardener opened the gate of the old garden.\nIt had rained in the night.\n";

    public const string French =
        "Tôt le matin, le jardinier ouvrit la grille du vieux jardin et suivit l'allée jusqu'à la serre. Il avait beaucoup plu pendant la nuit, "
        + "et des gouttes brillaient encore sur les feuilles. « Il faudrait réparer le toit », pensa-t-il ; ça coûtera dix €.\n";

    public const string German =
        "Am frühen Morgen öffnete der Gärtner das Tor des alten Gartens und ging über den schmalen Weg zum Gewächshaus. In der Nacht hatte es "
        + "kräftig geregnet, und auf den Blättern glänzten noch Tropfen. Äpfel lagen auf der Straße, süß und groß.\n";

    public const string Spanish =
        "A primera hora de la mañana, el jardinero abrió la verja del viejo jardín y caminó por el sendero hasta el invernadero. Durante la "
        + "noche había llovido mucho y aún brillaban gotas en las hojas. ¿Quién arreglará el tejado? El año que viene, pensó.\n";

    public const string Polish =
        "Wczesnym rankiem ogrodnik otworzył bramę starego ogrodu i poszedł ścieżką do szklarni. W nocy padał silny deszcz, a na liściach wciąż "
        + "błyszczały krople. Zatrzymał się pod jabłonią, podniósł kilka jabłek i włożył je do kosza.\n";

    public const string Czech =
        "Brzy ráno otevřel zahradník vrata staré zahrady a vydal se po pěšině ke skleníku. V noci vydatně pršelo a na listech se ještě třpytily "
        + "kapky. Zastavil se u jabloně, zvedl několik jablek a uložil je do košíku.\n";

    public const string Turkish =
        "Sabah erkenden bahçıvan eski bahçenin kapısını açtı ve patikadan seraya doğru yürüdü. Gece çok yağmur yağmıştı, yaprakların üzerinde "
        + "hâlâ damlalar parlıyordu. Elma ağacının yanında durdu ve yerden birkaç elma aldı.\n";

    public const string Russian =
        "Ранним утром сторож открыл ворота старого сада и пошёл по дорожке к оранжерее. Ночью прошёл сильный дождь, и на листьях ещё блестели "
        + "капли. Он остановился у яблони, поднял с земли несколько яблок и положил их в корзину.\n";

    public const string Ukrainian =
        "Рано-вранці сторож відчинив ворота старого саду й пішов стежкою до теплиці. Уночі пройшов сильний дощ, і на листі ще блищали краплі. "
        + "Він зупинився біля яблуні та підняв із землі кілька яблук. Їх було багато, але не всі стиглі.\n";

    public const string Greek =
        "Νωρίς το πρωί ο κηπουρός άνοιξε την πύλη του παλιού κήπου και προχώρησε στο μονοπάτι προς το θερμοκήπιο. Τη νύχτα είχε βρέξει πολύ και "
        + "στα φύλλα έλαμπαν ακόμη σταγόνες. Στάθηκε κάτω από τη μηλιά και μάζεψε μερικά μήλα.\n";

    public const string Hebrew =
        "מוקדם בבוקר פתח הגנן את שער הגן הישן והלך בשביל אל החממה. בלילה ירד גשם חזק, ועל העלים עוד נצצו טיפות. הוא עצר ליד עץ התפוח.\n";

    public const string Arabic =
        "في الصباح الباكر فتح البستاني بوابة الحديقة القديمة ومشى في الممر نحو البيت الزجاجي. كان المطر قد هطل بغزارة في الليل، وكانت القطرات لا تزال "
        + "تلمع على الأوراق.\n";

    public const string Thai = "ตอนเช้าตรู่ คนสวนเปิดประตูสวนเก่าและเดินไปตามทางสู่เรือนกระจก เมื่อคืนฝนตกหนัก บนใบไม้ยังมีหยดน้ำเป็นประกาย\n";

    public const string Lithuanian =
        "Anksti rytą sodininkas atidarė seno sodo vartus ir takeliu nuėjo į šiltnamį. Naktį smarkiai lijo, ant lapų dar žibėjo lašai. "
        + "Jis sustojo prie obels, pakėlė nuo žemės keletą obuolių ir sudėjo juos į krepšį.\n";

    public const string Japanese =
        "朝早く、庭師は古い庭の門を開け、小道を通って温室へ向かった。夜のうちに強い雨が降り、葉の上にはまだしずくが光っていた。\n"
        + "屋根を直さなければならない、と彼は思い、ノートに書きとめた。\n";

    public const string Chinese =
        "清晨，园丁打开了老花园的大门，沿着小路走向温室。夜里下了一场大雨，树叶上还闪着水珠。\n屋顶该修一修了，他想，于是把它记在了本子上。\n";

    public const string TraditionalChinese =
        "清晨，園丁打開了老花園的大門，沿著小路走向溫室。夜裡下了一場大雨，樹葉上還閃著水珠。\n屋頂該修一修了，他想，於是把它記在了本子上。\n";

    public const string Korean =
        "이른 아침, 정원사는 오래된 정원의 문을 열고 작은 길을 따라 온실로 걸어갔다. 밤새 비가 많이 내려 나뭇잎에는 아직도 물방울이 반짝이고 있었다.\n";

    public const string Emoji = "A dog \U0001F415, a sheep \U0001F411 and mathematics: \U0001D53C.\n";

    public static string[] All { get; } =
    [
        English, French, German, Spanish, Polish, Czech, Turkish, Russian, Ukrainian, Greek, Hebrew, Arabic, Thai, Lithuanian, Japanese, Chinese,
        TraditionalChinese, Korean, Emoji,
    ];
}
