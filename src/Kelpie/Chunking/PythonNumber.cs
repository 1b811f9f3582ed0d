using System.Globalization;

namespace Kelpie.Chunking;

/// <summary>Numbers rounded and spelt as Python does, so that envelopes do not change with the program that writes them.</summary>
internal static class PythonNumber
{
    private const int FractionBits = 52;
    private const int ExponentBias = 1023;

    /// <summary>Python's <c>round(value, 2)</c>: the multiple of 0.01 nearest to the exact value of the double, of two the even one.</summary>
    /// <remarks>
    /// <see cref="Math.Round(double, int)"/> multiplies first, which rounds before the rounding: it makes 2.68 of 2.675, which as a
    /// double lies below the tie. Formatting with <c>F2</c> is exact but sends ties away from zero.
    /// </remarks>
    /// <param name="value">A finite value, zero or more.</param>
    internal static double RoundToHundredths(double value)
    {
        var bits = BitConverter.DoubleToUInt64Bits(value);
        var shift = ExponentBias + FractionBits - (int)(bits >> FractionBits);
        if (shift <= 0)
        {
            return value;
        }

        // Below 2^-60 (and for zero and subnormals) the nearest hundredth is zero, and the shift would leave the 128 bits.
        if (shift > 2 * FractionBits + 8)
        {
            return 0;
        }

        var significand = (bits & ((1UL << FractionBits) - 1)) | (1UL << FractionBits);
        var hundredfold = (UInt128)significand * 100;
        var hundredths = hundredfold >> shift;
        var remainder = hundredfold - (hundredths << shift);
        var half = UInt128.One << (shift - 1);
        if (remainder > half || (remainder == half && UInt128.IsOddInteger(hundredths)))
        {
            hundredths++;
        }

        return (double)hundredths / 100;
    }

    /// <summary>Writes Python's <c>repr</c> of a value: the shortest digits that read back as it, at least one of them after the point.</summary>
    /// <param name="value">A finite value below 1e15, where other notation begins.</param>
    /// <param name="destination">Where the ASCII characters go; 32 are enough.</param>
    /// <returns>The number of characters written.</returns>
    internal static int Format(double value, Span<byte> destination)
    {
        value.TryFormat(destination, out var length, "R", CultureInfo.InvariantCulture);
        if (!destination[..length].Contains((byte)'.'))
        {
            ".0"u8.CopyTo(destination[length..]);
            length += 2;
        }

        return length;
    }
}
