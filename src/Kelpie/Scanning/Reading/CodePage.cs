using System.Text;

namespace Kelpie.Scanning.Reading;

/// <summary>A legacy encoding.</summary>
/// <param name="Number">Its number on Windows, by which .NET knows it.</param>
/// <param name="Name">Its name as Python spells it.</param>
/// <param name="IsLatin">Whether it is one of the many that hold Latin letters with accents in one byte.</param>
internal sealed record CodePage(int Number, string Name, bool IsLatin = true)
{
    /// <summary>Decodes bytes of which every one must have a meaning.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <returns>The text, or null if the bytes are not of this encoding.</returns>
    public string? TryDecode(ReadOnlySpan<byte> bytes)
    {
        // Asked directly: registering the provider for all would change what other code in the process sees.
        Encoding? encoding = CodePagesEncodingProvider.Instance.GetEncoding(
            Number, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        try
        {
            return encoding?.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
