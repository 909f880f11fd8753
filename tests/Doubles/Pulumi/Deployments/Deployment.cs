using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using Pulumi.Serialization;
using Pulumi.Testing;

namespace Pulumi;

/// <summary>Runs a program. There is no engine here to run it for good: with mocks alone.</summary>
public sealed class Deployment
{
    private const int FailedWithMessage = 32;

    private static readonly AsyncLocal<DeploymentInstance?> Running = new();

    private readonly IMocks _mocks;
    private readonly List<string> _errors = [];
    private readonly List<Resource> _resources = [];
    private readonly ImmutableDictionary<string, string> _config = ReadConfig();

    private Deployment(IMocks mocks, TestOptions? options)
    {
        _mocks = mocks;
        Options = options ?? new TestOptions();
    }

    /// <summary>The deployment that the program runs in.</summary>
    public static DeploymentInstance Instance
        => Running.Value ?? throw new InvalidOperationException("Trying to acquire Deployment.Instance before 'Run' was called.");

    internal static Deployment? Current => Running.Value?.Deployment;

    internal TestOptions Options { get; }

    internal TaskSet Tasks { get; } = new();

    internal Stack Stack
    {
        get => field ?? throw new InvalidOperationException("Trying to acquire Deployment.Stack before 'Run' was called.");
        set;
    }

    /// <summary>Runs a program that gives nothing out, for the engine.</summary>
    public static Task<int> RunAsync(Action action) => RunWithEngineAsync();

    /// <summary>Runs a program, for the engine.</summary>
    public static Task<int> RunAsync(Func<IDictionary<string, object?>> func) => RunWithEngineAsync();

    /// <summary>Runs a program that gives nothing out, for the engine.</summary>
    public static Task<int> RunAsync(Func<Task> func) => RunWithEngineAsync();

    /// <summary>Runs a program, for the engine.</summary>
    public static Task<int> RunAsync(Func<Task<IDictionary<string, object?>>> func, StackOptions? options = null) => RunWithEngineAsync();

    /// <summary>Runs a stack, for the engine.</summary>
    public static Task<int> RunAsync<TStack>()
        where TStack : Stack, new()
        => RunWithEngineAsync();

    /// <summary>Runs a stack that a service provider makes, for the engine.</summary>
    public static Task<int> RunAsync<TStack>(IServiceProvider serviceProvider)
        where TStack : Stack
        => RunWithEngineAsync();

    /// <summary>Runs a stack with mocks: its resources, once all outputs are there; an exception if it failed.</summary>
    public static Task<ImmutableArray<Resource>> TestAsync<TStack>(IMocks mocks, TestOptions? options = null)
        where TStack : Stack, new()
        => TestAsync(
            mocks,
            () => (TStack)Activator.CreateInstance(typeof(TStack), BindingFlags.DoNotWrapExceptions, binder: null, args: null, culture: null)!,
            options);

    /// <summary>Runs a stack that a service provider makes with mocks: its resources, once all outputs are there; an exception if it failed.</summary>
    public static Task<ImmutableArray<Resource>> TestWithServiceProviderAsync<TStack>(IMocks mocks, IServiceProvider serviceProvider, TestOptions? options = null)
        where TStack : Stack
        => TestAsync(
            mocks,
            () => serviceProvider.GetService(typeof(TStack)) as TStack ?? throw new InvalidOperationException($"Failed to resolve instance of type {typeof(TStack)} from service provider."),
            options);

    internal string? GetConfig(string key) => _config.GetValueOrDefault(key);

    internal void AddError(string message)
    {
        lock (_errors)
        {
            _errors.Add(message);
        }
    }

    internal void Register(Resource resource, bool custom, bool remote, ResourceArgs args, ResourceOptions options)
        => Tasks.Add(RegisterAsync(resource, custom, remote, args, options));

    internal void RegisterOutputs(ComponentResource component, Output<IDictionary<string, object?>> outputs)
        => Tasks.Add(RegisterOutputsAsync(component, outputs));

    internal async Task<OutputData<T>> InvokeAsync<T>(string token, InvokeArgs args, InvokeOptions? options)
    {
        var serializer = new Serializer();
        ImmutableDictionary<string, object?> members = await serializer.SerializeMembersAsync(token, (args ?? InvokeArgs.Empty).ToDictionary()).ConfigureAwait(false);
        (object? known, bool isKnown, bool isSecret) = Deserializer.Unwrap(members);
        HashSet<Resource> awaited = serializer.Dependencies;
        if (options is InvokeOutputOptions { DependsOn: { } dependsOn })
        {
            awaited.UnionWith(await dependsOn.ToOutput().GetValueAsync([]).ConfigureAwait(false));
        }

        foreach (CustomResource resource in Reachable(awaited).OfType<CustomResource>())
        {
            isKnown &= (await resource.Id.Data.ConfigureAwait(false)).IsKnown;
        }

        if (!isKnown)
        {
            return new OutputData<T>([], default!, IsKnown: false, IsSecret: false);
        }

        ProviderResource? provider = options?.Provider ?? options?.Parent?.GetProvider(token);
        object result = await _mocks.CallAsync(new MockCallArgs
        {
            Token = token,
            Args = (ImmutableDictionary<string, object>)known!,
            Provider = provider is null ? "" : await provider.GetReferenceAsync().ConfigureAwait(false),
        }).ConfigureAwait(false);
        (object? value, bool isResultKnown, bool isResultSecret) = Deserializer.Unwrap(await new Serializer().SerializeAsync(token, result).ConfigureAwait(false));
        return new OutputData<T>([.. awaited], (T)Deserializer.Convert($"{token} result", value, typeof(T))!, isResultKnown, isSecret || isResultSecret);
    }

    private static Task<int> RunWithEngineAsync()
        => throw new InvalidOperationException("Program run without the Pulumi engine available; re-run using the `pulumi` CLI");

    // Must await: the instance is then set for what runs in here alone, and not for who called.
    private static async Task<ImmutableArray<Resource>> TestAsync<TStack>(IMocks mocks, Func<TStack> makeStack, TestOptions? options)
        where TStack : Stack
    {
        ArgumentNullException.ThrowIfNull(mocks);
        if (Running.Value is not null)
        {
            throw new InvalidOperationException("Deployment.Instance should only be set once at the beginning of a 'Run' call.");
        }

        var deployment = new Deployment(mocks, options);
        Running.Value = new DeploymentInstance(deployment);
        await deployment.RunAsync(makeStack).ConfigureAwait(false);
        return deployment._errors switch
        {
            [] => [.. deployment._resources],
            [var only] => throw new RunException(only),
            var several => throw new AggregateException(several.Select(error => new RunException(error))),
        };
    }

    private async Task<int> RunAsync<TStack>(Func<TStack> makeStack)
        where TStack : Stack
    {
        IReadOnlyList<Exception> exceptions;
        try
        {
            makeStack().RegisterPropertyOutputs();
            exceptions = await Tasks.WaitAsync().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            exceptions = [e];
        }

        foreach (Exception exception in exceptions)
        {
            AddError(exception switch
            {
                RunException or ResourceException { HideStack: true } => exception.Message,
                ResourceException => exception.ToString(),
                _ => $"Running program '{Assembly.GetEntryAssembly()?.Location}' failed with an unhandled exception:\n{exception}",
            });
        }

        return exceptions.Count > 0 ? FailedWithMessage : _errors.Count > 0 ? 1 : 0;
    }

    private async Task RegisterAsync(Resource resource, bool custom, bool remote, ResourceArgs args, ResourceOptions options)
    {
        try
        {
            Registration registration = await PrepareAsync(resource, custom, remote, args, options).ConfigureAwait(false);
            lock (_resources)
            {
                _resources.Add(resource);
            }

            (_mocks as IRegistrationObserver)?.Registered(registration);
            (string? id, ImmutableDictionary<string, object?>? state) = resource is Stack
                ? (null, ImmutableDictionary<string, object?>.Empty)
                : await AskMocksAsync(registration, options).ConfigureAwait(false);
            resource.Completions["urn"].Set(registration.Urn, isKnown: true, isSecret: false);
            if (custom)
            {
                resource.Completions["id"].Set(id ?? "", isKnown: !string.IsNullOrEmpty(id), isSecret: false);
            }

            Complete(registration, state);
        }
        catch (Exception e)
        {
            foreach (IOutputCompletion completion in resource.Completions.Values)
            {
                completion.TryFail(e);
            }

            throw;
        }
    }

    private void Complete(Registration registration, ImmutableDictionary<string, object?> state)
    {
        List<string> additional = (registration.Options as CustomResourceOptions)?.AdditionalSecretOutputs ?? [];
        foreach ((string? name, IOutputCompletion? completion) in registration.Resource.Completions)
        {
            if (name is "urn" or "id")
            {
                continue;
            }

            if (!state.TryGetValue(name, out object? serialized))
            {
                completion.TrySetDefault(isKnown: !(Options.IsPreview ?? true));
                continue;
            }

            // A real engine keeps an output a secret whose input was one; mocks cannot, as they are shown plain text.
            (object? value, bool isKnown, bool isSecret) = Deserializer.Unwrap(serialized);
            bool wasSecret = registration.Inputs.TryGetValue(name, out object? input) && Deserializer.Unwrap(input).IsSecret;
            object? converted = Deserializer.Convert($"{registration.Resource.GetType().FullName}.{name}", value, completion.TargetType);
            completion.Set(converted, isKnown, isSecret || wasSecret || additional.Contains(name));
        }
    }

    private async Task<Registration> PrepareAsync(Resource resource, bool custom, bool remote, ResourceArgs args, ResourceOptions options)
    {
        string type = resource.GetResourceType();
        string name = resource.GetResourceName();
        ImmutableArray<Resource> explicitDependencies = await options.DependsOn.ToOutput().GetValueAsync([]).ConfigureAwait(false);
        ImmutableSortedSet<string> dependencies = await UrnsAsync([.. explicitDependencies]).ConfigureAwait(false);

        ImmutableDictionary<string, object?>.Builder inputs = ImmutableDictionary.CreateBuilder<string, object?>();
        ImmutableSortedDictionary<string, ImmutableSortedSet<string>>.Builder propertyDependencies = ImmutableSortedDictionary.CreateBuilder<string, ImmutableSortedSet<string>>(StringComparer.Ordinal);
        foreach ((string? property, object? value) in args.ToDictionary())
        {
            var serializer = new Serializer();
            object? serialized = await serializer.SerializeAsync($"resource:{name}[{type}].{property}", value).ConfigureAwait(false);
            if (serialized is null)
            {
                continue;
            }

            inputs.Add(property, serialized);
            propertyDependencies[property] = await UrnsAsync(serializer.Dependencies).ConfigureAwait(false);
        }

        string parent = resource is Stack ? "" : await (options.Parent ?? Stack).Urn.GetValueAsync("").ConfigureAwait(false);
        return new Registration
        {
            Resource = resource,
            Type = type,
            Name = name,
            Urn = Urn(parent, type, name),
            ParentUrn = parent,
            IsCustom = custom,
            IsRemote = remote,
            Inputs = inputs.ToImmutable(),
            Options = options,
            PropertyDependencies = propertyDependencies.ToImmutable(),
            Dependencies = propertyDependencies.Values.Aggregate(dependencies, (all, one) => all.Union(one)),
        };
    }

    private async Task<(string? Id, ImmutableDictionary<string, object?> State)> AskMocksAsync(Registration registration, ResourceOptions options)
    {
        ImmutableDictionary<string, object>.Builder known = ImmutableDictionary.CreateBuilder<string, object>();
        foreach ((string? name, object? input) in registration.Inputs)
        {
            (object? value, bool isKnown, bool _) = Deserializer.Unwrap(input);
            if (isKnown && value is not null)
            {
                known.Add(name, value);
            }
        }

        string read = options.Id is null ? "" : await options.Id.ToOutput().GetValueAsync("").ConfigureAwait(false);
        string import = (options as CustomResourceOptions)?.ImportId ?? "";
        ProviderResource? provider = registration.IsCustom ? options.Provider : null;
        (string? id, object? state) = await _mocks.NewResourceAsync(new MockResourceArgs
        {
            Type = registration.Type,
            Name = registration.Name,
            Inputs = known.ToImmutable(),
            Provider = provider is null ? "" : await provider.GetReferenceAsync().ConfigureAwait(false),
            Id = read.Length > 0 ? read : import,
        }).ConfigureAwait(false);
        return await new Serializer().SerializeAsync(registration.Urn, state).ConfigureAwait(false) is ImmutableDictionary<string, object?> members
            ? (read.Length > 0 ? read : id ?? import, members)
            : throw new InvalidOperationException($"{state.GetType().FullName} is not a supported argument type");
    }

    private async Task RegisterOutputsAsync(ComponentResource component, Output<IDictionary<string, object?>> outputs)
    {
        string urn = await component.Urn.GetValueAsync("").ConfigureAwait(false);
        IDictionary<string, object?> values = await outputs.GetValueAsync(ImmutableDictionary<string, object?>.Empty).ConfigureAwait(false);
        ImmutableDictionary<string, object?> serialized = await new Serializer().SerializeMembersAsync(urn, values).ConfigureAwait(false);
        await _mocks.RegisterResourceOutputs(new MockRegisterResourceOutputsRequest(urn, serialized.ToImmutableDictionary(pair => pair.Key, pair =>
        {
            (object? value, bool isKnown, bool isSecret) = Deserializer.Unwrap(pair.Value);
            return new Output<object?>(Task.FromResult(new OutputData<object?>([], value, isKnown, isSecret)));
        }))).ConfigureAwait(false);
    }

    private static async Task<ImmutableSortedSet<string>> UrnsAsync(IEnumerable<Resource> resources)
    {
        // A component is there when what it consists of is; it has no id of its own to wait for.
        IEnumerable<Resource> real = Reachable(resources).Where(resource => resource is CustomResource or ComponentResource { IsRemote: true });
        string[] urns = await Task.WhenAll(real.Select(resource => resource.Urn.GetValueAsync(""))).ConfigureAwait(false);
        return [.. urns.Where(urn => urn.Length > 0).Order(StringComparer.Ordinal)];
    }

    private static HashSet<Resource> Reachable(IEnumerable<Resource> resources)
    {
        var result = new HashSet<Resource>();
        var open = new Stack<Resource>(resources);
        while (open.TryPop(out Resource? resource))
        {
            if (result.Add(resource) && resource is ComponentResource)
            {
                lock (resource.Children)
                {
                    foreach (Resource child in resource.Children)
                    {
                        open.Push(child);
                    }
                }
            }
        }

        return result;
    }

    private static string Urn(string parent, string type, string name)
    {
        if (parent.Length > 0)
        {
            type = $"{parent.Split("::")[2].Split('$')[0]}${type}";
        }

        return $"urn:pulumi:{Instance.StackName}::{Instance.ProjectName}::{type}::{name}";
    }

    private static ImmutableDictionary<string, string> ReadConfig()
    {
        if (Environment.GetEnvironmentVariable("PULUMI_CONFIG") is not { } json)
        {
            return ImmutableDictionary<string, string>.Empty;
        }

        using var document = JsonDocument.Parse(json);
        return document.RootElement.EnumerateObject().ToImmutableDictionary(
            setting => setting.Name.Split(':', 3) is [var name, "config", var key] ? $"{name}:{key}" : setting.Name,
            setting => setting.Value.ToString());
    }
}
