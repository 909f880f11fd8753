using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Ecg.Signals.Metadata;

namespace Ecg.Cli.Conversion;

/// <summary>The options for metadata that recordings do not state.</summary>
internal sealed class MetadataArguments
{
    private readonly Option<string?> _signal = new("--signal")
    {
        Description = "The variable that holds the signal, such as ecg or EEG.data.",
        HelpName = "NAME",
    };

    private readonly Option<double?> _rate = new("--fs")
    {
        Description = "The sampling rate in Hz for recordings that do not state one.",
        HelpName = "HZ",
        CustomParser = result => ParsePositive(result, "--fs takes a number of Hz above 0"),
    };

    private readonly Option<double?> _gain = new("--gain")
    {
        Description = "The gain in adu/mV for recordings that do not state one.",
        HelpName = "G",
        CustomParser = result => ParsePositive(result, "--gain takes a number of adu/mV above 0"),
    };

    private readonly Option<int?> _baseline = new("--baseline")
    {
        Description = "The ADC value of 0 mV, used with --gain; 0 by default.",
        HelpName = "B",
        CustomParser = ParseBaseline,
    };

    private readonly Option<string?> _leads = new("--leads")
    {
        Description = "The lead names for recordings that do not state them, such as I,II,V1.",
        HelpName = "A,B",
    };

    public MetadataArguments()
    {
        _leads.Validators.Add(CheckNames);
        _signal.Validators.Add(CheckSignal);
    }

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_signal);
        command.Add(_rate);
        command.Add(_gain);
        command.Add(_baseline);
        command.Add(_leads);
        command.Validators.Add(CheckBaseline);
    }

    /// <summary>Returns the parsed values.</summary>
    public ConversionDefaults Defaults(ParseResult call) => new()
    {
        Signal = call.GetValue(_signal),
        SamplingRate = call.GetValue(_rate),
        Gain = call.GetValue(_gain),
        Baseline = call.GetValue(_baseline),
        Leads = call.GetValue(_leads)?.Split(',', StringSplitOptions.TrimEntries),
    };

    private static void CheckNames(OptionResult result)
    {
        if (result.Tokens is [var token] && !token.Value.Split(',', StringSplitOptions.TrimEntries).All(name => name.Length > 0))
        {
            result.AddError($"--leads takes comma-separated names, not '{token.Value}'.");
        }
    }

    private static void CheckSignal(OptionResult result)
    {
        if (result.Tokens is [var token] && string.IsNullOrWhiteSpace(token.Value))
        {
            result.AddError("--signal takes the name of a variable, such as ecg or EEG.data.");
        }
    }

    private void CheckBaseline(CommandResult result)
    {
        if (result.GetResult(_baseline) is { Implicit: false } && result.GetResult(_gain) is null)
        {
            result.AddError("--baseline needs --gain.");
        }
    }

    private static double? ParsePositive(ArgumentResult result, string expected)
    {
        string text = result.Tokens[0].Value;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value > 0 && double.IsFinite(value))
        {
            return value;
        }

        result.AddError($"{expected}, not '{text}'.");
        return null;
    }

    private static int? ParseBaseline(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value))
        {
            return value;
        }

        result.AddError($"--baseline takes a whole number, not '{text}'.");
        return null;
    }
}
