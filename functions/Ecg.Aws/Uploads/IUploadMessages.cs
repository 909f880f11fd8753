namespace Ecg.Aws.Uploads;

/// <summary>The queue with a message for every upload, as its reader uses it.</summary>
internal interface IUploadMessages
{
    /// <summary>Sends messages.</summary>
    /// <param name="bodies">Their texts.</param>
    /// <param name="cancellationToken">Stops the sending.</param>
    /// <exception cref="IOException">Not all of them could be sent; to send all again does no harm.</exception>
    Task SendAsync(IReadOnlyList<string> bodies, CancellationToken cancellationToken);

    /// <summary>Says how long messages that were taken stay hidden from now on.</summary>
    /// <param name="messages">The handle of each delivery, and the time.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <exception cref="IOException">The queue cannot be written now.</exception>
    Task HideAsync(IReadOnlyList<(string ReceiptHandle, TimeSpan Time)> messages, CancellationToken cancellationToken);
}
