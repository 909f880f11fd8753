namespace Infra.Policies;

/// <summary>What a statement does with the requests that it matches.</summary>
internal enum Effect
{
    /// <summary>Lets them through.</summary>
    Allow,

    /// <summary>Refuses them, whatever else allows them.</summary>
    Deny,
}
