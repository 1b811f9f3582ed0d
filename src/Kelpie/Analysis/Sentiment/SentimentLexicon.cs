using System.Collections.Frozen;

namespace Kelpie.Analysis;

/// <summary>
/// English words that praise or blame. Left out are those that say something else in technical text, such as <c>error</c>,
/// <c>fail</c>, <c>kill</c> or <c>support</c>.
/// </summary>
internal static class SentimentLexicon
{
    private const string Praising =
        "admire adorable amazing amuse appreciate attractive awesome beautiful beloved best bless bliss brave breathtaking brilliant calm "
        + "celebrate charm cheerful comfort congratulate courage cozy creative cute dazzling delicious delight eager elegant encourage "
        + "enjoy enthusiastic excellent excited fabulous fantastic fascinating favourite favorite festive flawless fond fortunate friendly "
        + "fun generous genius gentle glad glorious good gorgeous graceful grateful great happy harmony healthy helpful heroic honest "
        + "hope hopeful humor impress incredible inspire joy keen kind laugh lively love lovely loyal luck lucky magic magnificent "
        + "marvelous nice optimistic outstanding passion peaceful perfect pleasant please pleased pleasure praise pretty proud recommend "
        + "refreshing rejoice relax relief remarkable reward romantic satisfy satisfied smile smart splendid stunning succeed success superb "
        + "sweet terrific thank thankful thrilled treasure triumph trust warm welcome win wise wonder wonderful worth worthy wow";

    private const string Blaming =
        "abuse afraid aggressive agony alarming angry anger annoy anxious appalling arrogant ashamed atrocious awful bad betray bitter bland "
        + "blame boring bored brutal burden cheat clumsy complain confusing corrupt coward crappy cruel cry damn danger dead death "
        + "deceive depressed depressing despair desperate despise dirty disappoint disappointed disappointing disaster disgust disgusting "
        + "dislike dismal distress dreadful dull embarrass enemy envy evil fake fear filthy foolish fraud frightened frustrate furious "
        + "gloomy greed grief gross guilty harm harsh hate hateful helpless hideous horrible horrify hostile hurt idiot ignorant ill "
        + "inferior insult jealous lazy liar lonely lose loss lousy mad mediocre mess miserable misery mistake mourn nasty nightmare noisy "
        + "offend outrage pain painful pathetic pity poor regret reject resent ridiculous rotten rude ruin sad scare scary selfish shame "
        + "shameful shocking sick sorrow sorry stupid suffer terrible terrify threat tired tragedy tragic trouble ugly unfair unfortunate "
        + "unhappy unkind unpleasant upset useless vicious victim violent war waste weak weep worry worse worst worthless wretched wrong";

    private const string Negating =
        "not no never neither nor nobody nothing nowhere none without hardly barely scarcely rarely seldom cannot";

    private static readonly FrozenDictionary<string, int> Stems = Collect().ToFrozenDictionary(StringComparer.Ordinal);
    private static readonly FrozenSet<string> Negations = FrozenSet.ToFrozenSet(Negating.Split(' '), StringComparer.Ordinal);

    /// <summary>1 for a word that praises, -1 for one that blames, 0 for all others.</summary>
    /// <param name="word">The word in lower case. It is overwritten.</param>
    public static int Polarity(Span<char> word) =>
        Stems.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(PorterStemmer.Stem(word), out int polarity) ? polarity : 0;

    /// <summary>Whether a word turns what follows into its contrary.</summary>
    /// <param name="word">The word in lower case, with its apostrophe.</param>
    public static bool IsNegation(ReadOnlySpan<char> word) =>
        word.EndsWith("n't") || word.EndsWith("n\u2019t") || Negations.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    private static Dictionary<string, int> Collect()
    {
        Dictionary<string, int> stems = new(StringComparer.Ordinal);
        foreach (string word in Praising.Split(' '))
        {
            stems[PorterStemmer.Stem(word)] = 1;
        }

        foreach (string word in Blaming.Split(' '))
        {
            stems[PorterStemmer.Stem(word)] = -1;
        }

        return stems;
    }
}
