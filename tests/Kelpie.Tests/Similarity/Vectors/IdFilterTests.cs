using CsCheck;
using Kelpie.Similarity.Vectors;

namespace Kelpie.Tests.Similarity.Vectors;

public sealed class IdFilterTests
{
    [Fact]
    public void Everything_is_allowed_unless_said_otherwise()
    {
        Assert.True(IdFilter.Everything.Allows(7));
        Assert.True(IdFilter.Everything.IsEverything);
        Assert.True(IdFilter.Except([]).IsEverything);
        Assert.False(IdFilter.Only([]).IsEverything);
        Assert.False(IdFilter.Only([]).Allows(7));
    }

    [Fact]
    public void Ids_are_allowed_as_a_set_says() =>
        Gen.Select(Ids, Ids, Ids).Sample((listed, gone, asked) =>
        {
            var only = listed.ToHashSet();
            AssertAllows(only.Contains, IdFilter.Only(listed), asked);
            AssertAllows(id => !only.Contains(id), IdFilter.Except(listed), asked);
            AssertAllows(id => only.Contains(id) && !gone.Contains(id), IdFilter.Only(listed).Without(gone), asked);
            AssertAllows(id => !only.Contains(id) && !gone.Contains(id), IdFilter.Except(listed).Without(gone), asked);
        });

    private static Gen<long[]> Ids => Gen.OneOf(Gen.Long[0, 100], Gen.Long[-3, 3], Gen.OneOf(long.MinValue, long.MaxValue), Gen.Long[0, 10_000]).Array[0, 200];

    private static void AssertAllows(Func<long, bool> expected, IdFilter filter, long[] asked)
    {
        long[] ids = [.. asked.Distinct().Order()];
        var marks = new bool[ids.Length];
        Assert.Equal(ids.Count(expected), filter.Mark(ids, marks));
        Assert.Equal(ids.Select(expected), marks);
        Assert.Equal(ids.Select(expected), ids.Select(filter.Allows));
    }
}
