using System.CommandLine;
using Ecg.Cli.Conversion;
using Ecg.Cli.Inspection;
using Ecg.Cli.Invocation;
using Ecg.Cli.Terminal;

namespace Ecg.Cli.Commands;

/// <summary><c>ecg inspect</c>: shows a file's contents and how it would be converted.</summary>
internal sealed class InspectCommand : EcgCommand
{
    private readonly CommandOutput _output;

    private readonly Argument<string> _file = new("FILE")
    {
        Description = "A .mat file, or the .hea or .dat of a WFDB record; the files beside it and its dataset's dataset.json are read too.",
    };

    private readonly Option<string?> _root = new("--root")
    {
        Description = "The folder you would pass to 'ecg convert'. By default, the dataset is the nearest folder above FILE with a dataset.json.",
        HelpName = "DIR",
    };

    private readonly MetadataArguments _metadata = new();

    private readonly Option<bool> _json = new("--json")
    {
        Description = "Print one JSON object.",
    };

    public InspectCommand(CommandOutput output)
        : base("inspect", "Show a file's variables and header, and what would be converted.")
    {
        _output = output;
        _file.Validators.Add(RefuseUnknownOptions);
        Add(_file);
        Add(_root);
        _metadata.AddTo(this);
        Add(_json);
        SetAction(RunAsync);
    }

    public override IReadOnlyList<string> Notes { get; } =
    [
        "Nothing is written. Exit status: 0 it would be converted; 2 it would be rejected; 3 it cannot be read; 64 usage error.",
    ];

    public override IReadOnlyList<string> Examples { get; } =
    [
        "ecg inspect A0001.mat",
        "ecg inspect mitdb/100.hea",
        "ecg inspect raw/mit/sub/A0001.mat --root raw",
        "ecg inspect A0001.mat --json | jq '.recording.leads[].lead'",
    ];

    private async Task<int> RunAsync(ParseResult call, CancellationToken cancellationToken)
    {
        string path = call.GetRequiredValue(_file);
        string? root = call.GetValue(_root);
        Check(path);
        CheckRoot(root, path);
        using FileInspection inspection = await FileInspection.OfAsync(RecordPath.SourceOf(path), root, _metadata.Defaults(call), cancellationToken).ConfigureAwait(false);
        if (call.GetValue(_json))
        {
            _output.Result(InspectionJson.Of(inspection));
        }
        else
        {
            new InspectionText(_output).Write(inspection);
        }

        return inspection.Rejection is null ? ExitStatus.Success : ExitStatus.Rejected;
    }

    private static void Check(string path)
    {
        if (Directory.Exists(path))
        {
            throw CommandException.UsageError($"'{path}' is a folder; name one file in it.");
        }

        if (!File.Exists(path))
        {
            throw CommandException.UsageError(new FileInfo(path).LinkTarget is { } target
                ? $"'{path}' is a link to '{target}', which is not there."
                : $"'{path}' does not exist.");
        }

        if (RecordingFolder.IsHeader(path) && RecordPath.WhyNoRecording(path) is { } why)
        {
            throw CommandException.UsageError(why);
        }
    }

    private static void CheckRoot(string? root, string path)
    {
        if (root is null)
        {
            return;
        }

        if (!Directory.Exists(root))
        {
            throw CommandException.UsageError($"'{root}' is not a folder; --root takes the folder you would pass to 'ecg convert'.");
        }

        if (!RawRoot.IsAround(root, path))
        {
            throw CommandException.UsageError($"'{path}' is not inside '{root}'; --root takes a folder above the file.");
        }
    }
}
