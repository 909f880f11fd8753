namespace Ecg.Cli.Invocation;

/// <summary>Reads what a caller has written.</summary>
internal static class ArgumentText
{
    /// <summary>What the text stands for; what is wrong with it ends the command with a usage error.</summary>
    /// <exception cref="CommandException">It stands for nothing.</exception>
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
