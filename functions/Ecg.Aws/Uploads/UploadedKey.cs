using Ecg.Lake.Reading;

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

        if (HasName(key, PipelineContract.HeaderSuffix))
        {
            return UploadKind.Header;
        }

        if (HasName(key, PipelineContract.SignalFileSuffix) || HasName(key, PipelineContract.AnnotationsSuffix))
        {
            return UploadKind.PartOfRecord;
        }

        if (HasName(key, PipelineContract.InfoSuffix))
        {
            return UploadKind.Info;
        }

        return RecordingKey.Parse(key).DatasetFileKey == key ? UploadKind.DatasetFile : UploadKind.Other;
    }

    /// <summary>Whether the key's object is a MAT-file.</summary>
    public static bool IsRecording(string key) => HasName(key, PipelineContract.RecordingSuffix, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the key's object is a header.</summary>
    public static bool IsHeader(string key) => HasName(key, PipelineContract.HeaderSuffix);

    /// <summary>The key of the object beside one that differs from it in nothing but the suffix.</summary>
    public static string Beside(string key, string suffix) => RecordingKey.Parse(key).KeyBeside(suffix[1..]);

    // What is nothing but a suffix is a hidden file of a folder, and no recording's.
    private static bool HasName(string key, string suffix, StringComparison comparison = StringComparison.Ordinal) =>
        key.EndsWith(suffix, comparison) && key.Length > suffix.Length && key[^(suffix.Length + 1)] != '/';
}
