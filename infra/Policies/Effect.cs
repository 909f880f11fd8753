namespace Infra.Policies;

/// <summary>The effect of a statement.</summary>
internal enum Effect
{
    /// <summary>Allows the requests that match.</summary>
    Allow,

    /// <summary>Denies the requests that match, even if another statement allows them.</summary>
    Deny,
}
