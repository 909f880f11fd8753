namespace Pulumi;

/// <summary>What every <see cref="Input{T}"/> is, its type aside.</summary>
internal interface IInput
{
    /// <summary>The output that the input stands for.</summary>
    IOutput ToOutput();
}
