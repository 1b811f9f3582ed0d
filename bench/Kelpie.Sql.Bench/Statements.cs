using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Sql.Bench;

/// <summary>What is measured, as values. The bare way sends the same text.</summary>
internal static class Statements
{
    internal const int Rows = 10_000;
    internal const int Page = 100;

    internal static Things T { get; } = new();

    internal static Select<(string, int, double)> Point { get; } =
        Select(T.Title, T.Amount, T.Score).From(T).Where(T.Id == Param<long>("id"));

    internal static Select<(long, string, int, double, DateTime)> Hundred { get; } =
        Select(T.Id, T.Title, T.Amount, T.Score, T.Made).From(T)
            .Where(T.Id >= Param<long>("first") & T.Id < Param<long>("last")).OrderBy(T.Id);

    internal static Insert Add { get; } = InsertInto(T).Columns(T.Id, T.Title, T.Amount, T.Score, T.Made);

    internal static Update Change { get; } =
        Update(T).Set(T.Title, Param<string>("title")).Set(T.Amount, Param<int>("amount")).Where(T.Id == Param<long>("id"));

    internal static Upsert Put { get; } = UpsertInto(T, T.Id).Columns(T.Id, T.Title, T.Amount, T.Score, T.Made);

    internal static InsertMany<Thing> Load { get; } = InsertInto(T).Each<Thing>(row => row
        .Set(T.Id, thing => thing.Id)
        .Set(T.Title, thing => thing.Name)
        .Set(T.Amount, thing => thing.Amount)
        .Set(T.Score, thing => thing.Score)
        .Set(T.Made, thing => thing.Made));
}
