using System.Net;
using System.Net.Sockets;
using Infra.Tests.Graph;
using Infra.Tests.Stacks;
using NUnit.Framework;

namespace Infra.Tests;

/// <summary>A preview compares the repository's number with GitHub's: with a wrong one no workflow could take on a role.</summary>
[TestFixture]
[NonParallelizable]
public sealed class GitHubIdentityTests
{
    [Test]
    public async Task Tells_a_number_that_is_not_the_repositorys()
    {
        using var server = new GitHubServer($$"""{ "id": 111, "full_name": "{{StackUnderTest.Repository}}" }""");
        Pulumi.RunException? error = await Assert.ThrowsAsync<Pulumi.RunException>(() => StackGraph.DeployAsync(StackUnderTest.Dev, preview: true, server.Address));
        Assert.That(error!.Message, Does.Contain($"githubRepositoryId: '{StackUnderTest.RepositoryId}' is not the id of {StackUnderTest.Repository}, which is 111"));
        Assert.That(server.Asked, Is.EqualTo($"/repos/{StackUnderTest.Repository}"));
    }

    // GitHub answers for the old name of a renamed repository, and for a name in another case.
    [TestCase("example-org/ecg-lake")]
    [TestCase("Example-Org/ecg-pipeline")]
    public async Task Tells_a_name_that_GitHub_writes_otherwise(string name)
    {
        using var server = new GitHubServer($$"""{ "id": {{StackUnderTest.RepositoryId}}, "full_name": "{{name}}" }""");
        Pulumi.RunException? error = await Assert.ThrowsAsync<Pulumi.RunException>(() => StackGraph.DeployAsync(StackUnderTest.Dev, preview: true, server.Address));
        Assert.That(error!.Message, Does.Contain($"githubRepository: GitHub calls '{StackUnderTest.Repository}' {name}"));
    }

    [TestCase($$"""{ "id": {{StackUnderTest.RepositoryId}} }""")]
    [TestCase($$"""{ "id": {{StackUnderTest.RepositoryId}}, "full_name": "{{StackUnderTest.Repository}}" }""")]
    [TestCase("""{ "message": "Not Found" }""")]
    [TestCase("no JSON")]
    public async Task Goes_on_where_the_number_is_right_or_GitHub_does_not_tell(string answer)
    {
        using var server = new GitHubServer(answer);
        StackGraph graph = await StackGraph.DeployAsync(StackUnderTest.Dev, preview: true, server.Address);
        Assert.That(graph.Resources, Is.Not.Empty);
    }

    private sealed class GitHubServer : IDisposable
    {
        private readonly HttpListener _listener = new();

        public GitHubServer(string answer)
        {
            using var free = new TcpListener(IPAddress.Loopback, 0);
            free.Start();
            Address = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
            free.Stop();
            _listener.Prefixes.Add($"{Address}/");
            _listener.Start();
            _ = AnswerAsync(answer);
        }

        public string Address { get; }

        public string? Asked { get; private set; }

        public void Dispose() => ((IDisposable)_listener).Dispose();

        private async Task AnswerAsync(string answer)
        {
            HttpListenerContext context = await _listener.GetContextAsync();
            Asked = context.Request.RawUrl;
            await using var writer = new StreamWriter(context.Response.OutputStream);
            await writer.WriteAsync(answer);
        }
    }
}
