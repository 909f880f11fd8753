namespace Pulumi.Testing;

/// <summary>How a program is run in a test.</summary>
public class TestOptions
{
    /// <summary>The project's name; <c>project</c> where none is given.</summary>
    public string? ProjectName { get; set; }

    /// <summary>The project's folder.</summary>
    public string? RootDirectory { get; set; }

    /// <summary>The stack's name; <c>stack</c> where none is given.</summary>
    public string? StackName { get; set; }

    /// <summary>Whether it is a preview, in which what the mocks do not tell is unknown; it is one where nothing is given.</summary>
    public bool? IsPreview { get; set; }

    /// <summary>The organization's name; <c>organization</c> where none is given.</summary>
    public string? OrganizationName { get; set; }
}
