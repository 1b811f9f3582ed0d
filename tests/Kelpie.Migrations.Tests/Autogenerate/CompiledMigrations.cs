using Kelpie.Migrations.Autogenerate;
using Kelpie.Migrations.Operations;
using Kelpie.Migrations.Revisions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Kelpie.Migrations.Tests.Autogenerate;

/// <summary>Compiles drafted migrations as a program's files, and runs them.</summary>
internal static class CompiledMigrations
{
    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>What the migrations of some drafts do; each is a class of its own in a file of its own.</summary>
    internal static IReadOnlyList<IReadOnlyList<Operation>> Run(params IReadOnlyList<RevisionCode> drafts)
    {
        var files = drafts.Select((code, i) => CSharpSyntaxTree.ParseText(
            $$"""
            {{string.Concat(code.Usings.Select(name => $"using {name};\n"))}}
            namespace Drafted.Number{{i}};

            public sealed class Drafted() : Migration("{{i:x8}}", parent: null, "drafted")
            {
                protected override void Upgrade(OperationList op)
                {
            {{code.Body}}
                }
            }
            """,
            new CSharpParseOptions(LanguageVersion.Preview, DocumentationMode.Parse)));
        var compilation = CSharpCompilation.Create(
            $"Drafted{Guid.NewGuid():N}", files, References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        using var assembly = new MemoryStream();
        var result = compilation.Emit(assembly);
        // An unneeded using is a warning that stops the build of this repository.
        var wrong = result.Diagnostics.Concat(compilation.GetDiagnostics()).Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning || diagnostic.Id == "CS8019").Distinct().ToList();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Select(diagnostic => $"{diagnostic}\n{diagnostic.Location.SourceTree}")));
        var loaded = System.Reflection.Assembly.Load(assembly.ToArray());
        return [.. drafts.Select((_, i) => ((Migration)Activator.CreateInstance(loaded.GetType($"Drafted.Number{i}.Drafted")!)!).Upgrades())];
    }
}
