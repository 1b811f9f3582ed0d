using Kelpie.Database;

namespace Kelpie.Tests.Database;

public sealed class DatabaseLocationTests
{
    private static readonly Dictionary<string, string> Everything = new()
    {
        ["KELPIE_DB"] = "postgresql://reader:secret@host/index",
        ["XDG_DATA_HOME"] = "/data",
        ["HOME"] = "/home/reader",
    };

    [Theory]
    [InlineData("/asked.db", "", "sqlite:////asked.db")]
    [InlineData(null, "", "postgresql://reader@host/index")]
    [InlineData(null, "KELPIE_DB", "sqlite:////data/kelpie/kelpie.db")]
    [InlineData(null, "KELPIE_DB XDG_DATA_HOME", "sqlite:////home/reader/.local/share/kelpie/kelpie.db")]
    public void What_is_asked_for_goes_before_the_environment_and_that_before_the_usual_place(string? asked, string unset, string expected)
    {
        var left = Everything.Where(pair => !unset.Split(' ').Contains(pair.Key)).ToDictionary();

        Assert.Equal(expected, DatabaseLocation.Resolve(asked, left.GetValueOrDefault).ToString());
    }

    [Fact]
    public void A_variable_that_is_set_to_nothing_counts_as_not_set() =>
        Assert.Equal("/home/reader/.local/share/kelpie/kelpie.db", DatabaseLocation.Resolve(null, name => name == "HOME" ? "/home/reader" : "").Database);

    [Fact]
    public void Asking_for_nothing_is_an_error() => Assert.Throws<FormatException>(() => DatabaseLocation.Resolve("", Everything.GetValueOrDefault));
}
