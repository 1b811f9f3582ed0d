namespace Kelpie.Analysis;

/// <content>The most frequent words of the neighbours.</content>
internal static partial class StopWords
{
    private const string Swedish =
        "alla alltid andra att av bara blev bli blir både de dem den denna deras dess det detta dig din du där därför då efter "
        + "eller en ett finns från för före göra ha hade han hans har hela henne hennes hon honom hos hur här i icke ingen inget "
        + "inom inte ju kan kommer kunde men mer mig min mot mycket många måste ni nu när någon något några och också om oss på "
        + "samma sedan sig sin sina sitt ska skulle som så till under upp ut utan vad var vara varje vem vi vid vilka vilken än "
        + "är även åt över";

    private const string Danish =
        "af alle at bare blev blive bliver både da de dem den denne der deres det dette dig din disse dog du efter eller en end "
        + "er et for fordi fra få får før ham han hans har havde have hende hendes her hun hvad hver hvilken hvis hvor hvordan i "
        + "ikke ind ingen jeg jo kan komme kunne lige man mange med meget men mens mere mig min mod må måtte ned nogen noget "
        + "nogle nu når og også om op os over på sammen se selv sig sin sit skal skulle som så sådan til ud uden under var ved vi "
        + "vil ville være været";

    private const string Norwegian =
        "alle at av bare ble bli blir både da de deg dem den denne der deres det dette din disse dit du ei eller en et etter "
        + "for fordi fra få får før gjøre ha hadde han hans har hennes her hun hva hver hvilken hvis hvor hvordan hvorfor i ikke "
        + "ingen inn jeg kan kom kunne man mange med meg meget mellom men mens mer min mot mye må nei noe noen nå når og også om "
        + "opp oss over på samme sammen seg selv si siden sin sine sitt skal skulle slik som så til under ut uten var ved vi vil "
        + "ville være vært";

    private const string Finnish =
        "aina ainakin ehkä ei eikä eivät ellei en enemmän ennen että he heidän hän hänen ilman itse ja joka jokin jolla jonka "
        + "jos joskus jossa jota jotka jotta jälkeen kaikki kanssa katso kerran koko koska koskaan kuin kuinka kuitenkin kun me "
        + "meidän mikä minkä minun minä missä mitä mukaan mutta myös ne niiden niin niitä noin nyt näin nämä ole olen oli olisi "
        + "olivat olla on ovat paitsi saa sama se sekä sen siellä sinä sitten sitä tai te tekee tulee tämä tämän tässä tätä vaan "
        + "vai vaikka vain vielä voi voidaan välillä yli";

    private const string Polish =
        "aby albo ale ani bardzo bez bo by być był była było były bądź choć ci co coś czy czyli dla do gdy gdyby gdzie go ich "
        + "im inne inny ja jak jako je jednak jego jej jest jeszcze jeśli jeżeli już każdy kiedy kto która które który których "
        + "którym lub ma mi między może można mu my na nad nas nawet nich nie niej nim niż o od on ona one oni oraz po pod "
        + "podczas pomocą ponieważ przed przez przy się swoje są ta tak także tam te tego tej ten to tu tych tylko tym u w we "
        + "więc wszystkie z za ze zostanie został że żeby";

    private const string Czech =
        "aby ale ani až bez bude budou by byl byla bylo byly být co což další dnes do ho i jak jako je jeho jejich její jen "
        + "jestli jestliže ještě ji jiné jsem jsme jsou já k každý kde kdo když ke která které který kteří ma mají mezi mi mohou "
        + "my místo může na nad nebo nebyl než ni nic nich o od on ona oni pak po pod podle pokud pouze použít pro proto protože "
        + "před přes při s se si své svůj ta tak také tam tato te tedy ten tento to tohle toho tom tomto tu ty této tím už v ve "
        + "vy více však všechny z za ze že";

    private const string Hungarian =
        "a abban ahhoz ahol aki akkor alatt amely amelyek ami amikor az azok azon azonban azt azért be bár csak de e egy egyik "
        + "egyéb el első elé ennek erre ez ezek ezen ezt fel felé ha hanem hogy hogyan igen illetve is itt jól kell kellett ki "
        + "kívül könnyen le lehet lesz majd meg mert mi minden mindig mint mivel most már más még míg nagyon nem nincs olyan "
        + "pedig s saját sem semmi sok során szerint számára talán tovább több után vagy van vannak vele vissza volt voltak és "
        + "össze úgy új ő ők";

    private const string Romanian =
        "a aceasta această acel acest aceste acestea acestui acești acolo acum ai al ale am ar are asemenea astfel au avea ca "
        + "care ce cea cei cel cele chiar cu cum când că către da dacă dar de deci decât despre din dintre doar după ea ei el ele "
        + "este eu fi fie fiecare fost fără iar la le lor lui mai mult ne nici nimic noi nu o ori pe pentru poate prin sa sale "
        + "sau se sunt să toate tot toți un una unei unor unui va voi vor îi îl în încă însă între și";

    private const string Turkish =
        "ama ancak arasında artık aynı bana bazı belki ben beni bile bir biraz biri birkaç birçok biz bizim bu buna bunlar bunu "
        + "bunun burada da daha de değil diye en fakat gibi göre hem hep her herhangi hiç ile ise için içinde işte kadar kendi ki "
        + "kim mi mu nasıl ne neden nedenle o olan olarak oldu olduğu olduğunu olması olsa ona onlar onu onun sadece sen siz "
        + "sonra tarafından tüm ve veya ya yani yapılan yok zaman çok çünkü önce üzere şey şu";

    private const string Catalan =
        "a abans així això al algun alguna als altra altre altres amb aquell aquest aquesta aquests bé cada com contra de del "
        + "dels des després doncs dues el ella ells els en encara entre era est està ha han hi ho i ja la les li llavors mateix "
        + "meu molt molts més no nosaltres o on per perquè però poc poden pot qual qualsevol quan que qui què sense ser seu seus "
        + "seva si sobre sota també tan te tenir tot tota tots un una uns vostè és";

    private const string Indonesian =
        "ada adalah agar akan anda antara apa apabila atas atau bagi bahwa banyak belum berikut bisa dalam dan dapat dari "
        + "dengan di dia digunakan ini itu jika juga kami karena kata ke kepada ketika kita lain lebih maka menjadi mereka namun "
        + "oleh pada para saat sangat satu saya sebagai sebelum sebuah secara sedang semua seperti serta setelah setiap suatu "
        + "sudah tanpa telah tersebut tetapi tidak untuk yaitu yang";

    private const string Croatian =
        "a ako ali bez bi bila bilo bio biti bude do dok ga gdje i ih ili im iz ja je jedan jedna jedno jer još kada kako kao "
        + "kod koja koje kojem koji kojim kroz mi mogu može možete mu na nakon ne nego neka nema ni nije nisu njegov njih o od on "
        + "ona one oni ova ovaj ovo pa po pod postoji prema pri prije radi s sa samo se smo su sve svi svih ta taj tako također "
        + "te ti to treba tu u uz vaš više vrlo za što že";

    private const string Slovenian =
        "a ali bi bil bila bilo bo bodo brez da do ga glede ima in iz izmed jaz je jih jo kadar kaj kako ker ki kjer ko kot "
        + "lahko le med mi mora morate na naj namesto ne ni niso njegov o ob od oziroma pa po pod potem pred preko pri s sam samo "
        + "se sem si smo so svoj ta tako tega tem ter ti tist to tudi v vaš vendar več vse vsi z za če že";

    private const string Slovak =
        "a aby aj ak ako ale alebo ani bez bol bola boli bolo bude budú by byť do ešte ho i iba ich iné ja je jeho jej ju k "
        + "každý kde kedy keď kto ktorá ktoré ktorí ktorý ku len ma majú medzi mi má môže môžete na nad nebo nich nie niečo nič o "
        + "od on ona oni po pod podľa pre pred pri s sa so som svoj sú ta tak takže tento tiež to toho tomto tu tú tým v vo vám "
        + "však všetky z za zo áno čo že";
}
