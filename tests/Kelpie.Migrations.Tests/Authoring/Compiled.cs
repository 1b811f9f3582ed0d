using System.Runtime.Loader;
using Kelpie.Migrations.Revisions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Kelpie.Migrations.Tests.Authoring;

/// <summary>Compiles C# as a program that uses the library would, with the usual usings, and loads it.</summary>
internal static class Compiled
{
    private const string Usings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; "
        + "global using System.Threading; global using System.Threading.Tasks;";

    /// <summary>The graph that <c>Program.Graph</c> of the sources is.</summary>
    internal static RevisionGraph Graph(IEnumerable<string> paths)
    {
        var options = new CSharpParseOptions(LanguageVersion.Latest);
        var trees = paths.Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), options, path))
            .Append(CSharpSyntaxTree.ParseText(Usings, options));
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            $"Written{Guid.NewGuid():n}", trees, references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        // An unused using is a hidden diagnostic, CS8019: where style is enforced, it stops a build.
        Assert.DoesNotContain(
            compilation.GetDiagnostics(),
            found => found.Severity > DiagnosticSeverity.Hidden || (found.Id == "CS8019" && found.Location.SourceTree?.FilePath != ""));
        Assert.True(result.Success);
        image.Position = 0;
        var program = new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(image).GetType("Shop.Program")!;
        return (RevisionGraph)program.GetProperty("Graph")!.GetValue(null)!;
    }
}
