using System.Globalization;
using Ecg.Lake;

namespace Ecg.Cli.Conversion;

/// <summary>Counts outcomes.</summary>
internal sealed class ConversionTally
{
    private long _samples;
    private long _bytesIn;
    private long _bytesOut;

    /// <summary>The number of recordings converted.</summary>
    public long Converted { get; private set; }

    /// <summary>The number of recordings that the lake already had.</summary>
    public long Skipped { get; private set; }

    /// <summary>The number of recordings rejected.</summary>
    public long Rejected { get; private set; }

    /// <summary>The number of recordings that failed.</summary>
    public long Failed { get; private set; }

    /// <summary>The number of recordings with a missing file.</summary>
    public long Waiting { get; private set; }

    /// <summary>The number of recordings that no longer existed.</summary>
    public long Gone { get; private set; }

    /// <summary>The number of all outcomes.</summary>
    public long Done => Converted + Skipped + Rejected + Waiting + Gone + Failed;

    /// <summary>The exit status for the outcomes, ignoring recordings that no longer exist.</summary>
    public int ExitStatus => Failed > 0 ? Invocation.ExitStatus.Failed : Rejected + Waiting > 0 ? Invocation.ExitStatus.Rejected : Invocation.ExitStatus.Success;

    /// <summary>Adds an outcome.</summary>
    public void Add(ConversionResult result)
    {
        switch (result.Status)
        {
            case ConversionStatus.Converted:
                Converted++;
                break;
            case ConversionStatus.Rejected:
                Rejected++;
                break;
            case ConversionStatus.Waiting:
                Waiting++;
                break;
            case ConversionStatus.Skipped:
                Skipped++;
                break;
            case ConversionStatus.Gone:
                Gone++;
                break;
            default:
                Failed++;
                break;
        }

        _samples += (result.Samples ?? 0) * result.Leads.Count;
        _bytesIn += result.BytesIn;
        _bytesOut += result.BytesOut;
    }

    /// <summary>Returns a summary on one line.</summary>
    public string Summary(TimeSpan elapsed)
    {
        double seconds = Math.Max(elapsed.TotalSeconds, 0.001);
        return string.Create(CultureInfo.InvariantCulture,
            $"{Converted} converted, {(Skipped > 0 ? $"{Skipped} already converted, " : "")}{Rejected} rejected, {(Waiting > 0 ? $"{Waiting} waiting, " : "")}{(Gone > 0 ? $"{Gone} gone, " : "")}{Failed} failed; {Counted.Of(_samples, "sample")}, {Megabytes(_bytesIn)} read, {Megabytes(_bytesOut)} written in {seconds:0.0} s ({Done / seconds:0.#} recordings/s, {_bytesIn / 1e6 / seconds:0.#} MB/s)");
    }

    private static string Megabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB");
}
