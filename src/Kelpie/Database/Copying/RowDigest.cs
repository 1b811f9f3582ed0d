using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Kelpie.Sql.Schema;

namespace Kelpie.Database.Copying;

/// <summary>
/// Counts rows and sums them up: the sum of the rows' SHA-256, of half its length. A sum does not depend on the order, which is not
/// the same on all databases, and unlike an exclusive or it tells one row from three.
/// </summary>
internal sealed class RowDigest(IReadOnlyList<ColumnDefinition> columns)
{
    private readonly ArrayBufferWriter<byte> _row = new(4096);
    private UInt128 _sum;
    private long _rows;

    /// <summary>Adds a row, each value of it in the form that is the same wherever it was stored.</summary>
    internal void Add(object?[] row)
    {
        _row.ResetWrittenCount();
        for (var i = 0; i < row.Length; i++)
        {
            Write(row[i], columns[i].Type);
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_row.WrittenSpan, hash);
        unchecked
        {
            _sum += BinaryPrimitives.ReadUInt128BigEndian(hash);
        }

        _rows++;
    }

    internal TableContent Content(long mended) => new(_rows, _sum.ToString("x32", CultureInfo.InvariantCulture), mended);

    private void Write(object? value, SqlType type)
    {
        switch (value)
        {
            case null:
                Write(-1L);
                break;
            case byte[] bytes:
                Write(bytes.LongLength);
                _row.Write(bytes);
                break;
            case float[] vector:
                Write(vector.LongLength);
                foreach (var number in vector)
                {
                    Write(BitConverter.SingleToInt32Bits(number));
                }

                break;
            case long number:
                Write(number);
                break;
            case int number:
                Write(number);
                break;
            case bool truth:
                Write(truth ? 1L : 0L);
                break;
            case double number:
                // Minus nothing is equal to nothing, and not every database keeps it.
                Write(number == 0 ? 0L : BitConverter.DoubleToInt64Bits(number));
                break;
            case DateTime moment:
                Write(moment.Ticks / TimeSpan.TicksPerMicrosecond);
                break;
            case DateOnly day:
                Write(day.DayNumber);
                break;
            default:
                WriteText(value is string text && type is JsonType ? CanonicalJson.Of(text) : Text(value));
                break;
        }
    }

    private static string Text(object value) => value switch
    {
        string text => text,
        Guid id => id.ToString("D"),
        // With as many zeros behind the point as the column has, or none.
        decimal number => number == 0 ? "0" : (number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture),
        _ => throw new NotSupportedException($"A value of {value.GetType().Name} has no form that is the same on every database."),
    };

    private void WriteText(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        Write((long)length);
        _row.Advance(Encoding.UTF8.GetBytes(text, _row.GetSpan(length)));
    }

    private void Write(long number)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_row.GetSpan(sizeof(long)), number);
        _row.Advance(sizeof(long));
    }
}
