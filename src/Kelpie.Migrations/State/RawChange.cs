using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.State;

/// <summary>Something that decides what raw SQL has left behind.</summary>
internal abstract record RawChange
{
    private RawChange()
    {
    }

    /// <summary>Raw SQL was run.</summary>
    internal sealed record Run(ValueList<Operations.SqlScript> Scripts) : RawChange;

    /// <summary>A table got another name.</summary>
    internal sealed record TableRenamed(string Name, string NewName) : RawChange;

    /// <summary>A column got another name.</summary>
    internal sealed record ColumnRenamed(string Table, string Name, string NewName) : RawChange;

    /// <summary>A table went, and its triggers and indexes with it.</summary>
    internal sealed record TableDropped(string Name) : RawChange;
}
