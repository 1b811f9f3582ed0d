using System.Data.Common;
using System.Runtime.ExceptionServices;

namespace Kelpie.Sql.MySql;

/// <summary>
/// The rows of a load, which end where one of them fails or the load is cancelled: the driver gives its connection up when
/// rows fail under it. Who loads them asks for the failure afterwards.
/// </summary>
internal sealed class GuardedRows(DbDataReader rows, CancellationToken cancellationToken) : ValueReader
{
    private readonly object[] _row = new object[rows.FieldCount];
    private ExceptionDispatchInfo? _failure;

    public override int FieldCount => rows.FieldCount;

    /// <summary>Throws what ended the rows before their end, if anything did.</summary>
    internal void ThrowIfFailed() => _failure?.Throw();

    public override bool Read()
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!rows.Read())
            {
                return false;
            }

            rows.GetValues(_row);
            return true;
        }
        catch (Exception exception)
        {
            _failure = ExceptionDispatchInfo.Capture(exception);
            return false;
        }
    }

    public override object GetValue(int ordinal) => _row[ordinal];

    public override string GetName(int ordinal) => rows.GetName(ordinal);

    public override string GetDataTypeName(int ordinal) => rows.GetDataTypeName(ordinal);
}
