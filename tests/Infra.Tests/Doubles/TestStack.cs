using Pulumi;

namespace Infra.Tests.Doubles;

/// <summary>A stack of what a test makes.</summary>
internal sealed class TestStack : Stack
{
    public TestStack(Action make, StackOptions? options = null)
        : base(options)
        => make();

    /// <summary>Runs a program in a test, in a preview or for good.</summary>
    public static Task RunAsync(RecordingMocks mocks, Action make, bool isPreview = false, StackOptions? options = null)
        => Deployment.TestWithServiceProviderAsync<TestStack>(mocks, new Factory(make, options), new() { IsPreview = isPreview, ProjectName = "zoo", StackName = "dev" });

    private sealed class Factory(Action make, StackOptions? options) : IServiceProvider
    {
        public object GetService(Type serviceType) => new TestStack(make, options);
    }
}
