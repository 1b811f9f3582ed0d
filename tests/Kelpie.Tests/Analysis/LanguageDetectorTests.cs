using Kelpie.Analysis;

namespace Kelpie.Tests.Analysis;

public sealed class LanguageDetectorTests
{
    [Theory]
    [InlineData("en", "The plot behind the house is narrow and long, and it gets sun only in the morning.")]
    [InlineData("de", "Der Garten hinter dem Haus ist schmal und lang, und die Sonne scheint nur am Morgen auf ihn.")]
    [InlineData("fr", "Le jardin derrière la maison est étroit et long, et il ne voit le soleil que dans la matinée.")]
    [InlineData("es", "El jardín que está detrás de la casa es estrecho y largo, y sólo tiene sol por la mañana.")]
    [InlineData("it", "Il giardino dietro la casa è stretto e lungo, e ha il sole soltanto nelle prime ore della mattina.")]
    [InlineData("nl", "De tuin achter het huis is smal en lang, en hij krijgt alleen in de ochtend een beetje zon.")]
    [InlineData("pt", "O jardim atrás da casa é estreito e comprido, e só tem sol nas primeiras horas da manhã.")]
    [InlineData("sv", "Trädgården bakom huset är smal och lång, och den får bara sol på morgonen när det är klart.")]
    [InlineData("pl", "Ogród za domem jest wąski i długi, a słońce jest w nim tylko przez pierwsze godziny, które są ciepłe.")]
    [InlineData("ru", "Сад за домом узкий и длинный, и солнце бывает в нём только утром, когда небо уже чистое.")]
    [InlineData("uk", "Сад за будинком вузький і довгий, і сонце буває в ньому тільки вранці, коли небо вже чисте.")]
    [InlineData("el", "Ο κήπος πίσω από το σπίτι είναι στενός και μακρύς.")]
    [InlineData("he", "הגינה שמאחורי הבית צרה וארוכה")]
    [InlineData("ar", "الحديقة التي خلف البيت ضيقة وطويلة ولا تصل إليها الشمس إلا في الصباح من كل يوم")]
    [InlineData("hi", "घर के पीछे का बगीचा संकरा और लंबा है और उस में धूप सुबह के समय ही आती है")]
    [InlineData("ja", "家の裏の庭は狭くて長く、朝だけ日が当たります。")]
    [InlineData("zh", "房子后面的花园又窄又长，只有早上才有阳光。")]
    [InlineData("ko", "집 뒤의 정원은 좁고 길며 아침에만 해가 든다.")]
    [InlineData("th", "สวนหลังบ้านแคบและยาว")]
    public void A_sentence_is_enough(string language, string text) => Assert.Equal(language, LanguageDetector.Detect(text));

    [Theory]
    [InlineData("")]
    [InlineData("   \n\t")]
    [InlineData("hello")]
    [InlineData("12,5;13,7;2026-11-30")]
    [InlineData("Kelpie Serilog Spectre Npgsql Kestrel Roslyn")]
    [InlineData("id,name,price\n1,Hammer,12\n2,Nagel,3\n3,Saw,20")]
    [InlineData("lorem ipsum dolor sit amet consectetur adipiscing elit sed eiusmod tempor incididunt")]
    [InlineData("The house is narrow. Сад за домом узкий и длинный. Το σπίτι είναι.")]
    public void Nothing_is_said_of_what_is_not_clear(string text) => Assert.Equal("unknown", LanguageDetector.Detect(text));

    [Fact]
    public void Names_of_another_language_do_not_mislead() =>
        Assert.Equal("en", LanguageDetector.Detect("We were at the Straße des 17. Juni in Berlin with Søren and José, and it was as cold as it had ever been."));

    [Fact]
    public void Only_the_beginning_counts()
    {
        string english = string.Concat(Enumerable.Repeat("This is the garden of the house. ", 700));
        string german = string.Concat(Enumerable.Repeat("Das ist der Garten von dem Haus. ", 70_000));
        Assert.Equal("en", LanguageDetector.Detect(english + german));
    }

    [Fact]
    public void Every_language_with_stop_words_recognises_them()
    {
        foreach ((string language, string words) in StopWords.ByLanguage)
        {
            Assert.Contains(LanguageDetector.Detect(words), new[] { language, "unknown" });
        }
    }
}
