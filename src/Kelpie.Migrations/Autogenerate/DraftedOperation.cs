using Kelpie.Migrations.Operations;

namespace Kelpie.Migrations.Autogenerate;

/// <summary>What an operation may do to rows that are there.</summary>
public enum OperationRisk
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It fails where the rows do not allow it: NULL where there may be none, two of what may be there once.</summary>
    MayFail,

    /// <summary>What is dropped, or no longer fits, is gone.</summary>
    Destructive,
}

/// <summary>An operation of a revision that was drafted from a comparison.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Risk">What it may do to rows that are there.</param>
/// <param name="Note">What a person should know or decide before running it, or null.</param>
public sealed record DraftedOperation(Operation Operation, OperationRisk Risk = OperationRisk.None, string? Note = null);
