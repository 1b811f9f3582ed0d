using Kelpie.Migrations.Operations;

namespace Kelpie.Migrations.Compilation;

/// <summary>The database has no way to do an operation; the reason is inside.</summary>
internal sealed class UnfitOperationException(Operation operation, Exception reason) : Exception(reason.Message, reason)
{
    internal Operation Operation => operation;
}
