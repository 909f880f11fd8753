using Ecg.Aws.Accounts;
using EndToEnd.Tests.Servers;
using NUnit.Framework;

// Tests wait for the server, for retries and for builds: one that waits leaves the machine to the others.
[assembly: Parallelizable(ParallelScope.Fixtures)]
[assembly: LevelOfParallelism(2)]

namespace EndToEnd.Tests;

/// <summary>The server that all tests share; each puts up a stack with names of its own on it.</summary>
[SetUpFixture]
internal sealed class LocalAws
{
    private static MotoServer? _server;

    /// <summary>The server's address; the test is skipped where there is no server.</summary>
    public static Uri Endpoint
    {
        get
        {
            if (_server is null)
            {
                Assert.Ignore(MotoServer.Missing);
            }

            return _server!.Endpoint;
        }
    }

    /// <summary>Clients as the handler makes them.</summary>
    public static AwsClients Connect(Uri endpoint) => new(new AwsConnection { Endpoint = endpoint, Region = "us-east-1" });

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        foreach ((string? name, string? value) in AwsEnvironment.Variables)
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        _server = MotoServer.IsInstalled ? await MotoServer.StartAsync() : null;
    }

    [OneTimeTearDown]
    public void Stop() => _server?.Dispose();
}
