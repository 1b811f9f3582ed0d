using Kelpie.Migrations.Safety;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Operations;

/// <summary>
/// Runs SQL as you write it: for what the operations have no words for, such as full-text tables, triggers and views, and
/// for changes of rows. The replayed schema knows nothing of it.
/// </summary>
/// <param name="Scripts">The text for each kind of database; an empty one says that nothing is to be done there.</param>
public sealed record ExecuteSql(ValueList<SqlScript> Scripts) : Operation
{
    internal override bool MayBreakReferences => true;

    /// <inheritdoc/>
    public override MetaData Apply(MetaData before) => before;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Compile(Dialect dialect, MetaData before) => Find(dialect.Name) is { } script
        ? SqlScript.Split(script.Sql)
        : throw new NotSupportedException(
            $"The raw SQL has no text for {dialect.Name}, only for {string.Join(", ", Scripts.Select(known => known.Dialect))}; "
            + $"add one, an empty one if there is nothing to do.");

    // Of the texts only the one that was run: a text for one more kind of database does not rewrite history on the others.
    internal override void Describe(CanonicalText text) =>
        text.Word("execute").Name(Find(text.Dialect)?.Sql.Trim() ?? "").EndLine();

    private SqlScript? Find(string dialect) =>
        Scripts.FirstOrDefault(script => script.Dialect == dialect) ?? Scripts.FirstOrDefault(script => script.Dialect is null);
}
