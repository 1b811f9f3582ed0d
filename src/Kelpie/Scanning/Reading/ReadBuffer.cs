using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace Kelpie.Scanning.Reading;

/// <summary>Memory for the content of one file: borrowed for the many small ones, of its own for the few large.</summary>
internal sealed class ReadBuffer : IDisposable
{
    /// <summary>The pool would keep larger arrays, several of them, for as long as the process lives.</summary>
    private const int MaxPooled = 1024 * 1024;

    private readonly long _expected;
    private readonly int _limit;
    private byte[] _array;
    private int _length;

    /// <summary>Makes room.</summary>
    /// <param name="expected">How many bytes the file is thought to have.</param>
    /// <param name="limit">How many it may have.</param>
    public ReadBuffer(long expected, long limit)
    {
        // One byte more than there should be, so that a file that has not grown is read to its end by one call.
        _expected = expected;
        _limit = (int)Math.Min(limit, Array.MaxLength - 1);
        _array = Take((int)Math.Min(expected, _limit) + 1);
    }

    /// <summary>What was read.</summary>
    public ReadOnlySpan<byte> Bytes => _array.AsSpan(0, _length);

    /// <summary>What was read as a stream; not to be used after this is disposed of.</summary>
    public MemoryStream AsStream() => new(_array, 0, _length, writable: false);

    /// <summary>Reads a file to its end as it is then, if that is within the limit.</summary>
    /// <param name="handle">The file.</param>
    /// <param name="cancellationToken">Ends the reading between two blocks.</param>
    /// <returns>Whether the end was reached. If not, no more was read than one byte over the limit.</returns>
    /// <exception cref="IOException">The system could not read.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public bool Fill(SafeFileHandle handle, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int room = (int)Math.Min(_array.Length, _limit + 1L) - _length;
            int read = RandomAccess.Read(handle, _array.AsSpan(_length, room), _length);
            _length += read;
            if (_length > _limit)
            {
                return false;
            }

            // Regular files give as much as there is, so less than there was room for is the end. Where the size was wrong, as it
            // is for files that the system makes up while they are read, only nothing is.
            if (read == 0 || (read < room && _expected > 0 && _length >= _expected))
            {
                return true;
            }

            if (read == room)
            {
                Grow();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Return(_array);
        (_array, _length) = ([], 0);
    }

    private static byte[] Take(int size) =>
        size <= MaxPooled ? ArrayPool<byte>.Shared.Rent(size) : GC.AllocateUninitializedArray<byte>(size);

    private static void Return(byte[] array)
    {
        if (array.Length is > 0 and <= MaxPooled)
        {
            ArrayPool<byte>.Shared.Return(array);
        }
    }

    private void Grow()
    {
        byte[] larger = Take((int)Math.Min(_array.Length * 2L, _limit + 1L));
        Bytes.CopyTo(larger);
        Return(_array);
        _array = larger;
    }
}
