namespace Kelpie.Migrations.Authoring;

/// <summary>A revision that was written.</summary>
/// <param name="Revision">Its id.</param>
/// <param name="ClassName">The name of its class.</param>
/// <param name="Path">The file it is in.</param>
/// <param name="IsListed">Whether it was added to the program's list of migrations.</param>
/// <param name="Notice">What is left to do by hand; null where it is nothing.</param>
public sealed record NewRevision(string Revision, string ClassName, string Path, bool IsListed, string? Notice);
