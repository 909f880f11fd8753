using System.Text;
using System.Text.Json;
using Ecg.Aws.Buckets;
using Ecg.Lake.Parquet;
using Ecg.Lake.Stores;

namespace Ecg.Aws.Publishing;

/// <summary>
/// Writes the lists that a batch's statements read: its recordings, and for each table the addresses of their files, one per line, in
/// the form of Hive's SymlinkTextInputFormat. Athena opens only these files, however many the bucket has.
/// </summary>
/// <param name="bucket">The processed bucket.</param>
internal sealed class BatchFiles(IBucket bucket)
{
    private const string MessagesKey = PipelineContract.PublishingFolder + "messages.json";

    private static readonly Column[] Columns =
        [new("dataset", ColumnKind.Text), new("record_id", ColumnKind.Text), new("conversion_id", ColumnKind.Text)];

    /// <summary>Writes the lists, replacing those of the previous batch.</summary>
    /// <exception cref="IOException">The bucket cannot be written now.</exception>
    public async Task WriteAsync(IReadOnlyList<WaitingRecording> recordings, CancellationToken cancellationToken)
    {
        foreach (string table in PipelineContract.Tables)
        {
            IEnumerable<string> files = recordings
                .Where(recording => recording.IsRejected == (table == PipelineContract.RejectedTable))
                .Where(recording => table != PipelineContract.AnnotationsTable || recording.HasAnnotations)
                .Select(recording => bucket.UriOf(recording.KeyIn(table)));
            await PutAsync($"{PipelineContract.PublishingFolder}{table}/manifest", string.Concat(files.Select(file => file + "\n")), cancellationToken).ConfigureAwait(false);
        }

        await bucket.PutAsync(
            $"{PipelineContract.PublishingFolder}{PipelineContract.BatchTable}/batch{PipelineContract.TableFileSuffix}",
            output => Write(output, recordings),
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stores the messages of the batch until it is published.</summary>
    /// <exception cref="IOException">The bucket cannot be written now.</exception>
    public Task KeepAsync(List<TakenMessage> messages, CancellationToken cancellationToken) =>
        PutAsync(MessagesKey, JsonSerializer.Serialize(messages, PublishingJson.Default.ListTakenMessage), cancellationToken);

    /// <summary>Returns the messages of the batch; none if there is no batch.</summary>
    /// <exception cref="IOException">The bucket cannot be read now.</exception>
    public async Task<IReadOnlyList<TakenMessage>> KeptAsync(CancellationToken cancellationToken)
    {
        StoredObject? file = await bucket.OpenAsync(MessagesKey, cancellationToken).ConfigureAwait(false);
        if (file is null)
        {
            return [];
        }

        await using (file.ConfigureAwait(false))
        {
            return await file.ReadAsync(content => JsonSerializer.Deserialize(content, PublishingJson.Default.ListTakenMessage), cancellationToken)
                .ConfigureAwait(false) ?? [];
        }
    }

    private static long Write(Stream output, IReadOnlyList<WaitingRecording> recordings)
    {
        using var file = new ParquetWriter(output, Columns, [], $"ecg-pipeline version {ConverterVersion.Current} (build 0)");
        file.BeginRowGroup(recordings.Count);
        file.WriteTexts([.. recordings.Select(recording => recording.Dataset)]);
        file.WriteTexts([.. recordings.Select(recording => recording.RecordId)]);
        file.WriteTexts([.. recordings.Select(recording => recording.ConversionId)]);
        file.Finish();
        return file.Length;
    }

    private Task<int> PutAsync(string key, string text, CancellationToken cancellationToken) => bucket.PutAsync(
        key,
        output =>
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            output.Write(bytes);
            return bytes.Length;
        },
        cancellationToken);
}
