namespace Pulumi;

/// <summary>
/// A value that will be there once the resources it comes from are. It knows those resources, whether it is a secret, and whether it is
/// known at all: a preview does not know what only the deployment will tell. A deployment waits for every output that is made in its course.
/// </summary>
public sealed class Output<T> : IOutput
{
    internal Output(Task<OutputData<T>> data)
    {
        Data = data;
        Deployment.Current?.Tasks.Add(data);
    }

    internal Task<OutputData<T>> Data { get; }

    Type IOutput.ValueType => typeof(T);

    /// <summary>An output of the task's result.</summary>
    public static Output<T> Create(Task<T> value) => Create(value, isSecret: false);

    /// <summary>Runs an action on the value once it is there, and not at all in a preview that does not know it.</summary>
    public Output<ValueTuple> Apply(Func<T, Task> func)
    {
        ArgumentNullException.ThrowIfNull(func);
        return Apply(value => Output.Create(RunAsync(value)));

        async Task<ValueTuple> RunAsync(T value)
        {
            await func(value).ConfigureAwait(false);
            return default;
        }
    }

    /// <inheritdoc cref="Apply{TResult}(Func{T, Output{TResult}})"/>
    public Output<TResult> Apply<TResult>(Func<T, TResult> func)
    {
        ArgumentNullException.ThrowIfNull(func);
        return Apply(value => Output.Create(func(value)));
    }

    /// <inheritdoc cref="Apply{TResult}(Func{T, Output{TResult}})"/>
    public Output<TResult> Apply<TResult>(Func<T, Task<TResult>> func)
    {
        ArgumentNullException.ThrowIfNull(func);
        return Apply(value => Output.Create(func(value)));
    }

    /// <inheritdoc cref="Apply{TResult}(Func{T, Output{TResult}})"/>
    public Output<TResult> Apply<TResult>(Func<T, Input<TResult>?> func)
    {
        ArgumentNullException.ThrowIfNull(func);
        return Apply(value => func(value).ToOutput());
    }

    /// <summary>
    /// What the function makes of the value once it is there. The function is not called for an unknown value. The result depends on this output's resources and
    /// on those of the function's result, and is a secret if either is one. An exception in the function fails the deployment.
    /// </summary>
    public Output<TResult> Apply<TResult>(Func<T, Output<TResult>?> func)
    {
        ArgumentNullException.ThrowIfNull(func);
        return new Output<TResult>(ApplyAsync());

        async Task<OutputData<TResult>> ApplyAsync()
        {
            OutputData<T> data = await Data.ConfigureAwait(false);
            if (!data.IsKnown)
            {
                return new OutputData<TResult>(data.Resources, default!, IsKnown: false, data.IsSecret);
            }

            Output<TResult>? result = func(data.Value);
            if (result is null)
            {
                return new OutputData<TResult>(data.Resources, default!, IsKnown: true, data.IsSecret);
            }

            OutputData<TResult> inner = await result.Data.ConfigureAwait(false);
            return new OutputData<TResult>(data.Resources.Union(inner.Resources), inner.Value, inner.IsKnown, data.IsSecret || inner.IsSecret);
        }
    }

    /// <summary>Warns that an output has no text, and gives the warning; throws it where the environment's <c>PULUMI_ERROR_OUTPUT_STRING</c> is set.</summary>
    public override string ToString()
    {
        const string Message = """
            Calling [ToString] on an [Output<T>] is not supported.

            To get the value of an Output<T> as an Output<string> consider:
            1. o.Apply(v => $"prefix{v}suffix")
            2. Output.Format($"prefix{hostname}suffix");

            See https://www.pulumi.com/docs/concepts/inputs-outputs for more details.
            """;
        if (Environment.GetEnvironmentVariable("PULUMI_ERROR_OUTPUT_STRING") is { } set && (set == "1" || set.Equals("true", StringComparison.OrdinalIgnoreCase)))
        {
            throw new InvalidOperationException(Message);
        }

        Log.Warn(Message);
        return $"{Message}\nThis function may throw in a future version of Pulumi.";
    }

    internal static Output<T> Create(Task<T> value, bool isSecret)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new Output<T>(CreateAsync());

        async Task<OutputData<T>> CreateAsync() => new([], await value.ConfigureAwait(false), IsKnown: true, isSecret);
    }

    internal static Output<T> CreateUnknown(T value) => new(Task.FromResult(new OutputData<T>([], value, IsKnown: false, IsSecret: false)));

    internal Output<T> With(Func<OutputData<T>, OutputData<T>> change)
    {
        return new Output<T>(ChangeAsync());

        async Task<OutputData<T>> ChangeAsync() => change(await Data.ConfigureAwait(false));
    }

    internal async Task<T> GetValueAsync(T whenUnknown)
    {
        OutputData<T> data = await Data.ConfigureAwait(false);
        return data.IsKnown ? data.Value : whenUnknown;
    }

    async Task<OutputData<object?>> IOutput.GetDataAsync() => (await Data.ConfigureAwait(false)).Untyped;

    Output<TResult> IOutput.UntypedApply<TResult>(Func<object?, Output<TResult>> func) => Apply(value => func(value));
}
