namespace Kelpie.Sql;

/// <summary>What a pool holds at a moment.</summary>
/// <param name="Size">How many connections it may have open.</param>
/// <param name="Open">How many it has open, in use or idle.</param>
/// <param name="Idle">How many of these wait to be used.</param>
/// <param name="Waiting">How many callers wait for one.</param>
public readonly record struct PoolState(int Size, int Open, int Idle, int Waiting);
