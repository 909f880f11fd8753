namespace Pulumi;

/// <summary>What every <see cref="Union{T0, T1}"/> is, its types aside.</summary>
internal interface IUnion
{
    /// <summary>The value, whichever type it is of.</summary>
    object? Value { get; }
}
