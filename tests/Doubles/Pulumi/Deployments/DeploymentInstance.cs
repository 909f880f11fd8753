namespace Pulumi;

/// <summary>The deployment that the program runs in.</summary>
public sealed class DeploymentInstance
{
    internal DeploymentInstance(Deployment deployment) => Deployment = deployment;

    /// <summary>The stack's name.</summary>
    public string StackName => Deployment.Options.StackName ?? "stack";

    /// <summary>The project's name.</summary>
    public string ProjectName => Deployment.Options.ProjectName ?? "project";

    /// <summary>The organization's name.</summary>
    public string OrganizationName => Deployment.Options.OrganizationName ?? "organization";

    /// <summary>The project's folder.</summary>
    public string RootDirectory => Deployment.Options.RootDirectory
        ?? throw new InvalidOperationException("The Pulumi CLI version does not support root directory. Please update the Pulumi CLI.");

    /// <summary>Whether it is a preview.</summary>
    public bool IsDryRun => Deployment.Options.IsPreview ?? true;

    internal Deployment Deployment { get; }

    /// <summary>Calls a provider's function once its arguments are known; its result is not known before.</summary>
    public Output<T> Invoke<T>(string token, InvokeArgs args, InvokeOptions? options = null) => new(Deployment.InvokeAsync<T>(token, args, options));

    /// <summary>Calls a provider's function once its arguments are known and the resources that it waits for are there.</summary>
    public Output<T> Invoke<T>(string token, InvokeArgs args, InvokeOutputOptions options) => new(Deployment.InvokeAsync<T>(token, args, options));

    /// <summary>Calls a provider's function at once.</summary>
    public async Task<T> InvokeAsync<T>(string token, InvokeArgs args, InvokeOptions? options = null)
        => (await Deployment.InvokeAsync<T>(token, args, options).ConfigureAwait(false)).Value;
}
