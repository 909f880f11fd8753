using System.Collections.Immutable;

namespace Pulumi.Generator;

/// <summary>One object of the facts: a resource, a function, a type, an enumeration or a property.</summary>
internal readonly struct Fact(object? json)
{
    private readonly ImmutableDictionary<string, object?> _members = (ImmutableDictionary<string, object?>)json!;

    /// <summary>The class, where it is one.</summary>
    public string Class => Text("class");

    /// <summary>The class's namespace.</summary>
    public string Namespace => Text("namespace");

    /// <summary>The name that the provider knows.</summary>
    public string Name => Text("name");

    /// <summary>The name in C#.</summary>
    public string CSharp => Text("csharp");

    /// <summary>A property's type, in the words of the facts.</summary>
    public string Type => Text("type");

    /// <summary>Whether a property always has a value.</summary>
    public bool IsRequired => Is("required");

    /// <summary>Whether a property is a secret.</summary>
    public bool IsSecret => Is("secret");

    /// <summary>Whether a property takes plain values alone.</summary>
    public bool IsPlain => Is("plain");

    /// <summary>Why it should not be used any more, or nothing.</summary>
    public string? Deprecated => _members.TryGetValue("deprecated", out object? why) ? (string?)why : null;

    /// <summary>A text that must be there.</summary>
    public string Text(string member)
        => _members.TryGetValue(member, out object? value) && value is string text ? text : throw new FormatException($"The facts lack a '{member}'.");

    /// <summary>Whether something is said to be so.</summary>
    public bool Is(string member) => _members.TryGetValue(member, out object? value) && value is true;

    /// <summary>Whether there is such a member.</summary>
    public bool Has(string member) => _members.ContainsKey(member);

    /// <summary>The objects of a list; none where there is no list.</summary>
    public ImmutableArray<Fact> List(string member)
        => _members.TryGetValue(member, out object? value) ? [.. ((ImmutableArray<object?>)value!).Select(one => new Fact(one))] : [];
}
