using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Ecg.Cli.Invocation;
using Ecg.Cli.Plot;
using Ecg.Cli.Plot.Layout;
using Ecg.Cli.Querying;
using Ecg.Cli.Terminal;

namespace Ecg.Cli.Commands;

/// <summary><c>ecg plot</c>: draws a recording on ECG paper.</summary>
internal sealed class PlotCommand : EcgCommand
{
    private readonly CommandOutput _output;

    private readonly RecordArgument _record = new();

    private readonly LakeOption _lake = new("The lake's folder.");

    private readonly Option<string> _out = new("--out", "-o")
    {
        Description = "The picture to write; an existing file is replaced. A PDF has as many pages as needed.",
        HelpName = "FILE.png|.svg|.pdf",
        Required = true,
    };

    private readonly Option<double?> _start = new("--start")
    {
        Description = "Where to start, in seconds. [default: 0]",
        HelpName = "S",
        CustomParser = result => Parse(result, "--start takes a number of seconds, 0 or more", seconds => seconds >= 0),
    };

    private readonly Option<double?> _duration = new("--duration")
    {
        Description = "How many seconds to draw. [default: 10]",
        HelpName = "S",
        CustomParser = result => Parse(result, "--duration takes a number of seconds above 0", seconds => seconds > 0),
    };

    private readonly Option<string?> _leads = new("--leads")
    {
        Description = "The leads to draw, in this order, such as II,V1,V5. [default: all]",
        HelpName = "A,B",
    };

    private readonly Option<bool> _beats = new("--beats") { Description = "Mark detected beats at their R peaks." };

    private readonly Option<double?> _speed = new("--speed")
    {
        Description = "The paper speed in mm/s. [default: 25]",
        HelpName = "MM/S",
        CustomParser = result => Parse(result, "--speed takes a number of mm/s from 1 to 1000", speed => speed is >= 1 and <= 1000),
    };

    private readonly Option<double?> _amplitude = new("--amplitude")
    {
        Description = "The gain in mm/mV. [default: 10, halved until tall leads fit]",
        HelpName = "MM/MV",
        CustomParser = result => Parse(result, "--amplitude takes a number of mm/mV from 0.1 to 100", gain => gain is >= 0.1 and <= 100),
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
        Add(_leads);
        Add(_beats);
        Add(_speed);
        Add(_amplitude);
        SetAction(RunAsync);
    }

    public override IReadOnlyList<string> Notes { get; } =
    [
        """
        Twelve leads are laid out as on a resting ECG, 3 x 4 with a rhythm strip; other leads are stacked. A picture is
        one page: what does not fit is left out, and a message says so. A PDF continues on further pages. Missing samples are hatched.
        Printed at 100 %, a plot is true to scale. A plot is not for diagnosis.
        """,
        """
        Exit status: 0 drawn; 2 the file is rejected; 3 the lake or the picture cannot be read or written; 64 usage
        error: no such recording, or no such part of it.
        """,
    ];

    public override IReadOnlyList<string> Examples { get; } =
    [
        "ecg plot A0001 --lake lake --out A0001.png",
        "ecg plot A0001.mat --out A0001.pdf",
        "ecg plot 100 --lake lake --out 100.pdf --leads MLII --duration 600 --speed 12.5",
        "ecg plot 100 --lake lake --out beats.png --beats",
        "ecg plot georgia/A0001 --lake lake --out A0001.svg --start 60 --duration 5",
    ];

    private static double? Parse(ArgumentResult result, string expected, Func<double, bool> isRight)
    {
        string text = result.Tokens[0].Value;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds) && double.IsFinite(seconds) && isRight(seconds))
        {
            return seconds;
        }

        result.AddError($"{expected}, not '{text}'.");
        return null;
    }

    private async Task<int> RunAsync(ParseResult call, CancellationToken cancellationToken)
    {
        await _record.UseAsync(call, _lake, (lake, record) => Draw(call, lake, record, cancellationToken), cancellationToken).ConfigureAwait(false);
        return ExitStatus.Success;
    }

    private void Draw(ParseResult call, string lake, string record, CancellationToken cancellationToken)
    {
        string path = call.GetRequiredValue(_out);
        using var database = LakeDatabase.Open(lake, _output.Message);
        var choice = new PlotChoice
        {
            Start = call.GetValue(_start),
            Duration = call.GetValue(_duration),
            Leads = call.GetValue(_leads)?.Split(',', StringSplitOptions.TrimEntries),
            MarksBeats = call.GetValue(_beats),
            Speed = call.GetValue(_speed) ?? TimeScale.StandardSpeed,
            Amplitude = call.GetValue(_amplitude),
        };
        DrawnPart drawn = new RecordPlot(database).Draw(record, path, choice, cancellationToken);
        _output.Message($"{drawn.Record}: {Counted.Of(drawn.Leads, "lead")}, drew {drawn.Extent} -> {path}");
    }
}
