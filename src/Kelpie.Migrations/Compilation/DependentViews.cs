using Kelpie.Migrations.Operations;
using Kelpie.Migrations.State;
using Kelpie.Sql.Compilation;

namespace Kelpie.Migrations.Compilation;

/// <summary>Takes views out of the way of a change that the database would refuse, or that would leave them broken, and brings them back.</summary>
internal sealed class DependentViews(Dialect dialect, SchemaState before, SchemaState after)
{
    /// <summary>The statements of an operation, with what the views need before and after them.</summary>
    internal IReadOnlyList<string> Around(Operation operation, IReadOnlyList<string> statements)
    {
        var table = (operation, dialect.Capabilities.Views) switch
        {
            (AlterColumn { Type: not null } alter, ViewBinding.Columns) => alter.Table,
            (RenameColumn rename, ViewBinding.Names) => rename.Table,
            (RenameTable rename, ViewBinding.Names) => rename.Name,
            _ => null,
        };
        if (table is null || statements.Count == 0)
        {
            return statements;
        }

        var views = Over(table);
        return
        [
            .. Enumerable.Reverse(views).SelectMany(view => new DropView(view.Name).Compile(dialect, before)),
            .. statements,
            .. views.SelectMany(view => after.Views[view.Name].Compile(dialect, after)),
        ];
    }

    // Those over the table, and those over these: each behind what it reads.
    private List<CreateView> Over(string table)
    {
        var views = new List<CreateView>();
        var names = new Queue<string>([table]);
        while (names.TryDequeue(out var name))
        {
            foreach (var view in before.Views.Values.Where(view => view.Queries.For(dialect.Name) is { } query && SqlNames.Mentions(query.Sql, name)))
            {
                views.RemoveAll(known => known.Name == view.Name);
                views.Add(view);
                names.Enqueue(view.Name);
            }
        }

        return views;
    }
}
