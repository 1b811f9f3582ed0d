using Kelpie.Sql.Schema;
using NpgsqlTypes;

namespace Kelpie.Sql.PostgreSql;

/// <summary>What the server is told a value is.</summary>
internal static class PostgreSqlTypes
{
    /// <summary>The driver's word for a type. What is said to be unknown, the server reads by where it stands.</summary>
    internal static NpgsqlDbType Find(SqlType type) => type.Underlying switch
    {
        // A type with a spelling of its own may be anything that is written as text, an enum or citext for instance.
        SqlType<string> own when own.Spellings[PostgreSqlDialect.Instance.Name] is not null => NpgsqlDbType.Unknown,
        BooleanType => NpgsqlDbType.Boolean,
        IntegerType => NpgsqlDbType.Integer,
        BigIntType => NpgsqlDbType.Bigint,
        DoubleType => NpgsqlDbType.Double,
        TextType => NpgsqlDbType.Text,
        // As text it would be compared as text, past the index on the column.
        AsciiKeyType => NpgsqlDbType.Char,
        DecimalType => NpgsqlDbType.Numeric,
        TimestampType => NpgsqlDbType.TimestampTz,
        DateType => NpgsqlDbType.Date,
        JsonType => NpgsqlDbType.Jsonb,
        GuidType => NpgsqlDbType.Uuid,
        BytesType => NpgsqlDbType.Bytea,
        VectorType => NpgsqlDbType.Array | NpgsqlDbType.Real,
        _ => NpgsqlDbType.Unknown,
    };
}
