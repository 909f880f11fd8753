using DuckDB.NET.Data;
using Ecg.Annotations;
using Ecg.Cli.Invocation;
using Ecg.Cli.Querying.Indexing;
using Ecg.Cli.Terminal;

namespace Ecg.Cli.Querying;

/// <summary>Finds recordings in a lake and reads their rows from their own files.</summary>
/// <param name="database">The lake.</param>
internal sealed class LakeRecords(LakeDatabase database)
{
    private const int MostSuggested = 5;

    /// <summary>Finds a recording by name.</summary>
    /// <param name="name">A record_id, <c>dataset/record_id</c>, or the last parts of either.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="CommandException">There is no such recording, or several.</exception>
    public RecordRow Find(string name, CancellationToken cancellationToken)
    {
        var names = new List<RecordName>();
        if (database.HasRecords)
        {
            database.QueryFiles(
                $"SELECT dataset, record_id, filename FROM {database.RecordFiles} ORDER BY dataset, record_id",
                reader =>
                {
                    while (reader.Read())
                    {
                        names.Add(new RecordName(reader.GetString(0), reader.GetString(1), reader.GetString(2)));
                    }
                },
                cancellationToken);
        }

        return Read(Choose(name, names) ?? throw Rejected(name, cancellationToken) ?? Unknown(name, names), cancellationToken);
    }

    /// <summary>Returns the leads of a recording in order.</summary>
    public IReadOnlyList<LakeLead> LeadsOf(RecordRow record, CancellationToken cancellationToken)
    {
        var leads = new List<LakeLead>();
        database.QueryFiles(
            $"SELECT lead, column_name, unit, adc_gain, adc_baseline, quality FROM {FileOf(record, PipelineContract.LeadsTable)} ORDER BY \"position\"",
            reader =>
            {
                while (reader.Read())
                {
                    leads.Add(new LakeLead(reader.GetString(0), reader.GetString(1), reader.GetString(2))
                    {
                        AdcGain = reader.NumberAt(3),
                        AdcBaseline = reader.IsDBNull(4) ? null : reader.GetInt32(4),
                        Quality = reader.TextAt(5),
                    });
                }
            },
            cancellationToken);
        return leads;
    }

    /// <summary>Returns samples of some leads of a recording.</summary>
    /// <param name="record">The recording.</param>
    /// <param name="leads">The leads.</param>
    /// <param name="first">The first sample.</param>
    /// <param name="count">The number of samples, all within the recording.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>One array per lead.</returns>
    public IReadOnlyList<float[]> SamplesOf(
        RecordRow record, IReadOnlyList<LakeLead> leads, long first, int count, CancellationToken cancellationToken)
    {
        float[][] samples = [.. leads.Select(_ => new float[count])];
        string columns = string.Join(", ", leads.Select(lead => SqlText.Identifier(lead.ColumnName)));
        database.QueryFiles(
            $"SELECT {columns} FROM {FileOf(record, PipelineContract.SamplesTable)} WHERE \"sample\" >= {first} AND \"sample\" < {first + count} ORDER BY \"sample\"",
            reader => Fill(reader, samples, cancellationToken),
            cancellationToken);
        return samples;
    }

    /// <summary>Returns the annotations of a recording in the table's order.</summary>
    public IReadOnlyList<Annotation> AnnotationsOf(RecordRow record, CancellationToken cancellationToken)
    {
        var annotations = new List<Annotation>();
        QueryFile(
            record,
            PipelineContract.AnnotationsTable,
            file => $"SELECT source, kind, start_sample, end_sample, symbol, lead, note FROM {file}",
            reader =>
            {
                while (reader.Read())
                {
                    annotations.Add(new Annotation(reader.GetString(0), reader.GetString(1), reader.GetInt64(2), reader.GetInt64(3))
                    {
                        Symbol = reader.TextAt(4),
                        Lead = reader.TextAt(5),
                        Note = reader.TextAt(6),
                    });
                }
            },
            cancellationToken);

        return annotations;
    }

    /// <summary>Returns the missing, flat, clipped and noisy stretches that overlap a part of a recording.</summary>
    /// <param name="record">The recording.</param>
    /// <param name="first">The first sample of the part.</param>
    /// <param name="count">The number of samples.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The stretches in order of their starts; none if the recording has no annotations.</returns>
    public IReadOnlyList<LakeStretch> StretchesOf(RecordRow record, long first, long count, CancellationToken cancellationToken)
    {
        var stretches = new List<LakeStretch>();
        QueryFile(
            record,
            PipelineContract.AnnotationsTable,
            file => $"""
            SELECT lead, kind, start_sample, end_sample FROM {file}
            WHERE source = '{AnnotationSource.Pipeline}' AND kind NOT IN ('{AnnotationKind.Beat}', '{AnnotationKind.Rhythm}', '{AnnotationKind.Note}')
                AND end_sample > start_sample AND end_sample > {first} AND start_sample < {first + count}
            ORDER BY start_sample, end_sample
            """,
            reader =>
            {
                while (reader.Read())
                {
                    stretches.Add(new LakeStretch(reader.TextAt(0), reader.GetString(1), reader.GetInt64(2), reader.GetInt64(3)));
                }
            },
            cancellationToken);
        return stretches;
    }

    /// <summary>Returns the free comments of a recording.</summary>
    public IReadOnlyList<string> CommentsOf(RecordRow record, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> comments = [];
        database.QueryFiles(
            $"SELECT comments FROM {SqlText.ParquetFile(record.File)}",
            reader => comments = reader.Read() ? reader.ListAt(0, "; ") : [],
            cancellationToken);
        return comments;
    }

    /// <summary>Reads the rows of a recording in a table.</summary>
    /// <param name="record">The recording.</param>
    /// <param name="table">The table; nothing is read if the recording has no file in it, because it has no rows there.</param>
    /// <param name="sql">Returns the query for a given SQL table expression.</param>
    /// <param name="read">Reads the result.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public void QueryFile(
        RecordRow record, string table, Func<string, string> sql, Action<DuckDBDataReader> read, CancellationToken cancellationToken)
    {
        if (File.Exists(PathOf(record, table)))
        {
            database.QueryFiles(sql(FileOf(record, table)), read, cancellationToken);
        }
    }

    /// <summary>Returns the pipeline's beats in a part of a recording.</summary>
    /// <param name="record">The recording.</param>
    /// <param name="first">The first sample of the part.</param>
    /// <param name="count">The number of its samples.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The samples of the R peaks, relative to the part's first, in order; empty if there are none.</returns>
    public IReadOnlyList<int> BeatsOf(RecordRow record, long first, int count, CancellationToken cancellationToken)
    {
        var beats = new List<int>();
        QueryFile(
            record,
            PipelineContract.AnnotationsTable,
            file => $"""
            SELECT start_sample - {first} FROM {file}
            WHERE source = '{AnnotationSource.Pipeline}' AND kind = '{AnnotationKind.Beat}' AND start_sample >= {first} AND start_sample < {first + count}
            ORDER BY start_sample
            """,
            reader =>
            {
                while (reader.Read())
                {
                    beats.Add((int)reader.GetInt64(0));
                }
            },
            cancellationToken);
        return beats;
    }

    private static RecordName? Choose(string name, List<RecordName> names)
    {
        Func<RecordName, bool>[] rules =
        [
            record => record.Full == name,
            record => record.RecordId == name,
            record => record.Full.EndsWith($"/{name}", StringComparison.Ordinal),
        ];
        foreach (Func<RecordName, bool> rule in rules)
        {
            switch (names.Where(rule).Take(MostSuggested).ToArray())
            {
                case [var found]:
                    return found;
                case { Length: > 1 } several:
                    throw CommandException.UsageError(
                        $"'{name}' matches several recordings: {string.Join(", ", several.Select(record => $"'{record.Full}'"))}; name one of them.");
            }
        }

        return null;
    }

    private CommandException? Rejected(string name, CancellationToken cancellationToken)
    {
        CommandException? rejected = null;
        database.Query(
            $"SELECT dataset || '/' || record_id, reason, detail FROM rejected WHERE '{SqlText.Literal(name)}' IN (record_id, dataset || '/' || record_id) ORDER BY 1 LIMIT 1",
            reader => rejected = reader.Read()
                ? CommandException.UsageError($"'{reader.GetString(0)}' was rejected, {reader.GetString(1)}: {reader.GetString(2)}")
                : null,
            cancellationToken);
        return rejected;
    }

    private static CommandException Unknown(string name, List<RecordName> names)
    {
        string last = name[(name.LastIndexOf('/') + 1)..];
        IReadOnlyList<string> near = Nearest.To(
            last.EndsWith(PipelineContract.RecordingSuffix, StringComparison.OrdinalIgnoreCase) ? last[..^PipelineContract.RecordingSuffix.Length] : last,
            names.Select(record => record.RecordId[(record.RecordId.LastIndexOf('/') + 1)..]).Distinct(StringComparer.Ordinal),
            MostSuggested);
        return CommandException.UsageError(near.Count > 0
            ? $"there is no recording '{name}' in the lake. Did you mean {string.Join(", ", near.Select(candidate => $"'{candidate}'"))}?"
            : $"there is no recording '{name}' in the lake; 'ecg query --lake LAKE \"select dataset, record_id from records\"' lists them.");
    }

    private RecordRow Read(RecordName name, CancellationToken cancellationToken)
    {
        RecordRow? record = null;
        database.QueryFiles(
            $"SELECT {RecordRow.Columns} FROM {SqlText.ParquetFile(name.File)}",
            reader => record = reader.Read() ? RecordRow.Read(name.Dataset, name.RecordId, name.File, reader, 0) : null,
            cancellationToken);
        return record ?? throw CommandException.Failed($"'{name.Full}' was just removed from the lake.");
    }

    private static string FileOf(RecordRow record, string table) => SqlText.ParquetFile(PathOf(record, table));

    // A recording's objects have the same name in all tables.
    private static string PathOf(RecordRow record, string table)
    {
        string partition = Path.GetDirectoryName(record.File)!;
        string lake = Path.GetDirectoryName(Path.GetDirectoryName(partition)!)!;
        return Path.Combine(lake, table, Path.GetFileName(partition), Path.GetFileName(record.File));
    }

    private static void Fill(DuckDBDataReader reader, float[][] samples, CancellationToken cancellationToken)
    {
        for (int row = 0; reader.Read(); row++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (int lead = 0; lead < samples.Length; lead++)
            {
                samples[lead][row] = reader.IsDBNull(lead) ? float.NaN : reader.GetFloat(lead);
            }
        }
    }

    private readonly record struct RecordName(string Dataset, string RecordId, string File)
    {
        public string Full => $"{Dataset}/{RecordId}";
    }
}
