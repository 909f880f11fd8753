namespace Ecg.Cli.Conversion;

/// <summary>A recording to convert: a folder that is laid out like the raw bucket, and a key in it.</summary>
/// <param name="Root">The folder as given by the caller.</param>
/// <param name="Key">The key, with <c>/</c> between its parts.</param>
internal readonly record struct RecordingInput(string Root, string Key)
{
    /// <summary>The file's path.</summary>
    public string Path => System.IO.Path.Combine(Root, Key);
}
