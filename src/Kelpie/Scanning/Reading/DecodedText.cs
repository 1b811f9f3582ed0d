namespace Kelpie.Scanning.Reading;

/// <summary>Text made of bytes.</summary>
/// <param name="Text">The text, without a byte order mark and without NUL characters.</param>
/// <param name="Encoding">
/// The encoding's name as Python spells it, so that <c>open(path, encoding=...)</c> reads the same: <c>ascii</c>, <c>utf-8</c>,
/// <c>utf-8-sig</c>, <c>utf-16</c> (with a byte order mark), <c>utf-16-le</c> (without), <c>cp1252</c>, ...
/// </param>
/// <param name="Note">What had to be replaced, or null if every byte was understood.</param>
public sealed record DecodedText(string Text, string Encoding, string? Note);
