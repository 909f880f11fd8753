using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Ecg.Lake;
using Ecg.Signals.Metadata;

namespace Ecg.Cli.Conversion;

/// <summary>The options that <c>convert</c> and <c>watch</c> share.</summary>
internal sealed class ConversionArguments
{
    private const int MaxJobs = 256;

    private readonly Option<string> _out = new("--out", "-o")
    {
        Description = "The lake's folder; made if it is missing.",
        HelpName = "LAKE",
        Required = true,
    };

    private readonly Option<int> _jobs = new("--jobs", "-j")
    {
        Description = "How many recordings to convert at a time.",
        HelpName = "N",
        DefaultValueFactory = _ => Environment.ProcessorCount,
        CustomParser = ParseJobs,
    };

    private readonly Option<string?> _dataset = new("--dataset")
    {
        Description = "The dataset of every recording, instead of the first folder of its key.",
        HelpName = "NAME",
    };

    private readonly Option<double?> _rate = new("--fs")
    {
        Description = "The sampling rate in Hz of recordings that name none.",
        HelpName = "HZ",
        CustomParser = result => ParsePositive(result, "--fs takes a number of Hz above 0"),
    };

    private readonly Option<double?> _gain = new("--gain")
    {
        Description = "The gain in adu/mV of recordings that name none.",
        HelpName = "G",
        CustomParser = result => ParsePositive(result, "--gain takes a number of adu/mV above 0"),
    };

    private readonly Option<string?> _leads = new("--leads")
    {
        Description = "The leads' names of recordings that name none, such as I,II,V1.",
        HelpName = "A,B",
    };

    private readonly Option<bool> _normalize = new("--normalize")
    {
        Description = "Also store each lead min-max normalised, as NAME_norm.",
    };

    private readonly Option<string?> _sourceUri = new("--source-uri")
    {
        Description = "What source_uri begins with in place of the folder's own address, such as s3://bucket.",
        HelpName = "URI",
    };

    public ConversionArguments()
    {
        _out.Validators.Add(CheckLake);
        _leads.Validators.Add(result => Check(result, AreNames, "--leads takes names with commas between them"));
        _dataset.Validators.Add(result => Check(result, IsFolderName, "--dataset takes the name of one folder"));
        _dataset.Validators.Add(CheckLength);
        _sourceUri.Validators.Add(result => Check(result, IsAbsoluteUri, "--source-uri takes an absolute URI such as s3://bucket"));
    }

    /// <summary>Gives a command the options.</summary>
    public void AddTo(Command command)
    {
        command.Add(_out);
        command.Add(_jobs);
        command.Add(_dataset);
        command.Add(_rate);
        command.Add(_gain);
        command.Add(_leads);
        command.Add(_normalize);
        command.Add(_sourceUri);
    }

    /// <summary>The lake's folder.</summary>
    public string Lake(ParseResult call) => call.GetRequiredValue(_out);

    /// <summary>What the caller has decided.</summary>
    public RunSettings Settings(ParseResult call) => new()
    {
        Jobs = call.GetValue(_jobs),
        SourceUri = call.GetValue(_sourceUri)?.TrimEnd('/'),
        Options = new ConversionOptions
        {
            Dataset = call.GetValue(_dataset),
            Normalize = call.GetValue(_normalize),
            Defaults = new ConversionDefaults
            {
                SamplingRate = call.GetValue(_rate),
                Gain = call.GetValue(_gain),
                Leads = call.GetValue(_leads)?.Split(',', StringSplitOptions.TrimEntries),
            },
        },
    };

    private static void CheckLake(OptionResult result)
    {
        var lake = result.Tokens is [var token] ? token.Value : "";
        if (lake.Length == 0)
        {
            result.AddError("--out needs the path of a folder.");
        }
        else if (lake.StartsWith("s3://", StringComparison.OrdinalIgnoreCase))
        {
            result.AddError("--out is a folder of this machine; 'aws s3 sync LAKE s3://BUCKET' takes it to a bucket.");
        }
    }

    private static void CheckLength(OptionResult result)
    {
        if (result.Tokens is [var token] && IsFolderName(token.Value)
            && RecordingKey.Parse("name", token.Value).PathIn(PipelineContract.RecordsTable) is var path
            && new FolderStore(".").WhyTooLong(path) is { } why)
        {
            result.AddError($"--dataset makes {why}: use a shorter name.");
        }
    }

    private static void Check(OptionResult result, Func<string, bool> isRight, string expected)
    {
        if (result.Tokens is [var token] && !isRight(token.Value))
        {
            result.AddError(Refusal(expected, token.Value));
        }
    }

    private static int ParseJobs(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var jobs) && jobs is >= 1 and <= MaxJobs)
        {
            return jobs;
        }

        result.AddError(Refusal($"--jobs takes a whole number from 1 to {MaxJobs}", text));
        return 1;
    }

    private static double? ParsePositive(ArgumentResult result, string expected)
    {
        var text = result.Tokens[0].Value;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value > 0 && double.IsFinite(value))
        {
            return value;
        }

        result.AddError(Refusal(expected, text));
        return null;
    }

    private static string Refusal(string expected, string text) => $"{expected}, not '{text}'.";

    private static bool IsAbsoluteUri(string uri) => Uri.TryCreate(uri, UriKind.Absolute, out _);

    private static bool AreNames(string leads) =>
        leads.Split(',', StringSplitOptions.TrimEntries).All(name => name.Length > 0);

    private static bool IsFolderName(string dataset) =>
        dataset.Length > 0 && dataset[0] != '.' && !dataset.AsSpan().ContainsAny('/', '\\') && !dataset.Any(char.IsControl);
}
