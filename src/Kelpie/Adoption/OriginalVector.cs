using System.Buffers.Binary;
using System.Text.Json;

namespace Kelpie.Adoption;

/// <summary>Vectors as the original kept them: 32-bit or 64-bit floats, little endian, or a JSON array. One that says nothing is none.</summary>
internal static class OriginalVector
{
    /// <summary>The bytes of a vector of 32-bit floats, or why they are none.</summary>
    /// <param name="blob">The bytes.</param>
    /// <param name="dimensions">How many numbers the others have.</param>
    internal static (byte[]? Vector, string? Fault) Singles(byte[] blob, long dimensions) =>
        blob.Length == 0 || blob.Length % sizeof(float) != 0 ? (null, "the vector has a broken length")
        : Fault(Enumerable.Range(0, blob.Length / sizeof(float)).Select(i => (double)BinaryPrimitives.ReadSingleLittleEndian(blob.AsSpan(i * sizeof(float)))), dimensions) is { } fault
            ? (null, fault) : (blob, null);

    /// <summary>The bytes of a vector of 64-bit floats, or why they are none.</summary>
    internal static (byte[]? Vector, string? Fault) Doubles(byte[] blob, long dimensions) =>
        blob.Length == 0 || blob.Length % sizeof(double) != 0 ? (null, "the vector has a broken length")
        : Fault(Enumerable.Range(0, blob.Length / sizeof(double)).Select(i => BinaryPrimitives.ReadDoubleLittleEndian(blob.AsSpan(i * sizeof(double)))), dimensions) is { } fault
            ? (null, fault) : (blob, null);

    /// <summary>The bytes, in 64-bit floats, of a vector that is a JSON array, or why it is none.</summary>
    internal static (byte[]? Vector, string? Fault) FromJson(byte[] text, long dimensions)
    {
        double[] numbers;
        try
        {
            // Python writes NaN and Infinity, which JSON has not.
            using var json = JsonDocument.Parse(text);
            numbers = [.. json.RootElement.EnumerateArray().Select(number => number.GetDouble())];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            return (null, "the vector is no JSON array of numbers");
        }

        if (Fault(numbers, dimensions) is { } fault)
        {
            return (null, fault);
        }

        var vector = new byte[numbers.Length * sizeof(double)];
        for (var i = 0; i < numbers.Length; i++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(vector.AsSpan(i * sizeof(double)), numbers[i]);
        }

        return (vector, null);
    }

    private static string? Fault(IEnumerable<double> numbers, long dimensions)
    {
        var (count, isZero) = (0L, true);
        foreach (var number in numbers)
        {
            if (!double.IsFinite(number))
            {
                return "the vector has numbers that are none (NaN or infinity)";
            }

            (count, isZero) = (count + 1, isZero && number == 0);
        }

        return isZero ? "the vector is zero"
            : count != dimensions ? $"the vector is of another length than most, which have {dimensions} numbers"
            : null;
    }
}
