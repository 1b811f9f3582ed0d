using Kelpie.Sql.MySql;

namespace Kelpie.Sql.Tests.MySql;

public sealed class MySqlErrorTests
{
    [Theory]
    [InlineData(1062, DatabaseErrorKind.Unique)]
    [InlineData(1452, DatabaseErrorKind.ForeignKey)]
    [InlineData(1364, DatabaseErrorKind.NotNull)]
    [InlineData(4025, DatabaseErrorKind.Check)]
    [InlineData(1205, DatabaseErrorKind.Busy)]
    [InlineData(1213, DatabaseErrorKind.Deadlock)]
    [InlineData(1153, DatabaseErrorKind.BadValue)]
    [InlineData(1301, DatabaseErrorKind.BadValue)]
    [InlineData(9999, DatabaseErrorKind.Other)]
    public void Errors_are_told_by_their_numbers(int number, DatabaseErrorKind kind) => Assert.Equal(kind, MySqlErrors.Classify(number));
}
