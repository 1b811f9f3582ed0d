using Kelpie.Sql.Compilation;

namespace Kelpie.Sql.Schema;

/// <summary>A type that an inspector found and this library has no word for.</summary>
/// <param name="Dialect">The database that has it.</param>
/// <param name="Spelling">How it is spelled there.</param>
public sealed record UnknownType(string Dialect, string Spelling) : SqlType<string>
{
    /// <inheritdoc/>
    public override ValueCodec<string> Codec(Codecs codecs) => codecs.Text;
}
