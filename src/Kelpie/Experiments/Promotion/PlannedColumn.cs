using Kelpie.Migrations.Operations;
using Kelpie.Sql.Schema;

namespace Kelpie.Experiments.Promotion;

/// <summary>A column of an experiment and what becomes of it.</summary>
/// <param name="Before">The column as it is expected of whoever has it.</param>
/// <param name="After">The column of the table; null where it is dropped.</param>
/// <param name="Rule">What names and types do not say of it; null where they say all.</param>
/// <param name="Key">The foreign key that it has from then on; null for none.</param>
/// <param name="KeyBefore">The one that it has where the experiment is handed back; null for none.</param>
internal sealed record PlannedColumn(ColumnDefinition Before, ColumnDefinition? After, ColumnRule? Rule, ForeignKey? Key, ForeignKey? KeyBefore);
