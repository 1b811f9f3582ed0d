using System.Text;
using Kelpie.Chunking;

namespace Kelpie.Tests.Chunking;

public sealed class PythonNumberTests
{
    [Theory]
    [InlineData(1776, 4, "444.0")]
    [InlineData(2551, 5, "510.2")]
    [InlineData(1253, 4, "313.25")]
    [InlineData(1000, 3, "333.33")]
    [InlineData(2000, 3, "666.67")]
    [InlineData(1, 8, "0.12")]
    [InlineData(3, 8, "0.38")]
    [InlineData(1001, 8, "125.12")]
    [InlineData(1003, 8, "125.38")]
    [InlineData(535, 200, "2.67")]
    [InlineData(201, 200, "1.0")]
    [InlineData(1, 1_000, "0.0")]
    [InlineData(0, 1, "0.0")]
    [InlineData(2_999, 1_000, "3.0")]
    [InlineData(int.MaxValue, 1, "2147483647.0")]
    [InlineData(int.MaxValue, 3, "715827882.33")]
    [InlineData(1, int.MaxValue, "0.0")]
    public void Quotients_are_rounded_and_spelt_as_Python_does(int dividend, int divisor, string expected)
    {
        Span<byte> digits = stackalloc byte[32];
        var length = PythonNumber.Format(PythonNumber.RoundToHundredths((double)dividend / divisor), digits);
        Assert.Equal(expected, Encoding.ASCII.GetString(digits[..length]));
    }

    [Theory]
    [InlineData(double.Epsilon, 0)]
    [InlineData(1e-30, 0)]
    [InlineData(0.005, 0.01)]
    [InlineData(0.015, 0.01)]
    [InlineData(4503599627370496.5, 4503599627370496)]
    [InlineData(1e300, 1e300)]
    public void The_exact_value_of_the_double_decides(double value, double expected) =>
        Assert.Equal(expected, PythonNumber.RoundToHundredths(value));
}
