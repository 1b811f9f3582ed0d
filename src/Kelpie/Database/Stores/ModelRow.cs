namespace Kelpie.Database.Stores;

/// <summary>A model that was learnt from the index.</summary>
/// <param name="Id">Its row.</param>
/// <param name="Name">Its name and version.</param>
/// <param name="Dimensions">The numbers of a vector.</param>
/// <param name="TrainedOn">The chunks that there were then.</param>
public sealed record ModelRow(long Id, string Name, int Dimensions, long TrainedOn);
