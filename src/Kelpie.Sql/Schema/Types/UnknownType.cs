using Kelpie.Sql.Compilation;

namespace Kelpie.Sql.Schema;

/// <summary>A type that an inspector found and this library has no word for.</summary>
/// <param name="Dialect">The database that has it.</param>
/// <param name="Spelling">How it is spelled there.</param>
public sealed record UnknownType(string Dialect, string Spelling) : SqlType<string>
{
    private static readonly string[] Texts = ["text", "char", "clob", "string"];

    /// <summary>Whether it is a kind of text that compares as the database is set up to: what it holds, a <see cref="TextType"/> holds, too.</summary>
    public bool IsText => !Spelling.Contains(" COLLATE ", StringComparison.OrdinalIgnoreCase)
        && Texts.Any(word => Spelling.Split('(')[0].Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc/>
    public override ValueCodec<string> Codec(Codecs codecs) => codecs.Text;
}
