namespace Amazon.Lambda.Core;

/// <summary>Turns a run's input and output from and into bytes.</summary>
public interface ILambdaSerializer
{
    /// <summary>Reads a value.</summary>
    T Deserialize<T>(Stream requestStream);

    /// <summary>Writes a value.</summary>
    void Serialize<T>(T response, Stream responseStream);
}
