using System.Globalization;
using System.Text;
using DuckDB.NET.Data;
using Ecg.Cli.Querying;
using Ecg.Cli.Querying.Indexing;
using Ecg.Lake;
using Ecg.Tests.Lake;
using Ecg.Tests.Lake.Stores;
using NUnit.Framework;

namespace Ecg.Tests.Queries;

/// <summary>Whatever has happened to a lake, its index says what its files say.</summary>
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class IndexHistoryTests : IDisposable
{
    private const int Steps = 30;

    private readonly LakeFolder _folder = new();
    private readonly DuckDBConnection _duckDb = new("DataSource=:memory:");
    private readonly Dictionary<string, (long Length, DateTime Written)> _settled = [];
    private readonly List<Dictionary<string, byte[]>> _earlier = [];
    private readonly StringBuilder _history = new();
    private Random _random = null!;
    private DateTime _clock = DateTime.UtcNow.AddDays(-30);
    private bool _hasForeignFiles;

    [SetUp]
    public void SetUp() => _duckDb.Open();

    public void Dispose()
    {
        _duckDb.Dispose();
        _folder.Dispose();
    }

    [Test]
    public void An_index_answers_as_the_files_do_after_any_history([Range(1, 4)] int seed)
    {
        _random = new Random(seed);
        Action[] steps = [Convert, Convert, Convert, Change, Change, Reject, Reject, Forget, DieHalfway, DieHalfway, DieWhileIndexing, DropIndex, DamageIndex, RestoreIndex, TouchFile];
        Play(Steps, step => step < 8 ? Convert : steps[_random.Next(steps.Length)]);
    }

    [Test]
    public void Files_of_other_programs_change_nothing([Range(1, 2)] int seed)
    {
        _random = new Random(seed);
        _hasForeignFiles = true;
        Play(Steps / 2, step => step < 6 ? Convert : _random.Next(2) == 0 ? RewriteFile : Change);
    }

    private void Play(int count, Func<int, Action> choose)
    {
        for (int step = 0; step < count; step++)
        {
            Action next = choose(step);
            _history.Append(CultureInfo.InvariantCulture, $"{step} {next.Method.Name}; ");
            next();
            Settle();
            Check(LakeTable.All[_random.Next(LakeTable.All.Count)]);
            KeepIndex();
        }

        foreach (LakeTable table in LakeTable.All)
        {
            Check(table);
            Check(table);
        }
    }

    private static string KeyOf(int recording) => $"d{recording % 3}/r{recording}.mat";

    private int AnyRecording() => _random.Next(20);

    private void Convert() => Put(AnyRecording(), lake: null);

    private void Change() => Put(AnyRecording(), lake: null);

    private void DieHalfway() => Put(AnyRecording(), new FaultStore(_folder.LakeStore, _random.Next(1, 7), halfway: _random.Next(2) == 0));

    private void Reject()
    {
        int recording = AnyRecording();
        _folder.Put(KeyOf(recording), $"no MAT-file {_random.Next()}");
        Assert.That(_folder.Convert(KeyOf(recording)).Status, Is.EqualTo(ConversionStatus.Rejected));
    }

    private void Forget()
    {
        string name = $"*-r{AnyRecording()}.parquet";
        foreach (string table in new[] { "records", "rejected", "annotations", "leads", "samples" })
        {
            string folder = Path.Combine(_folder.Lake, table);
            Array.ForEach(Directory.Exists(folder) ? Directory.GetFiles(folder, name, SearchOption.AllDirectories) : [], File.Delete);
        }
    }

    // The rows of an index are put before the list that makes them valid.
    private void DieWhileIndexing()
    {
        Directory.CreateDirectory(IndexPath);
        foreach (LakeTable table in LakeTable.All)
        {
            File.WriteAllText(Path.Combine(IndexPath, $"{table.Name}-v2-{Guid.NewGuid():N}.rows.parquet"), "PAR1");
        }
    }

    private void DropIndex()
    {
        if (Directory.Exists(IndexPath))
        {
            Directory.Delete(IndexPath, recursive: true);
        }
    }

    private void DamageIndex()
    {
        foreach (string file in IndexFiles().Where(_ => _random.Next(3) == 0))
        {
            byte[] bytes = File.ReadAllBytes(file);
            File.WriteAllBytes(file, bytes[.._random.Next(bytes.Length)]);
        }
    }

    // Of an earlier time, and the newest by its own.
    private void RestoreIndex()
    {
        if (_earlier.Count == 0)
        {
            return;
        }

        Directory.CreateDirectory(IndexPath);
        foreach ((string name, byte[] bytes) in _earlier[_random.Next(_earlier.Count)])
        {
            File.WriteAllBytes(Path.Combine(IndexPath, name), bytes);
        }
    }

    private void TouchFile()
    {
        string[] files = [.. _settled.Keys.Order(StringComparer.Ordinal)];
        if (files.Length > 0)
        {
            File.SetLastWriteTimeUtc(files[_random.Next(files.Length)], _clock = _clock.AddSeconds(1));
        }
    }

    // By DuckDB itself: compressed otherwise, with a column more or fewer.
    private void RewriteFile()
    {
        string[] files = [.. _settled.Keys.Where(file => !file.Contains("samples", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        string file = files[_random.Next(files.Length)];
        string[] selects = ["*", "* exclude (conversion_id)", "*, 1.5::double as more", "'é' as before, *", "*, null::float as nothing, 2.5::float as small, timestamp '2001-02-03 04:05:06' as instant", "* replace (record_id || record_id as record_id)"];
        string beside = Path.Combine(_folder.Lake, "rewritten");
        Execute($"COPY (SELECT {selects[_random.Next(selects.Length)]} FROM {SqlText.ParquetFile(file)}) TO '{SqlText.Literal(beside)}' (FORMAT parquet, COMPRESSION {(_random.Next(2) == 0 ? "snappy" : "zstd")})");
        File.Move(beside, file, overwrite: true);
    }

    private void Put(int recording, FaultStore? lake)
    {
        int leads = _random.Next(1, 4);
        short[] elements = [.. Enumerable.Range(0, leads * 300).Select(_ => (short)_random.Next(-500, 500))];
        string key = KeyOf(recording);
        string name = $"r{recording}";
        var header = new StringBuilder($"{name} {leads} 250 300\n");
        for (int lead = 0; lead < leads; lead++)
        {
            header.Append(CultureInfo.InvariantCulture, $"{name}.mat 16+24 100/mV 16 0 {elements[lead]} 0 0 {(_random.Next(2) == 0 ? "V" : "X")}{(lead * 5) + _random.Next(5)}\n");
        }

        _folder.Put(key, Level4Bytes.Int16("val", leads, 300, elements));
        _folder.Put(Path.ChangeExtension(key, ".hea"), header.ToString());
        ConversionStatus status = _folder.Convert(key, lake: lake).Status;
        Assert.That(status, lake is null ? Is.EqualTo(ConversionStatus.Converted) : Is.EqualTo(ConversionStatus.Converted).Or.EqualTo(ConversionStatus.Failed));
    }

    private string IndexPath => Path.Combine(_folder.Lake, IndexFolder.Name);

    private string[] IndexFiles() => Directory.Exists(IndexPath) ? [.. Directory.GetFiles(IndexPath).Order(StringComparer.Ordinal)] : [];

    // What has changed gets a time of its own, long ago, so that the index may rely on it. Every third file is left as one that was
    // written just now.
    private void Settle()
    {
        foreach (string file in Directory.EnumerateFiles(_folder.Lake, "*.parquet", SearchOption.AllDirectories).Where(file => !file.Contains(IndexFolder.Name, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            var info = new FileInfo(file);
            if (_settled.GetValueOrDefault(file) != (info.Length, info.LastWriteTimeUtc) && _random.Next(3) != 0)
            {
                _clock = _clock.AddSeconds(1);
                File.SetLastWriteTimeUtc(file, _clock);
                _settled[file] = (info.Length, _clock);
            }
        }

        foreach (string gone in _settled.Keys.Where(file => !File.Exists(file)).ToList())
        {
            _settled.Remove(gone);
        }

        // The newest index is that with the newest time, whatever the clock's grain.
        foreach (string file in IndexFiles())
        {
            File.SetLastWriteTimeUtc(file, File.GetLastWriteTimeUtc(file).AddMilliseconds(-10));
        }
    }

    private void KeepIndex()
    {
        if (_random.Next(4) == 0)
        {
            _earlier.Add(IndexFiles().ToDictionary(file => Path.GetFileName(file), File.ReadAllBytes));
        }
    }

    private void Check(LakeTable table)
    {
        bool hasRows = table.Name != PipelineContract.SamplesTable;
        var builder = new IndexBuilder(table, _folder.Lake, hasRows, Path.Combine(_folder.Lake, "..", "scratch"), _ => { });
        List<TableFile> files = TableListing.Of(Path.Combine(_folder.Lake, table.Name));
        if (files.Count == 0)
        {
            return;
        }

        TableIndex? index = builder.Build(files, default);
        if (index is null)
        {
            Assert.That(_hasForeignFiles, $"no index of {table.Name} after {_history}");
            return;
        }

        Assert.That(index.Entries.Select(entry => entry.File.Path), Is.EqualTo(files.Select(file => file.Path)));
        Execute($"CREATE OR REPLACE VIEW indexed AS {(hasRows ? index.SelectRows() : index.SelectFiles(null, chosen => SqlText.Files(chosen.Select(file => table.PathOf(_folder.Lake, file.Path)))))}");
        Execute(table.CreateView(_folder.Lake));
        Assert.Multiple(() =>
        {
            Assert.That(Ask("DESCRIBE indexed"), Is.EqualTo(Ask($"DESCRIBE {table.Name}")), $"columns of {table.Name} after {_history}");
            Assert.That(Ask("SELECT * FROM indexed"), Is.EqualTo(Ask($"SELECT * FROM {table.Name}")), $"rows of {table.Name} after {_history}");
        });
    }

    private string Ask(string sql)
    {
        using DuckDBCommand command = _duckDb.CreateCommand();
        command.CommandText = sql;
        using DuckDBDataReader reader = command.ExecuteReader();
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        CsvRows.Write(reader, text, CancellationToken.None);
        return text.ToString();
    }

    private void Execute(string sql)
    {
        using DuckDBCommand command = _duckDb.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
