namespace Pulumi;

/// <summary>Ends the deployment with a message for the user, and without a stack trace.</summary>
public class RunException : Exception
{
    /// <summary>Ends it with a message.</summary>
    public RunException(string message)
        : base(message)
    {
    }

    /// <summary>Ends it with a message, because of another exception.</summary>
    public RunException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Ends it because properties that should be outputs are none.</summary>
    public static RunException OutputsHaveIncorrectType(IEnumerable<string> outputAttributeNames)
        => new($"Output(s) '{string.Join(", ", outputAttributeNames)}' have incorrect type. [Output] attributed properties must be instances of Output<T>.");
}
