using Kelpie.Sql.Expressions;
using Kelpie.Sql.Schema;

namespace Kelpie.Sql;

/// <summary>The functions the databases share, for <c>using static Kelpie.Sql.Functions</c>.</summary>
public static class Functions
{
    /// <summary>The number of rows.</summary>
    public static Expression<long> CountAll() => new CountAll();

    /// <summary>The number of rows in which a value is there.</summary>
    public static Expression<long> Count(Expression value) => new Function<long>("COUNT", [value], Types.BigInt);

    /// <summary>The sum; of no rows, NULL.</summary>
    public static Expression<long?> Sum(Expression<long> value) => new Function<long?>("SUM", [value], Types.BigInt.Nullable());

    /// <summary>The least value; of no rows, NULL.</summary>
    public static Expression<T> Min<T>(Expression<T> value) => new Function<T>("MIN", [value], value.Type);

    /// <summary>The greatest value; of no rows, NULL.</summary>
    public static Expression<T> Max<T>(Expression<T> value) => new Function<T>("MAX", [value], value.Type);

    /// <summary>The first value that is not NULL.</summary>
    public static Expression<T> Coalesce<T>(Expression value, Expression<T> otherwise) =>
        new Function<T>("COALESCE", [value, otherwise], otherwise.Type);

    /// <summary>A text in lower case; which letters have one differs between databases beyond ASCII.</summary>
    public static Expression<string> Lower(Expression<string> text) => new Function<string>("LOWER", [text], Types.Text);
}
