namespace Ecg.Aws.Queues;

/// <summary>Thrown when retrying cannot help: the queue does not exist, or the credentials give no access.</summary>
internal sealed class QueueRefusedException : IOException
{
    /// <summary>Creates the exception with a message of one line.</summary>
    public QueueRefusedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
