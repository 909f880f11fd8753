namespace Ecg.Aws.Uploads;

/// <summary>The queue of the uploads, as its reader uses it.</summary>
internal interface IUploadMessages
{
    /// <summary>Sends messages.</summary>
    /// <param name="bodies">Their texts.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="IOException">Not all messages could be sent; sending all of them again is safe.</exception>
    Task SendAsync(IReadOnlyList<string> bodies, CancellationToken cancellationToken);

    /// <summary>Changes the visibility timeout of received messages.</summary>
    /// <param name="messages">The handle of each delivery, and the timeout.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="IOException">The queue cannot be written now.</exception>
    Task HideAsync(IReadOnlyList<(string ReceiptHandle, TimeSpan Time)> messages, CancellationToken cancellationToken);
}
