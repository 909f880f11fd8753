using Pulumi.Testing;

namespace Infra.Tests.Graph;

// What only the double of the SDK shows.
internal sealed partial class Cloud : IRegistrationObserver
{
    private readonly List<Registration> _registrations = [];

    /// <summary>What was declared, in any order.</summary>
    public IReadOnlyList<Registration> Registrations => _registrations;

    /// <inheritdoc />
    public void Registered(Registration registration)
    {
        lock (_lock)
        {
            _registrations.Add(registration);
        }
    }
}
