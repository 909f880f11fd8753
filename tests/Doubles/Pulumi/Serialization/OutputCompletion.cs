namespace Pulumi.Serialization;

/// <inheritdoc cref="IOutputCompletion"/>
internal sealed class OutputCompletion<T> : IOutputCompletion
{
    private readonly Resource _resource;
    private readonly TaskCompletionSource<OutputData<T>> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Makes an output of the resource.</summary>
    public OutputCompletion(Resource resource)
    {
        _resource = resource;
        Output = new Output<T>(_source.Task);
    }

    /// <summary>The output.</summary>
    public Output<T> Output { get; }

    /// <inheritdoc/>
    public Type TargetType => typeof(T);

    /// <inheritdoc/>
    public void Set(object? value, bool isKnown, bool isSecret)
        => _source.SetResult(new OutputData<T>([_resource], value is null ? default! : (T)value, isKnown, isSecret));

    /// <inheritdoc/>
    public void TrySetDefault(bool isKnown) => _source.TrySetResult(new OutputData<T>([_resource], default!, isKnown, IsSecret: false));

    /// <inheritdoc/>
    public void TryFail(Exception exception) => _source.TrySetException(exception);
}
