using Kelpie.Sql.Compilation;

namespace Kelpie.Sql.SqlServer;

/// <summary>SQL Server has a type for each of these, and SqlClient takes the C# one; only FLOAT is narrower than C#'s double, and a day goes as a moment.</summary>
internal sealed class SqlServerCodecs : Codecs
{
    // The server would say that the protocol stream is incorrect, and nothing of a number.
    public override ValueCodec<double> Double { get; } = new DelegateCodec<double>(
        (reader, i) => reader.GetDouble(i), value => Finite(value, "SQL Server keeps"));

    // SqlBulkCopy knows no DateOnly.
    public override ValueCodec<DateOnly> Date { get; } = new DelegateCodec<DateOnly>(
        (reader, i) => DateOnly.FromDateTime(reader.GetDateTime(i)), value => value.ToDateTime(TimeOnly.MinValue));
}
