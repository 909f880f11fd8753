using System.CommandLine;
using Ecg.Aws.Accounts;
using Ecg.Aws.Buckets;
using Ecg.Aws.Uploads;
using Ecg.Cli.Cloud;
using Ecg.Cli.Invocation;
using Ecg.Cli.Querying.Indexing;
using Ecg.Cli.Terminal;
using Ecg.Lake.Reading;

namespace Ecg.Cli.Commands;

/// <summary><c>ecg forget</c>: deletes a recording for good.</summary>
internal sealed class ForgetCommand : EcgCommand
{
    private readonly CommandOutput _output;
    private readonly AwsArguments _aws = new();

    private readonly Argument<string> _key = new("KEY")
    {
        Description = "The recording's whole key, such as icu/A0001.mat: the key of a MAT-file, or of a WFDB record's header.",
    };

    private readonly LakeOption _lake = new("The lake: a folder, or a whole bucket.");

    private readonly Option<string?> _raw = new("--raw")
    {
        Description = "The bucket of the uploads, for a lake in a bucket.",
        HelpName = "s3://BUCKET",
    };

    private readonly Option<bool> _yes = new("--yes", "-y")
    {
        Description = "Delete without asking.",
    };

    public ForgetCommand(CommandOutput output)
        : base("forget", "Delete a recording for good.")
    {
        _output = output;
        Add(_key);
        Add(_lake);
        Add(_raw);
        Add(_yes);
        _aws.AddTo(this);
        SetAction(RunAsync);
    }

    public override IReadOnlyList<string> Notes { get; } =
    [
        """
        In buckets, it deletes every version of the upload, of the files that only it uses (header, .info, signal files,
        segments, annotations), and of its objects under incoming/. To delete its rows from the published tables, run the statements that the
        command prints in Athena. Files that other recordings use are kept, and listed.
        """,
        """
        In a folder, it deletes the recording's files in the lake, and the lake's index. Its source files are kept: delete them before the
        next 'ecg convert' or 'ecg watch', which would convert them again.
        """,
        """
        Backups, replicas and query results elsewhere are not deleted. Older snapshots of the published tables contain the rows
        until they expire: see "Erase a recording" in docs/operations.md. The command can be repeated, also after an interruption.
        """,
        AwsArguments.Note,
        "Exit status: 0 deleted; 2 no such recording; 3 a bucket or the lake cannot be used; 64 usage error, or not confirmed; 130 stopped by Ctrl-C.",
    ];

    public override IReadOnlyList<string> Examples { get; } =
    [
        "ecg forget icu/A0001.mat --lake lake",
        "ecg forget icu/A0001.mat --raw s3://my-recordings --lake s3://my-lake --yes",
    ];

    private async Task<int> RunAsync(ParseResult call, CancellationToken cancellationToken)
    {
        RecordingKey key = KeyOf(call.GetRequiredValue(_key));
        string lake = _lake.Of(call);
        if (BucketAddress.IsOne(lake))
        {
            await ForgetInBucketsAsync(call, key, lake, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            ForgetInFolder(call, key, lake);
        }

        return ExitStatus.Success;
    }

    private static RecordingKey KeyOf(string key) => UploadedKey.IsRecording(key) || UploadedKey.IsHeader(key)
        ? RecordingKey.Parse(key)
        : throw CommandException.UsageError($"'{key}' is not a recording's key: the key ends in .mat, or in .hea for a WFDB record.");

    private void ForgetInFolder(ParseResult call, RecordingKey key, string lake)
    {
        if (call.GetValue(_raw) is not null)
        {
            throw CommandException.UsageError("--raw is only for a lake in a bucket: delete source files in a folder yourself.");
        }

        if (!Directory.Exists(lake))
        {
            throw CommandException.UsageError($"there is no lake at '{lake}'.");
        }

        // With 'ecg convert --dataset', the dataset differs from the key's.
        string name = key.FileName + PipelineContract.TableFileSuffix;
        List<string> files = [.. PipelineContract.RemovalOrder.Select(table => Path.Combine(lake, table)).Where(Directory.Exists)
            .SelectMany(Directory.GetDirectories)
            .Select(partition => Path.Combine(partition, name))
            .Where(File.Exists)];
        if (files.Count == 0)
        {
            throw Unknown(key, lake);
        }

        string index = Path.Combine(lake, IndexFolder.Name);
        if (Directory.Exists(index))
        {
            files.AddRange(Directory.GetFiles(index));
        }

        Confirm(call, files);
        files.ForEach(File.Delete);
        _output.Message($"{files.Count} files deleted. The source files are kept: delete them too, or the next 'ecg convert' converts the recording again.");
    }

    private async Task ForgetInBucketsAsync(ParseResult call, RecordingKey key, string lake, CancellationToken cancellationToken)
    {
        BucketAddress raw = BucketOf(call.GetValue(_raw) ?? throw CommandException.UsageError("--raw s3://BUCKET is required for a lake in a bucket."), _raw.Name);
        BucketAddress processed = BucketOf(lake, _lake.Name);
        using AwsClients clients = _aws.Open(call);
        var uploads = new S3Store(clients.S3, raw.Bucket);
        var tables = new S3Store(clients.S3, processed.Bucket);
        RecordingParts parts = await RecordingParts.OfAsync(uploads, key.Key, cancellationToken).ConfigureAwait(false);
        if (parts.Whole is { } whole)
        {
            throw CommandException.UsageError($"'{Printable.Of(key.Key)}' is part of the recording '{Printable.Of(whole)}': use that key.");
        }

        // A segment has a row in 'rejected' that names the record.
        IEnumerable<string> segments = key.IsHeader ? parts.Keys.Where(part => part != key.Key && UploadedKey.IsHeader(part)) : [];
        RecordingKey[] rows = [key, .. segments.Select(segment => RecordingKey.Parse(segment))];
        IEnumerable<string> objects = rows.SelectMany(_ => PipelineContract.RemovalOrder, (row, table) => PipelineContract.IncomingFolder + row.PathIn(table));

        // The upload last: while it exists, a second run finds everything that belongs to it.
        List<StoredVersions> found = [
            .. await VersionsAsync(tables, objects, cancellationToken).ConfigureAwait(false),
            .. await VersionsAsync(uploads, parts.Keys, cancellationToken).ConfigureAwait(false),
        ];
        if (found.Count == 0)
        {
            WriteStatements(rows);
            throw Unknown(key, $"{raw} or {processed}");
        }

        if (parts.Twin is { } twin)
        {
            _output.Message($"{uploads.UriOf(twin)} is kept, and has the same record_id: upload it again once the statements have run.");
        }

        foreach (string shared in parts.Shared)
        {
            _output.Message($"{uploads.UriOf(shared)} is kept: another recording uses it.");
        }

        Confirm(call, [.. found.Select(item => $"{item.Store.UriOf(item.Key)} ({Counted.Of(item.Versions.Count, "version")})")]);
        foreach (StoredVersions item in found)
        {
            await item.Store.EraseAsync(item.Key, item.Versions, cancellationToken).ConfigureAwait(false);
        }

        _output.Message($"{Counted.Of(found.Count, "object")} deleted with all versions.");
        WriteStatements(rows);
    }

    private static async Task<List<StoredVersions>> VersionsAsync(S3Store store, IEnumerable<string> keys, CancellationToken cancellationToken)
    {
        var found = new List<StoredVersions>();
        foreach (string key in keys)
        {
            if (await store.VersionsAsync(key, cancellationToken).ConfigureAwait(false) is { Count: > 0 } versions)
            {
                found.Add(new StoredVersions(store, key, versions));
            }
        }

        return found;
    }

    private static BucketAddress BucketOf(string text, string option)
    {
        BucketAddress address = ArgumentText.Read(() => BucketAddress.Parse(text, option));
        return address.Prefix.Length == 0 ? address : throw CommandException.UsageError($"{option} takes a whole bucket, s3://{address.Bucket}.");
    }

    private void WriteStatements(RecordingKey[] rows)
    {
        _output.Message("The published tables contain its rows until you run these statements in Athena:");
        foreach (string table in PipelineContract.RemovalOrder)
        {
            foreach (IGrouping<string, RecordingKey> dataset in rows.GroupBy(row => row.Dataset, StringComparer.Ordinal))
            {
                string[] ids = [.. dataset.Select(row => $"'{SqlText.Literal(row.RecordId)}'")];
                string condition = ids is [var id] ? $"= {id}" : $"IN ({string.Join(", ", ids)})";
                _output.Result($"DELETE FROM {table} WHERE dataset = '{SqlText.Literal(dataset.Key)}' AND record_id {condition};");
            }
        }
    }

    private void Confirm(ParseResult call, IReadOnlyList<string> what)
    {
        if (call.GetValue(_yes))
        {
            return;
        }

        foreach (string item in what)
        {
            _output.Message(Printable.Of(item));
        }

        if (Console.IsInputRedirected || !_output.MessagesAreTerminal)
        {
            throw CommandException.UsageError("nothing was deleted: confirm with --yes.");
        }

        _output.Messages.Write("Delete these for good? [y/N] ");
        _output.Messages.Flush();
        if (Console.ReadLine()?.Trim().ToUpperInvariant() is not ("Y" or "YES"))
        {
            throw CommandException.UsageError("nothing was deleted.");
        }
    }

    private static CommandException Unknown(RecordingKey key, string place) =>
        CommandException.Rejected($"there is no '{Printable.Of(key.Key)}' in {place}: KEY is the whole key and case-sensitive.");

    private sealed record StoredVersions(S3Store Store, string Key, IReadOnlyList<string> Versions);
}
