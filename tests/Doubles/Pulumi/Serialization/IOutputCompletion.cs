namespace Pulumi.Serialization;

/// <summary>The end of a resource's output that the registration fills in.</summary>
internal interface IOutputCompletion
{
    /// <summary>The type of the output's value.</summary>
    Type TargetType { get; }

    /// <summary>Sets the value.</summary>
    void Set(object? value, bool isKnown, bool isSecret);

    /// <summary>Sets the type's default value, unless there is a value.</summary>
    void TrySetDefault(bool isKnown);

    /// <summary>Fails the output, unless there is a value.</summary>
    void TryFail(Exception exception);
}
