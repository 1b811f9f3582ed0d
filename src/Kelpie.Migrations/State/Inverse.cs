using Kelpie.Migrations.Operations;

namespace Kelpie.Migrations.State;

/// <summary>What undoes a row of operations.</summary>
internal static class Inverse
{
    /// <param name="operations">The operations, in the order they are done.</param>
    /// <param name="before">The schema before the first.</param>
    /// <exception cref="InvalidOperationException">One of them cannot be undone, or does not fit the schema it meets.</exception>
    internal static IReadOnlyList<Operation> Of(IReadOnlyList<Operation> operations, SchemaState before)
    {
        var undone = new List<Operation>();
        foreach (var operation in operations)
        {
            undone.InsertRange(0, operation.Invert(before));
            before = operation.Apply(before);
        }

        return undone;
    }
}
