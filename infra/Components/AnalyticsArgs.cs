using Infra.Settings;
using Glue = Pulumi.Aws.Glue;

namespace Infra.Components;

/// <summary>What the analytics are made of.</summary>
internal sealed record AnalyticsArgs
{
    /// <summary>What the stack shares.</summary>
    public required StackScope Scope { get; init; }

    /// <summary>What an analyst may spend.</summary>
    public required AnalyticsSettings Settings { get; init; }

    /// <summary>The database with the tables.</summary>
    public required Glue.CatalogDatabase Database { get; init; }

    /// <summary>The bucket with the lake.</summary>
    public required PrivateBucket Processed { get; init; }

    /// <summary>The bucket that results go to.</summary>
    public required PrivateBucket QueryResults { get; init; }

    /// <summary>The queries that analysts find ready.</summary>
    public required IReadOnlyList<NamedQueryFile> Queries { get; init; }
}
