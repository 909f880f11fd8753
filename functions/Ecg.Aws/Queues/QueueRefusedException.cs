namespace Ecg.Aws.Queues;

/// <summary>A queue cannot be used, and will not be by trying again: it is not there, or not for these credentials.</summary>
internal sealed class QueueRefusedException : IOException
{
    /// <summary>Says why, in one line.</summary>
    public QueueRefusedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
