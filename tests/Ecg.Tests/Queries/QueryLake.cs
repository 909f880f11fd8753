using Ecg.Tests.Cli;
using Ecg.Tests.Lake;

namespace Ecg.Tests.Queries;

/// <summary>A small lake: a good recording of two leads, one with a flat lead, one without a header, and a rejected file.</summary>
internal sealed class QueryLake : IDisposable
{
    private readonly LakeFolder _folder = new();

    public QueryLake()
    {
        _folder.Put("alpha/r1.mat", Level4Bytes.Int16("val", 2, 500, Interleave(Wave(1), Wave(2))));
        _folder.Put("alpha/r1.hea", Header("r1", "II", "V1") + "#Age: 60\n#Sex: Female\n#Dx: 426783006,164889003\n");
        _folder.Put("alpha/sub/r2.mat", Level4Bytes.Int16("val", 2, 500, Interleave(Wave(3), new short[500])));
        _folder.Put("alpha/sub/r2.hea", Header("r2", "II", "V1") + "#Age: 40\n#Sex: Male\n#Dx: 426783006\n");
        _folder.Put("beta/r3.mat", Level4Bytes.Int16("val", 1, 500, Wave(1)));
        _folder.Put("beta/broken.mat", "no MAT-file");
        Status = EcgCall.Of("convert", _folder.Raw, "--out", Path).Status;
    }

    /// <summary>The lake's folder, whose name has all that is special to DuckDB's paths.</summary>
    public string Path => System.IO.Path.Combine(_folder.Lake, "l[a]k'e *?{x}");

    public int Status { get; }

    public EcgCall Query(params string[] args) => EcgCall.Of(["query", "--lake", Path, .. args]);

    /// <summary>The lines of a query's rows as CSV, without the header.</summary>
    public string[] Rows(params string[] args)
    {
        EcgCall call = Query([.. args, "--format", "csv"]);
        return call.Status == 0 ? call.ResultLines[1..] : throw new InvalidOperationException(call.Messages);
    }

    public void Dispose() => _folder.Dispose();

    // The first value and the sum of a whole wave are 0, as the header promises.
    private static string Header(string name, params string[] leads) =>
        $"{name} {leads.Length} 250 500\n{string.Concat(leads.Select(lead => $"{name}.mat 16+24 100/mV 16 0 0 0 0 {lead}\n"))}";

    private static short[] Wave(int amplitude) =>
        [.. Enumerable.Range(0, 500).Select(i => (short)Math.Round(100 * amplitude * Math.Sin(i * Math.PI / 50)))];

    private static short[] Interleave(short[] first, short[] second) =>
        [.. first.Zip(second).SelectMany(pair => new[] { pair.First, pair.Second })];
}
