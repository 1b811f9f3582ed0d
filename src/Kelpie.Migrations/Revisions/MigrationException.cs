using Kelpie.Migrations.Operations;

namespace Kelpie.Migrations.Revisions;

/// <summary>A migration failed, or says something that cannot be done. Its message names the revision, what failed, and what is left of it.</summary>
public sealed class MigrationException : Exception
{
    internal MigrationException(Migration migration, MigrationDirection direction, string? statement, string message, Exception? inner = null)
        : base(message, inner) => (Migration, Direction, Statement) = (migration, direction, statement);

    /// <summary>The migration.</summary>
    public Migration Migration { get; }

    /// <summary>Which way it was run.</summary>
    public MigrationDirection Direction { get; }

    /// <summary>The statement that failed, or null where it did not come to one.</summary>
    public string? Statement { get; }

    /// <summary>The migration does not fit the schema it meets, or the database has no way to do it. Nothing was run.</summary>
    internal static MigrationException Unfit(Migration migration, MigrationDirection direction, Operation? operation, Exception reason) => new(
        migration,
        direction,
        null,
        $"The {Name(direction)} of {migration} cannot be done{(operation is null ? "" : $", at {operation.GetType().Name}")}: {Plain(reason)}",
        reason);

    internal static string Name(MigrationDirection direction) => direction == MigrationDirection.Upgrade ? "upgrade" : "downgrade";

    private static string Plain(Exception exception) => exception is ArgumentException { ParamName: { } name }
        ? exception.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal)
        : exception.Message;
}
