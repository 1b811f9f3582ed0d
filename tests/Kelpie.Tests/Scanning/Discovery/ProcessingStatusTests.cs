using Kelpie.Scanning.Discovery;

namespace Kelpie.Tests.Scanning.Discovery;

public sealed class ProcessingStatusTests
{
    [Theory]
    [InlineData(ProcessingStatus.Success, "success")]
    [InlineData(ProcessingStatus.Skipped, "skipped")]
    [InlineData(ProcessingStatus.PermissionDenied, "permission_denied")]
    [InlineData(ProcessingStatus.FileNotFound, "file_not_found")]
    [InlineData(ProcessingStatus.EncodingError, "encoding_error")]
    [InlineData(ProcessingStatus.SizeLimitExceeded, "size_limit_exceeded")]
    [InlineData(ProcessingStatus.Timeout, "timeout")]
    [InlineData(ProcessingStatus.UnknownError, "unknown_error")]
    public void Each_status_has_the_original_name_both_ways(ProcessingStatus status, string name)
    {
        Assert.Equal(name, status.ToStoredName());
        Assert.Equal(status, ProcessingStatusNames.Parse(name));
    }

    [Fact]
    public void No_status_is_without_a_name() =>
        Assert.Equal(8, Enum.GetValues<ProcessingStatus>().Select(status => status.ToStoredName()).Distinct().Count());

    [Theory]
    [InlineData("Success")]
    [InlineData("")]
    [InlineData("done")]
    public void Other_names_are_refused(string name)
    {
        Assert.False(ProcessingStatusNames.TryParse(name, out _));
        FormatException e = Assert.Throws<FormatException>(() => ProcessingStatusNames.Parse(name));
        Assert.Equal($"\"{name}\" is not a processing status.", e.Message);
    }

    [Fact]
    public void A_status_that_is_not_declared_is_not_stored() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ((ProcessingStatus)99).ToStoredName());
}
