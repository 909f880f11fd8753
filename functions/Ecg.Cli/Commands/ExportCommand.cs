using System.CommandLine;
using Ecg.Cli.Exporting;
using Ecg.Cli.Invocation;
using Ecg.Cli.Querying;
using Ecg.Cli.Terminal;

namespace Ecg.Cli.Commands;

/// <summary><c>ecg export</c>: writes a recording as a WFDB record.</summary>
internal sealed class ExportCommand : EcgCommand
{
    private readonly CommandOutput _output;

    private readonly RecordArgument _record = new();

    private readonly LakeOption _lake = new("The lake's folder.");

    private readonly Option<string> _out = new("--out", "-o")
    {
        Description = "The folder for the record's files; existing files are replaced.",
        HelpName = "DIR",
        Required = true,
    };

    public ExportCommand(CommandOutput output)
        : base("export", "Write a recording as a WFDB record: .hea, .dat and annotations.")
    {
        _output = output;
        _record.Validators.Add(RefuseUnknownOptions);
        Add(_record);
        Add(_lake);
        Add(_out);
        SetAction(RunAsync);
    }

    public override IReadOnlyList<string> Notes { get; } =
    [
        """
        The ADC values, gain, baseline and unit are those of the source, in format 16, 24 or 32. A lead without known ADC
        values gets the gain that uses 16 bits best, and a message says so. A missing sample gets the format's invalid value,
        such as -32768.
        """,
        $"""
        Each source of annotations becomes a file: 100.atr as in the source, and 100.{WfdbAnnotationSets.Pipeline} with what the conversion found. There,
        beats are unclassified (Q), and gaps and flat, clipped and noisy stretches are notes.
        """,
        """
        Exit status: 0 written; 2 the file is rejected; 3 the lake cannot be read or a file not written; 64 usage error: no
        such recording.
        """,
    ];

    public override IReadOnlyList<string> Examples { get; } =
    [
        "ecg export 100 --lake lake --out wfdb",
        "ecg export georgia/A0001 --lake lake --out wfdb",
        "ecg export A0001.mat --out wfdb",
    ];

    private async Task<int> RunAsync(ParseResult call, CancellationToken cancellationToken)
    {
        await _record.UseAsync(call, _lake, (lake, record) => Export(call, lake, record, cancellationToken), cancellationToken).ConfigureAwait(false);
        return ExitStatus.Success;
    }

    private void Export(ParseResult call, string lake, string record, CancellationToken cancellationToken)
    {
        using var database = LakeDatabase.Open(lake, _output.Message);
        ExportedRecord exported = new WfdbExport(database).Write(record, call.GetRequiredValue(_out), cancellationToken);
        foreach (string remark in exported.Remarks)
        {
            _output.Message($"{exported.Record}: {remark}");
        }

        _output.Message($"{exported.Record}: {Counted.Of(exported.Samples, "sample")} -> {string.Join(", ", exported.Files)}");
    }
}
