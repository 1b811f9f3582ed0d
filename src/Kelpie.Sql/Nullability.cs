using Kelpie.Sql.Expressions;
using Kelpie.Sql.Schema;

namespace Kelpie.Sql;

/// <summary>Says of a value that is never NULL by itself that it may be where it stands: behind a left join, for instance.</summary>
public static class NullableValues
{
    /// <summary>The same value, read as one that may be NULL.</summary>
    public static Expression<T?> OrNull<T>(this Expression<T> value)
        where T : struct => new Lifted<T?>(value, value.Type.Nullable());
}

/// <summary>The same for reference types, such as text.</summary>
public static class NullableReferences
{
    /// <summary>The same value, read as one that may be NULL.</summary>
    public static Expression<T?> OrNull<T>(this Expression<T> value)
        where T : class => new Lifted<T?>(value, value.Type.Nullable());
}

/// <summary>The one value of a query that may find none.</summary>
public static class ScalarValues
{
    /// <summary>The query as a value: what its one row holds, or NULL where it finds none.</summary>
    public static Expression<T?> AsScalar<T>(this Statements.QueryExpression<T> query)
        where T : struct => new ScalarQuery<T?>(query.Body, ((Expression<T>)query.Body.Columns[0]).Type.Nullable());

    /// <summary>The query as a value: what its one row holds, or NULL where it finds none.</summary>
    public static Expression<T?> AsScalar<T>(this Statements.QueryExpression<T?> query)
        where T : struct => new ScalarQuery<T?>(query.Body, ((Expression<T?>)query.Body.Columns[0]).Type);
}

/// <summary>The same for reference types, such as text.</summary>
public static class ScalarReferences
{
    /// <summary>The query as a value: what its one row holds, or NULL where it finds none.</summary>
    public static Expression<T?> AsScalar<T>(this Statements.QueryExpression<T> query)
        where T : class? => new ScalarQuery<T?>(query.Body, ((Expression<T?>)query.Body.Columns[0]).Type);
}
