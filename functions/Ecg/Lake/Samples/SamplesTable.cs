using Ecg.Formats;
using Ecg.Lake.Parquet;
using Ecg.Lake.Schema;
using Ecg.Signals;
using Ecg.Signals.Assessment;

namespace Ecg.Lake.Samples;

/// <summary>
/// Writes a recording's file of the table <c>samples</c>, one row per instant, and measures the leads while their samples
/// pass through.
/// </summary>
internal sealed class SamplesTable : IDisposable
{
    /// <summary>The maximum number of rows in a row group.</summary>
    public const int MaxRowGroup = 131_072;

    // Row groups of many leads have fewer rows, so that memory use depends on neither leads nor samples.
    private const int MaxRowGroupBytes = 16 << 20;
    private const int MinRowGroup = 1024;

    private readonly Recording _recording;
    private readonly RecordSource _source;
    private readonly bool _normalize;
    private readonly int _rowGroup;
    private readonly SignalBlock _block;
    private readonly SampleDictionary _dictionary;
    private readonly LeadColumn[] _leads;
    private readonly HeartTrace _heart;

    /// <summary>Prepares the table for a recording.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="source">The recording's source.</param>
    /// <param name="normalize">Whether each lead is also written min-max normalised.</param>
    /// <param name="fill">Whether missing samples are filled with the previous value instead of NULL.</param>
    public SamplesTable(Recording recording, RecordSource source, bool normalize, bool fill)
    {
        _recording = recording;
        _source = source;
        _normalize = normalize;
        _rowGroup = RowGroupOf(recording.Matrix);
        _block = new SignalBlock(recording.Matrix, _rowGroup);
        _dictionary = new SampleDictionary(_rowGroup);
        _heart = new HeartTrace(recording);
        _leads = [.. recording.Leads.Select((lead, i) => LeadColumn.Create(recording, lead, fill, _rowGroup, _dictionary, _heart.Takes(i) ? _heart : null, i))];
    }

    /// <summary>Writes the file.</summary>
    /// <param name="output">The stream to write to.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The measures of each lead, the beats, and the size of the file.</returns>
    /// <exception cref="RejectedException">No lead has a sample that is not missing.</exception>
    /// <exception cref="IOException"><paramref name="output"/> or the samples' temporary file failed.</exception>
    public WrittenSamples Write(Stream output, CancellationToken cancellationToken)
    {
        // The extremes must be known before the first row is normalised.
        List<LeadMeasures>? measures = _normalize ? Measure(cancellationToken) : null;
        using ParquetWriter file = LakeFile.Create(output, Columns(), _source);
        for (long first = 0; first < _recording.Matrix.SampleCount; first += _rowGroup)
        {
            cancellationToken.ThrowIfCancellationRequested();
            WriteRowGroup(file, first, measures);
        }

        measures ??= Finish();
        CheckSamples(measures);
        file.Finish();
        return new WrittenSamples(measures, _heart.Finish(measures), file.Length);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _block.Dispose();
        _dictionary.Dispose();
        _heart.Dispose();
        foreach (LeadColumn lead in _leads)
        {
            lead.Dispose();
        }
    }

    private static int RowGroupOf(SignalMatrix matrix)
    {
        long frame = (long)matrix.LeadCount * matrix.Buffer.Type.Size();
        long rows = Math.Clamp(MaxRowGroupBytes / frame, MinRowGroup, MaxRowGroup);
        return (int)Math.Min(rows, matrix.SampleCount);
    }

    private List<Column> Columns() =>
        [.. SamplesColumns.Schema.Columns, .. _recording.Leads.SelectMany(lead => SamplesColumns.Of(lead, _normalize))];

    private void CheckSamples(List<LeadMeasures> measures)
    {
        if (measures.TrueForAll(lead => lead.Missing == lead.Samples))
        {
            throw new RejectedException(
                RejectionReason.EmptySignal,
                $"{_recording.SignalPath} has no valid sample: each is NaN, infinite, too large for a 32-bit float, or the "
                + "format's invalid value. Check the recorder's export.");
        }
    }

    private List<LeadMeasures> Measure(CancellationToken cancellationToken)
    {
        for (long first = 0; first < _recording.Matrix.SampleCount; first += _rowGroup)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Load(first);
            foreach (LeadColumn lead in _leads)
            {
                lead.Measure(_block, CountAt(first));
            }
        }

        return Finish();
    }

    private List<LeadMeasures> Finish() => [.. _leads.Select(lead => lead.Finish())];

    private void WriteRowGroup(ParquetWriter file, long first, List<LeadMeasures>? measures)
    {
        int count = CountAt(first);
        Load(first);
        file.BeginRowGroup(count);
        var rows = new SampleRows(first, count, _recording.SamplingRate);
        foreach (SchemaColumn<SampleRows> column in SamplesColumns.Fixed)
        {
            column.Write(file, _source, rows);
        }

        for (int i = 0; i < _leads.Length; i++)
        {
            _leads[i].Write(file, _block, count, measures?[i]);
        }
    }

    private void Load(long first) => _block.Load(first, CountAt(first));

    private int CountAt(long first) => (int)Math.Min(_rowGroup, _recording.Matrix.SampleCount - first);
}
