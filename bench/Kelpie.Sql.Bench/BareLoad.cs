using System.Data.Common;

namespace Kelpie.Sql.Bench;

/// <summary>A way to load rows that is written by hand for one database.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="LoadAsync">Loads them, all or none.</param>
internal sealed record BareLoad(string Name, Func<DbConnection, IReadOnlyList<Thing>, Task> LoadAsync);
