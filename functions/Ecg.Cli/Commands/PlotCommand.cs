using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Ecg.Cli.Calls;
using Ecg.Cli.Plot;
using Ecg.Cli.Querying;
using Ecg.Cli.Terminal;

namespace Ecg.Cli.Commands;

/// <summary><c>ecg plot</c>: a recording on ECG paper.</summary>
internal sealed class PlotCommand : EcgCommand
{
    private readonly CommandOutput _output;

    private readonly Argument<string> _record = new("RECORD")
    {
        Description = "A recording's record_id; with its dataset before it, dataset/record_id, where that is not enough.",
    };

    private readonly Option<string> _lake = new("--lake", "-l")
    {
        Description = "The lake's folder.",
        HelpName = "LAKE",
        Required = true,
    };

    private readonly Option<string> _out = new("--out", "-o")
    {
        Description = "The picture; one that is there is replaced.",
        HelpName = "FILE.png|.svg",
        Required = true,
    };

    private readonly Option<double?> _start = new("--start")
    {
        Description = "The second to begin at. [default: 0]",
        HelpName = "S",
        CustomParser = result => Parse(result, "--start takes a number of seconds, 0 or more", seconds => seconds >= 0),
    };

    private readonly Option<double?> _duration = new("--duration")
    {
        Description = "How many seconds to draw. [default: 10]",
        HelpName = "S",
        CustomParser = result => Parse(result, "--duration takes a number of seconds above 0", seconds => seconds > 0),
    };

    public PlotCommand(CommandOutput output)
        : base("plot", "Draw a recording on ECG paper: 25 mm/s, 10 mm/mV.")
    {
        _output = output;
        _record.Validators.Add(RefuseUnknownOptions);
        Add(_record);
        Add(_lake);
        Add(_out);
        Add(_start);
        Add(_duration);
        SetAction((call, cancellationToken) => Task.FromResult(Run(call, cancellationToken)));
    }

    public override IReadOnlyList<string> Notes { get; } =
    [
        """
        Twelve leads are laid out as on a resting ECG, 3 x 4 with a rhythm strip; other leads stand one above the other.
        Exit status: 0 drawn; 3 the lake or the picture cannot be read or written; 64 the call is wrong: no such recording,
        or no such part of it.
        """,
    ];

    public override IReadOnlyList<string> Examples { get; } =
    [
        "ecg plot A0001 --lake lake --out A0001.png",
        "ecg plot georgia/A0001 --lake lake --out A0001.svg --start 60 --duration 5",
    ];

    private static double? Parse(ArgumentResult result, string expected, Func<double, bool> isRight)
    {
        var text = result.Tokens[0].Value;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && double.IsFinite(seconds) && isRight(seconds))
        {
            return seconds;
        }

        result.AddError($"{expected}, not '{text}'.");
        return null;
    }

    private int Run(ParseResult call, CancellationToken cancellationToken)
    {
        var path = call.GetRequiredValue(_out);
        using var database = LakeDatabase.Open(call.GetRequiredValue(_lake), _output.Message);
        var drawn = new RecordPlot(database).Draw(
            call.GetRequiredValue(_record), path, call.GetValue(_start), call.GetValue(_duration), cancellationToken);
        _output.Message(string.Create(
            CultureInfo.InvariantCulture, $"{drawn.RecordId}: {Counted.Of(drawn.Leads.Count, "lead")}, {Counted.Of(drawn.Leads[0].Samples.Length, "sample")} -> {path}"));
        return ExitStatus.Success;
    }
}
