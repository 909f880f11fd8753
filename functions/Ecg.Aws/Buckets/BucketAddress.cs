namespace Ecg.Aws.Buckets;

/// <summary>An address in the form <c>s3://BUCKET[/PREFIX]</c>.</summary>
/// <param name="Bucket">The bucket's name.</param>
/// <param name="Prefix">The prefix of the keys; empty for all.</param>
internal sealed record BucketAddress(string Bucket, string Prefix)
{
    private const string Scheme = "s3://";

    /// <summary>Returns whether text is meant as such an address.</summary>
    public static bool IsOne(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Parses an address.</summary>
    /// <param name="text">The address.</param>
    /// <param name="name">Its name in the error message.</param>
    /// <exception cref="ArgumentException">It is not such an address.</exception>
    public static BucketAddress Parse(string text, string name)
    {
        string rest = IsOne(text) ? text[Scheme.Length..] : "";
        int slash = rest.IndexOf('/', StringComparison.Ordinal);
        string bucket = slash < 0 ? rest : rest[..slash];
        return bucket.Length >= 3 && bucket.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_')
            ? new BucketAddress(bucket, slash < 0 ? "" : rest[(slash + 1)..])
            : throw new ArgumentException($"{name} takes s3://BUCKET, not {OneLine.Quote(text)}.");
    }

    /// <inheritdoc/>
    public override string ToString() => Prefix.Length == 0 ? $"{Scheme}{Bucket}" : $"{Scheme}{Bucket}/{Prefix}";
}
