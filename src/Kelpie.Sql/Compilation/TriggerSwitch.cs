namespace Kelpie.Sql.Compilation;

/// <summary>How the triggers of a table are switched off and on again, within a transaction.</summary>
/// <param name="Off">Switches them off.</param>
/// <param name="On">Switches them on again.</param>
public sealed record TriggerSwitch(string Off, string On);
