using System.Collections.Immutable;
using Pulumi.Testing;

namespace Infra.Tests.Doubles;

/// <summary>Mocks that give every resource its inputs back as its state, an id, and what a test adds; and keep what they were asked.</summary>
internal sealed class RecordingMocks : IMocks, IRegistrationObserver
{
    private readonly Lock _lock = new();
    private readonly List<Registration> _registrations = [];
    private readonly List<MockResourceArgs> _resources = [];
    private readonly List<MockCallArgs> _calls = [];
    private readonly List<MockRegisterResourceOutputsRequest> _outputs = [];

    public ImmutableDictionary<string, object> AddedState { get; init; } = ImmutableDictionary<string, object>.Empty;

    public object CallResult { get; init; } = ImmutableDictionary<string, object>.Empty;

    public IReadOnlyList<Registration> Registrations => _registrations;

    public IReadOnlyList<MockResourceArgs> Resources => _resources;

    public IReadOnlyList<MockCallArgs> Calls => _calls;

    public IReadOnlyList<MockRegisterResourceOutputsRequest> Outputs => _outputs;

    public Registration this[string name] => _registrations.Single(registration => registration.Name == name);

    public void Registered(Registration registration)
    {
        lock (_lock)
        {
            _registrations.Add(registration);
        }
    }

    public async Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        await Task.Yield();
        lock (_lock)
        {
            _resources.Add(args);
        }

        return ($"{args.Name}-id", args.Inputs.SetItems(AddedState));
    }

    public Task<object> CallAsync(MockCallArgs args)
    {
        lock (_lock)
        {
            _calls.Add(args);
        }

        return Task.FromResult(CallResult);
    }

    public Task RegisterResourceOutputs(MockRegisterResourceOutputsRequest args)
    {
        lock (_lock)
        {
            _outputs.Add(args);
        }

        return Task.CompletedTask;
    }
}
