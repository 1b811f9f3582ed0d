using System.Collections.Frozen;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.Schema;
using Kelpie.Sql.SqlServer;
using Kelpie.Sql.Statements;

namespace Kelpie.Conformance.SqlServer;

/// <summary>A backend's own dialect, in all that it says; but what it is asked to write is also written in T-SQL, for <see cref="TSqlRecord"/>.</summary>
internal sealed class ShadowDialect(Dialect inner, TSqlRecord record) : Dialect
{
    /// <summary>The backend's own dialect, for a test of schemas that are none of SQL Server's business: those made up at random.</summary>
    internal Dialect Inner => inner;

    public override string Name => inner.Name;

    public override Codecs Codecs => inner.Codecs;

    public override DdlCompiler Ddl { get; } = new ShadowDdlCompiler(inner, record);

    public override Capabilities Capabilities => inner.Capabilities;

    public override ForeignKeySwitch? ForeignKeySwitch => inner.ForeignKeySwitch;

    public override TriggerSwitch? TriggerSwitch(string table) => inner.TriggerSwitch(table);

    public override string LastNumber(string table, string column) => inner.LastNumber(table, column);

    public override string BytesOf(TableDefinition table) => inner.BytesOf(table);

    public override IReadOnlyList<string> NumberBehind(string table, string column, long last) => inner.NumberBehind(table, column, last);

    public override string BeginTransaction => inner.BeginTransaction;

    public override string CommitTransaction => inner.CommitTransaction;

    public override IReadOnlyList<string> ScriptPreamble => inner.ScriptPreamble;

    public override string SpellInScript(string statement) => inner.SpellInScript(statement);

    public override int MaxParameters => inner.MaxParameters;

    public override int MaxRows => inner.MaxRows;

    public override long MaxBatchBytes => inner.MaxBatchBytes;

    // Never asked for: Quote asks the dialect itself.
    protected override FrozenSet<string> ReservedWords => FrozenSet<string>.Empty;

    public override StatementCompiler CreateCompiler() => inner.CreateCompiler();

    public override CompiledStatement Compile(Statement statement)
    {
        var compiled = inner.Compile(statement);
        record.Add(statement);
        return compiled with { Dialect = this };
    }

    public override string ParameterMarker(string name, int index) => inner.ParameterMarker(name, index);

    public override string BatchMarker(int index) => inner.BatchMarker(index);

    public override string ParameterName(string name, int index) => inner.ParameterName(name, index);

    public override long SizeOf(object value) => inner.SizeOf(value);

    public override string Quote(string name) => inner.Quote(name);

    protected override string Spell(SqlType type) => inner.SpellType(type);

    protected override string QuoteTextAlways(string value) => inner.QuoteText(value);

    private sealed class ShadowDdlCompiler(Dialect inner, TSqlRecord record) : DdlCompiler(SqlServerDialect.Instance)
    {
        private readonly DdlCompiler _inner = inner.Ddl;

        public override IReadOnlyList<string> Compile(DdlStatement statement)
        {
            var compiled = _inner.Compile(statement);
            record.Add(statement);
            return compiled;
        }

        public override bool NeedsRebuild(DdlStatement statement) => _inner.NeedsRebuild(statement);

        public override string SpellConversion(AlterColumn alter) => _inner.SpellConversion(alter);

        protected override string SpellColumn(ColumnDefinition column, bool isWholeKey) => throw Unasked();

        protected override string SpellNow() => throw Unasked();

        protected override string SpellTruth(bool value) => throw Unasked();

        private static InvalidOperationException Unasked() => new("The dialect's own compiler writes this.");
    }
}
