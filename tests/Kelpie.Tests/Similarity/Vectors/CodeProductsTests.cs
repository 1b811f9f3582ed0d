using System.Runtime.Intrinsics.X86;
using CsCheck;
using Kelpie.Similarity.Vectors;

namespace Kelpie.Tests.Similarity.Vectors;

public sealed class CodeProductsTests
{
    private delegate void Way(ReadOnlySpan<short> query, ReadOnlySpan<sbyte> rows, Span<int> products);

    [Fact]
    public void Each_way_gives_the_same() =>
        Gen.Select(Gen.Int, Gen.Int[0, 5], Gen.Int[1, 14]).Sample((seed, groups, parts) =>
        {
            var random = new Random(seed);
            var query = new short[32 * parts];
            var rows = new sbyte[query.Length * 4 * groups];
            foreach (ref var code in query.AsSpan())
            {
                code = (short)random.Next(-32_767, 32_768);
            }

            foreach (ref var code in rows.AsSpan())
            {
                code = (sbyte)random.Next(-127, 128);
            }

            AssertSame(query, rows, 4 * groups);
        });

    [Theory]
    [InlineData(32_767, 127, 512)]
    [InlineData(-32_767, 127, 512)]
    [InlineData(258, -127, 65_536)]
    [InlineData(-258, -127, 65_536)]
    public void Each_way_gives_the_same_for_the_largest_sums(short code, sbyte row, int dimensions)
    {
        var query = Enumerable.Repeat(code, dimensions).ToArray();
        var products = AssertSame(query, Enumerable.Repeat(row, dimensions * 4).ToArray(), 4);
        Assert.Equal(Enumerable.Repeat((long)code * row * dimensions, 4), products.Select(product => (long)product));
    }

    [Fact]
    public void Rows_that_are_not_whole_are_refused()
    {
        foreach (var way in Ways)
        {
            Assert.Throws<ArgumentException>(() => way(new short[32], new sbyte[127], new int[4]));
            Assert.Throws<ArgumentException>(() => way(new short[32], new sbyte[96], new int[3]));
            Assert.Throws<ArgumentException>(() => way(new short[31], new sbyte[124], new int[4]));
        }
    }

    private static IEnumerable<Way> Ways =>
        Avx2.IsSupported ? [CodeProducts.OneByOne, CodeProducts.Compute, CodeProducts.WithVector128, CodeProducts.WithAvx2]
        : [CodeProducts.OneByOne, CodeProducts.Compute, CodeProducts.WithVector128];

    private static int[] AssertSame(short[] query, sbyte[] rows, int count)
    {
        int[][] all = [.. Ways.Select(way =>
        {
            var products = new int[count];
            way(query, rows, products);
            return products;
        })];
        Assert.All(all, products => Assert.Equal(all[0], products));
        return all[0];
    }
}
