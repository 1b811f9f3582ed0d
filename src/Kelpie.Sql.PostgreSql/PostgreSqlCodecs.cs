using Kelpie.Sql.Compilation;

namespace Kelpie.Sql.PostgreSql;

/// <summary>PostgreSQL has a type for each of these, and Npgsql takes the C# one; only text is narrower than C#'s.</summary>
internal sealed class PostgreSqlCodecs : Codecs
{
    // The server would say "invalid byte sequence for encoding", and neither which nor why.
    public override ValueCodec<string> Text { get; } = new DelegateCodec<string>(
        (reader, i) => reader.GetString(i),
        value => value is null ? DBNull.Value
            : value.Contains('\0', StringComparison.Ordinal)
                ? throw new ArgumentException(
                    $"PostgreSQL keeps no NUL character in a text, and this one has one at {value.IndexOf('\0', StringComparison.Ordinal)}; take it out, or keep the text as bytes.",
                    nameof(value))
                : value);
}
