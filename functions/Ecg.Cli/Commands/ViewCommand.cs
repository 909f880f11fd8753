using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using Ecg.Aws.Buckets;
using Ecg.Cli.Inspection;
using Ecg.Cli.Invocation;
using Ecg.Cli.Terminal;
using Ecg.Cli.View;

namespace Ecg.Cli.Commands;

/// <summary><c>ecg view</c>: serves a page to look through recordings.</summary>
internal sealed class ViewCommand : EcgCommand
{
    private readonly CommandOutput _output;

    private readonly Argument<string?> _what = new("LAKE|FILE")
    {
        Description = "The lake's folder, or one recording's file, which needs no lake. [default: ECG_LAKE]",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<int> _port = new("--port", "-p")
    {
        Description = "The port of 127.0.0.1 to listen on. [default: a free one]",
        HelpName = "N",
        CustomParser = ParsePort,
    };

    private readonly Option<bool> _noOpen = new("--no-open")
    {
        Description = "Print the address; do not open a browser.",
    };

    public ViewCommand(CommandOutput output)
        : base("view", "Look through recordings in the browser.")
    {
        _output = output;
        _what.Validators.Add(RefuseUnknownOptions);
        Add(_what);
        Add(_port);
        Add(_noOpen);
        SetAction(RunAsync);
    }

    public override IReadOnlyList<string> Notes { get; } =
    [
        """
        The page lists the recordings, worst first, and shows each on ECG paper to scroll, zoom and measure; '?' on the page
        lists its keys. It is served on this machine only. Anyone with the address can open it, so keep it to yourself.
        Nothing leaves the machine, and the lake is only read.
        """,
        """
        On another machine: 'ssh -L 8123:127.0.0.1:8123 HOST ecg view LAKE --port 8123 --no-open', then open the printed
        address. Not for diagnosis.
        """,
        """
        Ctrl-C stops it. Exit status: 0 stopped; 2 the file is rejected; 3 the lake cannot be read, or the port is in use; 64
        usage error.
        """,
    ];

    public override IReadOnlyList<string> Examples { get; } =
    [
        "ecg view lake",
        "ecg view A0001.mat",
        "ecg view lake --port 8123 --no-open",
    ];

    private static int ParsePort(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port is > 0 and <= IPEndPoint.MaxPort)
        {
            return port;
        }

        result.AddError($"--port takes a number from 1 to {IPEndPoint.MaxPort}, not '{text}'.");
        return 0;
    }

    private async Task<int> RunAsync(ParseResult call, CancellationToken cancellationToken)
    {
        string what = WhatToView(call);
        if (File.Exists(what))
        {
            using FileLake file = await FileLake.OfAsync(what, cancellationToken).ConfigureAwait(false);
            await ServeAsync(call, new ViewedLake(file.Folder, Path.GetFileName(what), file.Record), cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await ServeAsync(call, new ViewedLake(what, what, OnlyRecording: null), cancellationToken).ConfigureAwait(false);
        }

        return ExitStatus.Success;
    }

    private string WhatToView(ParseResult call)
    {
        string what = (call.GetValue(_what) ?? Environment.GetEnvironmentVariable(LakeOption.Variable)) is { Length: > 0 } given
            ? given
            : throw CommandException.UsageError($"no lake given: name its folder or a file, as in 'ecg view lake', or set {LakeOption.Variable}.");
        return BucketAddress.IsOne(what)
            ? throw CommandException.UsageError($"copy a lake in a bucket first: 'aws s3 sync {what} lake', then 'ecg view lake'.")
            : what;
    }

    private async Task ServeAsync(ParseResult call, ViewedLake lake, CancellationToken cancellationToken)
    {
        ViewServer server = await ViewServer.StartAsync(lake, call.GetValue(_port), _output.Message, cancellationToken).ConfigureAwait(false);
        await using (server.ConfigureAwait(false))
        {
            _output.Result(server.Address.AbsoluteUri);
            if (call.GetValue(_noOpen) || !BrowserLauncher.TryOpen(server.Address))
            {
                _output.Message("Open this address in a browser. Ctrl-C stops the server.");
            }
            else
            {
                _output.Message("The page opens in the browser. Ctrl-C stops the server.");
            }

            await StoppedAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    // A view ends by being stopped.
    private static async Task StoppedAsync(CancellationToken cancellationToken)
    {
        var stopped = new TaskCompletionSource();
        using CancellationTokenRegistration stop = cancellationToken.Register(stopped.SetResult);
        await stopped.Task.ConfigureAwait(false);
    }
}
