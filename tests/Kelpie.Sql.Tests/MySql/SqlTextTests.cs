using Kelpie.Sql.MySql;

namespace Kelpie.Sql.Tests.MySql;

public sealed class SqlTextTests
{
    [Theory]
    [InlineData("(((`a` <> _utf8mb4'it\\'s \\\\x') and (`order` > 0)) or ((length(`a`) * (2 + `n`)) between 1 and 2))", "a <> 'it''s \\x' AND \"order\" > 0 OR length(a) * (2 + n) BETWEEN 1 AND 2")]
    [InlineData("\"a\" <> 'it\\'s \\\\x' and \"order\" > 0 or octet_length(\"a\") * (2 + \"n\") between 1 and 2", "a <> 'it''s \\x' AND \"order\" > 0 OR length(a) * (2 + n) BETWEEN 1 AND 2")]
    [InlineData("(`a` like _utf8mb4'x\\\\%%' escape _utf8mb4'\\\\')", "a LIKE 'x\\%%' ESCAPE '\\'")]
    [InlineData("((`n` in (1,2)) and (`a` is not null) and (concat(`a`,_utf8mb4'x') <> _utf8mb4'y') and (not((`a` like _utf8mb4'z'))))", "n IN (1, 2) AND a IS NOT NULL AND a || 'x' <> 'y' AND a NOT LIKE 'z'")]
    [InlineData("((`n` = 1) or (`n` = 2) or (-(`n`) < 5))", "n = 1 OR n = 2 OR -n < 5")]
    [InlineData("((`n` - (`m` - 1)) > ((`n` - `m`) - 1))", "n - (m - 1) > n - m - 1")]
    [InlineData("((`a` = 1) and ((`b` = 2) or (`c` = 3)))", "a = 1 AND (b = 2 OR c = 3)")]
    [InlineData("\"n\" MOD 2 = 0 and \"n\" DIV 3 = 1", "n % 2 = 0 AND n DIV 3 = 1")]
    [InlineData("(case when (`n` > 1) then 1 else 2 end)", "(case when (`n` > 1) then 1 else 2 end)")]
    public void What_a_server_prints_is_as_somebody_would_write_it(string printed, string written) =>
        Assert.Equal(written, SqlText.Simplify(printed));

    [Theory]
    [InlineData("'it''s \\\\ x'", "it's \\ x")]
    [InlineData("_utf8mb4'q\\'y'", "q'y")]
    [InlineData("convert(0xf09f9880 using utf8mb4)", "😀")]
    [InlineData("convert(X'f09f9880' using utf8mb4)", "😀")]
    [InlineData("1 + 2", null)]
    [InlineData("'a' || 'b'", null)]
    public void A_literal_is_told_from_an_expression(string sql, string? text) => Assert.Equal(text, SqlLiteral.TextOf(sql));
}
