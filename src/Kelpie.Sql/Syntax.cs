using Kelpie.Sql.Compilation;
using Kelpie.Sql.Expressions;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;

namespace Kelpie.Sql;

/// <summary>The words statements are made of, for <c>using static Kelpie.Sql.Syntax</c>.</summary>
public static partial class Syntax
{
    /// <summary>Selects what a function takes from a row, and makes of each row what the function returns.</summary>
    /// <param name="map">Takes columns by <see cref="Compilation.Row.Get{T}"/>. Also run once, without a row, to learn them.</param>
    public static Select<TRow> SelectRows<TRow>(Func<Row, TRow> map) => new(MappedShape<TRow>.Of(map));

    /// <summary>A value that is given when the statement runs.</summary>
    public static Parameter<T> Param<T>(string name) => new(name, DefaultTypes.Of<T>());

    /// <summary>A value that is given when the statement runs, of the type of a column.</summary>
    public static Parameter<T> Param<T>(string name, Column<T> like) => new(name, like.Type);

    /// <summary>A value that is given when the statement runs, of a type spelled out.</summary>
    public static Parameter<T> Param<T>(string name, SqlType<T> type) => new(name, type);

    /// <summary>A C# value, where the compiler needs to be told that it is one.</summary>
    public static Expression<T> Value<T>(T value) => new Literal<T>(value, null);

    /// <summary>Inserts a row, or many.</summary>
    public static Insert InsertInto(Table table) => new(table, []);

    /// <summary>Inserts a row, or updates the one whose key it has.</summary>
    /// <param name="table">The table.</param>
    /// <param name="key">The columns of a primary key or unique constraint.</param>
    /// <exception cref="ArgumentException">No column is named.</exception>
    public static Upsert UpsertInto(Table table, params IReadOnlyList<IColumn> key) => key.Count > 0
        ? new(table, [], new ConflictRule([.. key], []))
        : throw new ArgumentException($"An upsert into {table.Name} needs the columns of a primary key or unique constraint.", nameof(key));

    /// <summary>Updates rows.</summary>
    public static Update Update(Table table) => new(new UpdateBody(table, [], new RowFilter()));

    /// <summary>Deletes rows.</summary>
    public static Delete DeleteFrom(Table table) => new(new DeleteBody(table, new RowFilter()));

    /// <summary>SQL as you write it; <c>:name</c> stands for a parameter.</summary>
    public static Text Text(string sql) => new(sql, [], []);

    /// <summary>SQL as you write it, for one database; say <see cref="Statements.Text.On"/> for each other one.</summary>
    /// <param name="dialect">The dialect's name, such as <c>sqlite</c>.</param>
    /// <param name="sql">The text.</param>
    public static Text TextOn(string dialect, string sql) => new(null, [(dialect, sql)], []);

    /// <summary>In an upsert, the value that the insert would have set.</summary>
    public static Expression<T> Proposed<T>(Column<T> column) => new ProposedValue<T>(column);

    /// <summary>Whether a query finds anything.</summary>
    public static Expression<bool> Exists<TRow>(QueryExpression<TRow> query) => new Exists(query.Body);

    /// <summary>The one value that a query finds, which surely finds one: a count, for instance.</summary>
    public static Expression<T> Scalar<T>(QueryExpression<T> query, SqlType<T> type) => new ScalarQuery<T>(query.Body, type);

    /// <summary>
    /// A query that goes on from what it has found: the rows of a seed, those that a step finds from them, those that it finds from these,
    /// and so on until it finds none.
    /// </summary>
    /// <param name="name">The name under which the statement knows it.</param>
    /// <param name="seed">The first rows.</param>
    /// <param name="step">The next rows, taken from the table it is given.</param>
    /// <param name="distinct">Whether a row found before is dropped, so that a circle ends.</param>
    public static CommonTable Recursive<TRow>(
        string name, QueryExpression<TRow> seed, Func<CommonTable, QueryExpression<TRow>> step, bool distinct = false) =>
        new(name, seed.Body, table => step(table).Body, distinct);

    /// <summary>A value that depends on conditions: the first that is met counts.</summary>
    public static CaseWhen<T> Case<T>(Expression<bool> condition, Expression<T> value) =>
        new([new CaseBranch(condition, value)], value.TypeIfKnown);

    /// <summary>NULL, of some type.</summary>
    public static Expression<T> Null<T>(SqlType<T> type) => new NullLiteral<T>(type);

    /// <summary>A piece of SQL as you write it, within a typed statement. Never put a user's text into it.</summary>
    public static Expression<T> Fragment<T>(string sql, SqlType<T> type) => new TextFragment<T>(sql, type);

    /// <summary>A value as another type.</summary>
    public static Expression<T> Cast<T>(Expression value, SqlType<T> type) => new Cast<T>(value, type);
}
