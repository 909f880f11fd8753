using Ecg.Lake;
using Ecg.Signals;

namespace Ecg.Aws.Uploads;

/// <summary>Says of a key what its object is.</summary>
internal static class UploadedKey
{
    /// <summary>What the key's object is to the converter.</summary>
    public static UploadKind KindOf(string key)
    {
        if (IsRecording(key))
        {
            return UploadKind.Recording;
        }

        if (key.EndsWith(PipelineContract.HeaderSuffix, StringComparison.Ordinal) && RecordingKey.Parse(RecordingOf(key)).HeaderKey == key)
        {
            return UploadKind.Header;
        }

        return RecordingKey.Parse(key).DatasetFileKey == key ? UploadKind.DatasetFile : UploadKind.Other;
    }

    /// <summary>Whether the key's object is a recording.</summary>
    public static bool IsRecording(string key) => key.EndsWith(PipelineContract.RecordingSuffix, StringComparison.Ordinal);

    /// <summary>The key of the recording that a header stands beside.</summary>
    public static string RecordingOf(string headerKey) =>
        string.Concat(headerKey.AsSpan(0, headerKey.Length - PipelineContract.HeaderSuffix.Length), PipelineContract.RecordingSuffix);
}
