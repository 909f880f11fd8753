using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Win32.SafeHandles;

namespace Benchmarks;

/// <summary>The handler in a fresh process with the function's memory and disk, against a local S3.</summary>
/// <param name="PeakMemory">The most of the machine's memory that the process took, in bytes.</param>
/// <param name="PeakDisk">The most bytes that its temporary files had together, looked at every few milliseconds.</param>
/// <param name="Time">The time to the response.</param>
/// <param name="Outcome">How the batch ended, as the log counts it, or that the process died.</param>
internal sealed partial record LimitedRun(long PeakMemory, long PeakDisk, TimeSpan Time, string Outcome)
{
    private const int MemoryMb = 2048;
    private const int DiskMb = 921;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    /// <summary>Starts a process, has it handle one event, and watches it.</summary>
    public static async Task<LimitedRun> OfAsync(Uri endpoint, string processedBucket, string request)
    {
        string temporary = Directory.CreateTempSubdirectory("ecg-hostile-").FullName;
        try
        {
            return await OfAsync(StartOf(endpoint, processedBucket, temporary), request, temporary);
        }
        finally
        {
            Directory.Delete(temporary, recursive: true);
        }
    }

    private static ProcessStartInfo StartOf(Uri endpoint, string processedBucket, string temporary)
    {
        ProcessStartInfo start = HandlerRun.StartOf(endpoint, processedBucket);
        start.Environment["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = $"{MemoryMb}";
        start.Environment["ECG_DISK_MB"] = $"{DiskMb}";
        start.Environment["TMPDIR"] = temporary;

        // .NET locks a file that is not to be shared, and would then refuse to open it here to see its size.
        start.Environment["DOTNET_SYSTEM_IO_DISABLEFILELOCKING"] = "1";

        // Three quarters of the memory, as .NET takes in a container of this size.
        start.Environment["DOTNET_GCHeapHardLimit"] = $"0x{((long)MemoryMb << 20) / 4 * 3:X}";
        return start;
    }

    private static async Task<LimitedRun> OfAsync(ProcessStartInfo start, string request, string temporary)
    {
        var clock = Stopwatch.StartNew();
        using Process process = Process.Start(start)!;
        var log = new ConcurrentQueue<string>();
        process.OutputDataReceived += (_, line) => log.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        await process.StandardInput.WriteLineAsync(request);
        await process.StandardInput.FlushAsync();
        Task<string?> response = process.StandardError.ReadLineAsync();
        (long memory, long disk) = (0, 0);
        while (!response.IsCompleted)
        {
            await Task.WhenAny(response, Task.Delay(Look));
            process.Refresh();
            memory = process.HasExited ? memory : process.PeakWorkingSet64;
            disk = Math.Max(disk, SizeOfFiles(process.Id, temporary));
        }

        TimeSpan time = clock.Elapsed;
        bool hasDied = await response is not { } answer || !answer.StartsWith('{');
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return new LimitedRun(memory, disk, time, hasDied ? $"died: {await response}" : OutcomeOf(string.Join('\n', log)));
    }

    private static string OutcomeOf(string log)
    {
        Match count = Count().Match(log);
        string[] reasons = [.. Reason().Matches(log).Select(match => match.Groups["reason"].Value).Distinct().Order()];
        return $"{count.Groups["converted"]} converted, {count.Groups["rejected"]} rejected, {count.Groups["failed"]} failed {string.Join(", ", reasons)}".TrimEnd();
    }

    // The files are deleted while they are open: only the process's own descriptors still lead to them.
    private static long SizeOfFiles(int process, string folder)
    {
        long size = 0;
        try
        {
            foreach (string descriptor in Directory.EnumerateFileSystemEntries($"/proc/{process}/fd"))
            {
                if (new FileInfo(descriptor).LinkTarget?.StartsWith(folder, StringComparison.Ordinal) == true)
                {
                    using SafeFileHandle file = File.OpenHandle(descriptor, share: FileShare.ReadWrite);
                    size += RandomAccess.GetLength(file);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Closed since it was listed.
        }

        return size;
    }

    [GeneratedRegex(@"""converted"":(?<converted>\d+),""rejected"":(?<rejected>\d+),""failed"":(?<failed>\d+)")]
    private static partial Regex Count();

    [GeneratedRegex(@"""reason"":""(?<reason>[^""]+)""")]
    private static partial Regex Reason();
}
