namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>An event or a response is not what the function takes or gives.</summary>
public class JsonSerializerException : Exception
{
    /// <summary>Says what is wrong.</summary>
    public JsonSerializerException(string message)
        : base(message)
    {
    }

    /// <summary>Says what is wrong, and why.</summary>
    public JsonSerializerException(string message, Exception exception)
        : base(message, exception)
    {
    }
}
