namespace Ecg.Cli.Invocation;

/// <summary>Ends a command with one line to its user and an exit status.</summary>
internal sealed class CommandException : Exception
{
    private CommandException(int status, string message, Exception? innerException)
        : base(message, innerException) => Status = status;

    /// <summary>One of <see cref="ExitStatus"/>.</summary>
    public int Status { get; }

    /// <summary>Lines that show the place of the mistake, below the message; none where there is no such place.</summary>
    public IReadOnlyList<string> Excerpt { get; private init; } = [];

    /// <summary>The call cannot be carried out as it stands, and it can be shown where.</summary>
    public static CommandException UsageError(string message, IReadOnlyList<string> excerpt, Exception? cause = null) =>
        new(ExitStatus.UsageError, message, cause) { Excerpt = excerpt };

    /// <summary>The call cannot be carried out as it stands.</summary>
    public static CommandException UsageError(string message, Exception? cause = null) =>
        new(ExitStatus.UsageError, message, cause);

    /// <summary>The call is right, and another try would end the same way.</summary>
    public static CommandException Rejected(string message) => new(ExitStatus.Rejected, message, innerException: null);

    /// <summary>The call is right, and another try may succeed.</summary>
    public static CommandException Failed(string message, Exception? cause = null) =>
        new(ExitStatus.Failed, message, cause);
}
