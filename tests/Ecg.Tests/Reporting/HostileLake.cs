using Ecg.Tests.Cli;
using Ecg.Tests.Lake;

namespace Ecg.Tests.Reporting;

/// <summary>A lake whose names and texts try to be markup: two recordings, one of them with a bad lead, and a rejected file.</summary>
internal sealed class HostileLake : IDisposable
{
    public const string Script = "<script>alert(1)<_script>";
    public const string Quotes = "it's \"x\" onload=alert(1) & $(id)";
    public const string Broken = "<img src=x onerror=alert(1)>";

    private readonly LakeFolder _folder = new();

    public HostileLake()
    {
        _folder.Put($"<b>/{Script}.mat", Level4Bytes.Int16("val", 2, 2500, Samples()));
        _folder.Put($"<b>/{Script}.hea", $"x 2 250 2500\nx.mat 16+24 100/mV 16 0 0 0 0 II\nx.mat 16+24 100/mV 16 0 0 0 0 V\"><i>\n#Age: 60\n#Dx: 426783006\n");
        _folder.Put($"{Quotes}/{Quotes}.mat", Level4Bytes.Int16("val", 1, 700, Samples()[..700]));
        _folder.Put($"<b>/{Broken}.mat", "no MAT-file");
        Status = EcgCall.Of("convert", _folder.Raw, "--out", Path).Status;
    }

    public string Path => System.IO.Path.Combine(_folder.Lake, "<u> & 'o'");

    public int Status { get; }

    /// <summary>The report of the lake.</summary>
    public string Report(params string[] args)
    {
        string file = System.IO.Path.Combine(_folder.Raw, "report.html");
        var call = EcgCall.Of(["report", "--lake", Path, "--out", file, .. args]);
        return call.Status == 0 ? File.ReadAllText(file) : throw new InvalidOperationException(call.Messages);
    }

    public void Dispose() => _folder.Dispose();

    // The second lead is flat.
    private static short[] Samples() =>
        [.. Enumerable.Range(0, 2500).SelectMany(i => new[] { (short)Math.Round(100 * Math.Sin(i * Math.PI / 50)), (short)0 })];
}
