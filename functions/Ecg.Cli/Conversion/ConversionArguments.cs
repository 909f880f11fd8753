using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Ecg.Aws.Buckets;
using Ecg.Lake;
using Ecg.Lake.Reading;
using Ecg.Lake.Stores;

namespace Ecg.Cli.Conversion;

/// <summary>The options that <c>convert</c> and <c>watch</c> share.</summary>
internal sealed class ConversionArguments
{
    private const int MaxJobs = 256;

    private readonly Option<string> _out = new("--out", "-o")
    {
        Description = "The lake's folder; created if missing.",
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

    private readonly MetadataArguments _metadata = new();

    private readonly Option<bool> _normalize = new("--normalize")
    {
        Description = "Also store each lead min-max normalised, as NAME_norm.",
    };

    private readonly Option<bool> _fill = new("--fill")
    {
        Description = "Fill missing samples with the previous value instead of NULL.",
    };

    private readonly Option<bool> _deidentify = new("--deidentify")
    {
        Description = "De-identify by HIPAA Safe Harbor: no free text, dates cut to the year, ages above 89 as 90. Names of files are kept.",
    };

    private readonly Option<bool> _force = new("--force")
    {
        Description = "Convert again even if the lake already has the result of the same bytes, version and settings.",
    };

    private readonly Option<string?> _sourceUri = new("--source-uri")
    {
        Description = "The base of source_uri, such as s3://bucket, instead of the folder's own URI.",
        HelpName = "URI",
    };

    public ConversionArguments()
    {
        _out.Validators.Add(CheckLake);
        _dataset.Validators.Add(result => Check(result, IsFolderName, "--dataset takes the name of one folder"));
        _dataset.Validators.Add(CheckLength);
        _sourceUri.Validators.Add(result => Check(result, IsAbsoluteUri, "--source-uri takes an absolute URI such as s3://bucket"));
    }

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_out);
        command.Add(_jobs);
        command.Add(_dataset);
        _metadata.AddTo(command);
        command.Add(_normalize);
        command.Add(_fill);
        command.Add(_deidentify);
        command.Add(_force);
        command.Add(_sourceUri);
    }

    /// <summary>The lake's folder.</summary>
    public string Lake(ParseResult call) => call.GetRequiredValue(_out);

    /// <summary>Returns the parsed settings.</summary>
    public RunSettings Settings(ParseResult call) => new()
    {
        Jobs = call.GetValue(_jobs),
        SourceUri = call.GetValue(_sourceUri)?.TrimEnd('/'),
        Options = new ConversionOptions
        {
            Dataset = call.GetValue(_dataset),
            Normalize = call.GetValue(_normalize),
            Fill = call.GetValue(_fill),
            Deidentify = call.GetValue(_deidentify),
            SkipConverted = !call.GetValue(_force),
            Defaults = _metadata.Defaults(call),
        },
    };

    private static void CheckLake(OptionResult result)
    {
        string lake = result.Tokens is [var token] ? token.Value : "";
        if (lake.Length == 0)
        {
            result.AddError("--out needs the path of a folder.");
        }
        else if (BucketAddress.IsOne(lake))
        {
            result.AddError("--out is a local folder; 'aws s3 sync LAKE s3://BUCKET' copies it to a bucket.");
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
        string text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int jobs) && jobs is >= 1 and <= MaxJobs)
        {
            return jobs;
        }

        result.AddError(Refusal($"--jobs takes a whole number from 1 to {MaxJobs}", text));
        return 1;
    }

    private static string Refusal(string expected, string text) => $"{expected}, not '{text}'.";

    private static bool IsAbsoluteUri(string uri) => Uri.TryCreate(uri, UriKind.Absolute, out _);

    private static bool IsFolderName(string dataset) =>
        dataset.Length > 0 && dataset[0] != '.' && !dataset.AsSpan().ContainsAny('/', '\\') && !dataset.Any(char.IsControl);
}
