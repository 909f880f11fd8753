namespace Ecg.Cli.Invocation;

/// <summary>Thrown to end a command with one line for the user and an exit status.</summary>
internal sealed class CommandException : Exception
{
    private CommandException(int status, string message, Exception? innerException)
        : base(message, innerException) => Status = status;

    /// <summary>One of <see cref="ExitStatus"/>.</summary>
    public int Status { get; }

    /// <summary>Lines below the message that show the position of an error; empty if there is none.</summary>
    public IReadOnlyList<string> Excerpt { get; private init; } = [];

    /// <summary>Creates a usage error that can be shown at its position.</summary>
    public static CommandException UsageError(string message, IReadOnlyList<string> excerpt, Exception? cause = null) =>
        new(ExitStatus.UsageError, message, cause) { Excerpt = excerpt };

    /// <summary>Creates a usage error.</summary>
    public static CommandException UsageError(string message, Exception? cause = null) =>
        new(ExitStatus.UsageError, message, cause);

    /// <summary>Creates an error for a valid call that would fail again.</summary>
    public static CommandException Rejected(string message) => new(ExitStatus.Rejected, message, innerException: null);

    /// <summary>Creates an error for a valid call that may succeed when repeated.</summary>
    public static CommandException Failed(string message, Exception? cause = null) =>
        new(ExitStatus.Failed, message, cause);
}
