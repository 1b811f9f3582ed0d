using Kelpie.Migrations.Operations;
using Kelpie.Migrations.State;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Safety;

/// <summary>
/// Which operations keep others waiting for as long as they go through all rows of a table. Each database has its own:
/// <see href="https://www.postgresql.org/docs/17/sql-altertable.html#SQL-ALTERTABLE-NOTES"/>,
/// <see href="https://dev.mysql.com/doc/refman/9.7/en/innodb-online-ddl-operations.html"/>.
/// </summary>
internal sealed class LongLocks(Dialect dialect)
{
    private const string Quiet = "On a big table, run it when nobody works with it.";

    internal Hazard? Of(Operation operation, SchemaState before) => operation switch
    {
        CreateIndex create => Found(create.Table, OfIndex(create)),
        TableOperation changing when dialect.Ddl.NeedsRebuild(changing is AlterColumn alter ? alter.ToStatement(before, dialect.Name) : changing.ToStatement(before)) =>
            Found(changing.Table, ($"makes the table {changing.Table} anew, and nobody else writes to the file while its rows are copied", Quiet)),
        TableOperation changing => Found(changing.Table, dialect.Name switch
        {
            "postgresql" => OnPostgreSql(changing, before),
            "mysql" or "mariadb" => OnMySql(changing, before),
            "mssql" => OnSqlServer(changing, before),
            _ => null,
        }),
        _ => null,
    };

    private static Hazard? Found(string table, (string What, string Remedy)? found) => found is { } known
        ? new Hazard(HazardKind.LocksTable, HazardSeverity.Note, table, known.What, known.Remedy) { Rows = new RowsAtStake.Every(table) }
        : null;

    private (string, string)? OfIndex(CreateIndex create) => dialect.Name switch
    {
        "postgresql" => ($"keeps writers of {create.Table} waiting while the index {create.Index.Name} is made",
            "On a big table, make it before by hand with CREATE INDEX CONCURRENTLY IF NOT EXISTS, which no transaction can hold, or when nobody writes."),
        "mssql" => ($"keeps writers of {create.Table} waiting while the index {create.Index.Name} is made", Quiet),
        "sqlite" => ($"keeps all writers of the file waiting while the index {create.Index.Name} is made", Quiet),
        _ => null,
    };

    private static (string, string)? OnPostgreSql(TableOperation operation, SchemaState before) => operation switch
    {
        AlterColumn { Type: { } type } alter when Rewrites(Column(alter, before).Type, type) =>
            ($"writes all rows of {alter.Table} anew, and nobody reads or writes it meanwhile", Quiet),
        AlterColumn { Conversion.Count: > 0 } alter => ($"writes all rows of {alter.Table} anew, and nobody reads or writes it meanwhile", Quiet),
        AlterColumn { IsNullable: false } alter when Column(alter, before).IsNullable => (
            $"looks through all rows of {alter.Table} for NULL, and nobody reads or writes it meanwhile",
            "On a big table, add a check that it is not NULL as NOT VALID before, by raw SQL, and VALIDATE it: SET NOT NULL looks no more then."),
        AddColumn { Column: { Default: DefaultValue.Expression } column } add =>
            ($"writes all rows of {add.Table} anew for the default of {column.Name}, if that is not the same for all, and nobody reads or writes it meanwhile", Quiet),
        AddUnique or AddPrimaryKey => ($"makes an index of all rows of {operation.Table}, and nobody reads or writes it meanwhile",
            "On a big table, make a unique index before with CREATE UNIQUE INDEX CONCURRENTLY."),
        AddForeignKey add => ($"looks through all rows of {add.Table}, and nobody writes to it or to {add.Key.ReferencedTable} meanwhile",
            "On a big table, add it as NOT VALID by raw SQL, and VALIDATE it in a revision of its own."),
        AddCheck => ($"looks through all rows of {operation.Table}, and nobody reads or writes it meanwhile",
            "On a big table, add it as NOT VALID by raw SQL, and VALIDATE it in a revision of its own."),
        _ => null,
    };

    private static (string, string)? OnMySql(TableOperation operation, SchemaState before) => operation switch
    {
        AlterColumn { Type: not null } or AlterColumn { Conversion.Count: > 0 } or DropPrimaryKey or AddCheck or AddForeignKey
            or AddColumn { Column.Default: DefaultValue.Expression or DefaultValue.CurrentTimestamp } =>
            ($"copies all rows of {operation.Table}, and nobody writes to it meanwhile", Quiet),
        AlterColumn { IsNullable: not null } alter when Column(alter, before).IsNullable != alter.IsNullable =>
            ($"makes all rows of {operation.Table} anew; others may write, but wait at its beginning and end", Quiet),
        _ => null,
    };

    private static (string, string)? OnSqlServer(TableOperation operation, SchemaState before) => operation switch
    {
        AlterColumn { Type: not null } or AlterColumn { Conversion.Count: > 0 } or AddUnique or AddPrimaryKey or DropPrimaryKey or AddForeignKey or AddCheck =>
            ($"goes through all rows of {operation.Table}, and nobody reads or writes it meanwhile", Quiet),
        AlterColumn { IsNullable: false } alter when Column(alter, before).IsNullable =>
            ($"goes through all rows of {operation.Table}, and nobody reads or writes it meanwhile", Quiet),
        _ => null,
    };

    private static ColumnDefinition Column(AlterColumn alter, SchemaState before) => before.Tables.TableOf(alter.Table).ColumnOf(alter.Name);

    // What is stored in the same way stays where it is.
    private static bool Rewrites(SqlType before, SqlType after) => (before, after) switch
    {
        _ when before == after => false,
        (TextType one, TextType other) => one.Collation != other.Collation || (other.Length is { } length && (one.Length is null || one.Length > length)),
        (DecimalType one, DecimalType other) => one.Scale != other.Scale || other.Precision < one.Precision,
        _ => true,
    };
}
