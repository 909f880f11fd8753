using System.Collections.Immutable;
using System.Reflection;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>Something that the stack consists of.</summary>
public class Resource
{
    private readonly string _type;
    private readonly string _name;
    private readonly bool? _protect;
    private readonly ImmutableArray<ResourceTransformation> _transformations;
    private readonly ImmutableDictionary<string, ProviderResource> _providers;

    private protected Resource(string type, string name, bool custom, ResourceArgs args, ResourceOptions options, bool remote = false)
    {
        if (string.IsNullOrEmpty(type))
        {
            throw new ArgumentException("'type' cannot be null or empty.", nameof(type));
        }

        if (string.IsNullOrEmpty(name))
        {
            throw new ArgumentException("'name' cannot be null or empty.", nameof(name));
        }

        _type = type;
        _name = name;
        Completions = MakeOutputs(options.Urn is not null || custom || remote);

        Deployment deployment = Deployment.Instance.Deployment;
        Resource? parent = type == Stack.RootType ? null : options.Parent ?? deployment.Stack;
        _transformations = [.. options.ResourceTransformations, .. parent?._transformations ?? []];
        foreach (ResourceTransformation transformation in _transformations)
        {
            if (transformation(new ResourceTransformationArgs(this, args, options)) is { } changed)
            {
                if (changed.Options.Parent != options.Parent)
                {
                    throw new ArgumentException("Transformations cannot currently be used to change the 'parent' of a resource.");
                }

                (args, options) = (changed.Args, changed.Options);
            }
        }

        options = options.Clone();
        List<ProviderResource> providers = (options as ComponentResourceOptions)?.Providers ?? [];
        if (options.Provider is not null && providers.Count > 0)
        {
            throw new ResourceException("Do not supply both 'provider' and 'providers' options to a ComponentResource.", options.Parent);
        }

        options.Protect ??= options.Parent?._protect;
        _protect = options.Protect;
        _providers = options.Parent?._providers ?? ImmutableDictionary<string, ProviderResource>.Empty;
        if (custom && options.Provider is null)
        {
            options.Provider = options.Parent?.GetProvider(type);
        }
        else if (options.Provider is { } provider)
        {
            _providers = _providers.SetItem(custom ? type.Split(':')[0] : provider.Package, provider);
        }

        _providers = _providers.SetItems(providers.Select(one => KeyValuePair.Create(one.Package, one)));
        if (options.Parent is { } component)
        {
            lock (component.Children)
            {
                component.Children.Add(this);
            }
        }

        deployment.Register(this, custom, remote, args, options);
    }

    /// <summary>The name that the engine knows the resource by.</summary>
    [Output("urn")]
    public Output<string> Urn { get; private protected set; } = null!;

    internal HashSet<Resource> Children { get; } = [];

    internal ImmutableDictionary<string, IOutputCompletion> Completions { get; }

    /// <summary>The resource's type.</summary>
    public string GetResourceType() => _type;

    /// <summary>The resource's name in the program.</summary>
    public string GetResourceName() => _name;

    internal ProviderResource? GetProvider(string type)
        => type.Split(':') is [var package, _, _] ? _providers.GetValueOrDefault(package) : null;

    private ImmutableDictionary<string, IOutputCompletion> MakeOutputs(bool isFilledByProvider)
    {
        ImmutableDictionary<string, IOutputCompletion>.Builder result = ImmutableDictionary.CreateBuilder<string, IOutputCompletion>();
        foreach (PropertyInfo property in GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.GetCustomAttribute<OutputAttribute>() is not { } attribute || (!isFilledByProvider && property.DeclaringType != typeof(Resource)))
            {
                continue;
            }

            if (!property.PropertyType.IsGenericType || property.PropertyType.GetGenericTypeDefinition() != typeof(Output<>))
            {
                throw RunException.OutputsHaveIncorrectType([attribute.Name ?? property.Name]);
            }

            // The setter is private to the class that declares the property.
            MethodInfo setter = property.DeclaringType!.GetProperty(property.Name)!.GetSetMethod(nonPublic: true)
                ?? throw new InvalidOperationException($"[Output] {GetType().FullName}.{property.Name} did not have a 'set' method");
            var completion = (IOutputCompletion)Activator.CreateInstance(typeof(OutputCompletion<>).MakeGenericType(property.PropertyType.GetGenericArguments()), this)!;
            setter.Invoke(this, [completion.GetType().GetProperty(nameof(OutputCompletion<object>.Output))!.GetValue(completion)]);
            result.Add(attribute.Name ?? property.Name, completion);
        }

        return result.ToImmutable();
    }
}
