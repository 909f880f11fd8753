namespace Pulumi;

/// <summary>Ends the deployment because of a resource.</summary>
public class ResourceException : Exception
{
    /// <summary>Ends it with a message, shown without a stack trace if so wished.</summary>
    public ResourceException(string message, Resource? resource, bool hideStack = false)
        : base(message)
    {
        Resource = resource;
        HideStack = hideStack;
    }

    internal Resource? Resource { get; }

    internal bool HideStack { get; }
}
