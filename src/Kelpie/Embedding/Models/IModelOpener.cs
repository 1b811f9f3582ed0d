namespace Kelpie.Embedding.Models;

/// <summary>Opens models of one kind.</summary>
public interface IModelOpener
{
    /// <summary>The kind, as <see cref="ModelKinds"/> names it.</summary>
    string Kind { get; }

    /// <summary>Where a model is that somebody names; null if it is none of this kind.</summary>
    /// <param name="reference">What was typed: a folder, or a URL.</param>
    /// <returns>The same, absolute and in one form, so that it can be compared.</returns>
    /// <exception cref="KelpieException">It is of this kind, and not as it must be.</exception>
    string? SourceOf(string reference);

    /// <summary>Opens a model.</summary>
    /// <param name="source">What <see cref="SourceOf"/> gave.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="KelpieException">It is not there, or cannot be used; the message says why.</exception>
    Task<OpenedModel> OpenAsync(string source, CancellationToken cancellationToken = default);
}
