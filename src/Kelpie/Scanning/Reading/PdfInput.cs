namespace Kelpie.Scanning.Reading;

/// <summary>
/// The bytes of a PDF document, guarded. In a damaged document the library looks through all of it for every object that it
/// misses, which takes time by the square of its size; each time it starts over, it moves here first.
/// </summary>
/// <param name="bytes">The document.</param>
/// <param name="guard">Who is asked at each move.</param>
internal sealed class PdfInput(byte[] bytes, PdfGuard guard) : MemoryStream(bytes, writable: false)
{
    private readonly byte[] _bytes = bytes;

    /// <inheritdoc/>
    public override long Position
    {
        get => base.Position;
        set
        {
            guard.Check();
            base.Position = value;
        }
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin loc)
    {
        guard.Check();
        return base.Seek(offset, loc);
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        // The base goes through an array of its own here, for the sake of derived classes that know only arrays.
        int start = (int)Math.Min(base.Position, _bytes.Length);
        int read = Math.Min(buffer.Length, _bytes.Length - start);
        _bytes.AsSpan(start, read).CopyTo(buffer);
        base.Position = start + read;
        return read;
    }
}
