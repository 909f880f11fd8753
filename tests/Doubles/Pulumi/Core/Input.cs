namespace Pulumi;

/// <summary>A value for a property of a resource: a plain one, or one that is only there once another resource is.</summary>
public class Input<T> : IInput
{
    private protected Input(Output<T> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        OutputValue = output;
    }

    private protected Output<T> OutputValue { get; set; }

    /// <summary>A plain value is an input.</summary>
    public static implicit operator Input<T>(T value) => Output.Create(value);

    /// <summary>An output is an input.</summary>
    public static implicit operator Input<T>(Output<T> value) => new(value);

    /// <summary>An input is an output.</summary>
    public static implicit operator Output<T>(Input<T> input) => input.OutputValue;

    IOutput IInput.ToOutput() => OutputValue;
}
