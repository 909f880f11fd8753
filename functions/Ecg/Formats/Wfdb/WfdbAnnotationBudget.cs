namespace Ecg.Formats.Wfdb;

/// <summary>The memory that the annotation files of one record may take together: two bytes of a file become an annotation.</summary>
/// <remarks>Not safe for use by several threads.</remarks>
/// <param name="share">What the memory is taken of, beside the samples'.</param>
internal sealed class WfdbAnnotationBudget(ScratchShare share) : IDisposable
{
    /// <summary>The most bytes: those of as many annotations without a text as one file may have.</summary>
    public const long MaxBytes = (long)WfdbAnnotationReader.MaxAnnotations * BytesEach;

    // What an annotation takes at its most on the way from the file to the table, as the process's peak tells; and its text.
    private const int BytesEach = 400;
    private const int BytesOfText = 48;
    private const int BytesOfLetter = 6;

    // What is little is not asked for: every recording has it.
    private const long Free = 4 << 20;
    private const long Block = 4 << 20;

    private long _taken;

    /// <summary>The bytes that the annotations take.</summary>
    public long Used { get; private set; }

    /// <summary>Takes the memory of an annotation.</summary>
    /// <param name="annotation">The annotation.</param>
    /// <param name="fileName">What messages call its file.</param>
    /// <exception cref="RejectedException">The record's annotations take more than there is for a recording.</exception>
    /// <exception cref="ScratchFullException">Other recordings have taken too much.</exception>
    public void Take(WfdbAnnotation annotation, string fileName)
    {
        Used += BytesEach + (annotation.Text is { } text ? BytesOfText + (BytesOfLetter * text.Length) : 0);
        while (Used > Free + _taken)
        {
            if (Used > MaxBytes || !share.MayHaveMemory(_taken + Block))
            {
                throw new RejectedException(
                    RejectionReason.TooLarge,
                    $"{fileName} and the annotation files before it have more annotations than a recording may have: remove one of them, or split the recording.");
            }

            if (!share.TryTakeMemory(Block))
            {
                throw new ScratchFullException();
            }

            _taken += Block;
        }
    }

    /// <summary>Forgets the annotations of a file that is left out.</summary>
    /// <param name="used">What <see cref="Used"/> was before it.</param>
    public void Return(long used) => Used = used;

    /// <inheritdoc/>
    public void Dispose()
    {
        share.ReturnMemory(_taken);
        _taken = 0;
    }
}
