using Ecg.Lake.Reading;

namespace Ecg.Aws.Uploads;

/// <summary>Classifies objects by their keys.</summary>
internal static class UploadedKey
{
    /// <summary>Returns the kind of a key's object.</summary>
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

    /// <summary>Returns whether the object is a MAT-file.</summary>
    public static bool IsRecording(string key) => HasName(key, PipelineContract.RecordingSuffix, StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns whether the object is a header.</summary>
    public static bool IsHeader(string key) => HasName(key, PipelineContract.HeaderSuffix);

    /// <summary>Returns the key of an object beside another that differs only in its suffix.</summary>
    public static string Beside(string key, string suffix) => RecordingKey.Parse(key).KeyBeside(suffix[1..]);

    // A name that consists only of a suffix is a hidden file, not a recording's.
    private static bool HasName(string key, string suffix, StringComparison comparison = StringComparison.Ordinal) =>
        key.EndsWith(suffix, comparison) && key.Length > suffix.Length && key[^(suffix.Length + 1)] != '/';
}
