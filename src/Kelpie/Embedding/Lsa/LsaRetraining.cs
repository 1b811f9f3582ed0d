namespace Kelpie.Embedding.Lsa;

/// <summary>When a model is to be trained again. All vectors must then be made anew, so it should be rare.</summary>
public static class LsaRetraining
{
    /// <summary>The growth that makes a training due: to one and a half times.</summary>
    /// <remarks>With growth by a factor, however large an index becomes, each document is embedded about three times on average.</remarks>
    public const double Growth = 1.5;

    /// <summary>The share of what was there that may be gone.</summary>
    public const double Loss = 0.5;

    /// <summary>The share of unknown terms that makes a training due.</summary>
    /// <remarks>
    /// The texts of the training themselves have 0.1 to 0.2, measured on source code: terms of a single document, and those of more
    /// than half of them, are none that a model knows.
    /// </remarks>
    public const double UnknownTerms = 0.4;

    /// <summary>Whether a model is to be trained again.</summary>
    /// <param name="trainedOn">How many documents there were when it was trained (<see cref="LsaModel.TrainedOn"/>); 0 if there is no model.</param>
    /// <param name="nowThere">How many documents there are now.</param>
    /// <param name="unknownTermsShare">
    /// Which share of the term occurrences in the texts that came since then the model does not know, from 0 to 1; 0 if none came.
    /// </param>
    /// <returns>
    /// True if there are documents and no model, half as many documents again, fewer than half, or if two fifths of what is said in
    /// the new ones are unknown to the model.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative, or the share is not from 0 to 1.</exception>
    public static bool IsDue(long trainedOn, long nowThere, double unknownTermsShare)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(trainedOn);
        ArgumentOutOfRangeException.ThrowIfNegative(nowThere);
        if (unknownTermsShare is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(unknownTermsShare), unknownTermsShare, "A share is from 0 to 1.");
        }

        return nowThere > 0
            && (trainedOn == 0 || nowThere >= trainedOn * Growth || nowThere < trainedOn * Loss || unknownTermsShare >= UnknownTerms);
    }
}
