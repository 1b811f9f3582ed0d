using Kelpie.Migrations.Operations;
using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Autogenerate;

/// <content>What is written in SQL: views, triggers, statements.</content>
public sealed partial class CodeWriter
{
    private string Script(Operation operation) => operation switch
    {
        CreateView { Queries: [{ Dialect: null } query] } view => $"CreateView({CSharpText.Quote(view.Name)}, {Sql(query.Sql)})",
        CreateView view => $"CreateView({CSharpText.Quote(view.Name)}, {Named(view.Queries)})",
        DropView drop => Call("DropView", drop.Name),
        CreateTrigger trigger => $"CreateTrigger({_schema.Names([trigger.Name, trigger.Table])}, {Named(trigger.Scripts)})",
        DropTrigger drop => Call("DropTrigger", drop.Name),
        ExecuteSql { Scripts: [{ Dialect: null } script], Undo: null or [{ Dialect: null }] } execute =>
            $"Sql({Sql(script.Sql)}{(execute.Undo is [var undo] ? $", undo: {Sql(undo.Sql)}" : "")})",
        ExecuteSql { Undo: { } undo } execute => $"Script([{Named(execute.Scripts)}], [{Named(undo)}])",
        ExecuteSql execute => $"Script({Named(execute.Scripts)})",
        ExecuteInBatches { Scripts: [{ Dialect: null } script], Undo: null or [{ Dialect: null }] } batches =>
            $"InBatches({_schema.Names([batches.Table, batches.Key])}, {Sql(script.Sql)}"
            + $"{(batches.Undo is [var undo] ? $", undo: {Sql(undo.Sql)}" : "")}, size: {batches.Size})",
        ExecuteInBatches batches => $"InBatches(new ExecuteInBatches({_schema.Names([batches.Table, batches.Key])}, {Scripts(batches.Scripts)})"
            + $" {{ Size = {batches.Size}{(batches.Undo is { } undo ? $", Undo = {Scripts(undo)}" : "")} }})",
        AdoptTable adopt => $"Add(new AdoptTable({Built(adopt.Table)}))",
        ReleaseTable release => $"Add(new ReleaseTable({CSharpText.Quote(release.Name)}))",
        MoveRows move => $"Add(new MoveRows({_schema.Names([move.From, move.To])}, {Scripts(move.Scripts)}, {Scripts(move.Back)}))",
        MapRows map => $"Add(new MapRows({_schema.Names([map.From, map.To])}, new RowMapping(){Rules(map.Mapping, Deeper)}{(map.IsBack ? ", IsBack: true" : "")}))",
        DropMovedTable drop => $"Add(new DropMovedTable({CSharpText.Quote(drop.Name)}))",
        _ => throw new NotSupportedException($"There is no C# for {operation.GetType().Name}."),
    };

    // A text that serves all kinds of databases cannot stand beside others in OperationList's own words.
    private string Named(ValueList<SqlScript> scripts) => scripts.Any(script => script.Dialect is null)
        ? throw new NotSupportedException("A text for all kinds of databases beside others has no C#: give each kind its own.")
        : string.Join(", ", scripts.Select(script => $"\n{Deeper}({CSharpText.Quote(script.Dialect!)}, {CSharpText.Sql(script.Sql, Deeper + "    ")})"));

    private string Scripts(ValueList<SqlScript> scripts) => $"[{string.Join(", ", scripts.Select(script =>
        $"new SqlScript({(script.Dialect is { } dialect ? CSharpText.Quote(dialect) : "null")}, {Sql(script.Sql)})"))}]";
}
