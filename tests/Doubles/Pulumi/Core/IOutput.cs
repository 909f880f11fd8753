namespace Pulumi;

/// <summary>What every <see cref="Output{T}"/> is, its type aside.</summary>
internal interface IOutput
{
    /// <summary>The type of the value.</summary>
    Type ValueType { get; }

    /// <summary>The value with all that is known of it, once it is there.</summary>
    Task<OutputData<object?>> GetDataAsync();

    /// <summary>The same as the generic <c>Apply</c>, for who does not know the type.</summary>
    Output<TResult> UntypedApply<TResult>(Func<object?, Output<TResult>> func);
}
