using System.Data;
using Kelpie.Sql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.SqlServer.Client;
using Microsoft.Data.SqlClient;

namespace Kelpie.Conformance.SqlServer;

/// <summary>What the driver does before there is a server.</summary>
public sealed class DriverTests
{
    [Theory]
    [InlineData("mssql://sa:p%40ss@host:1444/shop?encrypt=false&TrustServerCertificate=true")]
    [InlineData("sqlserver://sa:p%40ss@host:1444/shop?encrypt=false&TrustServerCertificate=true")]
    public void A_url_becomes_a_connection_string(string url)
    {
        using var connection = SqlServerDriver.Instance.CreateConnection(DatabaseUrl.Parse(url), EngineOptions.Default with { ReadOnly = true });
        var settings = new SqlConnectionStringBuilder(connection.ConnectionString);
        Assert.Equal("tcp:host,1444", settings.DataSource);
        Assert.Equal(("sa", "p@ss", "shop"), (settings.UserID, settings.Password, settings.InitialCatalog));
        Assert.Equal((false, true, false), (settings.Encrypt == SqlConnectionEncryptOption.Mandatory, settings.TrustServerCertificate, settings.Pooling));
        Assert.Equal(ApplicationIntent.ReadOnly, settings.ApplicationIntent);
        Assert.False(settings.IntegratedSecurity);
    }

    [Theory]
    [InlineData("nonsense=1", "nonsense")]
    [InlineData("encrypt=perhaps", "encrypt")]
    public void An_option_that_means_nothing_is_named_and_no_password(string option, string name)
    {
        var url = DatabaseUrl.Parse($"mssql://sa:secret@host/shop?{option}");
        var error = Assert.Throws<DatabaseException>(() => SqlServerDriver.Instance.CreateConnection(url, EngineOptions.Default));
        Assert.Equal(DatabaseErrorKind.CannotOpen, error.Kind);
        Assert.Contains($"does not take the option {name}", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_cannot_be_opened()
    {
        // A port that nobody listens at: taken, and given back.
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        await using var engine = Engine.Create(
            DatabaseUrl.Parse($"mssql://sa:secret@127.0.0.1:{port}/shop?connectretrycount=0&connect%20timeout=5"), [SqlServerDriver.Instance]);
        var error = await Assert.ThrowsAsync<DatabaseException>(async () => await engine.ConnectAsync());
        Assert.Equal(DatabaseErrorKind.CannotOpen, error.Kind);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_parameter_is_of_its_type_and_a_text_of_any_length()
    {
        (SqlType Type, SqlDbType Expected, int Size)[] types =
        [
            (Types.Bool, SqlDbType.Bit, 0), (Types.Integer, SqlDbType.Int, 0), (Types.BigInt, SqlDbType.BigInt, 0), (Types.DoublePrecision, SqlDbType.Float, 0),
            (Types.Varchar(40), SqlDbType.NVarChar, -1), (Types.Text, SqlDbType.NVarChar, -1), (Types.Json, SqlDbType.NVarChar, -1),
            (Types.AsciiKey(8), SqlDbType.Char, 8), (Types.Date, SqlDbType.Date, 0), (Types.Uuid, SqlDbType.UniqueIdentifier, 0),
            (Types.Bytes, SqlDbType.VarBinary, -1), (Types.Vector(3), SqlDbType.VarBinary, -1),
        ];
        foreach (var (type, expected, size) in types)
        {
            var parameter = new SqlParameter();
            SqlServerDriver.Instance.SetType(parameter, type);
            Assert.Equal((expected, size), (parameter.SqlDbType, parameter.Size));
        }

        var number = new SqlParameter();
        SqlServerDriver.Instance.SetType(number, Types.Numeric(28, 6));
        Assert.Equal((SqlDbType.Decimal, (byte)28, (byte)6), (number.SqlDbType, number.Precision, number.Scale));
        var moment = new SqlParameter();
        SqlServerDriver.Instance.SetType(moment, Types.Timestamp);
        Assert.Equal((SqlDbType.DateTime2, (byte)6), (moment.SqlDbType, moment.Scale));
    }
}
