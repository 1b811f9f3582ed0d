using Kelpie.Embedding.Lsa;

namespace Kelpie.Tests.Embedding.Lsa;

public sealed class LsaRetrainingTests
{
    [Theory]
    [InlineData(0, 0, 0, false)]
    [InlineData(0, 1, 0, true)]
    [InlineData(1000, 1000, 0, false)]
    [InlineData(1000, 1499, 0, false)]
    [InlineData(1000, 1500, 0, true)]
    [InlineData(1000, 500, 0, false)]
    [InlineData(1000, 499, 0, true)]
    [InlineData(1000, 0, 0, false)]
    [InlineData(1000, 1001, 0.39, false)]
    [InlineData(1000, 1001, 0.4, true)]
    [InlineData(1, 1, 0, false)]
    [InlineData(1, 2, 0, true)]
    public void A_training_is_due_when_the_index_is_another(long trainedOn, long nowThere, double unknown, bool expected) =>
        Assert.Equal(expected, LsaRetraining.IsDue(trainedOn, nowThere, unknown));

    [Theory]
    [InlineData(-1, 0, 0)]
    [InlineData(0, -1, 0)]
    [InlineData(0, 0, -0.1)]
    [InlineData(0, 0, 1.1)]
    [InlineData(0, 0, double.NaN)]
    public void What_cannot_be_is_refused(long trainedOn, long nowThere, double unknown) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => LsaRetraining.IsDue(trainedOn, nowThere, unknown));
}
