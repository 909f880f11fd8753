using System.CommandLine;
using Ecg.Cli.Calls;
using Ecg.Cli.Inspection;
using Ecg.Cli.Terminal;
using Ecg.Lake;

namespace Ecg.Cli.Commands;

/// <summary><c>ecg inspect</c>: what a file holds, and what a conversion would make of it.</summary>
internal sealed class InspectCommand : EcgCommand
{
    private readonly CommandOutput _output;

    private readonly Argument<string> _file = new("FILE")
    {
        Description = "A .mat file; a header and a dataset.json beside it are used.",
    };

    private readonly Option<bool> _json = new("--json")
    {
        Description = "Print one JSON object.",
    };

    public InspectCommand(CommandOutput output)
        : base("inspect", "Show a file's variables, its header, and what would be converted.")
    {
        _output = output;
        _file.Validators.Add(RefuseUnknownOptions);
        Add(_file);
        Add(_json);
        SetAction((call, cancellationToken) => Task.FromResult(Run(call, cancellationToken)));
    }

    public override IReadOnlyList<string> Notes { get; } =
    [
        "Nothing is written. Exit status: 0 it would be converted; 2 it would be rejected; 3 it cannot be read; 64 the call is wrong.",
    ];

    public override IReadOnlyList<string> Examples { get; } =
    [
        "ecg inspect A0001.mat",
        "ecg inspect A0001.mat --json | jq '.recording.leads[].lead'",
    ];

    private int Run(ParseResult call, CancellationToken cancellationToken)
    {
        var path = call.GetRequiredValue(_file);
        Check(path);
        using var inspection = FileInspection.Of(path, cancellationToken);
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
            throw CommandException.WrongCall($"'{path}' is a folder; name one file in it.");
        }

        if (!File.Exists(path))
        {
            throw CommandException.WrongCall($"'{path}' does not exist.");
        }

        if (path.EndsWith(PipelineContract.HeaderSuffix, StringComparison.OrdinalIgnoreCase))
        {
            var recording = ExtensionCase.FindFile(Path.ChangeExtension(path, PipelineContract.RecordingSuffix));
            throw CommandException.WrongCall($"'{path}' is a header; name '{recording}', and it is shown too.");
        }
    }
}
