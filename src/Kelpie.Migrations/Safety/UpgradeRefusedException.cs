using System.Collections.Immutable;

namespace Kelpie.Migrations.Safety;

/// <summary>An upgrade would destroy rows without leave, or fail on rows that are there. Nothing was run. The message names each step, how many rows, and what to type.</summary>
public sealed class UpgradeRefusedException : Exception
{
    internal UpgradeRefusedException(ImmutableArray<Stake> stakes, string message)
        : base(message) => Stakes = stakes;

    /// <summary>What the upgrade was refused for.</summary>
    public ImmutableArray<Stake> Stakes { get; }
}
