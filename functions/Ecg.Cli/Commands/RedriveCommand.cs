using System.CommandLine;
using Ecg.Aws.Accounts;
using Ecg.Aws.Queues;
using Ecg.Cli.Cloud;
using Ecg.Cli.Invocation;
using Ecg.Cli.Terminal;

namespace Ecg.Cli.Commands;

/// <summary><c>ecg redrive</c>: moves dead letters back to their queue.</summary>
internal sealed class RedriveCommand : EcgCommand
{
    private readonly CommandOutput _output;
    private readonly AwsArguments _aws = new();

    private readonly Option<string> _deadLetters = new("--dlq")
    {
        Description = "The dead-letter queue.",
        HelpName = "URL",
        Required = true,
    };

    private readonly Option<string?> _to = new("--to")
    {
        Description = "The queue to move them to, instead of the one they came from.",
        HelpName = "URL",
    };

    public RedriveCommand(CommandOutput output)
        : base("redrive", "Move dead letters back to the queue they came from.")
    {
        _output = output;
        Add(_deadLetters);
        Add(_to);
        _aws.AddTo(this);
        SetAction(RunAsync);
    }

    public override IReadOnlyList<string> Notes { get; } =
    [
        """
        Fix the cause first: the log of the function or the worker names it. SQS moves the messages itself. If a server cannot,
        the command sends each message and then deletes it, so none is lost if the command is stopped.
        """,
        AwsArguments.Note,
        "Exit status: 0 done; 3 a queue cannot be used; 64 usage error; 130 stopped by Ctrl-C.",
    ];

    public override IReadOnlyList<string> Examples { get; } =
    [
        "ecg redrive --dlq https://sqs.eu-central-1.amazonaws.com/123456789012/dead-letters",
        "ecg redrive --dlq http://localhost:5000/123456789012/dead-letters --endpoint-url http://localhost:5000",
    ];

    private async Task<int> RunAsync(ParseResult call, CancellationToken cancellationToken)
    {
        QueueAddress deadLetters = ArgumentText.Read(() => QueueAddress.Parse(call.GetRequiredValue(_deadLetters), _deadLetters.Name));
        QueueAddress? to = call.GetValue(_to) is { } url ? ArgumentText.Read(() => QueueAddress.Parse(url, _to.Name)) : null;
        using AwsClients clients = _aws.Open(call, deadLetters.Region);
        var redrive = new Redrive(clients.Sqs, deadLetters);
        long moved = await CountProgress.ShowAsync(
            _output, "messages moved", progress => redrive.MoveAsync(to, progress, cancellationToken)).ConfigureAwait(false);
        _output.Result($"{Counted.Of(moved, "message")} moved.");
        return ExitStatus.Success;
    }
}
