using System.Text.Json;
using Kelpie.Conformance.Backends;
using Kelpie.Sql;
using Kelpie.Sql.Expressions;
using Kelpie.Sql.Schema;
using static Kelpie.Sql.Functions;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Conformance.Statements;

/// <summary>A place in a JSON document holds the same on every database, whatever stands there and whatever the place is called.</summary>
public sealed class JsonTests
{
    private const string Kinds = """
        {"text": "it's", "blank": "", "digits": "12", "yes": true, "no": false, "nothing": null, "object": {"a": 1}, "array": [7],
         "whole": 12, "minus": -3, "zero": 0, "point": 1.5, "one": 1.0, "thousand": 1e3, "small": 1e-3,
         "most": 9223372036854775807, "least": -9223372036854775808, "over": 9223372036854775808, "under": -9223372036854775809,
         "far": 123456789012345678901234567890, "truth": "true"}
        """;

    private static readonly CellsTable C = CellsTable.Instance;

    [Theory, EveryBackend]
    public async Task Each_kind_of_value_is_found_as_what_it_is(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await FillAsync(database, Kinds);
        async Task<List<string>> Found<T>(Func<string, Expression<T>> at)
        {
            var found = new List<string>();
            foreach (var name in JsonDocument.Parse(Kinds).RootElement.EnumerateObject().Select(member => member.Name).Append("missing"))
            {
                if (await db.FirstAsync(Select(at(name)).From(C)) is { } value)
                {
                    found.Add(FormattableString.Invariant($"{name} {value}"));
                }
            }

            return found;
        }

        Assert.Equal(
            ["text it's", "blank ", "digits 12", "yes true", "no false", "whole 12", "minus -3", "zero 0", "point 1.5", "most 9223372036854775807",
             "least -9223372036854775808", "over 9223372036854775808", "under ", "truth true"],
            (await Found(name => C.Json.JsonText(name))).Where(line => line.Split(' ')[0] is not ("one" or "thousand" or "small" or "far"))
                .Select(line => line.StartsWith("under ", StringComparison.Ordinal) ? "under " : line));
        Assert.Equal(
            ["whole 12", "minus -3", "zero 0", "one 1", "thousand 1000", "most 9223372036854775807", "least -9223372036854775808"],
            await Found(name => C.Json.JsonInteger(name)));
        Assert.Equal(
            ["whole 12", "minus -3", "zero 0", "point 1.5", "one 1", "thousand 1000", "small 0.001", "most 9.223372036854776E+18", "least -9.223372036854776E+18",
             "over 9.223372036854776E+18", "under -9.223372036854776E+18", "far 1.2345678901234568E+29"],
            await Found(name => C.Json.JsonNumber(name)));
        Assert.Equal(["yes True", "no False"], await Found(name => C.Json.JsonBoolean(name)));
        Assert.Equal(["""object {"a":1}""", "array [7]"], (await Found(name => C.Json.JsonPart(name))).Select(Tight));
    }

    [Theory, EveryBackend]
    public async Task Names_of_any_characters(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        string[] names =
        [
            "", " ", "a", "a ", "A", "a.b", "$", "$.a", "a[0]", "[0]", "0", "-1", "#", "#-1", "*", "**", "it's", "say \"hi\"", "\"", @"back\slash", @"\", @"\\",
            @"\""", @"\u0061", "two\nlines", "tab\t", "\u0001", "é", "e\u0301", "日本", "😀", "a/b", "a->b", "{a,b}", "null", "@p0", ":p", "?", "%", "a--b", "';--",
        ];
        var document = "{" + string.Join(",", names.Select((name, i) => $"\"{JsonPath.Escape(name)}\":{{\"{JsonPath.Escape(name)}\":[{i}]}}")) + "}";
        await using var db = await FillAsync(database, document);
        foreach (var (name, i) in names.Select((name, i) => (name, i)))
        {
            if (backend == "mariadb" && name == "-1")
            {
                var refusal = Assert.Throws<NotSupportedException>(() => Select(C.Json.JsonInteger(name)).From(C).Compile(db.Dialect));
                Assert.StartsWith("mariadb has no JSON path with a name that begins with -;", refusal.Message, StringComparison.Ordinal);
                continue;
            }

            Assert.Equal((name, (long?)i), (name, await db.FirstAsync(Select(C.Json.JsonInteger(name, name, 0)).From(C))));
            Assert.Null(await db.FirstAsync(Select(C.Json.JsonInteger(name, name + "x", 0)).From(C)));
        }
    }

    [Theory, EveryBackend]
    public async Task Texts_of_any_characters(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(C);
        string[] texts = ["", " ", "it's", "\"", @"\", @"\n", "a\nb\t\u0001", "é日😀", "/", "null", "true", "{}", "x ", new string('x', 9000)];
        foreach (var text in texts)
        {
            // With escapes and without.
            foreach (var written in new[] { JsonSerializer.Serialize(text), "\"" + JsonPath.Escape(text) + "\"" })
            {
                await db.ExecuteAsync(InsertInto(C).Set(C.Json, $"[{written}]").Set(C.Text, text));
            }
        }

        Assert.Equal(texts.SelectMany(text => new[] { text, text }), await db.ListAsync(Select(C.Json.JsonText(0)).From(C).OrderBy(C.Id)));
        Assert.Equal(2L * texts.Length, await db.FirstAsync(Select(CountAll()).From(C).Where(C.Json.JsonText(0) == C.Text)));
        Assert.Equal(2, (await db.ListAsync(Select(C.Id).From(C).Where(C.Json.JsonText(0) == "x "))).Count);
        var made = Select(JsonObject(("it's", C.Text), ("list", JsonArray(C.Text, C.Json.JsonText(0))))).From(C).OrderBy(C.Id);
        foreach (var (json, text) in (await db.ListAsync(made)).Zip(texts.SelectMany(text => new[] { text, text })))
        {
            var root = JsonDocument.Parse(json).RootElement;
            Assert.Equal([text, text, text], [root.GetProperty("it's").GetString()!, .. root.GetProperty("list").EnumerateArray().Select(element => element.GetString()!)]);
        }
    }

    [Theory, EveryBackend]
    public async Task Places_are_of_arrays_and_names_of_objects(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await FillAsync(database, """{"0": "name", "list": ["first", ["inner"], {"0": "member"}], "text": "t"}""");
        async Task<string?> At(params JsonStep[] path) => await db.FirstAsync(Select(C.Json.JsonText(path)).From(C));
        Assert.Equal("name", await At("0"));
        Assert.Null(await At(0));
        Assert.Equal("first", await At("list", 0));
        Assert.Null(await At("list", "0"));
        Assert.Equal("inner", await At("list", 1, 0));
        Assert.Equal("member", await At("list", 2, "0"));
        Assert.Null(await At("list", 2, 0));
        Assert.Null(await At("list", 3));
        Assert.Null(await At("text", 0));
        Assert.Null(await At("text", "0"));
        Assert.Null(await At());
    }

    [Theory, EveryBackend]
    public async Task The_document_itself_may_be_of_any_kind(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await FillAsync(database, "\"text\"", "12", "true", "null", "[1]", null);
        Assert.Equal(["text", "12", "true", null, null, null], await db.ListAsync(Select(C.Json.JsonText()).From(C).OrderBy(C.Id)));
        Assert.Equal([null, 12L, null, null, null, null], await db.ListAsync(Select(C.Json.JsonInteger()).From(C).OrderBy(C.Id)));
        Assert.Equal([null, null, true, null, null, null], await db.ListAsync(Select(C.Json.JsonBoolean()).From(C).OrderBy(C.Id)));
        Assert.Equal([null, null, null, null, "[1]", null], await db.ListAsync(Select(C.Json.JsonPart()).From(C).OrderBy(C.Id)));
    }

    [Theory, EveryBackend]
    public async Task In_conditions_in_order_within_parts_and_of_a_parameter(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await FillAsync(database, """{"a": {"n": 2, "on": true}}""", """{"a": {"n": 10, "on": false}}""", """{"a": {"n": "1"}}""");
        var part = C.Json.JsonPart("a");
        Assert.Equal([1L], await db.ListAsync(Select(C.Id).From(C).Where(C.Json.JsonBoolean("a", "on") == true)));
        Assert.Equal([3L], await db.ListAsync(Select(C.Id).From(C).Where(C.Json.JsonBoolean("a", "on") == null)));
        Assert.Equal([2L, 1L], await db.ListAsync(Select(C.Id).From(C).Where(part.JsonInteger("n") > 1L).OrderBy(part.JsonInteger("n").Descending())));
        Assert.Equal(["b"], await db.ListAsync(Select(Param("doc", Types.Json).JsonText(1)).From(C).Where(C.Id == 1L), ("doc", """["a", "b"]""")));
        var number = C.Json.JsonInteger("a", "n");
        var found = Select(number).From(C).AsTable("found");
        Assert.Equal(12L, await db.FirstAsync(Select(Sum(found.Get(number))).From(found)));
    }

    [Theory, EveryBackend]
    public async Task A_document_made_of_values_holds_what_they_are(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(C);
        await db.ExecuteAsync(InsertInto(C).Set(C.Boolean, true).Set(C.Integer, -1).Set(C.BigInt, long.MaxValue).Set(C.Double, 0.1)
            .Set(C.Decimal, 12345.678m).Set(C.Text, "t\"").Set(C.AsciiKey, "abcdefgh").Set(C.Json, """{"k": [null, true]}"""));
        await db.ExecuteAsync(InsertInto(C).Set(C.Boolean, false));
        var made = Select(JsonObject(
            ("bool", C.Boolean), ("condition", C.Boolean == true), ("int", C.Integer), ("long", C.BigInt), ("double", C.Double), ("decimal", C.Decimal),
            ("text", C.Text), ("key", C.AsciiKey), ("json", C.Json), ("part", C.Json.JsonPart("k")), ("flag", C.Json.JsonBoolean("k", 1)),
            ("value", Value(true)), ("a \"b\" \\ é", JsonArray()), ("none", JsonObject()), ("given", Param("doc", Types.Json)))).From(C).OrderBy(C.Id);
        var rows = await db.ListAsync(made, ("doc", "[1]"));
        var full = JsonDocument.Parse(rows[0]).RootElement;
        Assert.Equal(
            """{"bool":true,"condition":true,"int":-1,"long":9223372036854775807,"text":"t\u0022","key":"abcdefgh","json":{"k":[null,true]},"part":[null,true],"flag":true,"value":true,"a \u0022b\u0022 \\ \u00E9":[],"none":{},"given":[1]}""",
            JsonSerializer.Serialize(Ordered(full, "bool", "condition", "int", "long", "text", "key", "json", "part", "flag", "value", "a \"b\" \\ é", "none", "given")));
        Assert.Equal((0.1, 12345.678m), (full.GetProperty("double").GetDouble(), full.GetProperty("decimal").GetDecimal()));
        var empty = JsonDocument.Parse(rows[1]).RootElement;
        Assert.Equal(
            """{"bool":false,"condition":false,"int":null,"double":null,"decimal":null,"text":null,"json":null,"part":null,"flag":null}""",
            JsonSerializer.Serialize(Ordered(empty, "bool", "condition", "int", "double", "decimal", "text", "json", "part", "flag")));
    }

    [Theory, EveryBackend]
    public async Task A_document_made_in_the_database_is_kept_and_read(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await FillAsync(database, """{"n": 1}""");
        await db.ExecuteAsync(Update(C).Set(C.Json, JsonObject(("old", C.Json), ("list", JsonArray(Value(1L), Value("x")))).OrNull()).AllRows());
        Assert.Equal((1L, "x"), await db.FirstAsync(Select(C.Json.JsonInteger("old", "n"), C.Json.JsonText("list", 1)).From(C)));
    }

    private static async Task<Connection> FillAsync(TestDatabase database, params string?[] documents)
    {
        var db = await database.ConnectAsync(C);
        foreach (var document in documents)
        {
            await db.ExecuteAsync(InsertInto(C).Set(C.Json, Param("doc", Types.Json.Nullable())), ("doc", document));
        }

        return db;
    }

    private static string Tight(string json) => json.Replace(": ", ":", StringComparison.Ordinal);

    private static Dictionary<string, JsonElement> Ordered(JsonElement json, params string[] names) =>
        names.ToDictionary(name => name, json.GetProperty);
}
