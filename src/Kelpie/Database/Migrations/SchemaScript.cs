namespace Kelpie.Database.Migrations;

/// <summary>Reads the raw SQL that lies in <c>Database/Schema</c>, one file a database.</summary>
internal static class SchemaScript
{
    /// <exception cref="InvalidOperationException">The program was built without the file.</exception>
    internal static string Read(string name)
    {
        using var stream = typeof(SchemaScript).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The program was built without {name}; build it again.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
