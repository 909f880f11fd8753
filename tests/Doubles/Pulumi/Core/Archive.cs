namespace Pulumi;

/// <summary>Several files that go along with a resource.</summary>
public abstract class Archive : AssetOrArchive
{
    private protected Archive(string kind, string value)
        : base(kind, value)
    {
    }
}
