namespace Pulumi;

/// <summary>A file, or files, that go along with a resource.</summary>
public abstract class AssetOrArchive
{
    private protected AssetOrArchive(string kind, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        Kind = kind;
        Value = value;
    }

    internal string Kind { get; }

    internal string Value { get; }
}
