namespace Ecg.Cli.Invocation;

/// <summary>Parses arguments.</summary>
internal static class ArgumentText
{
    /// <summary>Returns the parsed value; a parse error becomes a usage error.</summary>
    /// <exception cref="CommandException">The text is invalid.</exception>
    public static T Read<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (ArgumentException exception)
        {
            throw CommandException.UsageError(exception.Message, exception);
        }
    }
}
