namespace Ecg.Tests.Shared;

/// <summary>Finds commands that a test needs and the machine may lack.</summary>
internal static class InstalledCommand
{
    /// <summary>Returns the first of some commands that is on PATH; <see langword="null"/> if none is.</summary>
    public static string? Find(params string[] names)
    {
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }
}
