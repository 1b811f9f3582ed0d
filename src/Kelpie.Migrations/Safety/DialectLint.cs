using Kelpie.Migrations.Compilation;
using Kelpie.Migrations.Operations;
using Kelpie.Migrations.State;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Safety;

/// <summary>What a kind of database does not take of a revision.</summary>
internal sealed class DialectLint(Dialect dialect)
{
    /// <param name="operations">The operations, in order.</param>
    /// <param name="before">The schema before the first.</param>
    internal IEnumerable<Hazard> Of(IReadOnlyList<Operation> operations, SchemaState before)
    {
        var found = new List<Hazard>();
        for (var next = 0; next < operations.Count;)
        {
            try
            {
                new StepCompiler(dialect, Handmade.None).Compile([.. operations.Skip(next)], before);
                next = operations.Count;
            }
            catch (UnfitOperationException refusal)
            {
                var at = next;
                while (!ReferenceEquals(operations[at], refusal.Operation))
                {
                    before = operations[at++].Apply(before);
                }

                found.AddRange(Refused(operations[at], refusal.InnerException!));
                before = operations[at].Apply(before);
                next = at + 1;
            }
        }

        return [.. found, .. operations.SelectMany(Conversions)];
    }

    private IEnumerable<Hazard> Refused(Operation operation, Exception reason)
    {
        var names = NamesOf(operation).Distinct().Select(Refusal).OfType<Hazard>().ToList();
        if (names.Count > 0)
        {
            return names;
        }

        var what = operation.GetType().Name;
        var message = reason.Message.TrimEnd('.');
        return MissesScript(operation)
            ? [new Hazard(HazardKind.HasNoScript, HazardSeverity.MayFail, what, $"has no text for {dialect.Name}: {message}", "Add one, an empty one if there is nothing to do.")]
            : [new Hazard(HazardKind.IsRefused, HazardSeverity.MayFail, what, $"cannot be done on {dialect.Name}, at {what}: {message}", "Say it in a way that this database takes, or by a script for it.")];
    }

    private bool MissesScript(Operation operation) => ScriptsOf(operation) is { } scripts && scripts.For(dialect.Name) is null;

    // A conversion that is there for some, and not for this one.
    private IEnumerable<Hazard> Conversions(Operation operation) => operation is AlterColumn { Conversion.Count: > 0 } alter && alter.Conversion.For(dialect.Name) is null
        ?
        [
            new Hazard(
                HazardKind.HasNoScript,
                HazardSeverity.MayFail,
                $"{alter.Table}.{alter.Name}",
                $"says how the values of {alter.Table}.{alter.Name} are converted on some databases, and not on {dialect.Name}",
                "Add a conversion for it."),
        ]
        : [];

    private static ValueList<SqlScript>? ScriptsOf(Operation operation) => operation switch
    {
        ExecuteSql raw => raw.Scripts,
        ExecuteInBatches batches => batches.Scripts,
        CreateView view => view.Queries,
        CreateTrigger trigger => trigger.Scripts,
        _ => null,
    };

    private Hazard? Refusal(string name)
    {
        try
        {
            dialect.Quote(name);
            return null;
        }
        catch (ArgumentException reason)
        {
            var message = reason.Message.Replace($" (Parameter '{reason.ParamName}')", "", StringComparison.Ordinal);
            return new Hazard(HazardKind.NameIsRefused, HazardSeverity.MayFail, name, $"has a name that {dialect.Name} does not take: {message.TrimEnd('.')}", "Choose another.");
        }
    }

    private static IEnumerable<string> NamesOf(Operation operation) => operation switch
    {
        CreateTable create => NamesOf(create.Table),
        AdoptTable adopt => NamesOf(adopt.Table),
        RenameTable rename => [rename.NewName],
        RenameColumn rename => [rename.NewName],
        AddColumn add => [add.Column.Name],
        CreateIndex create => [create.Index.Name],
        AddPrimaryKey { Key.Name: { } name } => [name],
        AddUnique add => [add.Unique.Name],
        AddForeignKey add => [add.Key.Name],
        AddCheck add => [add.Check.Name],
        CreateView view => [view.Name],
        CreateTrigger trigger => [trigger.Name],
        _ => [],
    };

    private static IEnumerable<string> NamesOf(TableDefinition table) =>
    [
        table.Name,
        .. table.Columns.Select(column => column.Name),
        .. table.PrimaryKey?.Name is { } key ? [key] : Array.Empty<string>(),
        .. table.Uniques.Select(unique => unique.Name),
        .. table.Checks.Select(check => check.Name),
        .. table.ForeignKeys.Select(foreign => foreign.Name),
        .. table.Indexes.Select(index => index.Name),
    ];
}
